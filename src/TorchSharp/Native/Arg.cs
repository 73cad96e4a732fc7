namespace TorchSharp.Native;

/// <summary>Lists of arguments for operators.</summary>
internal static class Arg
{
    /// <summary>Dimensions.</summary>
    public static long[] Dims(params ReadOnlySpan<long> dims) => dims.ToArray();

    /// <summary>One dimension, or none if null.</summary>
    public static long[] Dims(long? dim) => dim is long value ? [value] : null;

    /// <summary>One dimension.</summary>
    public static long[] Dims(long dim) => [dim];

    /// <summary>One dimension, or none if null.</summary>
    public static long[] Dims(int? dim) => dim is int value ? [value] : null;

    /// <summary>One dimension.</summary>
    public static long[] Dims(int dim) => [dim];

    /// <summary>Two dimensions; the first two if null.</summary>
    public static long[] Pair((long, long)? dims) => dims is (long first, long second) ? [first, second] : [0, 1];

    /// <summary>The tensor with elements of that type, if one is asked for.</summary>
    public static torch.Tensor Typed(torch.Tensor tensor, torch.ScalarType? type) =>
        type is torch.ScalarType given ? tensor.to(given) : tensor;

    /// <summary>As an array, which a list of tensors is handed over in.</summary>
    public static torch.Tensor[] Many(IEnumerable<torch.Tensor> tensors) => tensors as torch.Tensor[] ?? [.. tensors];
}
