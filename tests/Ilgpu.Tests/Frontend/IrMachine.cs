using System.Runtime.InteropServices;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Tests.Frontend;

/// <summary>
/// Runs a function for one work-item at a time, straight from its definition: real addresses, one long per value.
/// It knows nothing of lanes; barriers and shuffles act as in a group of one.
/// </summary>
internal sealed unsafe class IrMachine : IDisposable
{
    private readonly Function _function;
    private readonly long[] _values;
    private readonly List<nint> _memory = [];
    private readonly nint[] _shared;

    public IrMachine(Function function)
    {
        _function = function;
        _values = new long[function.ValueCount];
        _shared = new nint[function.SharedAllocations.Count];
        for (int i = 0; i < _shared.Length; ++i)
        {
            _shared[i] = this.Allocate(function.SharedAllocations[i].Bytes);
        }
    }

    public int[] Index { get; } = new int[3];

    public List<string> Output { get; } = [];

    public void Dispose()
    {
        foreach (nint block in _memory)
        {
            NativeMemory.AlignedFree((void*)block);
        }
    }

    private nint Allocate(long bytes)
    {
        nint memory = (nint)NativeMemory.AlignedAlloc((nuint)bytes, 64);
        new Span<byte>((void*)memory, (int)bytes).Clear();
        _memory.Add(memory);

        return memory;
    }

    /// <summary>Runs one work-item; the arguments are the bits of the parameters in order.</summary>
    public void Run(params long[] arguments)
    {
        for (int i = 0; i < arguments.Length; ++i)
        {
            Value value = _function.ParameterValues[i];
            _values[value.Id] = Normal(value.Type, arguments[i]);
        }

        Block block = _function.Entry;
        int steps = 0;
        while (true)
        {
            Value last = block.Terminator;
            foreach (Value value in block.Instructions)
            {
                if (++steps > 10_000_000)
                {
                    throw new InvalidOperationException("The kernel does not end.");
                }

                if (!value.IsTerminator)
                {
                    _values[value.Id] = Normal(value.Type, this.Evaluate(value));
                }
            }

            Successor next;
            switch (last.Op)
            {
                case Op.Return:
                    return;
                case Op.Branch:
                    next = last.Targets![0];
                    break;
                case Op.CondBranch:
                    next = last.Targets![this.Get(last.Operands[0]) != 0 ? 0 : 1];
                    break;
                case Op.Switch:
                    uint selector = (uint)this.Get(last.Operands[0]);
                    next = last.Targets![Math.Min(selector, (uint)last.Targets!.Length - 1)];
                    break;
                default:
                    throw new InvalidOperationException("Unreachable was reached.");
            }

            long[] passed = Array.ConvertAll(next.Arguments, this.Get);
            if (passed.Length != next.Block.Parameters.Count)
            {
                throw new InvalidOperationException($"Wrong number of arguments for {next.Block}.");
            }

            for (int i = 0; i < passed.Length; ++i)
            {
                _values[next.Block.Parameters[i].Id] = passed[i];
            }

            block = next.Block;
        }
    }

    private static long Normal(IrType type, long bits) => type is IrType.I32 or IrType.F32 ? (int)bits : type == IrType.I1 ? bits & 1 : bits;

    private long Get(Value value) => value.IsConst ? value.Imm : _values[value.Id];

    private float F(Value value) => BitConverter.Int32BitsToSingle((int)this.Get(value));

    private double D(Value value) => BitConverter.Int64BitsToDouble(this.Get(value));

    private static long Bits(float value) => BitConverter.SingleToInt32Bits(value);

    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(value);

    private long Evaluate(Value value)
    {
        Value[] o = value.Operands;
        switch (value.Op)
        {
            case Op.Alloca:
                return this.Allocate(value.Imm);
            case Op.SharedAlloc:
                return _shared[value.Imm];
            case Op.PtrAdd:
                return this.Get(o[0]) + this.Get(o[1]);
            case Op.PtrToInt or Op.IntToPtr:
                return this.Get(o[0]);
            case Op.Load:
                return Load(value.Mem, (void*)this.Get(o[0]));
            case Op.Store:
                Store(value.Mem, (void*)this.Get(o[0]), this.Get(o[1]));
                return 0;
            case Op.AtomicRmw:
                long old = Load(value.Mem, (void*)this.Get(o[0]));
                Store(value.Mem, (void*)this.Get(o[0]), Normal(value.Type, this.Rmw(value, old, this.Get(o[1]))));
                return old;
            case Op.AtomicCas:
                long before = Load(value.Mem, (void*)this.Get(o[0]));
                if (before == this.Get(o[1]))
                {
                    Store(value.Mem, (void*)this.Get(o[0]), this.Get(o[2]));
                }

                return before;
            case Op.KernelIndex:
                return this.Index[value.Imm];
            case Op.GridIdx or Op.GroupIdx or Op.LaneIdx:
                return 0;
            case Op.GridDim or Op.GroupDim or Op.WarpSize:
                return 1;
            case Op.Barrier or Op.MemoryFence or Op.WarpBarrier:
                return 0;
            case Op.BarrierAnd or Op.BarrierOr or Op.BarrierPopCount or Op.WarpPopCount or Op.WarpAll or Op.WarpAny or Op.GroupBroadcast
                or Op.WarpBroadcast or Op.WarpShuffle:
                return this.Get(o[0]);
            case Op.Assert:
                if (this.Get(o[0]) == 0)
                {
                    this.Output.Add(_function.Messages[(int)value.Imm]);
                }

                return 0;
            case Op.Print:
                this.Output.Add(string.Format(_function.Messages[(int)value.Imm], Array.ConvertAll(o, x => (object)this.Get(x))));
                return 0;
            case Op.Select:
                return this.Get(this.Get(o[0]) != 0 ? o[1] : o[2]);
            case Op.Compare:
                return this.Compare(value.Cmp, o[0], o[1]) ? 1 : 0;
            case >= Op.BoolToI32 and <= Op.F32ToBF16:
                return this.Convert(value, o[0]);
            default:
                break;
        }

        return o[0].Type switch
        {
            IrType.F32 => this.Float(value, o),
            IrType.F64 => this.Double(value, o),
            _ => this.Integer(value, o),
        };
    }

    private long Rmw(Value value, long old, long operand)
    {
        if (value.Type == IrType.F32)
        {
            float a = BitConverter.Int32BitsToSingle((int)old);
            float b = BitConverter.Int32BitsToSingle((int)operand);

            return Bits(value.Atomic switch
            {
                AtomicOp.Add => a + b,
                AtomicOp.Min => MathF.Min(a, b),
                AtomicOp.Max => MathF.Max(a, b),
                _ => b,
            });
        }

        if (value.Type == IrType.F64)
        {
            double a = BitConverter.Int64BitsToDouble(old);
            double b = BitConverter.Int64BitsToDouble(operand);

            return Bits(value.Atomic switch
            {
                AtomicOp.Add => a + b,
                AtomicOp.Min => Math.Min(a, b),
                AtomicOp.Max => Math.Max(a, b),
                _ => b,
            });
        }

        ulong u = value.Type == IrType.I32 ? (uint)old : (ulong)old;
        ulong v = value.Type == IrType.I32 ? (uint)operand : (ulong)operand;

        return value.Atomic switch
        {
            AtomicOp.Add => old + operand,
            AtomicOp.Min => Math.Min(old, operand),
            AtomicOp.Max => Math.Max(old, operand),
            AtomicOp.MinU => (long)Math.Min(u, v),
            AtomicOp.MaxU => (long)Math.Max(u, v),
            AtomicOp.And => old & operand,
            AtomicOp.Or => old | operand,
            AtomicOp.Xor => old ^ operand,
            _ => operand,
        };
    }

    private static long Load(MemType mem, void* at) => mem switch
    {
        MemType.I8 => *(sbyte*)at,
        MemType.U8 => *(byte*)at,
        MemType.I16 => *(short*)at,
        MemType.U16 => *(ushort*)at,
        MemType.I32 or MemType.F32 => *(int*)at,
        _ => *(long*)at,
    };

    private static void Store(MemType mem, void* at, long value)
    {
        switch (mem.Size())
        {
            case 1:
                *(byte*)at = (byte)value;
                break;
            case 2:
                *(ushort*)at = (ushort)value;
                break;
            case 4:
                *(int*)at = (int)value;
                break;
            default:
                *(long*)at = value;
                break;
        }
    }

    private bool Compare(Cmp cmp, Value a, Value b)
    {
        if (a.Type.IsFloat())
        {
            double x = a.Type == IrType.F32 ? this.F(a) : this.D(a);
            double y = b.Type == IrType.F32 ? this.F(b) : this.D(b);

            return cmp switch
            {
                Cmp.Eq => x == y,
                Cmp.Ne => x != y,
                Cmp.Lt => x < y,
                Cmp.Le => x <= y,
                Cmp.Gt => x > y,
                Cmp.Ge => x >= y,
                Cmp.UnLt => !(x >= y),
                Cmp.UnLe => !(x > y),
                Cmp.UnGt => !(x <= y),
                _ => !(x < y),
            };
        }

        long s = this.Get(a);
        long t = this.Get(b);
        ulong u = a.Type == IrType.I32 ? (uint)s : (ulong)s;
        ulong v = b.Type == IrType.I32 ? (uint)t : (ulong)t;

        return cmp switch
        {
            Cmp.Eq => s == t,
            Cmp.Ne => s != t,
            Cmp.Lt => s < t,
            Cmp.Le => s <= t,
            Cmp.Gt => s > t,
            Cmp.Ge => s >= t,
            Cmp.UnLt => u < v,
            Cmp.UnLe => u <= v,
            Cmp.UnGt => u > v,
            _ => u >= v,
        };
    }

    private long Convert(Value value, Value a)
    {
        long bits = this.Get(a);
        double number = a.Type == IrType.F32 ? this.F(a) : a.Type == IrType.F64 ? this.D(a) : 0;
        bool narrow = value.Type is IrType.I32 or IrType.F32;
        bool from32 = a.Type == IrType.I32;

        return value.Op switch
        {
            Op.BoolToI32 => bits,
            Op.SExt8 => (sbyte)bits,
            Op.ZExt8 => (byte)bits,
            Op.SExt16 => (short)bits,
            Op.ZExt16 => (ushort)bits,
            Op.SExt => bits,
            Op.ZExt => (uint)bits,
            Op.Trunc => (int)bits,
            Op.SToF => narrow ? Bits((float)bits) : Bits((double)bits),
            Op.UToF => narrow
                ? Bits(from32 ? (float)(uint)bits : (float)(ulong)bits)
                : Bits(from32 ? (double)(uint)bits : (double)(ulong)bits),
            Op.FToS => narrow ? (int)number : (long)number,
            Op.FToU => narrow ? (uint)number : (long)(ulong)number,
            Op.FExt => Bits((double)this.F(a)),
            Op.FTrunc => Bits((float)this.D(a)),
            Op.Bitcast => bits,
            Op.HalfToF32 => Bits((float)BitConverter.UInt16BitsToHalf((ushort)bits)),
            Op.F32ToHalf => BitConverter.HalfToUInt16Bits((Half)this.F(a)),
            _ => throw new NotSupportedException(value.Op.ToString()),
        };
    }

    private long Integer(Value value, Value[] o)
    {
        long a = this.Get(o[0]);
        long b = o.Length > 1 ? this.Get(o[1]) : 0;
        bool w = value.Type == IrType.I64 || o[0].Type == IrType.I64;
        int n = (int)b & (w ? 63 : 31);
        if (value.Op is Op.Div or Op.Rem or Op.DivU or Op.RemU && b == 0)
        {
            throw new DivideByZeroException();
        }

        unchecked
        {
            return value.Op switch
            {
                Op.Add => a + b,
                Op.Sub => a - b,
                Op.Mul => a * b,
                Op.Div => b == -1 ? -a : a / b,
                Op.Rem => b == -1 ? 0 : a % b,
                Op.DivU => w ? (long)((ulong)a / (ulong)b) : (uint)a / (uint)b,
                Op.RemU => w ? (long)((ulong)a % (ulong)b) : (uint)a % (uint)b,
                Op.Neg => -a,
                Op.MulHi => w ? Math.BigMul(a, b, out _) : (a * b) >> 32,
                Op.MulHiU => w ? (long)Math.BigMul((ulong)a, (ulong)b, out _) : (long)(((ulong)(uint)a * (uint)b) >> 32),
                Op.Min => Math.Min(a, b),
                Op.Max => Math.Max(a, b),
                Op.MinU => w ? (long)Math.Min((ulong)a, (ulong)b) : (int)Math.Min((uint)a, (uint)b),
                Op.MaxU => w ? (long)Math.Max((ulong)a, (ulong)b) : (int)Math.Max((uint)a, (uint)b),
                Op.Abs => a < 0 ? -a : a,
                Op.And => a & b,
                Op.Or => a | b,
                Op.Xor => a ^ b,
                Op.Not => ~a,
                Op.Shl => a << n,
                Op.Shr => a >> n,
                Op.ShrU => w ? (long)((ulong)a >> n) : (uint)a >> n,
                Op.PopCount => w ? long.PopCount(a) : int.PopCount((int)a),
                Op.LeadingZeros => w ? long.LeadingZeroCount(a) : int.LeadingZeroCount((int)a),
                Op.TrailingZeros => w ? long.TrailingZeroCount(a) : int.TrailingZeroCount((int)a),
                _ => throw new NotSupportedException(value.ToString()),
            };
        }
    }

    private long Float(Value value, Value[] o)
    {
        float a = this.F(o[0]);
        float b = o.Length > 1 && o[1].Type == IrType.F32 ? this.F(o[1]) : 0;

        return Bits(value.Op switch
        {
            Op.Add => a + b,
            Op.Sub => a - b,
            Op.Mul => a * b,
            Op.Div => a / b,
            Op.Rem => a % b,
            Op.Neg => -a,
            Op.Abs => MathF.Abs(a),
            Op.Min => MathF.Min(a, b),
            Op.Max => MathF.Max(a, b),
            Op.Fma => MathF.FusedMultiplyAdd(a, b, this.F(o[2])),
            Op.Sqrt => MathF.Sqrt(a),
            Op.Floor => MathF.Floor(a),
            Op.Ceiling => MathF.Ceiling(a),
            Op.Round => MathF.Round(a),
            Op.Truncate => MathF.Truncate(a),
            Op.CopySign => MathF.CopySign(a, b),
            Op.Math => (float)Elementary(value.MathFn, a, b),
            _ => throw new NotSupportedException(value.ToString()),
        });
    }

    private long Double(Value value, Value[] o)
    {
        double a = this.D(o[0]);
        double b = o.Length > 1 && o[1].Type == IrType.F64 ? this.D(o[1]) : 0;

        return Bits(value.Op switch
        {
            Op.Add => a + b,
            Op.Sub => a - b,
            Op.Mul => a * b,
            Op.Div => a / b,
            Op.Rem => a % b,
            Op.Neg => -a,
            Op.Abs => Math.Abs(a),
            Op.Min => Math.Min(a, b),
            Op.Max => Math.Max(a, b),
            Op.Fma => Math.FusedMultiplyAdd(a, b, this.D(o[2])),
            Op.Sqrt => Math.Sqrt(a),
            Op.Floor => Math.Floor(a),
            Op.Ceiling => Math.Ceiling(a),
            Op.Round => Math.Round(a),
            Op.Truncate => Math.Truncate(a),
            Op.CopySign => Math.CopySign(a, b),
            Op.Math => Elementary(value.MathFn, a, b),
            _ => throw new NotSupportedException(value.ToString()),
        });
    }

    private static double Elementary(MathFn function, double a, double b) => function switch
    {
        MathFn.Exp => Math.Exp(a),
        MathFn.Exp2 => Math.Pow(2, a),
        MathFn.Exp10 => Math.Pow(10, a),
        MathFn.Expm1 => Math.Abs(a) < 1e-5 ? a + (a * a / 2) : Math.Exp(a) - 1,
        MathFn.Log => Math.Log(a),
        MathFn.Log2 => Math.Log2(a),
        MathFn.Log10 => Math.Log10(a),
        MathFn.Log1p => 1 + a == 1 || double.IsPositiveInfinity(a) ? a : Math.Log(1 + a) * a / (1 + a - 1),
        MathFn.Sin => Math.Sin(a),
        MathFn.Cos => Math.Cos(a),
        MathFn.Tan => Math.Tan(a),
        MathFn.Asin => Math.Asin(a),
        MathFn.Acos => Math.Acos(a),
        MathFn.Atan => Math.Atan(a),
        MathFn.Atan2 => Math.Atan2(a, b),
        MathFn.Sinh => Math.Sinh(a),
        MathFn.Cosh => Math.Cosh(a),
        MathFn.Tanh => Math.Tanh(a),
        MathFn.Cbrt => Math.Cbrt(a),
        MathFn.Rsqrt => 1 / Math.Sqrt(a),
        MathFn.Rcp => 1 / a,
        MathFn.Pow => Math.Pow(a, b),
        _ => throw new NotSupportedException(function.ToString()),
    };
}
