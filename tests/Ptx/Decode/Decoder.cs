using IlgpuOptim.Ptx.Execute;
using IlgpuOptim.Ptx.Syntax;

namespace IlgpuOptim.Ptx.Decode;

/// <summary>
/// Checks the instructions of a kernel against the ISA and turns them into what the machine runs. One method for each
/// family: it takes the modifiers in the order of the ISA, then the operands; what is left over is an error.
/// </summary>
internal sealed unsafe partial class Decoder(PtxKernel kernel, BodyParser body, List<Variable> globals, int version, int target)
{
    private readonly Dictionary<ulong, int> _constants = [];
    private readonly Dictionary<string, int> _specials = [];
    private readonly List<int> _reads = [];
    private readonly List<int> _writes = [];
    private int _slots = body.Slots;
    private Statement _statement = new(0, "", [], [], null, false);
    private Instruction _op = new();
    private int _modifier;

    public void Run()
    {
        this.Layout();
        List<Instruction> code = new(body.Statements.Count + 1);

        foreach (Statement statement in body.Statements)
        {
            code.Add(this.Decode(statement));
        }

        // Running off the end is leaving the kernel.
        code.Add(new Instruction { Control = Control.Exit, Text = "exit" });
        kernel.Code = [.. code];
        kernel.RegisterCount = body.Slots;
        kernel.Slots = this._slots;
        kernel.Constants = [.. this._constants.Select(pair => (pair.Value, pair.Key))];
        kernel.Specials = [.. this._specials.Select(pair => (pair.Value, pair.Key))];
        kernel.Target = target;
    }

    // Gives the variables that the kernel uses their places.
    private void Layout()
    {
        HashSet<Variable> used = [.. body.Variables];

        foreach (Statement statement in body.Statements)
        {
            foreach (Operand operand in statement.Operands)
            {
                Collect(operand, used);
            }
        }

        long shared = 0;
        long local = 0;
        List<Variable> memory = [];

        foreach (Variable variable in globals.Concat(body.Variables).Where(used.Contains))
        {
            switch (variable.Space)
            {
                case Space.Shared when !variable.IsDynamic:
                    shared = Align(shared, variable.Alignment);
                    variable.Place = (long)Warp.WindowStart + shared;
                    shared += variable.Size;
                    break;
                case Space.Local:
                case Space.Param when variable.IsCallParameter:
                    local = Align(local, variable.Alignment);
                    variable.Place = (long)Warp.WindowStart + local;
                    local += variable.Size;
                    break;
                case Space.Global or Space.Const:
                    variable.Place = variable.Place == 0 ? PinnedMemory.Place(variable) : variable.Place;
                    memory.Add(variable);
                    break;
            }
        }

        if (shared > 48 * 1024)
        {
            throw new PtxSyntaxException(
                body.Statements.Count == 0 ? 0 : body.Statements[0].Line, $"'{kernel.Name}' has {shared} bytes of static shared memory, 49152 are the most");
        }

        Variable[] dynamic = [.. used.Where(variable => variable.IsDynamic)];
        kernel.StaticSharedBytes = (int)shared;
        kernel.UsesDynamicShared = dynamic.Length > 0;

        // All external arrays start at one place.
        int alignment = dynamic.Length == 0 ? 1 : dynamic.Max(variable => variable.Alignment);
        kernel.DynamicSharedOffset = (int)Align(shared, alignment);

        foreach (Variable variable in dynamic)
        {
            variable.Place = (long)Warp.WindowStart + kernel.DynamicSharedOffset;
        }

        kernel.LocalBytes = (int)local;
        kernel.Memory = [.. memory];
    }

    private static void Collect(Operand operand, HashSet<Variable> used)
    {
        if (operand.Symbol is Variable variable)
        {
            used.Add(variable);
        }

        foreach (Operand element in operand.Elements)
        {
            Collect(element, used);
        }
    }

    private static long Align(long value, int alignment) => (value + alignment - 1) / alignment * alignment;

    private Instruction Decode(Statement statement)
    {
        this._statement = statement;
        this._modifier = 0;
        this._reads.Clear();
        this._writes.Clear();
        this._op = new Instruction { Line = statement.Line, Text = statement.Text };

        if (statement.Guard is not null)
        {
            this._op.Guard = statement.Guard.Slot;
            this._op.GuardFlip = statement.GuardNegated ? uint.MaxValue : 0;
        }

        this.DecodeOpcode(statement.Opcode);

        if (this._modifier < statement.Modifiers.Length)
        {
            throw this.Error($"'{statement.Modifiers[this._modifier]}' does not belong here");
        }

        this._op.Reads = [.. this._reads];
        this._op.Writes = [.. this._writes];

        return this._op;
    }

    private void DecodeOpcode(string opcode)
    {
        switch (opcode)
        {
            case "add" or "sub":
                this.AddOrSubtract(opcode == "add");
                break;
            case "mul":
                this.Multiply();
                break;
            case "mad":
                this.MultiplyAdd();
                break;
            case "fma":
                this.FusedMultiplyAdd(roundingNeeded: true);
                break;
            case "div":
                this.Divide();
                break;
            case "rem":
                this.Remainder();
                break;
            case "min" or "max":
                this.MinimumOrMaximum(opcode == "min");
                break;
            case "abs" or "neg":
                this.AbsoluteOrNegate(opcode == "abs");
                break;
            case "sad":
                this.SumOfDifference();
                break;
            case "rcp" or "sqrt":
                this.ReciprocalOrRoot(opcode == "rcp");
                break;
            case "rsqrt" or "sin" or "cos" or "lg2" or "ex2" or "tanh":
                this.Approximate(opcode);
                break;
            case "copysign":
                this.CopySign();
                break;
            case "testp":
                this.TestFloat();
                break;
            case "and" or "or" or "xor" or "not" or "cnot":
                this.Logic(opcode);
                break;
            case "shl" or "shr":
                this.Shift(opcode == "shl");
                break;
            case "shf":
                this.FunnelShift();
                break;
            case "lop3":
                this.Logic3();
                break;
            case "prmt":
                this.Permute();
                break;
            case "popc" or "clz" or "brev" or "bfind":
                this.CountBits(opcode);
                break;
            case "bfe" or "bfi":
                this.BitField(opcode == "bfe");
                break;
            case "dp4a" or "dp2a":
                this.DotProduct(opcode == "dp4a");
                break;
            case "setp":
                this.SetPredicate();
                break;
            case "set":
                this.Set();
                break;
            case "selp":
                this.Select();
                break;
            case "slct":
                this.SelectBySign();
                break;
            case "mov":
                this.Move();
                break;
            case "cvt":
                this.Convert();
                break;
            case "cvta":
                this.ConvertAddress();
                break;
            case "isspacep":
                this.IsInSpace();
                break;
            case "ld":
                this.Load();
                break;
            case "st":
                this.Store();
                break;
            case "prefetch":
                this.Prefetch();
                break;
            case "atom" or "red":
                this.Atomic(opcode == "atom");
                break;
            case "membar" or "fence":
                this.Fence(opcode);
                break;
            case "bar" or "barrier":
                this.Barrier(opcode == "bar");
                break;
            case "shfl":
                this.Shuffle();
                break;
            case "vote":
                this.Vote();
                break;
            case "match":
                this.Match();
                break;
            case "redux":
                this.Reduce();
                break;
            case "activemask":
                this.ActiveMask();
                break;
            case "mma":
                this.MatrixMultiply();
                break;
            case "cp":
                this.AsyncCopy();
                break;
            case "ldmatrix":
                this.LoadMatrix();
                break;
            case "bra":
                this.Branch();
                break;
            case "brx":
                this.BranchByIndex();
                break;
            case "call":
                this.Call();
                break;
            case "exit" or "ret":
                this.Exit();
                break;
            case "trap" or "brkpt" or "nanosleep":
                this.TrapOrPause(opcode);
                break;
            default:
                throw this.Error("unknown instruction");
        }
    }
}
