using ILGPU;
using ILGPU.Runtime;

namespace IlgpuOptim.Compute;

/// <summary>Fills memory with random numbers of <see cref="Philox"/>: the same ones on every device, element for element.</summary>
public static class RandomNumbers
{
    /// <summary>Uniform numbers: element i is word i % 4 of block i / 4 of the sequence.</summary>
    /// <param name="device">Device of the memory.</param>
    /// <param name="target">Elements to set.</param>
    /// <param name="seed">Key of the generator.</param>
    /// <param name="stream">Independent sequences of the same seed.</param>
    /// <param name="low">Smallest value.</param>
    /// <param name="high">All values are smaller than this, up to the rounding of the scaling.</param>
    public static void Uniform(
        ComputeDevice device, ArrayView<float> target, ulong seed, ulong stream = 0, float low = 0, float high = 1) =>
        Launch(device, target, seed, stream, low, high - low, isNormal: false);

    /// <summary>Normal numbers: elements 4 b to 4 b + 3 are the two pairs of the words of block b.</summary>
    /// <param name="device">Device of the memory.</param>
    /// <param name="target">Elements to set.</param>
    /// <param name="seed">Key of the generator.</param>
    /// <param name="stream">Independent sequences of the same seed.</param>
    /// <param name="mean">Mean.</param>
    /// <param name="deviation">Standard deviation.</param>
    public static void Normal(
        ComputeDevice device, ArrayView<float> target, ulong seed, ulong stream = 0, float mean = 0, float deviation = 1) =>
        Launch(device, target, seed, stream, mean, deviation, isNormal: true);

    private static void Launch(
        ComputeDevice device, ArrayView<float> target, ulong seed, ulong stream, float offset, float scale, bool isNormal)
    {
        ArgumentNullException.ThrowIfNull(device);

        if (target.Length > 0)
        {
            Kernels kernels = device.Kernels(static d => new Kernels(d));
            Index1D blocks = checked((int)((target.Length + 3) / 4));

            (isNormal ? kernels.Normal : kernels.Uniform)(device.Stream, blocks, target, seed, stream, offset, scale);
        }
    }

    private static void UniformKernel(Index1D block, ArrayView<float> target, ulong seed, ulong stream, float offset, float scale)
    {
        Philox words = Philox.At(seed, (ulong)block.X, stream);

        Store(
            target,
            block,
            Philox.ToUniform(words.X),
            Philox.ToUniform(words.Y),
            Philox.ToUniform(words.Z),
            Philox.ToUniform(words.W),
            offset,
            scale);
    }

    private static void NormalKernel(Index1D block, ArrayView<float> target, ulong seed, ulong stream, float offset, float scale)
    {
        Philox words = Philox.At(seed, (ulong)block.X, stream);
        (float x, float y) = NormalDistribution.FromWords(words.X, words.Y);
        (float z, float w) = NormalDistribution.FromWords(words.Z, words.W);

        Store(target, block, x, y, z, w, offset, scale);
    }

    private static void Store(
        ArrayView<float> target, Index1D block, float x, float y, float z, float w, float offset, float scale)
    {
        long at = 4L * block.X;

        target[at] = MathF.FusedMultiplyAdd(x, scale, offset);

        if (at + 1 < target.Length)
        {
            target[at + 1] = MathF.FusedMultiplyAdd(y, scale, offset);
        }

        if (at + 2 < target.Length)
        {
            target[at + 2] = MathF.FusedMultiplyAdd(z, scale, offset);
        }

        if (at + 3 < target.Length)
        {
            target[at + 3] = MathF.FusedMultiplyAdd(w, scale, offset);
        }
    }

    private sealed class Kernels(ComputeDevice device)
    {
        public readonly Action<AcceleratorStream, Index1D, ArrayView<float>, ulong, ulong, float, float> Uniform =
            device.Accelerator.LoadAutoGroupedKernel<Index1D, ArrayView<float>, ulong, ulong, float, float>(UniformKernel);

        public readonly Action<AcceleratorStream, Index1D, ArrayView<float>, ulong, ulong, float, float> Normal =
            device.Accelerator.LoadAutoGroupedKernel<Index1D, ArrayView<float>, ulong, ulong, float, float>(NormalKernel);
    }
}
