using IlgpuOptim.Ptx.Execute;
using IlgpuOptim.Ptx.Syntax;

namespace IlgpuOptim.Ptx.Decode;

// Barriers, instructions across lanes, matrices, and the flow of control.
internal sealed unsafe partial class Decoder
{
    private void Barrier(bool isBar)
    {
        if (isBar && this.Accept(".warp"))
        {
            this.Expect(".sync");
            this.Require(30, 60, "bar.warp.sync");
            this.Operands(1);
            this._op.E = this.Source(0, PtxType.B32);
            this._op.Control = Control.WarpSync;
            this._op.MeetsAnywhere = true;

            return;
        }

        if (this.Accept(".cta"))
        {
            this.Require(70, 78, ".cta");
        }

        if (!isBar)
        {
            this.Require(30, 60, "barrier");
        }

        int kind = this.ExpectOne([".sync", ".arrive", ".red"]);
        BarrierMode mode = kind == 0 ? BarrierMode.Sync : kind == 1 ? BarrierMode.Arrive
            : BarrierMode.Popc + this.ExpectOne([".popc", ".and", ".or"]);
        this._op.IsAligned = isBar || this.Accept(".aligned");
        int first = 0;

        if (mode == BarrierMode.Popc)
        {
            this._op.D = this.Destination(0, this.ExpectType(PtxType.U32));
            first = 1;
        }
        else if (mode > BarrierMode.Popc)
        {
            this._op.D = this.Destination(0, this.ExpectType(PtxType.Pred));
            first = 1;
        }

        int operands = this.Count - first - (first == 1 ? 1 : 0);

        if (operands is < 1 or > 2 || (mode == BarrierMode.Arrive && operands != 2))
        {
            throw this.Error("the operands are the barrier and the number of threads (which .arrive needs)");
        }

        this._op.Control = Control.Barrier;
        this._op.Mode = (int)mode;
        this._op.A = this.Source(first, PtxType.U32);
        this._op.B = operands == 2 ? this.Source(first + 1, PtxType.U32) : -1;

        if (this.At(first).Kind == OperandKind.Integer && this.At(first).Bits > 15)
        {
            throw this.Error("there are barriers 0 to 15");
        }

        if (first == 1)
        {
            this._op.C = this.Predicate(this.Count - 1, out this._op.Flip);
        }
    }

    private void Sync()
    {
        if (!this.Accept(".sync"))
        {
            throw this.Error("only the .sync form exists from sm_70 on");
        }

        this._op.Control = Control.WarpSync;
    }

    private void Shuffle()
    {
        this.Sync();
        this._op.Mode = this.ExpectOne([".up", ".down", ".bfly", ".idx"]);
        this.ExpectType(PtxType.B32);
        this.Operands(5);
        this._op.MarksWrites = true;
        this._op.A = this.Source(1, PtxType.B32);
        this._op.B = this.Source(2, PtxType.U32);
        this._op.C = this.Source(3, PtxType.U32);
        this._op.E = this.Source(4, PtxType.U32);
        this.DestinationPair(PtxType.B32);
        this._op.Run = &WarpOperations.Shuffle;
    }

    // d or d|p.
    private void DestinationPair(PtxType type)
    {
        Operand destination = this.At(0);

        if (destination.Kind == OperandKind.Pair)
        {
            this._op.D = this.Destination(destination.Elements[0], type);
            this._op.D2 = this.Destination(destination.Elements[1], PtxType.Pred, sink: true);
        }
        else
        {
            this._op.D = this.Destination(0, type);
        }
    }

    private void Vote()
    {
        this.Sync();
        this._op.Mode = this.ExpectOne([".all", ".any", ".uni", ".ballot"]);
        PtxType type = this._op.Mode == 3 ? this.ExpectType(PtxType.B32) : this.ExpectType(PtxType.Pred);
        this.Operands(3);
        this._op.A = this.Predicate(1, out this._op.Flip);
        this._op.E = this.Source(2, PtxType.U32);
        this._op.D = this.Destination(0, type);
        this._op.Run = &WarpOperations.Vote;
    }

    private void Match()
    {
        this._op.Mode = this.ExpectOne([".any", ".all"]);
        this.Sync();
        PtxType type = this.ExpectType(PtxType.B32, PtxType.B64);
        this.Operands(3);
        this._op.Type = type;
        this._op.A = this.Source(1, type);
        this._op.E = this.Source(2, PtxType.U32);

        if (this._op.Mode == 0)
        {
            this._op.D = this.Destination(0, PtxType.B32);
        }
        else
        {
            this.DestinationPair(PtxType.B32);
        }

        this._op.Run = &WarpOperations.Match;
    }

    private void Reduce()
    {
        this.Sync();
        this.Require(80, 70, "redux");
        int operation = this.ExpectOne([".add", ".min", ".max", ".and", ".or", ".xor"]);
        PtxType type = operation < 3 ? this.ExpectType(PtxType.U32, PtxType.S32) : this.ExpectType(PtxType.B32);
        this.Operands(3);
        this._op.Type = type;
        this._op.A = this.Source(1, type);
        this._op.E = this.Source(2, PtxType.U32);
        this._op.D = this.Destination(0, type);
        this._op.Run = operation switch
        {
            0 => Reductions<Add>(type),
            1 => Reductions<Min>(type),
            2 => Reductions<Max>(type),
            3 => Reductions<And>(type),
            4 => Reductions<Or>(type),
            _ => Reductions<Xor>(type),
        };
    }

    private static Exec Reductions<TOp>(PtxType type)
        where TOp : struct, IIntBinary =>
        type == PtxType.S32 ? &WarpOperations.Reduce<int, TOp> : &WarpOperations.Reduce<uint, TOp>;

    private void ActiveMask()
    {
        this.ExpectType(PtxType.B32);
        this.Require(30, 62, "activemask");
        this.Operands(1);
        this._op.D = this.Destination(0, PtxType.B32);
        this._op.Run = &WarpOperations.ActiveMask;
    }

    private void MatrixMultiply()
    {
        this.Sync();
        this.Expect(".aligned");
        int shape = this.ExpectOne([".m16n8k4", ".m16n8k8", ".m16n8k16"]);
        this.Expect(".row");
        this.Expect(".col");
        PtxType result = this.ExpectType(PtxType.F16, PtxType.F32);
        PtxType a = this.ExpectType(PtxType.F16, PtxType.BF16, PtxType.TF32);
        PtxType b = this.ExpectType(PtxType.F16, PtxType.BF16, PtxType.TF32);
        PtxType c = this.ExpectType(PtxType.F16, PtxType.F32);
        bool tensor = a == PtxType.TF32;

        if (a != b || result != c || shape == (tensor ? 2 : 0) || (a != PtxType.F16 && result != PtxType.F32))
        {
            throw this.Error("there is no such combination of shape and types");
        }

        bool early = a == PtxType.F16 && shape == 1;
        this.Require(early ? 75 : 80, early ? 65 : 70, "this shape");
        int depth = 4 << shape;
        int registers = tensor ? depth / 2 : depth / 4;
        int accumulators = result == PtxType.F32 ? 4 : 2;
        PtxType accumulator = result == PtxType.F32 ? PtxType.F32 : PtxType.F16x2;
        PtxType fragment = a == PtxType.F16 ? PtxType.F16x2 : PtxType.B32;
        this.Operands(4);
        this._op.Type = a;
        this._op.SourceType = result;
        this._op.Mode = depth;
        this._op.VA = this.Fragment(1, registers, fragment, write: false);
        this._op.VB = this.Fragment(2, registers / 2, fragment, write: false);
        this._op.VC = this.Fragment(3, accumulators, accumulator, write: false);
        this._op.V = this.Fragment(0, accumulators, accumulator, write: true);
        this._op.Run = &MatrixOperations.Multiply;
    }

    // A fragment of one register stands in braces, too.
    private int[] Fragment(int index, int count, PtxType type, bool write)
    {
        Operand operand = this.At(index);

        if (count > 1 || operand.Kind != OperandKind.Vector || operand.Elements.Length != 1)
        {
            return this.Elements(index, count, type, write, wider: false);
        }

        return [write ? this.Destination(operand.Elements[0], type) : this.Source(operand.Elements[0], type)];
    }

    private void LoadMatrix()
    {
        this.Sync();
        this.Expect(".aligned");
        this.Expect(".m8n8");
        int count = 1 << this.ExpectOne([".x1", ".x2", ".x4"]);
        this._op.IsPacked = this.Accept(".trans");

        if (this.AcceptSpace() is not Space.Shared)
        {
            throw this.Error("ldmatrix loads from .shared");
        }

        this.ExpectType(PtxType.B16);
        this.Require(75, 65, "ldmatrix");
        this.Operands(2);
        this.Address(1, Space.Shared, 16);
        this._op.V = this.Fragment(0, count, PtxType.B32, write: true);
        this._op.Run = &MatrixOperations.Load;
    }

    private int LabelOf(Operand operand)
    {
        if (operand.Kind != OperandKind.Name || !body.Labels.TryGetValue(operand.Name, out int target))
        {
            throw this.Error($"'{operand}' is no label");
        }

        return target;
    }

    private void Branch()
    {
        this.Accept(".uni");
        this.Operands(1);
        this._op.Control = Control.Branch;
        this._op.Target = this.LabelOf(this.At(0));
    }

    private void BranchByIndex()
    {
        this.Expect(".idx");
        this.Accept(".uni");
        this.Require(30, 60, "brx.idx");
        this.Operands(2);

        if (this.At(1).Kind != OperandKind.Name || !body.Tables.TryGetValue(this.At(1).Name, out (int Line, string[] Labels) table))
        {
            throw this.Error($"'{this.At(1)}' is no .branchtargets");
        }

        this._op.Control = Control.BranchTable;
        this._op.A = this.Source(0, PtxType.U32);
        this._op.Targets = [.. table.Labels.Select(label => body.Labels.TryGetValue(label, out int at)
            ? at : throw new PtxSyntaxException(table.Line, $"'{label}' is no label"))];
        this._op.Run = &WarpOperations.BranchByIndex;
    }

    // call (result), function, (arguments).
    private void Call()
    {
        this.Accept(".uni");
        int at = this.Count > 0 && this.At(0).Kind == OperandKind.List ? 1 : 0;

        if (this.Count <= at || this.At(at).Symbol is not ExternalFunction function)
        {
            throw this.Error("the function is not declared");
        }

        this._op.VA = this.CallParameters(at > 0 ? this.At(0).Elements : [], function.Returns);
        this._op.VB = this.CallParameters(this.Count > at + 1 ? this.At(at + 1).Elements : [], function.Parameters);
        this._op.Space = Space.Generic;
        this._op.Bytes = 1;
        this._op.Run = ExternalFunctions.Find(function.Name);
    }

    private int[] CallParameters(Operand[] operands, int[] sizes)
    {
        if (operands.Length != sizes.Length)
        {
            throw this.Error($"{operands.Length} parameters where {sizes.Length} must stand");
        }

        return [.. operands.Select((operand, i) =>
            operand.Symbol is Variable { IsCallParameter: true } variable && variable.Size == sizes[i] && operand.Kind == OperandKind.Variable
                ? (int)(variable.Place - (long)Warp.WindowStart)
                : throw this.Error($"'{operand}' is no parameter of {sizes[i]} bytes"))];
    }

    private void Exit()
    {
        if (this._statement.Opcode == "ret")
        {
            this.Accept(".uni");
        }

        this.Operands(0);
        this._op.Control = Control.Exit;
    }

    private void TrapOrPause(string opcode)
    {
        if (opcode == "nanosleep")
        {
            this.Require(70, 63, "nanosleep");
            this.ExpectType(PtxType.U32);
            this.Operands(1);
            this.Source(0, PtxType.U32);
            this._op.Run = &WarpOperations.Nothing;

            return;
        }

        this.Operands(0);

        if (opcode == "trap")
        {
            this._op.Control = Control.Trap;
        }

        this._op.Run = &WarpOperations.Nothing;
    }
}
