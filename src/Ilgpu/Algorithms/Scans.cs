using ILGPU.Algorithms.ScanReduceOperations;
using ILGPU.Runtime;

namespace ILGPU.Algorithms;

/// <summary>Kinds of scans.</summary>
public enum ScanKind
{
    /// <summary>Every result contains the element at its own position.</summary>
    Inclusive = 0,

    /// <summary>Every result combines the elements in front of its position; the first one is the identity.</summary>
    Exclusive = 1,
}

/// <summary>Combines the elements up to every position.</summary>
/// <typeparam name="T">Element type.</typeparam>
/// <typeparam name="TStrideIn">Stride of the input.</typeparam>
/// <typeparam name="TStrideOut">Stride of the output.</typeparam>
public delegate void Scan<T, TStrideIn, TStrideOut>(
    AcceleratorStream stream,
    ArrayView1D<T, TStrideIn> input,
    ArrayView1D<T, TStrideOut> output,
    ArrayView<int> temp)
    where T : unmanaged
    where TStrideIn : struct, IStride1D
    where TStrideOut : struct, IStride1D;

/// <summary>Combines the elements up to every position, with memory of its own.</summary>
/// <typeparam name="T">Element type.</typeparam>
/// <typeparam name="TStrideIn">Stride of the input.</typeparam>
/// <typeparam name="TStrideOut">Stride of the output.</typeparam>
public delegate void BufferedScan<T, TStrideIn, TStrideOut>(
    AcceleratorStream stream,
    ArrayView1D<T, TStrideIn> input,
    ArrayView1D<T, TStrideOut> output)
    where T : unmanaged
    where TStrideIn : struct, IStride1D
    where TStrideOut : struct, IStride1D;

/// <summary>Scans. Input and output may be the same view. The same input gives the same bits.</summary>
public static class ScanExtensions
{
    private interface IKind
    {
        bool IsExclusive { get; }
    }

    /// <summary>Elements of type int that a scan needs as temporary memory.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static LongIndex1D ComputeScanTempStorageSize<T>(this Accelerator accelerator, LongIndex1D dataLength)
        where T : unmanaged => TempViewManager.IntsFor<T>(Chunks.For(accelerator, dataLength.X).Groups);

    /// <summary>Prepares a scan.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TStrideIn">Stride of the input.</typeparam>
    /// <typeparam name="TStrideOut">Stride of the output.</typeparam>
    /// <typeparam name="TScanOperation">The operation.</typeparam>
    public static Scan<T, TStrideIn, TStrideOut> CreateScan<T, TStrideIn, TStrideOut, TScanOperation>(
        this Accelerator accelerator,
        ScanKind kind)
        where T : unmanaged
        where TStrideIn : struct, IStride1D
        where TStrideOut : struct, IStride1D
        where TScanOperation : struct, IScanReduceOperation<T>
    {
        Action<AcceleratorStream, KernelConfig, ArrayView1D<T, TStrideIn>, ArrayView<T>, long> totals =
            accelerator.LoadKernel<ArrayView1D<T, TStrideIn>, ArrayView<T>, long>(ChunkKernels.Reduce<T, TStrideIn, TScanOperation>);
        Action<AcceleratorStream, KernelConfig, ArrayView<T>> prefixes =
            accelerator.LoadKernel<ArrayView<T>>(PrefixKernel<T, TScanOperation>);
        Action<AcceleratorStream, KernelConfig, ArrayView1D<T, TStrideIn>, ArrayView1D<T, TStrideOut>, ArrayView<T>, long> scan =
            kind == ScanKind.Exclusive
                ? accelerator.LoadKernel<ArrayView1D<T, TStrideIn>, ArrayView1D<T, TStrideOut>, ArrayView<T>, long>(
                    ScanKernel<T, TStrideIn, TStrideOut, TScanOperation, Exclusive>)
                : accelerator.LoadKernel<ArrayView1D<T, TStrideIn>, ArrayView1D<T, TStrideOut>, ArrayView<T>, long>(
                    ScanKernel<T, TStrideIn, TStrideOut, TScanOperation, Inclusive>);

        return (stream, input, output, temp) =>
        {
            LongLaunch.CheckTarget(input.Length, output.Length);

            if (input.Length == 0)
            {
                return;
            }

            Chunks chunks = Chunks.For(accelerator, input.Length);
            ArrayView<T> partial = new TempViewManager(temp, nameof(temp)).Allocate<T>(chunks.Groups);
            totals(stream, chunks.Config, input, partial, chunks.Length);
            prefixes(stream, new KernelConfig(1, chunks.GroupSize), partial);
            scan(stream, chunks.Config, input, output, partial, chunks.Length);
        };
    }

    /// <summary>Prepares scans with memory for a number of elements of up to 8 bytes.</summary>
    public static ScanProvider CreateScanProvider(this Accelerator accelerator, LongIndex1D dataLength) =>
        accelerator.CreateScanProvider<long>(dataLength);

    /// <summary>Prepares scans with memory for a number of elements.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static ScanProvider CreateScanProvider<T>(this Accelerator accelerator, LongIndex1D dataLength)
        where T : unmanaged => new(accelerator, accelerator.ComputeScanTempStorageSize<T>(dataLength));

    // One group: replaces the totals of the chunks by what stands in front of each chunk.
    private static void PrefixKernel<T, TScanOperation>(ArrayView<T> totals)
        where T : unmanaged
        where TScanOperation : struct, IScanReduceOperation<T>
    {
        TScanOperation operation = default;
        T carry = operation.Identity;
        int length = (int)totals.Length;

        for (int start = 0; start < length; start += Group.DimX)
        {
            int index = start + Group.IdxX;
            T value = operation.Identity;

            if (index < length)
            {
                value = totals[index];
            }

            T inclusive = GroupExtensions.InclusiveScan<T, TScanOperation>(value);
            T before = GroupExtensions.ExclusiveScan<T, TScanOperation>(value);

            if (index < length)
            {
                totals[index] = operation.Apply(carry, before);
            }

            carry = operation.Apply(carry, Group.Broadcast(inclusive, Group.DimX - 1));
        }
    }

    private static void ScanKernel<T, TStrideIn, TStrideOut, TScanOperation, TKind>(
        ArrayView1D<T, TStrideIn> input,
        ArrayView1D<T, TStrideOut> output,
        ArrayView<T> prefixes,
        long chunkLength)
        where T : unmanaged
        where TStrideIn : struct, IStride1D
        where TStrideOut : struct, IStride1D
        where TScanOperation : struct, IScanReduceOperation<T>
        where TKind : struct, IKind
    {
        TScanOperation operation = default;
        TKind kind = default;
        ArrayView1D<T, TStrideIn> source = ChunkKernels.Chunk(input, chunkLength);
        ArrayView1D<T, TStrideOut> target = output.SubView(
            new LongIndex1D(Grid.IdxX * chunkLength),
            new LongIndex1D(source.Length));
        int length = (int)source.Length;
        T carry = prefixes[Grid.IdxX];

        for (int start = 0; start < length; start += Group.DimX)
        {
            int index = start + Group.IdxX;
            T value = operation.Identity;

            if (index < length)
            {
                value = source[index];
            }

            T inclusive = GroupExtensions.InclusiveScan<T, TScanOperation>(value);
            T result = operation.Apply(carry, inclusive);
            T next = Group.Broadcast(result, Group.DimX - 1);

            if (kind.IsExclusive)
            {
                T before = Warp.ShuffleUp(result, 1);
                result = Warp.LaneIdx == 0 ? carry : before;

                // Beyond the first warp the left neighbour is in another warp.
                if (Group.DimX > Warp.WarpSize)
                {
                    result = operation.Apply(carry, GroupExtensions.ExclusiveScan<T, TScanOperation>(value));
                }
            }

            if (index < length)
            {
                target[index] = result;
            }

            carry = next;
        }
    }

    private readonly struct Exclusive : IKind
    {
        public bool IsExclusive => true;
    }

    private readonly struct Inclusive : IKind
    {
        public bool IsExclusive => false;
    }
}

/// <summary>Scans with memory of their own. Scans of one provider must not run in several streams at a time.</summary>
public sealed class ScanProvider : AlgorithmObject
{
    private readonly MemoryBuffer1D<int, Stride1D.Dense> _temp;

    internal ScanProvider(Accelerator accelerator, LongIndex1D tempSize)
        : base(accelerator)
    {
        _temp = accelerator.Allocate1D<int>(tempSize.X);
    }

    /// <summary>Prepares a scan.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TStrideIn">Stride of the input.</typeparam>
    /// <typeparam name="TStrideOut">Stride of the output.</typeparam>
    /// <typeparam name="TScanOperation">The operation.</typeparam>
    public BufferedScan<T, TStrideIn, TStrideOut> CreateScan<T, TStrideIn, TStrideOut, TScanOperation>(ScanKind kind)
        where T : unmanaged
        where TStrideIn : struct, IStride1D
        where TStrideOut : struct, IStride1D
        where TScanOperation : struct, IScanReduceOperation<T>
    {
        Scan<T, TStrideIn, TStrideOut> scan = this.Accelerator.CreateScan<T, TStrideIn, TStrideOut, TScanOperation>(kind);

        return (stream, input, output) => scan(stream, input, output, _temp.View);
    }

    /// <inheritdoc/>
    protected override void DisposeAcceleratorObject(bool disposing)
    {
        if (disposing)
        {
            _temp.Dispose();
        }
    }
}
