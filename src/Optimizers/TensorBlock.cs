using IlgpuOptim.Compute;
using IlgpuOptim.Optimizers.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace IlgpuOptim.Optimizers;

/// <summary>
/// Parameters that one launch serves: a big one alone, or as many small ones as fit into the arguments of a kernel. What belongs
/// to them, such as state, lies side by side in one allocation, in their order.
/// </summary>
internal sealed class TensorBlock
{
    /// <summary>From this size on a tensor has a launch of its own.</summary>
    public const long BigCount = 1 << 20;

    private Array? parameterViews;

    private TensorBlock(ComputeDevice device, IReadOnlyList<Parameter> all, int[] numbers, int capacity)
    {
        this.Device = device;
        this.Numbers = numbers;
        this.Capacity = capacity;
        this.Parameters = [.. numbers.Select(number => all[number])];
        this.Type = this.Parameters[0].Tensor.Type;
        this.Starts = new long[numbers.Length];

        for (int i = 0; i < numbers.Length; i++)
        {
            this.Starts[i] = this.Count;
            this.Count += this.Parameters[i].Tensor.Count;
        }
    }

    public ComputeDevice Device { get; }

    /// <summary>Numbers of the parameters in the optimizer.</summary>
    public int[] Numbers { get; }

    public Parameter[] Parameters { get; }

    /// <summary>Element type of all parameters.</summary>
    public ElementType Type { get; }

    /// <summary>Slots of the kernels that serve it: 1, or <see cref="SmallCapacity"/>.</summary>
    public int Capacity { get; }

    /// <summary>Where each parameter begins in what lies side by side.</summary>
    public long[] Starts { get; }

    /// <summary>Elements of all parameters.</summary>
    public long Count { get; }

    /// <summary>
    /// Tensors per launch. OpenCL devices guarantee 1,024 bytes of arguments; CUDA takes 4,096, and on the CPU a launch is so cheap
    /// that it hardly matters.
    /// </summary>
    public static int SmallCapacity(ComputeDevice device) =>
        device.Kind == AcceleratorType.OpenCL ? 16 : 64;

    /// <summary>Divides parameters among blocks; those of a block have one element type.</summary>
    /// <param name="device">Their device.</param>
    /// <param name="all">All parameters of the optimizer.</param>
    /// <param name="numbers">Which of them.</param>
    public static List<TensorBlock> Divide(ComputeDevice device, IReadOnlyList<Parameter> all, IEnumerable<int> numbers)
    {
        List<TensorBlock> blocks = [];
        int capacity = SmallCapacity(device);

        foreach (IGrouping<ElementType, int> ofType in numbers.GroupBy(number => all[number].Tensor.Type))
        {
            foreach (int number in ofType.Where(number => all[number].Tensor.Count >= BigCount))
            {
                blocks.Add(new TensorBlock(device, all, [number], 1));
            }

            foreach (int[] small in ofType.Where(number => all[number].Tensor.Count < BigCount).Chunk(capacity))
            {
                blocks.Add(new TensorBlock(device, all, small, small.Length == 1 ? 1 : capacity));
            }
        }

        return blocks;
    }

    /// <summary>Blocks that keep the order of parameters of one type, whatever their sizes.</summary>
    /// <param name="device">Their device.</param>
    /// <param name="all">All parameters of the optimizer.</param>
    /// <param name="numbers">Which of them.</param>
    public static List<TensorBlock> InOrder(ComputeDevice device, IReadOnlyList<Parameter> all, IEnumerable<int> numbers)
    {
        int capacity = SmallCapacity(device);

        return [.. numbers.Chunk(capacity).Select(part => new TensorBlock(device, all, part, part.Length == 1 ? 1 : capacity))];
    }

    /// <summary>Views of the parameters.</summary>
    public ArrayView<T>[] ParameterViews<T>()
        where T : unmanaged
    {
        // Made once: parameters keep their memory.
        ArrayView<T>[] views = this.parameterViews as ArrayView<T>[]
            ?? Array.ConvertAll(this.Parameters, static parameter => parameter.Tensor.As<T>());
        this.parameterViews = views;

        return views;
    }

    /// <summary>Views of tensors in the block's order; those of absent ones are empty.</summary>
    /// <param name="tensors">A tensor, or none, per parameter of the optimizer.</param>
    public ArrayView<T>[] Views<T>(IReadOnlyList<Tensor?> tensors)
        where T : unmanaged
    {
        ArrayView<T>[] views = new ArrayView<T>[this.Numbers.Length];

        for (int i = 0; i < views.Length; i++)
        {
            views[i] = tensors[this.Numbers[i]] is { Count: > 0 } tensor ? tensor.As<T>() : default;
        }

        return views;
    }
}

/// <summary>The pieces of the present tensors of a block, in device memory. Rebuilt only when other tensors are present.</summary>
internal sealed class ChunkTable(TensorBlock block) : IDisposable
{
    private MemoryBuffer1D<Chunk, Stride1D.Dense>? buffer;
    private bool[]? presence;
    private int firstPartial;

    /// <summary>Number of pieces.</summary>
    public int Count { get; private set; }

    public ArrayView<Chunk> View => this.buffer!.View.BaseView.SubView(0, this.Count);

    /// <summary>Builds the table, unless it stands as it should.</summary>
    /// <param name="isPresent">Whether a parameter of the optimizer takes part.</param>
    /// <param name="firstPartial">Position of the first piece among those of all blocks.</param>
    public void Build(bool[] isPresent, int firstPartial)
    {
        bool[] present = Array.ConvertAll(block.Numbers, number => isPresent[number]);

        if (this.presence is not null && this.firstPartial == firstPartial && present.AsSpan().SequenceEqual(this.presence))
        {
            return;
        }

        this.presence = present;
        this.firstPartial = firstPartial;
        List<Chunk> chunks = [];

        for (int slot = 0; slot < block.Numbers.Length; slot++)
        {
            int number = block.Numbers[slot];
            long count = present[slot] ? block.Parameters[slot].Tensor.Count : 0;

            for (long start = 0; start < count; start += Chunk.MaxLength)
            {
                chunks.Add(new Chunk
                {
                    Slot = slot,
                    Parameter = number,
                    Start = start,
                    StateStart = block.Starts[slot] + start,
                    Length = (int)Math.Min(Chunk.MaxLength, count - start),
                    Partial = firstPartial + chunks.Count,
                });
            }
        }

        this.Count = chunks.Count;

        if (this.buffer is null || this.buffer.Length < chunks.Count)
        {
            this.buffer?.Dispose();
            this.buffer = block.Device.Accelerator.Allocate1D<Chunk>(Math.Max(1, chunks.Count));
        }

        if (chunks.Count > 0)
        {
            this.View.CopyFromCPU(block.Device.Stream, chunks.ToArray());
            block.Device.Synchronize();
        }
    }

    public void Dispose() => this.buffer?.Dispose();
}
