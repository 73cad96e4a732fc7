using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Analyses;

namespace IlgpuOptim.Engine.Backends.Planning;

/// <summary>What a warp needs to go on after a barrier at which other warps of its group ran.</summary>
/// <param name="Values">Values that are live there, and parameters that waiting lanes already have.</param>
/// <param name="Executing">The block whose execution mask is in use, or null.</param>
/// <param name="Waiting">Blocks in front of which lanes may wait.</param>
internal sealed record WarpState(List<Value> Values, Block? Executing, List<Block> Waiting)
{
    /// <summary>The state at a barrier.</summary>
    /// <param name="plan">The plan of the function.</param>
    /// <param name="liveness">Its live values.</param>
    /// <param name="block">The block of the barrier.</param>
    /// <param name="index">Place of the barrier in the block.</param>
    /// <param name="barrier">The barrier, whose own result does not exist yet.</param>
    public static WarpState At(LanePlan plan, Liveness liveness, Block block, int index, Value barrier)
    {
        List<Value> values = [];
        HashSet<int> done = [barrier.Id];
        BitSet live = liveness.LiveAfter(block, index);
        foreach (Block other in plan.Order)
        {
            foreach (Value value in other.Parameters.Concat(other.Instructions))
            {
                if (live.Contains(value.Id) && value != barrier)
                {
                    Add(value);
                    AddAddressParts(value);
                }
            }
        }

        List<Block> waiting = [.. plan.Deferred[plan.Position[block.Id]].Select(position => plan.Order[position])];
        foreach (Value parameter in waiting.SelectMany(target => target.Parameters))
        {
            Add(parameter);
        }

        return new WarpState(values, plan.Leader[block.Id], waiting);

        void Add(Value value)
        {
            if (value.Op is not (Op.Const or Op.Param) && done.Add(value.Id))
            {
                values.Add(value);
            }
        }

        // An address that an access takes apart lives on in its parts.
        void AddAddressParts(Value value)
        {
            if (value.Op is Op.PtrAdd || (value.Op is Op.Add or Op.Mul or Op.Shl or Op.SExt && value.Type == IrType.I64))
            {
                foreach (Value operand in value.Operands)
                {
                    if (operand.Op is not (Op.Const or Op.Param))
                    {
                        Add(operand);
                        AddAddressParts(operand);
                    }
                }
            }
        }
    }
}
