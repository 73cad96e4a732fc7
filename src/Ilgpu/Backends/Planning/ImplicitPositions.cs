using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Backends.Planning;

/// <summary>
/// Positions in implicitly grouped kernels, which the CPU executes row by row and not group by group: group and grid
/// index follow from the kernel index and the group size of the launch (which splits X only).
/// </summary>
internal static class ImplicitPositions
{
    public static void Run(Function function)
    {
        if (function.Kind == KernelKind.Explicit)
        {
            return;
        }

        Builder builder = new(function);

        foreach (Block block in function.Blocks)
        {
            for (int i = 0; i < block.Instructions.Count; i++)
            {
                Value value = block.Instructions[i];

                if (value.Op is Op.GroupIdx or Op.GridIdx)
                {
                    builder.SetBefore(block, i);
                    i += Rewrite(builder, value);
                }
            }
        }
    }

    /// <summary>Turns the value into an expression and returns the number of instructions put in front of it.</summary>
    private static int Rewrite(Builder builder, Value value)
    {
        Function function = builder.Function;
        long dimension = value.Imm;
        bool inGroup = value.Op == Op.GroupIdx;
        value.Imm = 0;

        if (dimension != 0)
        {
            // Groups have the extent 1 in Y and Z.
            bool exists = !inGroup && dimension <= (int)function.Kind - 1;
            value.Op = Op.Add;
            value.Operands = [exists ? builder.WithImm(Op.KernelIndex, IrType.I32, dimension) : function.ConstI32(0), function.ConstI32(0)];

            return exists ? 1 : 0;
        }

        Value index = builder.WithImm(Op.KernelIndex, IrType.I32, 0);
        Value size = builder.WithImm(Op.GroupDim, IrType.I32, 0);
        value.Op = inGroup ? Op.RemU : Op.DivU;
        value.Operands = [index, size];

        return 2;
    }
}
