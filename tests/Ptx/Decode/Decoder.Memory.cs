using IlgpuOptim.Ptx.Execute;
using IlgpuOptim.Ptx.Syntax;

namespace IlgpuOptim.Ptx.Decode;

// Loads, stores, atomic operations and addresses.
internal sealed unsafe partial class Decoder
{
    private static readonly PtxType[] MemoryTypes =
    [
        PtxType.B8, PtxType.B16, PtxType.B32, PtxType.B64, PtxType.U8, PtxType.S8, .. Integers16, PtxType.F32, PtxType.F64,
    ];

    private static readonly string[] Scopes = [".cta", ".cluster", ".gpu", ".sys"];

    private Space AcceptSpace() => this.AcceptOne([".global", ".shared", ".shared::cta", ".local", ".const", ".param", ".param::entry"]) switch
    {
        0 => Space.Global,
        1 or 2 => Space.Shared,
        3 => Space.Local,
        4 => Space.Const,
        5 or 6 => Space.Param,
        _ => Space.Generic,
    };

    // .weak, .volatile, .relaxed.scope, ...; whether accesses are ordered ones.
    private bool AcceptOrder(string strong)
    {
        int order = this.AcceptOne([".weak", ".volatile", ".relaxed", strong]);

        if (order >= 2)
        {
            this.Require(70, 60, this._statement.Modifiers[this._modifier - 1]);
            this.ExpectScope();
        }

        return order >= 1;
    }

    private void ExpectScope()
    {
        if (this.ExpectOne(Scopes) == 1)
        {
            this.Require(90, 78, ".cluster");
        }
    }

    private void AcceptCaching(ReadOnlySpan<string> operators)
    {
        this.AcceptOne(operators);

        if (this._modifier > 0 && this._statement.Modifiers[this._modifier - 1] is ".nc")
        {
            return;
        }

        this.AcceptEviction();
    }

    private void AcceptEviction()
    {
        if (this.AcceptOne([".L1::evict_normal", ".L1::evict_unchanged", ".L1::evict_first", ".L1::evict_last", ".L1::no_allocate"]) >= 0)
        {
            this.Require(70, 74, "an eviction priority");
        }

        if (this.AcceptOne([".L2::64B", ".L2::128B", ".L2::256B"]) >= 0)
        {
            this.Require(75, 74, "a prefetch size");
        }
    }

    private int AcceptVector(out PtxType type)
    {
        int count = this.Accept(".v2") ? 2 : this.Accept(".v4") ? 4 : 1;
        type = this.ExpectType(MemoryTypes);

        if (count * type.Size() > 16)
        {
            throw this.Error("vectors of more than 16 bytes are not supported");
        }

        return count;
    }

    private void Load()
    {
        bool ordered = this.AcceptOrder(".acquire");
        Space space = this.AcceptSpace();
        this.AcceptOne([".ca", ".cg", ".cs", ".lu", ".cv"]);
        bool nonCoherent = this.Accept(".nc");
        this.AcceptEviction();
        int count = this.AcceptVector(out PtxType type);

        if (nonCoherent && (space != Space.Global || ordered))
        {
            throw this.Error(".nc is for plain loads from .global");
        }

        if (ordered && space is Space.Const or Space.Param)
        {
            throw this.Error("this space has plain loads only");
        }

        this.Operands(2);
        this._op.Type = type;
        this._op.Mode = ordered ? MemoryMode.Ordered : MemoryMode.Plain;
        this.Address(1, space, count * type.Size());
        this._op.V = this.Elements(0, count, type, write: true, wider: true);
        this._op.Run = type switch
        {
            PtxType.B8 or PtxType.U8 => &MemoryOperations.Load<byte>,
            PtxType.S8 => &MemoryOperations.Load<sbyte>,
            PtxType.B16 or PtxType.U16 => &MemoryOperations.Load<ushort>,
            PtxType.S16 => &MemoryOperations.Load<short>,
            PtxType.S32 => &MemoryOperations.Load<int>,
            _ when type.Size() == 4 => &MemoryOperations.Load<uint>,
            _ => &MemoryOperations.Load<ulong>,
        };
    }

    private void Store()
    {
        bool ordered = this.AcceptOrder(".release");
        Space space = this.AcceptSpace();

        if (space == Space.Const || (space == Space.Param && !this.IsCallParameter(0)))
        {
            throw this.Error("this space cannot be written");
        }

        this.AcceptOne([".wb", ".cg", ".cs", ".wt"]);
        this.AcceptEviction();
        int count = this.AcceptVector(out PtxType type);
        this.Operands(2);
        this._op.Type = type;
        this._op.Mode = ordered ? MemoryMode.Ordered : MemoryMode.Plain;
        this.Address(0, space, count * type.Size());
        this._op.V = this.Elements(1, count, type, write: false, wider: true);
        this._op.Run = type.Size() switch
        {
            1 => &MemoryOperations.Store<byte>,
            2 => &MemoryOperations.Store<ushort>,
            4 => &MemoryOperations.Store<uint>,
            _ => &MemoryOperations.Store<ulong>,
        };
    }

    private bool IsCallParameter(int index) => index < this.Count && this.At(index).Kind == OperandKind.Address &&
        this.At(index).Elements[0].Symbol is Variable { IsCallParameter: true };

    // Only a hint; the address is not even looked at.
    private void Prefetch()
    {
        Space space = this.AcceptSpace();

        if (space is not (Space.Generic or Space.Global or Space.Local))
        {
            throw this.Error("this space has no prefetch");
        }

        this.ExpectOne([".L1", ".L2", ".L2::evict_last", ".L2::evict_normal"]);
        this.Operands(1);
        this.Address(0, space, 1);
        this._op.Run = &WarpOperations.Nothing;
    }

    private void Atomic(bool returns)
    {
        if (this.AcceptOne([".relaxed", ".acquire", ".release", ".acq_rel"]) is int order && order >= 0)
        {
            if (!returns && order is 1 or 3)
            {
                throw this.Error("red is .relaxed or .release");
            }

            this.Require(70, 60, "a memory order");
            this.ExpectScope();
        }
        else if (this.AcceptOne(Scopes) >= 0)
        {
            this.Require(60, 50, "a scope");
        }

        Space space = this.AcceptSpace();

        if (space is not (Space.Generic or Space.Global or Space.Shared))
        {
            throw this.Error("this space has no atomic operations");
        }

        int operation = this.ExpectOne([".add", ".min", ".max", ".and", ".or", ".xor", ".exch", ".cas", ".inc", ".dec"]);
        string name = this._statement.Modifiers[this._modifier - 1];
        bool noFlush = this.Accept(".noftz");
        PtxType type = operation switch
        {
            0 => this.ExpectType([PtxType.U32, PtxType.S32, PtxType.U64, PtxType.F32, PtxType.F64, .. Halves]),
            1 or 2 => this.ExpectType(PtxType.U32, PtxType.S32, PtxType.U64, PtxType.S64),
            7 => this.ExpectType(PtxType.B16, PtxType.B32, PtxType.B64),
            8 or 9 => this.ExpectType(PtxType.U32),
            _ => this.ExpectType(PtxType.B32, PtxType.B64),
        };

        if (noFlush != IsHalf(type))
        {
            throw this.Error(".noftz stands at halves, and only there");
        }

        if (!returns && operation is 6 or 7)
        {
            throw this.Error($"red has no {name}");
        }

        switch (type)
        {
            case PtxType.F64:
                this.Require(60, 50, "atomic addition of .f64");
                break;
            case PtxType.F16x2:
                this.Require(60, 62, "atomic addition of .f16x2");
                break;
            case PtxType.F16 or PtxType.B16:
                this.Require(70, 63, $"an atomic operation of {type.Text()}");
                break;
            case PtxType.BF16 or PtxType.BF16x2:
                this.Require(90, 78, $"atomic addition of {type.Text()}");
                break;
        }

        int first = returns ? 1 : 0;
        this.Operands(first + (operation == 7 ? 3 : 2));
        this._op.Type = type;
        this._op.Mode = MemoryMode.Ordered;
        this._op.IsPacked = type is PtxType.F16x2 or PtxType.BF16x2;
        this.Address(first, space, type.Size());
        this._op.B = this.Source(first + 1, type);
        this._op.C = operation == 7 ? this.Source(first + 2, type) : 0;
        this._op.D = returns ? this.Destination(0, type, sink: true) : -1;
        this._op.Ftz = type == PtxType.F32 && space == Space.Global;
        this._op.Run = operation switch
        {
            0 when type == PtxType.F32 => &MemoryOperations.AddSingle,
            0 when type == PtxType.F64 => &MemoryOperations.AddDouble,
            0 when IsHalf(type) => &MemoryOperations.HalfAtomic<Add>,
            0 => Atomics<Add>(type),
            1 => Atomics<Min>(type),
            2 => Atomics<Max>(type),
            3 => Atomics<And>(type),
            4 => Atomics<Or>(type),
            5 => Atomics<Xor>(type),
            6 => Atomics<Exchange>(type),
            7 when type == PtxType.B16 => &MemoryOperations.CompareAndSwap<ushort>,
            7 when type == PtxType.B32 => &MemoryOperations.CompareAndSwap<uint>,
            7 => &MemoryOperations.CompareAndSwap<ulong>,
            8 => Atomics<Increment>(type),
            _ => Atomics<Decrement>(type),
        };
    }

    private static Exec Atomics<TOp>(PtxType type)
        where TOp : struct, IIntBinary => type switch
        {
            PtxType.S32 => &MemoryOperations.Atomic<int, TOp>,
            PtxType.S64 => &MemoryOperations.Atomic<long, TOp>,
            _ when type.Size() == 4 => &MemoryOperations.Atomic<uint, TOp>,
            _ => &MemoryOperations.Atomic<ulong, TOp>,
        };

    private Space ExpectSpace() => this.ExpectOne([".global", ".shared", ".local", ".const"]) switch
    {
        0 => Space.Global,
        1 => Space.Shared,
        2 => Space.Local,
        _ => Space.Const,
    };

    private void ConvertAddress()
    {
        this._op.Mode = this.Accept(".to") ? 1 : 0;
        this._op.Space = this.ExpectSpace();
        this.ExpectType(PtxType.U64);
        this.Operands(2);
        Operand source = this.At(1);

        if (source.Kind == OperandKind.Variable && this._op.Mode == 0)
        {
            Variable variable = (Variable)source.Symbol!;

            if (variable.Space != this._op.Space)
            {
                throw this.Error($"'{variable.Name}' is in another space");
            }

            this._op.A = this.Constant((ulong)(variable.Place + source.Offset));
        }
        else if (source.Kind == OperandKind.Register)
        {
            this._op.A = this.Source(1, PtxType.U64);
        }
        else
        {
            throw this.Error($"'{source}' is no address");
        }

        this._op.D = this.Destination(0, PtxType.U64);
        this._op.Run = &MemoryOperations.ConvertAddress;
    }

    private void IsInSpace()
    {
        this._op.Space = this.ExpectSpace();
        this.Operands(2);
        this._op.A = this.Source(1, PtxType.U64);
        this._op.D = this.Destination(0, PtxType.Pred);
        this._op.Run = &MemoryOperations.IsInSpace;
    }

    private void Fence(string opcode)
    {
        if (opcode == "membar")
        {
            this.ExpectOne([".cta", ".gl", ".sys"]);
        }
        else
        {
            this.Require(70, 60, "fence");
            this.AcceptOne([".sc", ".acq_rel"]);
            this.ExpectScope();
        }

        this.Operands(0);
        this._op.Run = &WarpOperations.Nothing;
    }
}
