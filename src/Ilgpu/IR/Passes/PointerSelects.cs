using IlgpuOptim.Engine.IR.Analyses;

namespace IlgpuOptim.Engine.IR.Passes;

/// <summary>
/// Part of <see cref="PromoteAllocas"/>: accesses through a choice between two addresses in private memory (C#'s
/// <c>ref condition ? ref a : ref b</c>) become accesses to both, so that the memory can turn into registers.
/// </summary>
internal static class PointerSelects
{
    public static bool Run(Function function, ControlFlow flow)
    {
        Substitution? substitution = null;
        List<Value> output = [];
        foreach (Block block in flow.ReversePostOrder)
        {
            output.Clear();
            bool changed = false;
            foreach (Value value in block.Instructions)
            {
                Value pointer = value.Operands.Length > 0 ? value.Operands[0] : value;
                bool isAccess = value.Op is Op.Load or Op.Store && (value.Flags & ValueFlags.Volatile) == 0;
                if (!isAccess || pointer.Type != IrType.PtrLocal || !IsSplittable(function, pointer, value.Mem.Size(), 0))
                {
                    output.Add(value);
                    continue;
                }

                changed = true;
                Splitter splitter = new(function, block, value, output);
                if (value.Op == Op.Load)
                {
                    substitution ??= new Substitution(function);
                    substitution.Replace(value, splitter.Load(pointer, 0));
                }
                else
                {
                    splitter.Store(pointer, 0, value.Operands[1]);
                }

                value.Block = null;
            }

            if (changed)
            {
                block.Instructions.Clear();
                block.Instructions.AddRange(output);
                substitution ??= new Substitution(function);
            }
        }

        substitution?.Apply();

        return substitution is not null;
    }

    /// <summary>A choice (with constant offsets) between addresses that are known to lie in allocas.</summary>
    private static bool IsSplittable(Function function, Value pointer, int size, int depth)
    {
        Value root = Pointers.Base(pointer, out long offset);

        return root.Op == Op.Select && depth < 3
            && IsPart(function, root.Operands[1], offset, size, depth)
            && IsPart(function, root.Operands[2], offset, size, depth);
    }

    private static bool IsPart(Function function, Value pointer, long offset, int size, int depth)
    {
        Value root = Pointers.Base(pointer, out long more);
        offset += more;

        return root.Op == Op.Alloca
            ? offset >= 0 && offset + size <= root.Imm
            : root.Op == Op.Select && depth < 3
                && IsPart(function, root.Operands[1], offset, size, depth + 1)
                && IsPart(function, root.Operands[2], offset, size, depth + 1);
    }

    private readonly struct Splitter(Function function, Block block, Value access, List<Value> output)
    {
        public Value Load(Value pointer, long offset)
        {
            Value root = Pointers.Base(pointer, out long more);
            offset += more;
            if (root.Op == Op.Select)
            {
                Value first = this.Load(root.Operands[1], offset);
                Value second = this.Load(root.Operands[2], offset);

                return this.Emit(Op.Select, access.Mem == MemType.Ptr ? first.Type : access.Mem.ValueType(), root.Operands[0], first, second);
            }

            Value load = this.Emit(
                Op.Load, access.Op == Op.Load ? access.Type : access.Operands[1].Type, this.Address(root, offset));
            load.Mem = access.Mem;
            load.Align = (short)access.Mem.Size();

            return load;
        }

        /// <summary>Writes the data where the choice leads, and what is there already to the other place.</summary>
        public void Store(Value pointer, long offset, Value data)
        {
            Value root = Pointers.Base(pointer, out long more);
            offset += more;
            if (root.Op == Op.Select)
            {
                Value old = this.Load(root.Operands[1], offset);
                this.Store(root.Operands[1], offset, this.Emit(Op.Select, data.Type, root.Operands[0], data, old));

                // Read only now: both sides may be the same place.
                old = this.Load(root.Operands[2], offset);
                this.Store(root.Operands[2], offset, this.Emit(Op.Select, data.Type, root.Operands[0], old, data));

                return;
            }

            Value store = this.Emit(Op.Store, IrType.Void, this.Address(root, offset), data);
            store.Mem = access.Mem;
            store.Align = (short)access.Mem.Size();
        }

        private Value Address(Value root, long offset) =>
            offset == 0 ? root : this.Emit(Op.PtrAdd, root.Type, root, function.ConstI64(offset));

        private Value Emit(Op op, IrType type, params Value[] operands)
        {
            Value value = function.NewValue(op, type);
            value.Operands = operands;
            value.Block = block;
            value.Location = access.Location;
            output.Add(value);

            return value;
        }
    }
}
