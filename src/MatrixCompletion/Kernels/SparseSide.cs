using System.Numerics;

using ILGPU;
using ILGPU.Runtime;

using IlgpuOptim.Compute;

namespace IlgpuOptim.MatrixCompletion.Kernels;

/// <summary>
/// The entries of a matrix along one side, rows (CSR) or columns (CSC), cut into segments of bounded length so that every segment
/// is about as much work as any other, however unequal the rows are. Both words mean the lines of this side.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal readonly struct SparseSideView<T>
    where T : unmanaged
{
    /// <summary>Of each entry, the index on the other side.</summary>
    public readonly ArrayView<int> Index;

    /// <summary>Of each entry, the value.</summary>
    public readonly ArrayView<T> Value;

    /// <summary>Segments + 1 positions.</summary>
    public readonly ArrayView<long> Start;

    /// <summary>Of each segment, the row.</summary>
    public readonly ArrayView<int> Row;

    /// <summary>Of each segment, where its part of a sum goes; -1 if it is its row's only one.</summary>
    public readonly ArrayView<int> Slot;

    public SparseSideView(ArrayView<int> index, ArrayView<T> value, ArrayView<long> start, ArrayView<int> row, ArrayView<int> slot)
    {
        this.Index = index;
        this.Value = value;
        this.Start = start;
        this.Row = row;
        this.Slot = slot;
    }
}

/// <summary>One side of a sparse matrix in the memory of a device.</summary>
internal sealed class SparseSide<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly List<Tensor> _tensors = [];

    /// <param name="device">Where.</param>
    /// <param name="starts">Rows + 1 positions.</param>
    /// <param name="indices">Of each entry, the index on the other side.</param>
    /// <param name="values">Of each entry, the value.</param>
    /// <param name="maxSegment">Entries of the longest segment.</param>
    public SparseSide(ComputeDevice device, long[] starts, int[] indices, T[] values, int maxSegment)
    {
        List<long> start = [];
        List<int> row = [];
        List<int> slot = [];
        List<int> splitRow = [];
        List<int> splitFirst = [];
        int slots = 0;
        int rows = starts.Length - 1;

        for (int i = 0; i < rows; i++)
        {
            long length = starts[i + 1] - starts[i];

            // Pieces of equal length: the last one is no rest. A row without entries has an empty segment, so that results have its row.
            long pieces = Math.Max(1, (length + maxSegment - 1) / maxSegment);

            if (pieces > 1)
            {
                splitRow.Add(i);
                splitFirst.Add(slots);
            }

            for (long p = 0; p < pieces; p++)
            {
                start.Add(starts[i] + (length * p / pieces));
                row.Add(i);
                slot.Add(pieces > 1 ? slots++ : -1);
            }
        }

        start.Add(starts[rows]);
        splitFirst.Add(slots);
        this.Rows = rows;
        this.Segments = row.Count;
        this.SplitRows = splitRow.Count;
        this.Slots = slots;
        this.View = new SparseSideView<T>(
            this.Upload<int>(device, indices),
            this.Upload<T>(device, values),
            this.Upload<long>(device, [.. start]),
            this.Upload<int>(device, [.. row]),
            this.Upload<int>(device, [.. slot]));
        this.SplitRow = this.Upload<int>(device, [.. splitRow]);
        this.SplitFirst = this.Upload<int>(device, [.. splitFirst]);
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of segments.</summary>
    public int Segments { get; }

    /// <summary>Number of rows of several segments.</summary>
    public int SplitRows { get; }

    /// <summary>Number of parts of such rows.</summary>
    public int Slots { get; }

    /// <summary>What kernels read.</summary>
    public SparseSideView<T> View { get; }

    /// <summary>The rows of several segments.</summary>
    public ArrayView<int> SplitRow { get; }

    /// <summary>Of each such row the first slot; then the number of slots.</summary>
    public ArrayView<int> SplitFirst { get; }

    public void Dispose()
    {
        foreach (Tensor tensor in this._tensors)
        {
            tensor.Dispose();
        }

        this._tensors.Clear();
    }

    private ArrayView<TElement> Upload<TElement>(ComputeDevice device, TElement[] values)
        where TElement : unmanaged
    {
        // One element more: views of nothing are no arguments on every back end.
        Tensor tensor = Tensor.Allocate(device, ElementTypes.Of<TElement>(), Math.Max(1, values.LongLength));
        this._tensors.Add(tensor);

        if (values.Length > 0)
        {
            tensor.As<TElement>().SubView(0, values.LongLength).CopyFromCPU(device.Stream, values.AsSpan());
            device.Synchronize();
        }

        return tensor.As<TElement>();
    }
}
