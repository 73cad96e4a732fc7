using System.Buffers.Binary;
using System.Text;

using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Passes;

namespace IlgpuOptim.Engine.Tests.IR;

/// <summary>
/// Executes the only work-item of a launch on flat memory, one byte array per address space. NaNs have one bit pattern,
/// since identities may pass on another one than the operation would.
/// </summary>
internal sealed class IrInterpreter
{
    private const long Base = 64;

    private readonly Function _function;
    private readonly long[] _bits;
    private readonly byte[] _global;
    private readonly byte[] _shared;
    private readonly byte[] _local;
    private readonly StringBuilder _log = new();

    private readonly LaneRecorder? _recorder;
    private readonly int _index;

    private IrInterpreter(Function function, byte[] global, long[] arguments, LaneRecorder? recorder, int index)
    {
        _recorder = recorder;
        _index = index;
        _function = function;
        _bits = new long[function.ValueCount];
        _global = global;
        _shared = new byte[4096];
        int local = 0;
        foreach (Value value in function.Entry.Instructions)
        {
            if (value.Op == Op.Alloca)
            {
                _bits[value.Id] = Base + local;
                local += (int)((value.Imm + 15) & ~15);
            }
        }

        _local = new byte[local];
        for (int i = 0; i < arguments.Length; i++)
        {
            _bits[function.ParameterValues[i].Id] = function.Parameters[i].IsViewBase ? arguments[i] + Base : arguments[i];
        }
    }

    /// <summary>Runs the function and describes everything that can be observed: memory, prints, how it ended.</summary>
    /// <param name="arguments">The bits of the parameters; views as offsets into the global memory.</param>
    public static string Run(Function function, byte[] memory, long[] arguments, int maxSteps = 200_000)
    {
        byte[] global = (byte[])memory.Clone();
        IrInterpreter interpreter = new(function, global, arguments, null, 3);
        string end = interpreter.Execute(maxSteps);

        return $"{end}\n{interpreter._log}{Convert.ToHexString(global)}";
    }

    /// <summary>
    /// Runs one lane of a warp and reports what it computes. Writes to memory that lanes share are dropped, so that the
    /// order of the lanes does not matter.
    /// </summary>
    public static void RunLane(Function function, byte[] memory, long[] arguments, LaneRecorder recorder, int maxSteps = 20_000) =>
        new IrInterpreter(function, memory, arguments, recorder, 3 + recorder.Lane).Execute(maxSteps);

    /// <summary>Runs one work-item on memory that it changes.</summary>
    public static void RunItem(Function function, byte[] memory, long[] arguments, int index) =>
        new IrInterpreter(function, memory, arguments, null, index).Execute(1_000_000);

    private string Execute(int maxSteps)
    {
        Block block = _function.Entry;
        long[] arguments = [];
        while (true)
        {
            _recorder?.Enter(block);
            for (int i = 0; i < arguments.Length; i++)
            {
                _bits[block.Parameters[i].Id] = arguments[i];
                _recorder?.Record(block.Parameters[i], arguments[i]);
            }

            foreach (Value value in block.Instructions)
            {
                if (--maxSteps < 0)
                {
                    return "too many steps";
                }

                if (!value.IsTerminator)
                {
                    _bits[value.Id] = this.Evaluate(value);
                    _recorder?.Record(value, _bits[value.Id]);
                }
            }

            Value terminator = block.Terminator;
            if (terminator.Op is Op.Return or Op.Unreachable)
            {
                return terminator.Op.ToString();
            }

            Successor[] targets = terminator.Targets!;
            Successor edge = terminator.Op switch
            {
                Op.Branch => targets[0],
                Op.CondBranch => targets[this.Get(terminator.Operands[0]) != 0 ? 0 : 1],
                _ => targets[(int)Math.Min((ulong)this.Get(terminator.Operands[0]), (ulong)targets.Length - 1)],
            };
            _recorder?.Record(terminator, Array.IndexOf(targets, edge));
            arguments = [.. edge.Arguments.Select(this.Get)];
            block = edge.Block;
        }
    }

    private long Get(Value value) => value.Op == Op.Const ? Canonical(value.Type, value.Imm) : _bits[value.Id];

    private long Evaluate(Value value)
    {
        long a = value.Operands.Length > 0 ? this.Get(value.Operands[0]) : 0;
        long b = value.Operands.Length > 1 ? this.Get(value.Operands[1]) : 0;
        long c = value.Operands.Length > 2 ? this.Get(value.Operands[2]) : 0;
        switch (value.Op)
        {
            case Op.Alloca:
                return _bits[value.Id];
            case Op.SharedAlloc:
                return Base + (value.Imm * 256);
            case Op.PtrAdd:
                return a + b;
            case Op.PtrToInt or Op.IntToPtr:
                return a;
            case Op.Load:
                return Canonical(value.Type, this.Load(value.Operands[0].Type, a, value.Mem));
            case Op.Store:
                this.Store(value.Operands[0].Type, a, value.Mem, Canonical(value.Operands[1].Type, b));
                return 0;
            case Op.AtomicRmw or Op.AtomicCas when _recorder is not null:
                return _recorder.Lane;
            case Op.AtomicRmw:
                long old = this.Load(value.Operands[0].Type, a, value.Mem);
                this.Store(value.Operands[0].Type, a, value.Mem, Combine(value, old, b));
                return old;
            case Op.AtomicCas:
                old = this.Load(value.Operands[0].Type, a, value.Mem);
                if (old == b)
                {
                    this.Store(value.Operands[0].Type, a, value.Mem, c);
                }

                return old;
            case Op.KernelIndex:
                return value.Imm == 0 ? _index : 3 + value.Imm;
            case Op.GridIdx:
                return 3 + value.Imm;
            case Op.GridDim:
                return 16;
            case Op.GroupDim or Op.WarpSize:
                return 1;
            case Op.Print:
                _log.Append(_function.Messages[(int)value.Imm]);
                foreach (Value operand in value.Operands)
                {
                    _log.Append(' ').Append(this.Get(operand));
                }

                _log.Append('\n');
                return 0;
            case Op.Assert:
                _log.Append(a != 0 ? "" : $"assert {value.Imm}\n");
                return 0;
            case Op.BarrierPopCount or Op.BarrierAnd or Op.BarrierOr or Op.GroupBroadcast or Op.WarpShuffle
                or Op.WarpBroadcast or Op.WarpPopCount or Op.WarpAll or Op.WarpAny:
                return a;
            case Op.GroupIdx or Op.LaneIdx or Op.Barrier or Op.WarpBarrier or Op.MemoryFence:
                return 0;
        }

        if (!ConstantFolding.TryEvaluate(value, a, b, c, out long result))
        {
            throw new InvalidOperationException($"cannot execute {value}");
        }

        return Canonical(value.Type, result);
    }

    private static long Canonical(IrType type, long bits) => type switch
    {
        IrType.F32 => float.IsNaN(BitConverter.Int32BitsToSingle((int)bits)) ? 0x7fc00000 : bits,
        IrType.F64 => double.IsNaN(BitConverter.Int64BitsToDouble(bits)) ? 0x7ff8000000000000 : bits,
        _ => bits,
    };

    private static long Combine(Value value, long old, long operand)
    {
        int signed = old.CompareTo(operand);
        int unsigned = ((ulong)old).CompareTo((ulong)operand);
        long result = value.Atomic switch
        {
            AtomicOp.Add => old + operand,
            AtomicOp.Min => signed < 0 ? old : operand,
            AtomicOp.Max => signed > 0 ? old : operand,
            AtomicOp.MinU => unsigned < 0 ? old : operand,
            AtomicOp.MaxU => unsigned > 0 ? old : operand,
            AtomicOp.And => old & operand,
            AtomicOp.Or => old | operand,
            AtomicOp.Xor => old ^ operand,
            _ => operand,
        };

        return value.Mem == MemType.I32 ? (int)result : result;
    }

    private Span<byte> Memory(IrType space, long address, int size)
    {
        byte[] memory = space switch
        {
            IrType.PtrGlobal => _global,
            IrType.PtrShared => _shared,
            _ => _local,
        };

        return memory.AsSpan((int)(address - Base), size);
    }

    private long Load(IrType space, long address, MemType mem)
    {
        Span<byte> bytes = this.Memory(space, address, mem.Size());

        return mem switch
        {
            MemType.I8 => (sbyte)bytes[0],
            MemType.U8 => bytes[0],
            MemType.I16 => BinaryPrimitives.ReadInt16LittleEndian(bytes),
            MemType.U16 => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            MemType.I32 or MemType.F32 => BinaryPrimitives.ReadInt32LittleEndian(bytes),
            _ => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        };
    }

    private void Store(IrType space, long address, MemType mem, long bits)
    {
        if (_recorder is not null && space != IrType.PtrLocal)
        {
            return;
        }

        Span<byte> bytes = this.Memory(space, address, mem.Size());
        switch (mem.Size())
        {
            case 1:
                bytes[0] = (byte)bits;
                break;
            case 2:
                BinaryPrimitives.WriteInt16LittleEndian(bytes, (short)bits);
                break;
            case 4:
                BinaryPrimitives.WriteInt32LittleEndian(bytes, (int)bits);
                break;
            default:
                BinaryPrimitives.WriteInt64LittleEndian(bytes, bits);
                break;
        }
    }
}
