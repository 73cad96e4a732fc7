namespace IlgpuOptim.Engine.IR.Passes;

/// <summary>Fuses a product and a sum into one rounding where fast-math allows it.</summary>
internal static class Contract
{
    public static bool Run(Function function, PassContext context)
    {
        if (!HasFast(function, context))
        {
            return false;
        }

        int[] uses = CountUses(function);
        bool changed = false;
        List<Value> output = [];
        foreach (Block block in function.Blocks)
        {
            output.Clear();
            foreach (Value value in block.Instructions)
            {
                changed |= Fuse(function, context, value, uses, output);
                output.Add(value);
            }

            if (output.Count != block.Instructions.Count)
            {
                block.Instructions.Clear();
                block.Instructions.AddRange(output);
            }
        }

        return changed;
    }

    private static bool HasFast(Function function, PassContext context)
    {
        if (context.FastMath)
        {
            return true;
        }

        foreach (Block block in function.Blocks)
        {
            foreach (Value value in block.Instructions)
            {
                if ((value.Flags & ValueFlags.Fast) != 0)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool Fuse(Function function, PassContext context, Value value, int[] uses, List<Value> output)
    {
        if (value.Op is not (Op.Add or Op.Sub) || !value.Type.IsFloat() || !IsFast(value, context))
        {
            return false;
        }

        (Value a, Value b) = (value.Operands[0], value.Operands[1]);
        if (IsFusible(a))
        {
            Value addend = value.Op == Op.Add ? b : Negate(b);
            value.Op = Op.Fma;
            value.Operands = [a.Operands[0], a.Operands[1], addend];

            return true;
        }

        if (IsFusible(b))
        {
            Value factor = value.Op == Op.Add ? b.Operands[0] : Negate(b.Operands[0]);
            value.Op = Op.Fma;
            value.Operands = [factor, b.Operands[1], a];

            return true;
        }

        return false;

        bool IsFusible(Value product) => product.Op == Op.Mul && uses[product.Id] == 1 && IsFast(product, context);

        Value Negate(Value operand)
        {
            if (operand.Op == Op.Neg)
            {
                return operand.Operands[0];
            }

            Value negation = function.NewValue(Op.Neg, operand.Type);
            negation.Operands = [operand];
            negation.Block = value.Block;
            negation.Location = value.Location;
            output.Add(negation);

            return negation;
        }
    }

    private static int[] CountUses(Function function)
    {
        int[] uses = new int[function.ValueCount];
        foreach (Block block in function.Blocks)
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

    private static bool IsFast(Value value, PassContext context) => context.FastMath || (value.Flags & ValueFlags.Fast) != 0;
}
