using System.Numerics;
using IlgpuOptim.Compute;
using IlgpuOptim.Optimizers.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace IlgpuOptim.Optimizers;

/// <summary>
/// Tensors of one group with equal axes and structures. They are treated together: gradients are gathered side by side, every stage is a launch or a
/// batched product for all of them.
/// </summary>
internal abstract class ShampooClass
{
    /// <summary>Bytes of products that are kept between updates of the factors.</summary>
    public abstract long CacheBytes { get; }

    /// <summary>The state with its names.</summary>
    public abstract IEnumerable<StateTensor> StateTensors();

    /// <summary>The state was replaced.</summary>
    public abstract void Invalidate();

    public abstract void Dispose();

    /// <summary>A step for the tensors whose gradients are present.</summary>
    public abstract void Step(IReadOnlyList<Tensor?> gradients, bool updates, RandomKey key);
}

/// <inheritdoc/>
/// <typeparam name="TReal">Type of the arithmetic.</typeparam>
internal sealed class ShampooClass<TReal> : ShampooClass
    where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
{
    private readonly Optimizer _optimizer;
    private readonly SirfShampooGroup _group;
    private readonly PreconditionedTensor[] _tensors;
    private readonly int[] _sizes;
    private readonly ShampooFactor<TReal>[] _factors;
    private readonly List<TensorBlock> _blocks;
    private readonly List<ChunkTable> _tables;
    private readonly Tensor? _momentum;
    private readonly Tensor?[] _momentumParts;

    /// <summary>Allocates the state.</summary>
    public ShampooClass(
        Optimizer optimizer,
        SirfShampooGroup group,
        PreconditionedTensor[] tensors,
        FactorStructure[] structures,
        ElementType?[] types,
        Func<ElementType, long[], Tensor> allocate)
    {
        this._optimizer = optimizer;
        this._group = group;
        this._tensors = tensors;
        this._sizes = tensors[0].Sizes;
        this._factors = new ShampooFactor<TReal>[this._sizes.Length];

        for (int n = 0; n < this._sizes.Length; n++)
        {
            FactorShape shape = new(structures[n], this._sizes[n]);
            bool isNarrow = types[n] == ElementType.BFloat16 && !optimizer.IsDouble;
            ElementType momentum = isNarrow ? ElementType.BFloat16 : optimizer.RealType;
            ElementType factor = isNarrow && !group.MasterFactors ? ElementType.BFloat16 : optimizer.RealType;
            Tensor k = allocate(factor, [tensors.Length, shape.Count]);
            this._factors[n] = new(shape, k, group.Alpha2 > 0 ? allocate(momentum, [tensors.Length, shape.Count]) : null);
        }

        this._blocks = TensorBlock.InOrder(optimizer.Device, optimizer.Parameters, tensors.SelectMany(static tensor => tensor.Numbers));
        this._tables = [.. this._blocks.Select(static block => new ChunkTable(block))];
        this._momentum = group.Alpha1 > 0 ? allocate(optimizer.RealType, [tensors.Length * tensors[0].Count]) : null;
        this._momentumParts = new Tensor?[this._blocks.Count];
        long start = 0;

        for (int b = 0; b < this._blocks.Count; b++)
        {
            this._momentumParts[b] = this._momentum?.Slice(start, this._blocks[b].Count);
            start += this._blocks[b].Count;
        }
    }

    public override long CacheBytes => this._factors.Sum(static factor => factor.CacheBytes);

    private ComputeDevice Device => this._optimizer.Device;

    private ArrayView<StepControl<TReal>> Control => this._optimizer.Control<TReal>();

    private long Count => this._tensors[0].Count;

    private int Axes => this._sizes.Length;

    public override void Step(IReadOnlyList<Tensor?> gradients, bool updates, RandomKey key)
    {
        bool[] present = new bool[this._optimizer.Parameters.Count];
        bool[] isWhole = Array.ConvertAll(this._tensors, tensor => Array.TrueForAll(tensor.Numbers, number => gradients[number] is not null));

        for (int i = 0; i < this._tensors.Length; i++)
        {
            Array.ForEach(this._tensors[i].Numbers, number => present[number] = isWhole[i]);
        }

        if (!Array.Exists(isWhole, static whole => whole))
        {
            return;
        }

        using ScratchScope scope = this.Device.BeginScratch();
        ArrayView<TReal> gathered = scope.Take<TReal>(this._tensors.Length * this.Count);
        this.Gather(gradients, gathered, present);

        // Tensors without a gradient keep their factors: only runs of neighbours that have one are worked on.
        for (int first = 0; first < isWhole.Length;)
        {
            int end = first;

            while (end < isWhole.Length && isWhole[end])
            {
                end++;
            }

            if (first == 0 && end == isWhole.Length && this._tensors[0].JointColumns == 0)
            {
                gathered = this.Precondition(scope, gathered, 0, end, updates, key);
            }
            else if (end > first)
            {
                using ScratchScope inner = this.Device.BeginScratch();
                ArrayView<TReal> part = gathered.SubView(first * this.Count, (end - first) * this.Count);
                this.Return(this.Precondition(inner, this.Joined(inner, part, end - first), first, end - first, updates, key), part, end - first);
            }

            first = end + 1;
        }

        this.UpdateParameters(gathered, present, key);
    }

    public override IEnumerable<StateTensor> StateTensors()
    {
        for (int i = 0; i < this._tensors.Length; i++)
        {
            for (int n = 0; n < this.Axes; n++)
            {
                yield return new StateTensor($"{this._tensors[i].Name}/K{n}", this.Shaped(this._factors[n].K, n, i));

                if (this._factors[n].M is { } m)
                {
                    yield return new StateTensor($"{this._tensors[i].Name}/M{n}", this.Shaped(m, n, i));
                }
            }
        }

        for (int b = 0; b < this._blocks.Count && this._momentum is not null; b++)
        {
            for (int i = 0; i < this._blocks[b].Numbers.Length; i++)
            {
                yield return new StateTensor(
                    $"{this._blocks[b].Parameters[i].Name}/momentum_buffer", Optimizer.Part(this._momentumParts[b]!, this._blocks[b], i));
            }
        }
    }

    public override void Invalidate() => Array.ForEach(this._factors, static factor => factor.Invalidate());

    public override void Dispose()
    {
        this._tables.ForEach(static table => table.Dispose());
        Array.ForEach(this._factors, static factor => factor.Dispose());
    }

    /// <summary>The values of a tensor's factor; a dense one as a matrix.</summary>
    private Tensor Shaped(Tensor values, int axis, int tensor)
    {
        FactorShape shape = this._factors[axis].Operations.Shape;
        Tensor own = values.Slice(tensor, 1);

        return shape.Structure == FactorStructure.Dense ? own.Reshape(shape.Size, shape.Size) : own.Reshape(shape.Count);
    }

    private void Gather(IReadOnlyList<Tensor?> gradients, ArrayView<TReal> target, bool[] present)
    {
        long start = 0;

        for (int b = 0; b < this._blocks.Count; b++)
        {
            TensorBlock block = this._blocks[b];
            this._tables[b].Build(present, 0);
            GradientLauncher.Gather(block, this._tables[b], gradients, target.SubView(start, block.Count), this.Control);
            start += block.Count;
        }
    }

    /// <summary>Gradients of weights with their biases as last column; others as they are.</summary>
    private ArrayView<TReal> Joined(ScratchScope scope, ArrayView<TReal> gradients, int count)
    {
        int columns = this._tensors[0].JointColumns;

        if (columns == 0)
        {
            return gradients;
        }

        ArrayView<TReal> joint = scope.Take<TReal>(gradients.Length);
        this.Kernels.Join(this.Device.Stream, this.JointExtent(count), joint, gradients, this.JointRows, columns);

        return joint;
    }

    /// <summary>Directions in the order of the parameters.</summary>
    private void Return(ArrayView<TReal> directions, ArrayView<TReal> target, int count)
    {
        int columns = this._tensors[0].JointColumns;

        if (columns == 0)
        {
            directions.CopyTo(this.Device.Stream, target);
        }
        else
        {
            this.Kernels.Separate(this.Device.Stream, this.JointExtent(count), target, directions, this.JointRows, columns);
        }
    }

    /// <summary>The directions of a run of tensors, after an update of the factors if it is time; they lie in the scratch memory of the scope.</summary>
    private ArrayView<TReal> Precondition(ScratchScope scope, ArrayView<TReal> g, int first, int count, bool updates, RandomKey key)
    {
        Factors<TReal>[] k = new Factors<TReal>[this.Axes];
        Factors<TReal>[] caches = new Factors<TReal>[this.Axes];

        for (int n = 0; n < this.Axes; n++)
        {
            k[n] = this._factors[n].Load(scope, this._factors[n].K, first, count);
        }

        if (updates)
        {
            this.UpdateFactors(g, k, first, count, key);
        }

        bool keeps = !updates || this._group.UpdateAt is not null || this._group.Interval > 1;

        for (int n = 0; n < this.Axes; n++)
        {
            caches[n] = this._factors[n].Cache(scope, k[n], first, keeps, updates);
        }

        return this.ForAllAxes(scope, g, count, (n, to, from) => this._factors[n].Operations.Precondition(to, k[n], caches[n], from));
    }

    /// <summary>Spec B3, steps 1 to 5. All M are formed from the old factors before any factor changes.</summary>
    private void UpdateFactors(ArrayView<TReal> g, Factors<TReal>[] k, int first, int count, RandomKey key)
    {
        using ScratchScope scope = this.Device.BeginScratch();
        ArrayView<TReal> traces = scope.Take<TReal>((long)this.Axes * count);
        Factors<TReal>[] m = new Factors<TReal>[this.Axes];
        Factors<TReal>[] transposed = new Factors<TReal>[this.Axes];
        ArrayView<TReal>[] partials = new ArrayView<TReal>[this.Axes];

        for (int n = 0; n < this.Axes; n++)
        {
            this._factors[n].Traces(traces.SubView((long)n * count, count), k[n]);
            partials[n] = scope.Take<TReal>((long)this._factors[n].Parts * count);
            transposed[n] = this._factors[n].Transpose(scope, k[n]);
            m[n] = this._factors[n].M is { } stored
                ? this._factors[n].Load(scope, stored, first, count)
                : new(scope.Take<TReal>(k[n].Data.Length), k[n].Step, count);
        }

        ArrayView<TReal> z = this.ForAllAxes(
            scope, g, count, (n, to, from) => this._factors[n].Operations.ApplyTransposed(to, k[n], transposed[n], from));
        ArrayView<TReal> exchanged = this.TransposeBoth(scope, z, count);

        for (int n = 0; n < this.Axes; n++)
        {
            using ScratchScope inner = this.Device.BeginScratch();
            Factors<TReal> s = new(inner.Take<TReal>(k[n].Data.Length), k[n].Step, count);
            Unfolding<TReal> unfolded = this.Unfold(inner, z, n, count);
            Unfolding<TReal> other = unfolded;

            if (exchanged.Length > 0)
            {
                Unfolding<TReal> last = new(new MatrixView<TReal>(exchanged, this._sizes[1], this._sizes[0]), this.Count, count);
                other = n == 0 ? last.Transposed : last;
            }

            this._factors[n].Operations.ProjectSquare(s, unfolded, other);
            this._factors[n].UpdateMomentum(
                m[n],
                s,
                k[n],
                transposed[n],
                traces,
                partials[n],
                this.Control,
                new(
                    TReal.CreateTruncating(this._group.BatchSize * this._sizes[n] / this.Count),
                    TReal.CreateTruncating(this._group.Lambda),
                    TReal.CreateTruncating(this._group.Alpha2),
                    n,
                    this.Axes));
        }

        TReal step = TReal.CreateTruncating(this._group.Beta2 * this._group.FactorStepScale);

        for (int n = 0; n < this.Axes; n++)
        {
            int salt = -1 - (2 * ((this._tensors[first].Numbers[0] * 64) + n));
            this._factors[n].Move(k[n], m[n], partials[n], this.Control, step);
            this._factors[n].Store(this._factors[n].K, k[n], first, this.Control, key, salt);

            if (this._factors[n].M is { } stored)
            {
                this._factors[n].Store(stored, m[n], first, this.Control, key, salt - 1);
            }
        }
    }

    /// <summary>Matrices transposed in memory, for products with both forms; empty for other tensors, and where no axis has use for it.</summary>
    private ArrayView<TReal> TransposeBoth(ScratchScope scope, ArrayView<TReal> z, int count)
    {
        if (this.Axes != 2 || !Array.Exists(this._factors, static factor => factor.Operations.WantsTransposed))
        {
            return ArrayView<TReal>.Empty;
        }

        ArrayView<TReal> target = scope.Take<TReal>(z.Length);
        MatrixCopy.RunBatch(
            this.Device,
            new MatrixView<TReal>(target, this._sizes[1], this._sizes[0]),
            new MatrixView<TReal>(z, this._sizes[0], this._sizes[1]).Transposed,
            count,
            (this.Count, this.Count));

        return target;
    }

    /// <summary>Applies an operation along every axis, one after the other; the result lies in scratch memory.</summary>
    private ArrayView<TReal> ForAllAxes(
        ScratchScope scope, ArrayView<TReal> values, int count, Action<int, Unfolding<TReal>, Unfolding<TReal>> operation)
    {
        ArrayView<TReal> from = values;
        ArrayView<TReal> to = scope.Take<TReal>(values.Length);
        ArrayView<TReal> other = this.Axes > 1 ? scope.Take<TReal>(values.Length) : default;

        for (int n = 0; n < this.Axes; n++)
        {
            (int outer, int inner) = this.Around(n);

            if (outer == 1 || inner == 1)
            {
                operation(n, this.View(to, n, count), this.View(from, n, count));
            }
            else
            {
                using ScratchScope middle = this.Device.BeginScratch();
                ArrayView<TReal> result = middle.Take<TReal>(values.Length);
                operation(n, this.Exchanged(result, n, count), this.Unfold(middle, from, n, count));
                this.Exchange(to, result, this._sizes[n], outer, inner, count);
            }

            (from, to) = (to, n == 0 ? other : from);
        }

        return from;
    }

    /// <summary>The tensors unfolded along an axis; a middle axis is brought to the front in scratch memory.</summary>
    private Unfolding<TReal> Unfold(ScratchScope scope, ArrayView<TReal> values, int axis, int count)
    {
        (int outer, int inner) = this.Around(axis);

        if (outer == 1 || inner == 1)
        {
            return this.View(values, axis, count);
        }

        ArrayView<TReal> front = scope.Take<TReal>(values.Length);
        this.Exchange(front, values, outer, this._sizes[axis], inner, count);

        return this.Exchanged(front, axis, count);
    }

    /// <summary>target[p, i, a, b] = source[p, a, i, b].</summary>
    private void Exchange(ArrayView<TReal> target, ArrayView<TReal> source, int first, int second, int inner, int count) =>
        this.Kernels.Exchange(this.Device.Stream, new(second * inner, first, count), target, source, first, second, inner);

    /// <summary>An unfolding without moving anything: the first or the last axis.</summary>
    private Unfolding<TReal> View(ArrayView<TReal> values, int axis, int count)
    {
        (int outer, int inner) = this.Around(axis);
        int size = this._sizes[axis];
        MatrixView<TReal> matrix = inner == 1 ? new(values, size, outer, 1, size) : new(values, size, inner, inner, 1);

        return new(matrix, this.Count, count);
    }

    private Unfolding<TReal> Exchanged(ArrayView<TReal> values, int axis, int count) =>
        new(new MatrixView<TReal>(values, this._sizes[axis], checked((int)(this.Count / this._sizes[axis]))), this.Count, count);

    private (int Outer, int Inner) Around(int axis)
    {
        int outer = 1;
        int inner = 1;

        for (int n = 0; n < this.Axes; n++)
        {
            outer *= n < axis ? this._sizes[n] : 1;
            inner *= n > axis ? this._sizes[n] : 1;
        }

        return (outer, inner);
    }

    private int JointRows => checked((int)(this.Count / (this._tensors[0].JointColumns + 1)));

    private Index2D JointExtent(int count) => new(this._tensors[0].JointColumns + 1, this.JointRows * count);

    private LayoutKernelSet Kernels => this.Device.Kernels(static device => new LayoutKernelSet(device));

    /// <summary>Spec B3, step 7.</summary>
    private void UpdateParameters(ArrayView<TReal> directions, bool[] present, RandomKey key)
    {
        Tensor?[] tensors = new Tensor?[present.Length];
        long start = 0;

        for (int b = 0; b < this._blocks.Count; b++)
        {
            TensorBlock block = this._blocks[b];

            for (int i = 0; i < block.Numbers.Length; i++)
            {
                if (present[block.Numbers[i]])
                {
                    Tensor parameter = block.Parameters[i].Tensor;
                    tensors[block.Numbers[i]] = Tensor.Over(
                        this.Device, directions.SubView(start + block.Starts[i], parameter.Count), parameter.Shape);
                }
            }

            UpdateTask task = new(
                block,
                this._tables[b],
                tensors,
                this._momentumParts[b],
                null,
                this._optimizer.Options.ParameterRounding,
                Rounding.Nearest,
                this._optimizer.StepCounts,
                key);
            this.Launch(task);
            start += block.Count;
        }
    }

    private void Launch(UpdateTask task)
    {
        SirfShampooGroup g = this._group;

        switch (this._optimizer.IsDouble, g.Alpha1 > 0)
        {
            case (true, true):
                UpdateLauncher.LaunchDouble(
                    task, new ShampooRule<double>(g.LearningRate, g.Alpha1, g.WeightDecay), this._optimizer.Control<double>());
                break;
            case (true, false):
                UpdateLauncher.LaunchDouble(
                    task, new ShampooPlainRule<double>(g.LearningRate, g.WeightDecay), this._optimizer.Control<double>());
                break;
            case (false, true):
                UpdateLauncher.LaunchSingle(
                    task, new ShampooRule<float>(g.LearningRate, g.Alpha1, g.WeightDecay), this._optimizer.Control<float>());
                break;
            default:
                UpdateLauncher.LaunchSingle(
                    task, new ShampooPlainRule<float>(g.LearningRate, g.WeightDecay), this._optimizer.Control<float>());
                break;
        }
    }

    private sealed class LayoutKernelSet(ComputeDevice device)
    {
        public readonly Action<AcceleratorStream, Index2D, ArrayView<TReal>, ArrayView<TReal>, int, int> Join =
            device.Accelerator.LoadAutoGroupedKernel<Index2D, ArrayView<TReal>, ArrayView<TReal>, int, int>(LayoutKernels.Join);

        public readonly Action<AcceleratorStream, Index2D, ArrayView<TReal>, ArrayView<TReal>, int, int> Separate =
            device.Accelerator.LoadAutoGroupedKernel<Index2D, ArrayView<TReal>, ArrayView<TReal>, int, int>(LayoutKernels.Separate);

        public readonly Action<AcceleratorStream, Index3D, ArrayView<TReal>, ArrayView<TReal>, int, int, int> Exchange = device.Accelerator
            .LoadAutoGroupedKernel<Index3D, ArrayView<TReal>, ArrayView<TReal>, int, int, int>(LayoutKernels.Exchange);
    }
}
