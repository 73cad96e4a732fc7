namespace IlgpuOptim.Optimizers;

/// <summary>One or several parameters that are preconditioned as one tensor.</summary>
/// <param name="Name">Name of its factors: that of the first parameter.</param>
/// <param name="Numbers">Numbers of the parameters in the optimizer.</param>
/// <param name="Sizes">Sizes of the axes; none is 1 unless it is the only one.</param>
/// <param name="JointColumns">Columns of the weight if the last column is a bias, else 0.</param>
internal sealed record PreconditionedTensor(string Name, int[] Numbers, int[] Sizes, int JointColumns)
{
    /// <summary>Number of elements.</summary>
    public long Count => this.Sizes.Aggregate(1L, static (product, size) => product * size);

    /// <summary>Divides the parameters of a group.</summary>
    /// <param name="group">The group.</param>
    /// <param name="numberOf">Number of a parameter in the optimizer.</param>
    /// <exception cref="ArgumentException">Joined parameters are not of the group, or their shapes do not fit.</exception>
    public static List<PreconditionedTensor> Divide(SirfShampooGroup group, Func<Parameter, int> numberOf)
    {
        if (group.Flatten)
        {
            long count = group.Parameters.Sum(static parameter => parameter.Tensor.Count);

            return [new(group.Parameters[0].Name, [.. group.Parameters.Select(numberOf)], [checked((int)count)], 0)];
        }

        Dictionary<Parameter, Parameter> biases = [];
        HashSet<Parameter> joined = [];

        foreach ((Parameter weight, Parameter bias) in group.JointBiases)
        {
            CheckJoint(group, weight, bias);

            if (!joined.Add(bias) || !joined.Add(weight))
            {
                throw new ArgumentException($"'{weight.Name}' or '{bias.Name}' is joined twice.");
            }

            biases.Add(weight, bias);
        }

        List<PreconditionedTensor> tensors = [];

        foreach (Parameter parameter in group.Parameters)
        {
            if (biases.TryGetValue(parameter, out Parameter? bias))
            {
                int rows = checked((int)parameter.Tensor.Shape[0]);
                int columns = checked((int)parameter.Tensor.Shape[1]);
                tensors.Add(new(parameter.Name, [numberOf(parameter), numberOf(bias)], Squeeze([rows, columns + 1]), columns));
            }
            else if (!joined.Contains(parameter))
            {
                tensors.Add(new(parameter.Name, [numberOf(parameter)], Squeeze(parameter.Tensor.Shape), 0));
            }
        }

        return tensors;
    }

    private static int[] Squeeze(ReadOnlySpan<long> shape)
    {
        List<int> sizes = [];

        foreach (long size in shape)
        {
            if (size != 1)
            {
                sizes.Add(checked((int)size));
            }
        }

        return sizes.Count == 0 ? [1] : [.. sizes];
    }

    private static void CheckJoint(SirfShampooGroup group, Parameter weight, Parameter bias)
    {
        if (!group.Parameters.Contains(weight) || !group.Parameters.Contains(bias))
        {
            throw new ArgumentException($"'{weight.Name}' and '{bias.Name}' are joined, but not both of the group.");
        }

        if (weight.Tensor.Rank != 2 || bias.Tensor.Rank != 1 || weight.Tensor.Shape[0] != bias.Tensor.Shape[0])
        {
            throw new ArgumentException(
                $"'{weight.Name}' ({weight.Tensor}) and '{bias.Name}' ({bias.Tensor}) do not form a layer: out x in and out are needed.");
        }

        if (weight.Tensor.Type != bias.Tensor.Type)
        {
            throw new ArgumentException($"'{weight.Name}' ({weight.Tensor}) and '{bias.Name}' ({bias.Tensor}) have different types.");
        }
    }
}
