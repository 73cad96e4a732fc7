using IlgpuOptim.Engine.IR.Analyses;

namespace IlgpuOptim.Engine.IR.Passes;

/// <summary>
/// Part of <see cref="Fold"/>: block parameters that carry nothing but truth values as 0 and 1 become i1, as C# keeps
/// bool variables on the stack as integers.
/// </summary>
internal static class BoolParameters
{
    public static bool Run(Function function)
    {
        BitSet? candidates = null;
        IncomingEdges incoming = default;
        foreach (Block block in function.Blocks)
        {
            foreach (Value parameter in block.Parameters)
            {
                if (parameter.Type == IrType.I32)
                {
                    if (candidates is null)
                    {
                        candidates = new BitSet(function.ValueCount);
                        incoming = new IncomingEdges(function);
                    }

                    candidates.Add(parameter.Id);
                }
            }
        }

        if (candidates is null || !Narrow(function, candidates, incoming))
        {
            return false;
        }

        foreach (Block block in function.Blocks)
        {
            for (int i = 0; i < block.Parameters.Count; i++)
            {
                if (candidates.Contains(block.Parameters[i].Id))
                {
                    foreach (Successor edge in incoming.To(block))
                    {
                        edge.Arguments[i] = AsBool(function, edge.Arguments[i]);
                    }
                }
            }
        }

        Widen(function, candidates);

        return true;
    }

    /// <summary>Keeps the largest set of parameters whose sources are truth values or parameters of the set.</summary>
    private static bool Narrow(Function function, BitSet candidates, IncomingEdges incoming)
    {
        bool changed = true;
        bool any = true;
        while (changed && any)
        {
            changed = false;
            any = false;
            foreach (Block block in function.Blocks)
            {
                for (int i = 0; i < block.Parameters.Count; i++)
                {
                    if (!candidates.Contains(block.Parameters[i].Id))
                    {
                        continue;
                    }

                    bool isBool = false;
                    foreach (Successor edge in incoming.To(block))
                    {
                        isBool = IsBool(edge.Arguments[i], candidates);
                        if (!isBool)
                        {
                            break;
                        }
                    }

                    if (isBool)
                    {
                        any = true;
                    }
                    else
                    {
                        candidates.Remove(block.Parameters[i].Id);
                        changed = true;
                    }
                }
            }
        }

        return any;
    }

    /// <summary>Changes the types, and gives the uses as an integer a conversion.</summary>
    private static void Widen(Function function, BitSet candidates)
    {
        Substitution substitution = new(function);
        List<Value> conversions = [];
        foreach (Block block in function.Blocks)
        {
            conversions.Clear();
            foreach (Value parameter in block.Parameters)
            {
                if (candidates.Contains(parameter.Id))
                {
                    parameter.Type = IrType.I1;
                    Value widened = function.NewValue(Op.BoolToI32, IrType.I32);
                    widened.Block = block;
                    conversions.Add(widened);
                    substitution.Replace(parameter, widened);
                }
            }

            block.Instructions.InsertRange(0, conversions);
        }

        // The arguments of the converted parameters go from parameter to parameter as they are.
        List<(Successor Edge, int Index, Value Argument)> direct = [];
        foreach (Block block in function.Blocks)
        {
            foreach (Successor edge in block.Successors)
            {
                for (int i = 0; i < edge.Arguments.Length; i++)
                {
                    if (candidates.Contains(edge.Block.Parameters[i].Id))
                    {
                        direct.Add((edge, i, edge.Arguments[i]));
                    }
                }
            }
        }

        substitution.Apply();
        foreach ((Successor edge, int index, Value argument) in direct)
        {
            edge.Arguments[index] = argument;
        }

        foreach (Block block in function.Blocks)
        {
            int next = 0;
            foreach (Value parameter in block.Parameters)
            {
                if (candidates.Contains(parameter.Id))
                {
                    block.Instructions[next++].Operands = [parameter];
                }
            }
        }
    }

    private static bool IsBool(Value value, BitSet candidates) => value.Op switch
    {
        Op.BoolToI32 => true,
        Op.Const => value.Imm is 0 or 1,
        Op.BlockParam => candidates.Contains(value.Id),
        _ => false,
    };

    private static Value AsBool(Function function, Value value) => value.Op switch
    {
        Op.BoolToI32 => value.Operands[0],
        Op.Const => function.ConstI1(value.Imm != 0),
        _ => value,
    };
}
