using IlgpuOptim.Compute;
using IlgpuOptim.Extensions;

namespace IlgpuOptim.Optimizers.Tests.Harness;

/// <summary>Tensors from and to float64 values, whatever their type.</summary>
public static class Values
{
    public static Tensor Make(ComputeDevice device, ElementType type, double[] values, params long[] shape)
    {
        Tensor tensor = Tensor.Allocate(device, type, shape);
        Set(tensor, values);

        return tensor;
    }

    public static void Set(Tensor tensor, double[] values)
    {
        switch (tensor.Type)
        {
            case ElementType.Float64:
                tensor.CopyFrom<double>(values);
                break;
            case ElementType.BFloat16:
                tensor.CopyFrom<BFloat16>(Array.ConvertAll(values, static value => (BFloat16)value));
                break;
            case ElementType.Float16:
                tensor.CopyFrom<Half>(Array.ConvertAll(values, static value => (Half)value));
                break;
            default:
                tensor.CopyFrom<float>(Array.ConvertAll(values, static value => (float)value));
                break;
        }
    }

    public static double[] Get(Tensor tensor) => tensor.Type switch
    {
        ElementType.Float64 => tensor.ToArray<double>(),
        ElementType.BFloat16 => Array.ConvertAll(tensor.ToArray<BFloat16>(), static value => (double)value),
        ElementType.Float16 => Array.ConvertAll(tensor.ToArray<Half>(), static value => (double)value),
        _ => Array.ConvertAll(tensor.ToArray<float>(), static value => (double)value),
    };

    /// <summary>Largest distance of two arrays; NaN counts as infinitely far.</summary>
    public static double Distance(double[] first, double[] second)
    {
        double distance = first.Length == second.Length ? 0 : double.PositiveInfinity;

        for (int i = 0; i < Math.Min(first.Length, second.Length); i++)
        {
            double difference = Math.Abs(first[i] - second[i]);
            distance = double.IsNaN(difference) ? double.PositiveInfinity : Math.Max(distance, difference);
        }

        return distance;
    }
}
