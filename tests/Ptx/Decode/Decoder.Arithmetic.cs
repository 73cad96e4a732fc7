using System.Numerics;
using IlgpuOptim.Ptx.Execute;

namespace IlgpuOptim.Ptx.Decode;

// add, sub, mul, mad, fma, div, rem, min, max, abs, neg, sad.
internal sealed unsafe partial class Decoder
{
    private static Exec Integers<TOp>(PtxType type)
        where TOp : struct, IIntBinary => type switch
        {
            PtxType.B8 or PtxType.U8 => &Lanes.IntBinary<byte, TOp>,
            PtxType.B16 or PtxType.U16 => &Lanes.IntBinary<ushort, TOp>,
            PtxType.S16 => &Lanes.IntBinary<short, TOp>,
            PtxType.B32 or PtxType.U32 => &Lanes.IntBinary<uint, TOp>,
            PtxType.S32 => &Lanes.IntBinary<int, TOp>,
            PtxType.S64 => &Lanes.IntBinary<long, TOp>,
            _ => &Lanes.IntBinary<ulong, TOp>,
        };

    private static Exec Divisions<TOp>(PtxType type)
        where TOp : struct, IIntBinary => type switch
        {
            PtxType.U16 => &Lanes.IntDivision<ushort, TOp>,
            PtxType.S16 => &Lanes.IntDivision<short, TOp>,
            PtxType.U32 => &Lanes.IntDivision<uint, TOp>,
            PtxType.S32 => &Lanes.IntDivision<int, TOp>,
            PtxType.S64 => &Lanes.IntDivision<long, TOp>,
            _ => &Lanes.IntDivision<ulong, TOp>,
        };

    private static Exec Integers1<TOp>(PtxType type)
        where TOp : struct, IIntUnary => type switch
        {
            PtxType.B16 or PtxType.U16 => &Lanes.IntUnary<ushort, TOp>,
            PtxType.S16 => &Lanes.IntUnary<short, TOp>,
            PtxType.B32 or PtxType.U32 => &Lanes.IntUnary<uint, TOp>,
            PtxType.S32 => &Lanes.IntUnary<int, TOp>,
            PtxType.S64 => &Lanes.IntUnary<long, TOp>,
            _ => &Lanes.IntUnary<ulong, TOp>,
        };

    private static Exec Integers3<TOp>(PtxType type)
        where TOp : struct, IIntTernary => type switch
        {
            PtxType.U16 => &Lanes.IntTernary<ushort, TOp>,
            PtxType.S16 => &Lanes.IntTernary<short, TOp>,
            PtxType.U32 => &Lanes.IntTernary<uint, TOp>,
            PtxType.S32 => &Lanes.IntTernary<int, TOp>,
            PtxType.S64 => &Lanes.IntTernary<long, TOp>,
            _ => &Lanes.IntTernary<ulong, TOp>,
        };

    private static Exec Floats2<TOp>(PtxType type)
        where TOp : struct, IFloatBinary => type switch
        {
            PtxType.F32 => &Lanes.Float32Binary<TOp>,
            PtxType.F64 => &Lanes.Float64Binary<TOp>,
            _ => &Lanes.HalfBinary<TOp>,
        };

    private static Exec Floats1<TOp>(PtxType type)
        where TOp : struct, IFloatUnary => type switch
        {
            PtxType.F32 => &Lanes.Float32Unary<TOp>,
            PtxType.F64 => &Lanes.Float64Unary<TOp>,
            _ => &Lanes.HalfUnary<TOp>,
        };

    private static readonly PtxType[] Integers16 = [PtxType.U16, PtxType.U32, PtxType.U64, PtxType.S16, PtxType.S32, PtxType.S64];
    private static readonly PtxType[] Halves = [PtxType.F16, PtxType.F16x2, PtxType.BF16, PtxType.BF16x2];
    private static readonly PtxType[] Numbers = [.. Integers16, PtxType.F32, PtxType.F64, .. Halves];

    private static bool IsHalf(PtxType type) => type is PtxType.F16 or PtxType.F16x2 or PtxType.BF16 or PtxType.BF16x2;

    private static bool IsBrain(PtxType type) => type is PtxType.BF16 or PtxType.BF16x2;

    private void Binary(PtxType type)
    {
        this.Operands(3);
        this._op.Type = type;
        this._op.IsPacked = type is PtxType.F16x2 or PtxType.BF16x2;
        this._op.A = this.Source(1, type);
        this._op.B = this.Source(2, type);
        this._op.D = this.Destination(0, type);
    }

    private void Unary(PtxType type, PtxType? result = null)
    {
        this.Operands(2);
        this._op.Type = type;
        this._op.IsPacked = type is PtxType.F16x2 or PtxType.BF16x2;
        this._op.A = this.Source(1, type);
        this._op.D = this.Destination(0, result ?? type);
    }

    private void Ternary(PtxType type)
    {
        this.Operands(4);
        this._op.Type = type;
        this._op.IsPacked = type is PtxType.F16x2 or PtxType.BF16x2;
        this._op.A = this.Source(1, type);
        this._op.B = this.Source(2, type);
        this._op.C = this.Source(3, type);
        this._op.D = this.Destination(0, type);
    }

    /// <summary>Refuses float modifiers that a type does not have; halves round to nearest only.</summary>
    private void CheckFloatModifiers(PtxType type, Rounding? rounding)
    {
        bool integer = type.IsInteger();

        if (integer && (rounding is not null || this._op.Ftz))
        {
            throw this.Error($"{type.Text()} has no rounding and no .ftz");
        }

        if (type == PtxType.F64 && (this._op.Ftz || this._op.Saturate))
        {
            throw this.Error(".f64 has no .ftz and no .sat");
        }

        if (IsHalf(type) && rounding is not (null or Rounding.Nearest))
        {
            throw this.Error($"{type.Text()} rounds to nearest only");
        }

        if (IsBrain(type) && (this._op.Ftz || this._op.Saturate))
        {
            throw this.Error($"{type.Text()} has no .ftz and no .sat");
        }

        if (IsHalf(type) && this.IsImmediate())
        {
            throw this.Error($"{type.Text()} has no immediate operands");
        }

        this._op.Rounding = rounding ?? Rounding.Nearest;
    }

    private bool IsImmediate() => Array.Exists(this._statement.Operands, operand =>
        operand.Kind is Syntax.OperandKind.Integer or Syntax.OperandKind.Single or Syntax.OperandKind.Double);

    private void Direct(DirectedOperation operation)
    {
        if (this._op.Rounding != Rounding.Nearest)
        {
            this._op.Mode = (int)operation;
            this._op.Run = &Directed.Run;
        }
    }

    private void AddOrSubtract(bool add)
    {
        Rounding? rounding = this.AcceptRounding();
        this._op.Ftz = this.Accept(".ftz");
        this._op.Saturate = this.Accept(".sat");
        PtxType type = this.ExpectType(Numbers);
        this.CheckFloatModifiers(type, rounding);

        if (type.IsInteger())
        {
            if (this._op.Saturate && type != PtxType.S32)
            {
                throw this.Error(".sat of integers is for .s32 only");
            }

            this.Binary(type);
            this._op.Run = this._op.Saturate
                ? add ? Integers<AddSaturated>(type) : Integers<SubSaturated>(type)
                : add ? Integers<Add>(type) : Integers<Sub>(type);

            return;
        }

        if (IsBrain(type))
        {
            this.Require(90, 78, $"{type.Text()} arithmetic");
        }

        this.Binary(type);
        this._op.Run = add ? Floats2<Add>(type) : Floats2<Sub>(type);
        this.Direct(add ? DirectedOperation.Add : DirectedOperation.Subtract);
    }

    private void Multiply()
    {
        int part = this.AcceptOne([".hi", ".lo", ".wide"]);

        if (part >= 0)
        {
            PtxType integer = part == 2
                ? this.ExpectType(PtxType.U16, PtxType.S16, PtxType.U32, PtxType.S32)
                : this.ExpectType(Integers16);

            if (part == 2)
            {
                this.Wide(integer, adds: false);

                return;
            }

            this.Binary(integer);
            this._op.Run = part == 0 ? Integers<MulHigh>(integer) : Integers<Mul>(integer);

            return;
        }

        Rounding? rounding = this.AcceptRounding();
        this._op.Ftz = this.Accept(".ftz");
        this._op.Saturate = this.Accept(".sat");
        PtxType type = this.ExpectType([PtxType.F32, PtxType.F64, .. Halves]);
        this.CheckFloatModifiers(type, rounding);

        if (IsBrain(type))
        {
            this.Require(90, 78, $"{type.Text()} arithmetic");
        }

        this.Binary(type);
        this._op.Run = Floats2<Mul>(type);
        this.Direct(DirectedOperation.Multiply);
    }

    private void Wide(PtxType type, bool adds)
    {
        PtxType wide = type switch
        {
            PtxType.U16 => PtxType.U32,
            PtxType.S16 => PtxType.S32,
            PtxType.U32 => PtxType.U64,
            _ => PtxType.S64,
        };
        this.Operands(adds ? 4 : 3);
        this._op.Type = type;
        this._op.Mode = adds ? 1 : 0;
        this._op.A = this.Source(1, type);
        this._op.B = this.Source(2, type);
        this._op.C = adds ? this.Source(3, wide) : 0;
        this._op.D = this.Destination(0, wide);
        this._op.Run = type switch
        {
            PtxType.U16 => &Lanes.Wide<ushort, uint>,
            PtxType.S16 => &Lanes.Wide<short, int>,
            PtxType.U32 => &Lanes.Wide<uint, ulong>,
            _ => &Lanes.Wide<int, long>,
        };
    }

    private void MultiplyAdd()
    {
        int part = this.AcceptOne([".hi", ".lo", ".wide"]);

        if (part < 0)
        {
            this.FusedMultiplyAdd(roundingNeeded: true);

            return;
        }

        this._op.Saturate = part == 0 && this.Accept(".sat");
        PtxType type = this._op.Saturate ? this.ExpectType(PtxType.S32)
            : part == 2 ? this.ExpectType(PtxType.U16, PtxType.S16, PtxType.U32, PtxType.S32)
            : this.ExpectType(Integers16);

        if (part == 2)
        {
            this.Wide(type, adds: true);

            return;
        }

        this.Ternary(type);
        this._op.Run = this._op.Saturate ? Integers3<MultiplyAddSaturated>(type)
            : part == 0 ? Integers3<MulHigh>(type) : Integers3<MultiplyAdd>(type);
    }

    private void FusedMultiplyAdd(bool roundingNeeded)
    {
        Rounding? rounding = this.AcceptRounding();

        if (rounding is null && roundingNeeded)
        {
            throw this.Error("the rounding is missing");
        }

        this._op.Ftz = this.Accept(".ftz");
        this._op.Saturate = this.Accept(".sat");
        this._op.Relu = !this._op.Saturate && this.Accept(".relu");
        PtxType type = this.ExpectType([PtxType.F32, PtxType.F64, .. Halves]);
        this.CheckFloatModifiers(type, rounding);

        if (this._op.Relu && !IsHalf(type))
        {
            throw this.Error(".relu is for halves only");
        }

        if (IsBrain(type) || this._op.Relu)
        {
            this.Require(80, 70, IsBrain(type) ? $"{type.Text()} arithmetic" : ".relu");
        }

        this.Ternary(type);
        this._op.Run = type switch
        {
            PtxType.F32 => &Lanes.Float32Fma,
            PtxType.F64 => &Lanes.Float64Fma,
            _ => &Lanes.HalfFma,
        };
        this.Direct(DirectedOperation.Fma);
    }

    private void Divide()
    {
        int approximate = this.AcceptOne([".approx", ".full"]);
        Rounding? rounding = approximate < 0 ? this.AcceptRounding() : null;
        this._op.Ftz = this.Accept(".ftz");
        PtxType type = approximate >= 0 ? this.ExpectType(PtxType.F32) : this.ExpectType([.. Integers16, PtxType.F32, PtxType.F64]);
        this.CheckFloatModifiers(type, rounding);

        if (type.IsFloat() && approximate < 0 && rounding is null)
        {
            throw this.Error("one of .approx .full .rn .rz .rm .rp must stand");
        }

        this.Binary(type);
        this._op.Run = type.IsInteger() ? Divisions<Div>(type) : Floats2<Div>(type);

        if (type.IsFloat())
        {
            this.Direct(DirectedOperation.Divide);
        }
    }

    private void Remainder()
    {
        PtxType type = this.ExpectType(Integers16);
        this.Binary(type);
        this._op.Run = Divisions<Rem>(type);
    }

    private void MinimumOrMaximum(bool minimum)
    {
        this._op.Ftz = this.Accept(".ftz");
        this._op.PropagateNaN = this.Accept(".NaN");
        PtxType type = this.ExpectType(Numbers);
        this.CheckFloatModifiers(type, null);

        if (this._op.PropagateNaN)
        {
            if (type.IsInteger() || type == PtxType.F64)
            {
                throw this.Error($"{type.Text()} has no .NaN");
            }

            this.Require(80, 70, ".NaN");
        }

        if (IsHalf(type))
        {
            this.Require(80, 70, $"min and max of {type.Text()}");
        }

        this.Binary(type);
        this._op.Run = (type.IsInteger(), minimum) switch
        {
            (true, true) => Integers<Min>(type),
            (true, false) => Integers<Max>(type),
            (false, true) => Floats2<Min>(type),
            _ => Floats2<Max>(type),
        };
    }

    private void AbsoluteOrNegate(bool absolute)
    {
        this._op.Ftz = this.Accept(".ftz");
        PtxType type = this.ExpectType([PtxType.S16, PtxType.S32, PtxType.S64, PtxType.F32, PtxType.F64, .. Halves]);
        this.CheckFloatModifiers(type, null);

        if (IsHalf(type))
        {
            this.Require(IsBrain(type) ? 80 : 53, IsBrain(type) ? 70 : absolute ? 65 : 60, $"{this._statement.Opcode}{type.Text()}");
        }

        this.Unary(type);
        this._op.Run = (type.IsInteger(), absolute) switch
        {
            (true, true) => Integers1<Absolute>(type),
            (true, false) => Integers1<Negate>(type),
            (false, true) => Floats1<Absolute>(type),
            _ => Floats1<Negate>(type),
        };
    }

    private void SumOfDifference()
    {
        PtxType type = this.ExpectType(Integers16);
        this.Ternary(type);
        this._op.Run = Integers3<SumOfDifference>(type);
    }

    private void ReciprocalOrRoot(bool reciprocal)
    {
        bool approximate = this.Accept(".approx");
        Rounding? rounding = approximate ? null : this.AcceptRounding();
        this._op.Ftz = this.Accept(".ftz");
        PtxType type = this.ExpectType(PtxType.F32, PtxType.F64);

        if (!approximate && rounding is null)
        {
            throw this.Error("one of .approx .rn .rz .rm .rp must stand");
        }

        if (approximate && type == PtxType.F64)
        {
            // Of double precision there is rcp.approx.ftz alone.
            if (!reciprocal || !this._op.Ftz)
            {
                throw this.Error("there is no such form of .f64");
            }

            this._op.Ftz = false;
        }

        this.CheckFloatModifiers(type, rounding);
        this.Unary(type);
        this._op.Run = reciprocal ? Floats1<Reciprocal>(type) : Floats1<Sqrt>(type);
        this.Direct(reciprocal ? DirectedOperation.Reciprocal : DirectedOperation.Sqrt);
    }

    private void Approximate(string opcode)
    {
        this.Expect(".approx");
        this._op.Ftz = this.Accept(".ftz");
        bool halves = opcode is "ex2" or "tanh";
        PtxType type = opcode == "rsqrt" ? this.ExpectType(PtxType.F32, PtxType.F64)
            : halves ? this.ExpectType([PtxType.F32, .. Halves]) : this.ExpectType(PtxType.F32);

        if (opcode == "tanh" && this._op.Ftz)
        {
            throw this.Error("tanh has no .ftz");
        }

        if (opcode == "tanh" || IsHalf(type))
        {
            this.Require(IsBrain(type) ? 90 : 75, IsBrain(type) ? 78 : 70, $"{opcode}.approx{type.Text()}");
        }

        if (opcode == "ex2" && IsHalf(type) && IsBrain(type) != this._op.Ftz)
        {
            throw this.Error("ex2 of .bf16 has .ftz, of .f16 it has none");
        }

        this._op.Ftz &= type == PtxType.F32;
        this.Unary(type);
        this._op.Run = opcode switch
        {
            "rsqrt" => Floats1<ReciprocalSqrt>(type),
            "sin" => Floats1<Sine>(type),
            "cos" => Floats1<Cosine>(type),
            "lg2" => Floats1<Log2>(type),
            "ex2" => Floats1<Exp2>(type),
            _ => Floats1<Tanh>(type),
        };
    }

    private void CopySign()
    {
        PtxType type = this.ExpectType(PtxType.F32, PtxType.F64);
        this.Binary(type);
        this._op.Run = Floats2<CopySign>(type);
    }

    private void TestFloat()
    {
        this._op.Mode = this.ExpectOne([".finite", ".infinite", ".number", ".notanumber", ".normal", ".subnormal"]);
        PtxType type = this.ExpectType(PtxType.F32, PtxType.F64);
        this.Unary(type, PtxType.Pred);
        this._op.Run = &Selection.TestFloat;
    }
}
