using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Backends.Ptx;

/// <content>The start of the kernel, branches, and the values that edges carry.</content>
internal sealed partial class PtxEmitter
{
    private readonly string?[] _index = new string?[3];

    /// <summary>Arguments, the guard of implicitly grouped kernels, cleared private memory.</summary>
    private void EmitPrologue()
    {
        for (int i = 0; i < _function.Parameters.Count; i++)
        {
            Value value = _function.ParameterValues[i];
            if (_uses[value.Id] > 0)
            {
                Parameter parameter = _function.Parameters[i];
                this.Put("ld.param." + MemoryType(parameter.Mem), this.Target(value), $"[args+{parameter.Offset}]");
            }
        }

        if (_usesWarp)
        {
            this.EmitExistingLanes();
        }

        if (_function.Kind != KernelKind.Explicit)
        {
            this.EmitGuard();
        }

        this.ClearDepot();
    }

    /// <summary>
    /// Work-items beyond the extent end. Groups extend along X; Y is the grid's Y, continued in Z for two dimensions, since a
    /// grid has at most 65,535 of each.
    /// </summary>
    private void EmitGuard()
    {
        int dimensions = (int)_function.Kind;
        int extent = (_function.ArgumentBytes + 3) & -4;
        string outside = string.Empty;
        for (int i = 0; i < dimensions; i++)
        {
            string index = this.Temporary(PtxClass.B32);
            _index[i] = index;
            string bound = this.Temporary(PtxClass.B32);
            string beyond = this.Temporary(PtxClass.Pred);
            if (i == 0)
            {
                this.PutSum(index, "%ctaid.x", "%ntid.x", "%tid.x");
            }
            else if (i == 1 && dimensions == 2)
            {
                this.PutSum(index, "%ctaid.z", "%nctaid.y", "%ctaid.y");
            }
            else
            {
                this.Put("mov.u32", index, i == 1 ? "%ctaid.y" : "%ctaid.z");
            }

            this.Put("ld.param.u32", bound, $"[args+{extent + (i * 4)}]");
            this.Put("setp.ge.u32", beyond, index, bound);
            if (outside.Length == 0)
            {
                outside = beyond;
            }
            else
            {
                string either = this.Temporary(PtxClass.Pred);
                this.Put("or.pred", either, outside, beyond);
                outside = either;
            }
        }

        if (_usesWarp)
        {
            string inside = this.Temporary(PtxClass.Pred);
            string mask = this.Temporary(PtxClass.B32);
            this.Put("not.pred", inside, outside);
            this.Put("vote.sync.ballot.b32", mask, inside, _lanes);
            _lanes = mask;
        }

        this.PutIf(outside, "ret");
    }

    /// <summary>a * b + c of special registers.</summary>
    private void PutSum(string target, string a, string b, string c)
    {
        string[] registers = [this.Temporary(PtxClass.B32), this.Temporary(PtxClass.B32), this.Temporary(PtxClass.B32)];
        this.Put("mov.u32", registers[0], a);
        this.Put("mov.u32", registers[1], b);
        this.Put("mov.u32", registers[2], c);
        this.Put("mad.lo.s32", target, registers[0], registers[1], registers[2]);
    }

    private void EmitPosition(Value value)
    {
        char axis = "xyz"[(int)value.Imm];
        bool implicitly = _function.Kind != KernelKind.Explicit;
        int dimensions = (int)_function.Kind;
        switch (value.Op)
        {
            case Op.KernelIndex:
                _registers.Bind(value, _index[value.Imm]!);
                break;

            // Groups of implicit kernels extend along X only; whatever the grid looks like, Y and Z count indices.
            case Op.GroupIdx when implicitly && value.Imm > 0:
                this.Put("mov.u32", this.Target(value), "0");
                break;
            case Op.GridIdx when implicitly && value.Imm > 0:
                this.Put("mov.u32", this.Target(value), value.Imm < dimensions ? _index[value.Imm]! : "0");
                break;
            case Op.GridDim when implicitly && value.Imm > 0 && value.Imm < dimensions:
                this.Put("ld.param.u32", this.Target(value), $"[args+{((_function.ArgumentBytes + 3) & -4) + (value.Imm * 4)}]");
                break;
            case Op.GridDim when implicitly && value.Imm > 0:
                this.Put("mov.u32", this.Target(value), "1");
                break;
            case Op.GridIdx:
                this.Put("mov.u32", this.Target(value), "%ctaid." + axis);
                break;
            case Op.GridDim:
                this.Put("mov.u32", this.Target(value), "%nctaid." + axis);
                break;
            case Op.GroupIdx:
                this.Put("mov.u32", this.Target(value), "%tid." + axis);
                break;
            case Op.GroupDim:
                this.Put("mov.u32", this.Target(value), "%ntid." + axis);
                break;
            case Op.LaneIdx:
                this.Put("mov.u32", this.Target(value), "%laneid");
                break;
            default:
                this.Put("mov.u32", this.Target(value), Number(PtxGenerator.WarpSize));
                break;
        }
    }

    private void EmitTerminator(Value terminator, Block? next)
    {
        switch (terminator.Op)
        {
            case Op.Return or Op.Unreachable:
                this.Line("ret");
                break;
            case Op.Branch:
                this.EmitEdge(terminator.Targets![0], next);
                break;
            case Op.CondBranch:
                this.EmitConditional(terminator, next);
                break;
            default:
                throw new InvalidOperationException($"'{terminator}' has not been lowered.");
        }
    }

    private void EmitConditional(Value terminator, Block? next)
    {
        string condition = this.Reg(terminator.Operands[0]);
        this.EmitBranchMasks(condition);
        (Successor then, Successor otherwise) = (terminator.Targets![0], terminator.Targets[1]);
        bool thenCopies = this.HasCopies(then);
        bool otherwiseCopies = this.HasCopies(otherwise);
        if (!thenCopies && (then.Block != next || otherwiseCopies))
        {
            this.PutIf(condition, "bra", LabelOf(then.Block));
            this.EmitEdge(otherwise, next);
        }
        else if (!otherwiseCopies)
        {
            this.PutIf("!" + condition, "bra", LabelOf(otherwise.Block));
            this.EmitEdge(then, next);
        }
        else
        {
            string label = this.NewLabel();
            this.PutIf("!" + condition, "bra", label);
            this.EmitEdge(then, null);
            this.Label(label);
            this.EmitEdge(otherwise, next);
        }
    }

    private bool HasCopies(Successor edge) => this.Copies(edge).Count > 0;

    /// <summary>Sets the parameters of the block and goes there, unless it follows anyway.</summary>
    private void EmitEdge(Successor edge, Block? next)
    {
        this.EmitParallelCopy(this.Copies(edge));
        if (edge.Block != next)
        {
            this.Put("bra", LabelOf(edge.Block));
        }
    }

    /// <summary>What the parameters of the target receive: registers and constants.</summary>
    private List<(string Target, string Source, string Type)> Copies(Successor edge)
    {
        List<(string, string, string)> copies = [];
        for (int i = 0; i < edge.Arguments.Length; i++)
        {
            Value parameter = edge.Block.Parameters[i];
            Value argument = edge.Arguments[i];
            if (_uses[parameter.Id] > 0 && parameter != argument)
            {
                string type = parameter.Type == IrType.I1 ? "pred" : BitsOrFloat(parameter.Type);
                copies.Add((this.Target(parameter), argument.IsConst ? Constant(argument) : _registers.Of(argument), type));
            }
        }

        this.AddMaskCopy(edge, copies);

        return copies;
    }

    private void PutCopy((string Target, string Source, string Type) copy)
    {
        if (copy.Type == "pred" && copy.Source is "0" or "1")
        {
            this.PutConstant(copy.Target, _function.ConstI1(copy.Source == "1"));
        }
        else
        {
            this.Put("mov." + copy.Type, copy.Target, copy.Source);
        }
    }

    /// <summary>All sources are read before any target is written: targets nobody waits for first, then cycles.</summary>
    private void EmitParallelCopy(List<(string Target, string Source, string Type)> copies)
    {
        while (copies.Count > 0)
        {
            int free = copies.FindIndex(copy => !copies.Exists(other => other != copy && other.Source == copy.Target));
            if (free >= 0)
            {
                this.PutCopy(copies[free]);
                copies.RemoveAt(free);
                continue;
            }

            // Only cycles are left: one target is saved, and who wanted it reads the copy.
            (string target, _, string type) = copies[0];
            string saved = this.Temporary(type switch
            {
                "pred" => PtxClass.Pred,
                "f32" => PtxClass.F32,
                "f64" => PtxClass.F64,
                "b32" => PtxClass.B32,
                _ => PtxClass.B64,
            });
            this.Put("mov." + type, saved, target);
            for (int i = 0; i < copies.Count; i++)
            {
                if (copies[i].Source == target)
                {
                    copies[i] = (copies[i].Target, saved, copies[i].Type);
                }
            }
        }
    }
}
