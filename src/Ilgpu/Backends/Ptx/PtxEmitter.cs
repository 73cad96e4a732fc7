using System.Globalization;
using System.Text;
using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Analyses;

namespace IlgpuOptim.Engine.Backends.Ptx;

/// <summary>Writes the body of a kernel: every value has a virtual register, every block a label.</summary>
internal sealed partial class PtxEmitter
{
    private readonly Function _function;
    private readonly PtxTarget _target;
    private readonly Uniformity _uniformity;
    private readonly ControlFlow _flow;
    private readonly PtxRegisters _registers;
    private readonly int[] _uses;
    private readonly StringBuilder _text = new();
    private Block _block = null!;
    private int _labels;

    public PtxEmitter(Function function, PtxTarget target, Uniformity uniformity)
    {
        _function = function;
        _target = target;
        _uniformity = uniformity;
        _flow = ControlFlow.Compute(function);
        _registers = new PtxRegisters(function.ValueCount);
        _uses = this.CountUses();
        this.PlanAddresses();
        this.PlanVectors();
        this.PlanMasks();
    }

    public int StaticSharedBytes { get; private set; }

    /// <summary>Static shared memory that is the first part of the dynamic one; 0 if it is declared as such.</summary>
    public int SharedInDynamicBytes { get; private set; }

    public int LocalBytes { get; private set; }

    public bool UsesDynamicShared { get; private set; }

    public bool UsesReports { get; private set; }

    /// <summary>The instructions of all blocks, in an order in which most branches fall through.</summary>
    public string EmitBody()
    {
        this.EmitPrologue();
        Block[] order = _flow.ReversePostOrder;
        for (int i = 0; i < order.Length; i++)
        {
            _block = order[i];
            if (i > 0)
            {
                _text.Append(LabelOf(_block)).Append(":\n");
            }

            for (int k = 0; k < _block.Instructions.Count - 1; k++)
            {
                this.EmitValue(_block.Instructions[k], k);
            }

            this.EmitTerminator(_block.Terminator, i + 1 < order.Length ? order[i + 1] : null);
        }

        return _text.ToString();
    }

    private void EmitValue(Value value, int index)
    {
        if (_folded[value.Id])
        {
            return;
        }

        switch (value.Op)
        {
            case >= Op.Add and <= Op.Abs:
                this.EmitArithmetic(value);
                break;
            case >= Op.And and <= Op.TrailingZeros:
                this.EmitBits(value);
                break;
            case >= Op.Fma and <= Op.Math:
                this.EmitFloat(value);
                break;
            case Op.Compare:
                this.EmitCompare(value);
                break;
            case Op.Select:
                this.EmitSelect(value);
                break;
            case >= Op.BoolToI32 and <= Op.IntToPtr:
                this.EmitConversion(value);
                break;
            case >= Op.Alloca and <= Op.AssumeAligned:
                this.EmitAddress(value);
                break;
            case Op.Load:
                this.EmitLoad(value, index);
                break;
            case Op.Store:
                this.EmitStore(value, index);
                break;
            case Op.AtomicRmw or Op.AtomicCas:
                this.EmitAtomic(value);
                break;
            case >= Op.KernelIndex and <= Op.WarpSize:
                this.EmitPosition(value);
                break;
            case >= Op.Barrier and <= Op.WarpAny:
                this.EmitParallel(value);
                break;
            case >= Op.MatrixLoad and <= Op.AsyncWait:
                this.EmitMatrix(value);
                break;
            case Op.Assert or Op.Print:
                this.EmitOutput(value);
                break;
            default:
                throw new InvalidOperationException($"'{value}' has no place in PTX.");
        }
    }

    // ---- text -----------------------------------------------------------------------------------------------------

    private void Line(string instruction) => _text.Append("    ").Append(instruction).Append(";\n");

    /// <summary>One instruction with its operands.</summary>
    private void Put(string operation, params ReadOnlySpan<string> operands)
    {
        _text.Append("    ").Append(operation);
        for (int i = 0; i < operands.Length; i++)
        {
            _text.Append(i == 0 ? " " : ", ").Append(operands[i]);
        }

        _text.Append(";\n");
    }

    private void PutIf(string predicate, string operation, params ReadOnlySpan<string> operands)
    {
        _text.Append("    @").Append(predicate).Append(' ').Append(operation);
        for (int i = 0; i < operands.Length; i++)
        {
            _text.Append(i == 0 ? " " : ", ").Append(operands[i]);
        }

        _text.Append(";\n");
    }

    private void Label(string name) => _text.Append(name).Append(":\n");

    private static string LabelOf(Block block) => "$b" + block.Id;

    private string NewLabel() => "$l" + ++_labels;

    private string Temporary(PtxClass kind) => _registers.New(kind);

    // ---- operands -------------------------------------------------------------------------------------------------

    /// <summary>The register that a value defines.</summary>
    private string Target(Value value) => _registers.Of(value);

    /// <summary>An operand as a register; constants are moved into one.</summary>
    private string Reg(Value value)
    {
        if (!value.IsConst)
        {
            return _registers.Of(value);
        }

        string register = this.Temporary(PtxRegisters.ClassOf(value.Type));
        this.PutConstant(register, value);

        return register;
    }

    private void PutConstant(string register, Value value)
    {
        if (value.Type != IrType.I1)
        {
            this.Put("mov." + BitsOrFloat(value.Type), register, Constant(value));

            return;
        }

        string number = this.Temporary(PtxClass.B32);
        this.Put("mov.u32", number, "0");
        this.Put(value.Imm != 0 ? "setp.eq.u32" : "setp.ne.u32", register, number, "0");
    }

    /// <summary>An operand in a place where an immediate may stand: anywhere but first.</summary>
    private string Any(Value value) => value.IsConst && value.Type != IrType.I1 ? Constant(value) : this.Reg(value);

    /// <summary>The bits of a constant as a literal of its type.</summary>
    private static string Constant(Value value) => value.Type switch
    {
        IrType.F32 => "0f" + ((uint)value.Imm).ToString("X8", CultureInfo.InvariantCulture),
        IrType.F64 => "0d" + ((ulong)value.Imm).ToString("X16", CultureInfo.InvariantCulture),
        _ => Number(value.Imm),
    };

    private static string Number(long value) => value == long.MinValue
        ? "0x8000000000000000"
        : value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The untyped form of integers and addresses, the float type of floats.</summary>
    private static string BitsOrFloat(IrType type) => type switch
    {
        IrType.F32 => "f32",
        IrType.F64 => "f64",
        _ => Bits(type),
    };

    private static string Bits(IrType type) => type.Bits() == 32 ? "b32" : "b64";

    private static string Signed(IrType type) => type.Bits() == 32 ? "s32" : "s64";

    private static string Unsigned(IrType type) => type.Bits() == 32 ? "u32" : "u64";

    private static string FloatOrSigned(IrType type) => type.IsFloat() ? BitsOrFloat(type) : Signed(type);

    private static bool IsFast(Value value) => (value.Flags & ValueFlags.Fast) != 0;

    private int[] CountUses()
    {
        int[] uses = new int[_function.ValueCount];
        foreach (Block block in _flow.ReversePostOrder)
        {
            foreach (Value value in block.Instructions)
            {
                foreach (Value operand in value.Operands)
                {
                    uses[operand.Id]++;
                }

                foreach (Successor target in value.Targets ?? [])
                {
                    foreach (Value argument in target.Arguments)
                    {
                        uses[argument.Id]++;
                    }
                }
            }
        }

        return uses;
    }
}
