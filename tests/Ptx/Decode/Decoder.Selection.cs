using IlgpuOptim.Ptx.Execute;
using IlgpuOptim.Ptx.Syntax;

namespace IlgpuOptim.Ptx.Decode;

// Comparisons, selections, moves and conversions.
internal sealed unsafe partial class Decoder
{
    private static readonly string[] Comparisons =
    [
        ".eq", ".ne", ".lt", ".le", ".gt", ".ge", ".lo", ".ls", ".hi", ".hs", ".equ", ".neu", ".ltu", ".leu", ".gtu", ".geu", ".num", ".nan",
    ];

    private static readonly PtxType[] Words =
    [
        PtxType.B16, PtxType.B32, PtxType.B64, .. Integers16, PtxType.F32, PtxType.F64,
    ];

    private static Test Comparison<TOp>(PtxType type)
        where TOp : struct, IComparison => type switch
        {
            PtxType.B16 or PtxType.U16 => &Lanes.Compare<ushort, TOp>,
            PtxType.S16 => &Lanes.Compare<short, TOp>,
            PtxType.B32 or PtxType.U32 => &Lanes.Compare<uint, TOp>,
            PtxType.S32 => &Lanes.Compare<int, TOp>,
            PtxType.B64 or PtxType.U64 => &Lanes.Compare<ulong, TOp>,
            PtxType.S64 => &Lanes.Compare<long, TOp>,
            PtxType.F32 => &Lanes.Compare<float, TOp>,
            PtxType.F64 => &Lanes.Compare<double, TOp>,
            _ => &Lanes.CompareHalf<TOp>,
        };

    // Takes .CmpOp[.BoolOp][.ftz]; the type comes later.
    private int Comparison()
    {
        int comparison = this.ExpectOne(Comparisons);
        this._op.Mode = 1 + this.AcceptOne([".and", ".or", ".xor"]);
        this._op.Ftz = this.Accept(".ftz");

        return comparison;
    }

    private void SetComparison(int comparison, PtxType type)
    {
        bool legal = comparison switch
        {
            <= 1 => true,
            <= 5 => !type.IsBits(),
            <= 9 => type.IsUnsigned(),
            _ => type.IsFloat(),
        };

        if (!legal)
        {
            throw this.Error($"{Comparisons[comparison]} does not compare {type.Text()}");
        }

        if (this._op.Ftz && type is not (PtxType.F32 or PtxType.F16 or PtxType.F16x2))
        {
            throw this.Error($"{type.Text()} has no .ftz");
        }

        if (IsBrain(type))
        {
            this.Require(90, 78, $"comparing {type.Text()}");
        }

        this._op.Type = type;
        this._op.Compare = Comparisons[comparison] switch
        {
            ".eq" => Comparison<Eq>(type),
            ".ne" => Comparison<Ne>(type),
            ".lt" or ".lo" => Comparison<Lt>(type),
            ".le" or ".ls" => Comparison<Le>(type),
            ".gt" or ".hi" => Comparison<Gt>(type),
            ".ge" or ".hs" => Comparison<Ge>(type),
            ".equ" => Comparison<Equ>(type),
            ".neu" => Comparison<Neu>(type),
            ".ltu" => Comparison<Ltu>(type),
            ".leu" => Comparison<Leu>(type),
            ".gtu" => Comparison<Gtu>(type),
            ".geu" => Comparison<Geu>(type),
            ".num" => Comparison<Num>(type),
            _ => Comparison<Nan>(type),
        };
        this.Operands(this._op.Mode == 0 ? 3 : 4);
        this._op.A = this.Source(1, type);
        this._op.B = this.Source(2, type);
        this._op.C = this._op.Mode == 0 ? 0 : this.Predicate(3, out this._op.Flip);
    }

    private void SetPredicate()
    {
        int comparison = this.Comparison();
        PtxType type = this.ExpectType([.. Words, .. Halves]);
        this.SetComparison(comparison, type);
        bool packed = type is PtxType.F16x2 or PtxType.BF16x2;
        Operand destination = this.At(0);

        if (destination.Kind == OperandKind.Pair)
        {
            this._op.D = this.Destination(destination.Elements[0], PtxType.Pred, sink: true);
            this._op.D2 = this.Destination(destination.Elements[1], PtxType.Pred, sink: true);

            if (this._op.D == this._op.D2 && this._op.D >= 0)
            {
                throw this.Error("the two destinations are the same register");
            }
        }
        else
        {
            this._op.D = this.Destination(0, PtxType.Pred);

            if (packed)
            {
                throw this.Error($"{type.Text()} needs two predicates (p|q)");
            }
        }

        this._op.Run = packed ? &Selection.SetPredicatePair : &Selection.SetPredicate;
    }

    private void Set()
    {
        int comparison = this.Comparison();
        PtxType result = this.ExpectType(PtxType.U32, PtxType.S32, PtxType.F32);
        PtxType type = this.ExpectType(Words);
        this.SetComparison(comparison, type);
        this._op.IsInteger = result != PtxType.F32;
        this._op.D = this.Destination(0, result);
        this._op.Run = &Selection.Set;
    }

    private void Select()
    {
        PtxType type = this.ExpectType(Words);
        this.Operands(4);
        this._op.Type = type;
        this._op.A = this.Source(1, type);
        this._op.B = this.Source(2, type);

        if (this.At(3).Kind == OperandKind.Predicate)
        {
            throw this.Error("the predicate of selp cannot be negated");
        }

        this._op.C = this.Predicate(3, out _);
        this._op.D = this.Destination(0, type);
        this._op.Run = &Selection.Select;
    }

    private void SelectBySign()
    {
        this._op.Ftz = this.Accept(".ftz");
        PtxType type = this.ExpectType(Words);
        this._op.SourceType = this.ExpectType(PtxType.S32, PtxType.F32);

        if (this._op.Ftz && this._op.SourceType != PtxType.F32)
        {
            throw this.Error(".ftz needs a condition of type .f32");
        }

        this.Operands(4);
        this._op.Type = type;
        this._op.A = this.Source(1, type);
        this._op.B = this.Source(2, type);
        this._op.C = this.Source(3, this._op.SourceType);
        this._op.D = this.Destination(0, type);
        this._op.Run = &Lanes.Raw<Execute.SelectBySign>;
    }

    private void Move()
    {
        PtxType type = this.ExpectType([PtxType.Pred, .. Words]);
        this.Operands(2);
        Operand source = this.At(1);
        Operand destination = this.At(0);
        this._op.Type = type;

        if (source.Kind == OperandKind.Vector || destination.Kind == OperandKind.Vector)
        {
            this.MoveParts(type, source, destination);

            return;
        }

        this._op.Run = type == PtxType.Pred ? &Selection.Predicates : &Lanes.Raw<Execute.Move>;

        if (source.Kind == OperandKind.Variable)
        {
            Variable variable = (Variable)source.Symbol!;
            bool narrow = type.Size() == 4 && variable.Space is Space.Shared or Space.Local;

            if (!(type.IsBits() || type.IsInteger()) || !(type.Size() == 8 || narrow))
            {
                throw this.Error($"the address of '{variable.Name}' is no {type.Text()}");
            }

            this._op.A = this.Constant((ulong)(variable.Place + source.Offset));
        }
        else if (source.Kind == OperandKind.Special && SpecialRegisters.IsClock(source.Name))
        {
            this.Source(1, type, special: true);
            this._op.Run = &WarpOperations.ReadClock;
        }
        else
        {
            this._op.A = this.Source(1, type, special: true);
        }

        this._op.D = this.Destination(0, type);
    }

    private void MoveParts(PtxType type, Operand source, Operand destination)
    {
        bool packs = source.Kind == OperandKind.Vector;
        int count = packs ? source.Elements.Length : destination.Elements.Length;
        PtxType part = type.IsBits() && count is 2 or 4 ? (8 * type.Size() / count) switch
        {
            8 => PtxType.B8,
            16 => PtxType.B16,
            32 => PtxType.B32,
            _ => PtxType.None,
        }
        : PtxType.None;

        if (part == PtxType.None || (packs && destination.Kind == OperandKind.Vector))
        {
            throw this.Error($"there are no {count} parts of {type.Text()}");
        }

        // Parts of 8 bits need registers of 8 bits, as all operands of mov have exact sizes.
        this._op.Mode = packs ? 1 : 0;
        this._op.V = this.Elements(packs ? 1 : 0, count, part, write: !packs, wider: false);
        this._op.A = packs ? 0 : this.Source(1, type);
        this._op.D = packs ? this.Destination(0, type) : -1;
        this._op.Run = &MemoryOperations.MoveParts;
    }

    private void Convert()
    {
        int integerRounding = this.AcceptOne([".rni", ".rzi", ".rmi", ".rpi"]);
        Rounding? rounding = integerRounding >= 0 ? null : this.Accept(".rna") ? Rounding.NearestAway : this.AcceptRounding();
        this._op.Relu = this.Accept(".relu");
        this._op.Ftz = this.Accept(".ftz");
        this._op.Saturate = this.Accept(".sat");
        PtxType[] integers = [PtxType.U8, PtxType.S8, .. Integers16];
        PtxType to = this.ExpectType([.. integers, .. Halves, PtxType.F32, PtxType.F64, PtxType.TF32]);
        PtxType from = this.ExpectType([.. integers, PtxType.F16, PtxType.BF16, PtxType.F32, PtxType.F64]);
        bool pair = to is PtxType.F16x2 or PtxType.BF16x2;

        if (integerRounding >= 0)
        {
            if (!from.IsFloat() || (to.IsFloat() && to != from))
            {
                throw this.Error("integer rounding is for conversions from floats to integers, or of floats to themselves");
            }
        }
        else if (to.IsInteger() && from.IsFloat())
        {
            throw this.Error("conversions from floats to integers need one of .rni .rzi .rmi .rpi");
        }

        bool loses = to.IsFloat() && (!from.IsFloat() || from.Size() > to.Size() || pair || to == PtxType.TF32 ||
            (to.Size() == from.Size() && to != from));

        if (loses != (rounding is not null))
        {
            throw this.Error(loses ? "this conversion needs one of .rn .rz .rm .rp" : "a conversion that loses nothing has no rounding");
        }

        if (this._op.Ftz && from != PtxType.F32 && to != PtxType.F32)
        {
            throw this.Error(".ftz needs .f32 on one side");
        }

        this.CheckConversionTarget(to, from, rounding, pair);
        this._op.IsInteger = integerRounding >= 0;
        this._op.Rounding = integerRounding >= 0
            ? new[] { Rounding.Nearest, Rounding.Zero, Rounding.Down, Rounding.Up }[integerRounding]
            : rounding ?? Rounding.Nearest;
        this._op.Type = to;
        this._op.SourceType = from;
        this.Operands(pair ? 3 : 2);
        bool exact = pair || to == PtxType.TF32;
        this._op.A = this.Source(1, from, wider: !exact, special: from.IsInteger());
        this._op.B = pair ? this.Source(2, from) : 0;
        this._op.D = this.Destination(0, to, wider: !exact);
        this._op.Run = pair ? &Conversion.RunPair : &Conversion.Run;
    }

    private void CheckConversionTarget(PtxType to, PtxType from, Rounding? rounding, bool pair)
    {
        bool near = rounding is Rounding.Nearest or Rounding.Zero;

        if (rounding == Rounding.NearestAway && to != PtxType.TF32)
        {
            throw this.Error(".rna is for .tf32 only");
        }

        if (to == PtxType.TF32)
        {
            if (from != PtxType.F32 || !(near || rounding == Rounding.NearestAway) || this._op.Saturate || this._op.Ftz)
            {
                throw this.Error("the forms for .tf32 are .rna, .rn and .rz from .f32");
            }

            this.Require(near ? 90 : 80, near ? 78 : 70, ".tf32");
        }

        if (pair && (from != PtxType.F32 || !near || this._op.Saturate || this._op.Ftz))
        {
            throw this.Error("pairs of halves come from two .f32, by .rn or .rz");
        }

        if (this._op.Relu && !(from == PtxType.F32 && near && (IsHalf(to) || to == PtxType.TF32)))
        {
            throw this.Error(".relu is for conversions from .f32 to halves");
        }

        if (pair || this._op.Relu)
        {
            this.Require(80, 70, pair ? "a pair of halves" : ".relu");
        }

        if (IsBrain(to) && from == PtxType.F32)
        {
            if (!near || this._op.Saturate || this._op.Ftz)
            {
                throw this.Error("the forms for .bf16 are .rn and .rz");
            }

            this.Require(80, 70, "conversion to .bf16");
        }
        else if (from == PtxType.BF16 && to == PtxType.F32)
        {
            this.Require(this._op.Ftz ? 90 : 80, this._op.Ftz ? 78 : 71, "conversion from .bf16");
        }
        else if (from == PtxType.BF16 || to == PtxType.BF16)
        {
            this.Require(90, 78, "this conversion of .bf16");
        }
    }
}
