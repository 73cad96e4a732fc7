using System.Reflection;
using ILGPU;
using ILGPU.Backends;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using Xunit;

namespace IlgpuOptim.Engine.Tests.Api;

/// <summary>Loading and launching kernels.</summary>
public sealed class LaunchTests : CpuTestBase
{
    private enum Mode : short
    {
        Plus = 1,
        Minus = -1,
    }

    [Fact]
    public void AllLoaderFamilies_Work()
    {
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = this.Accelerator.Allocate1D<int>(64);
        using AcceleratorStream stream = this.Accelerator.CreateStream();
        ArrayView<int> view = buffer.View;
        buffer.MemSetToZero();
        this.Accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>, int>(Add)(64, view, 1);
        this.Accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>, int>(Add, out KernelInfo info)(64, view, 1);
        Assert.NotNull(info.MinGroupSize);
        this.Accelerator.LoadImplicitlyGroupedStreamKernel<Index1D, ArrayView<int>, int>(Add, 32)(64, view, 1);
        this.Accelerator.LoadImplicitlyGroupedStreamKernel<Index1D, ArrayView<int>, int>(Add, 32, out info)(64, view, 1);
        Assert.Equal(32, info.MinGroupSize);
        this.Accelerator.LoadStreamKernel<ArrayView<int>, int>(AddGrouped)((4, 16), view, 1);
        this.Accelerator.LoadStreamKernel<ArrayView<int>, int>(AddGrouped, out info)((4, 16), view, 1);
        Assert.Null(info.MinGroupSize);
        KernelSpecialization specialization = new(64, null);
        this.Accelerator.LoadStreamKernel<ArrayView<int>, int>(AddGrouped, specialization)((4, 16), view, 1);
        this.Accelerator.LoadStreamKernel<ArrayView<int>, int>(AddGrouped, specialization, out _)((4, 16), view, 1);
        this.Accelerator.Synchronize();
        Assert.All(buffer.GetAsArray1D(), static value => Assert.Equal(8, value));
        this.Accelerator.LoadAutoGroupedKernel<Index1D, ArrayView<int>, int>(Add)(stream, 64, view, 1);
        this.Accelerator.LoadAutoGroupedKernel<Index1D, ArrayView<int>, int>(Add, out _)(stream, 64, view, 1);
        this.Accelerator.LoadImplicitlyGroupedKernel<Index1D, ArrayView<int>, int>(Add, 32)(stream, 64, view, 1);
        this.Accelerator.LoadImplicitlyGroupedKernel<Index1D, ArrayView<int>, int>(Add, 32, out _)(stream, 64, view, 1);
        this.Accelerator.LoadKernel<ArrayView<int>, int>(AddGrouped)(stream, (2, 32), view, 1);
        this.Accelerator.LoadKernel<ArrayView<int>, int>(AddGrouped, out _)(stream, (2, 32), view, 1);
        this.Accelerator.LoadKernel<ArrayView<int>, int>(AddGrouped, specialization)(stream, (1, 64), view, 1);
        this.Accelerator.LoadKernel<ArrayView<int>, int>(AddGrouped, specialization, out _)(stream, (1, 64), view, 1);
        stream.Synchronize();
        Assert.All(buffer.GetAsArray1D(stream), static value => Assert.Equal(16, value));
        this.Accelerator.Launch<ArrayView<int>, int>(AddGrouped, (4, 16), view, 1);
        this.Accelerator.Launch(AddGrouped, this.Accelerator.DefaultStream, (4, 16), view, 1);
        this.Accelerator.LaunchAutoGrouped<Index1D, ArrayView<int>, int>(Add, (Index1D)64, view, 1);
        this.Accelerator.LaunchAutoGrouped(Add, this.Accelerator.DefaultStream, new Index1D(64), view, 1);
        Assert.All(buffer.GetAsArray1D(), static value => Assert.Equal(20, value));
    }

    [Fact]
    public void Reflection_Launches()
    {
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = this.Accelerator.Allocate1D<int>(64);
        buffer.MemSetToZero();
        MethodInfo add = Method(nameof(Add));
        MethodInfo grouped = Method(nameof(AddGrouped));
        AcceleratorStream stream = this.Accelerator.DefaultStream;
        Kernel implicitKernel = this.Accelerator.LoadAutoGroupedKernel(add);
        Assert.Equal(2, implicitKernel.NumParameters);
        implicitKernel.Launch(stream, 64, buffer.View.BaseView, 1);
        implicitKernel.Launch(stream, new Index1D(64), buffer, 1);
        implicitKernel.Launch(stream, new LongIndex1D(64), buffer.View, 1);
        Kernel explicitKernel = this.Accelerator.LoadKernel(grouped);
        explicitKernel.Launch(stream, new KernelConfig(2, 32), buffer.View, 1);
        this.Accelerator.LoadKernel(explicitKernel.CompiledKernel).Launch(stream, new KernelConfig(4, 16), buffer.View, 1);
        this.Accelerator.LoadAutoGroupedKernel<Action<AcceleratorStream, Index1D, ArrayView<int>, int>>(add)(stream, 64, buffer.View, 1);
        this.Accelerator.LoadKernel<Action<KernelConfig, ArrayView<int>, int>>(grouped)((4, 16), buffer.View, 1);
        Action<AcceleratorStream, Index1D, ArrayView<int>, int> typed =
            this.Accelerator.LoadImplicitlyGroupedKernel<Action<AcceleratorStream, Index1D, ArrayView<int>, int>, Action<Index1D, ArrayView<int>, int>>(Add, 16);
        typed(stream, 64, buffer.View, 1);
        Assert.All(buffer.GetAsArray1D(), static value => Assert.Equal(8, value));
        Assert.Throws<ArgumentException>(() => implicitKernel.Launch(stream, 64, buffer.View));
        Assert.Throws<ArgumentException>(() => implicitKernel.Launch(stream, 64, buffer.View, 1f));
        Assert.Throws<ArgumentException>(() => implicitKernel.Launch(stream, new Index2D(8, 8), buffer.View, 1));
        Assert.Throws<ArgumentException>(() => explicitKernel.Launch(stream, 64, buffer.View, 1));
        Assert.Throws<NotSupportedException>(() => implicitKernel.CreateLauncherDelegate<Action<Index1D, int>>());
    }

    [Fact]
    public void KernelUtil_FindsTheKernel()
    {
        Action<Index1D, ArrayView<int>, int> launcher = this.Accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>, int>(Add);
        Action<Index1D, ArrayView<int>, int> again = this.Accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>, int>(Add);
        Assert.NotSame(launcher, again);
        Assert.True(launcher.TryGetKernel(out Kernel? kernel));
        Assert.Equal(nameof(Add), kernel.Method.Name);
        Assert.Same(launcher.GetCompiledKernel(), again.GetCompiledKernel());
        CompiledKernel.KernelInfo info = launcher.GetKernelInfo();
        Assert.Equal(0, info.SharedAllocations);
        Action other = static () => { };
        Assert.False(other.TryGetKernel(out _));
        Assert.Throws<ArgumentException>(() => other.GetKernel());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Extent_BelowOne_Throws(int extent)
    {
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = this.Accelerator.Allocate1D<int>(4);
        Action<Index1D, ArrayView<int>, int> kernel = this.Accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>, int>(Add);
        Action<KernelConfig, ArrayView<int>, int> grouped = this.Accelerator.LoadStreamKernel<ArrayView<int>, int>(AddGrouped);
        Assert.Contains("Invalid grid dimension", Assert.Throws<ArgumentOutOfRangeException>(() => kernel(extent, buffer.View, 1)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => grouped((extent, 1), buffer.View, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => grouped((1, extent), buffer.View, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => grouped(default, buffer.View, 1));
    }

    [Fact]
    public void Group_TooLarge_Throws()
    {
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = this.Accelerator.Allocate1D<int>(4);
        Action<KernelConfig, ArrayView<int>, int> grouped = this.Accelerator.LoadStreamKernel<ArrayView<int>, int>(AddGrouped);
        int limit = this.Accelerator.MaxNumThreadsPerGroup;
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(() => grouped((1, limit + 1), buffer.View, 1));
        Assert.Contains($"{limit + 1}", error.Message);
        Assert.Contains($"{limit}", error.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => grouped((new Index2D(1, 1), new Index2D(limit, 2)), buffer.View, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => this.Accelerator.LoadImplicitlyGroupedStreamKernel<Index1D, ArrayView<int>, int>(Add, limit + 1));
    }

    [Fact]
    public void Views_ForeignOrDisposed_Throw()
    {
        using CPUAccelerator stranger = this.Context.CreateCPUAccelerator(0);
        using MemoryBuffer1D<int, Stride1D.Dense> foreign = stranger.Allocate1D<int>(4);
        Action<Index1D, ArrayView<int>, int> kernel = this.Accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>, int>(Add);
        Assert.Contains("data", Assert.Throws<ArgumentException>(() => kernel(4, foreign.View, 1)).Message);
        MemoryBuffer1D<int, Stride1D.Dense> gone = this.Accelerator.Allocate1D<int>(4);
        gone.Dispose();
        Assert.Throws<ObjectDisposedException>(() => kernel(4, gone.View, 1));
        Action<AcceleratorStream, Index1D, ArrayView<int>, int> streamed = this.Accelerator.LoadAutoGroupedKernel<Index1D, ArrayView<int>, int>(Add);
        Assert.Throws<ArgumentException>(() => streamed(stranger.DefaultStream, 4, ArrayView<int>.Empty, 1));

        // Nothing of this has harmed the accelerator.
        using MemoryBuffer1D<int, Stride1D.Dense> own = this.Accelerator.Allocate1D([1, 2, 3, 4]);
        kernel(4, own.View, 1);
        Assert.Equal([2, 3, 4, 5], own.GetAsArray1D());
    }

    [Fact]
    public void Methods_ThatAreNoKernels_AreRefused()
    {
        int captured = 3;
        Assert.Contains(
            "Only static methods",
            Assert.Throws<NotSupportedException>(() =>
                this.Accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>>((i, v) => v[i] = captured)).Message);
        Assert.Throws<NotSupportedException>(() => this.Accelerator.LoadAutoGroupedStreamKernel<Index1D, int>(this.InstanceMethod));
        Assert.Contains(
            "64-bit",
            Assert.Throws<NotSupportedException>(() =>
                this.Accelerator.LoadAutoGroupedStreamKernel<LongIndex1D, int>(static (_, _) => { })).Message);
        Assert.Throws<NotSupportedException>(() => this.Accelerator.LoadKernel(Method(nameof(ByReference))));
        Assert.Throws<NotSupportedException>(() => this.Accelerator.LoadKernel(Method(nameof(Returns))));
        Assert.Throws<NotSupportedException>(() => this.Accelerator.LoadKernel(Method(nameof(OpenGeneric))));
    }

    [Fact]
    public void TwoAndThreeDimensions()
    {
        using MemoryBuffer2D<int, Stride2D.DenseY> plane = this.Accelerator.Allocate2DDenseY<int>((37, 5));
        this.Accelerator.LaunchAutoGrouped<Index2D, ArrayView2D<int, Stride2D.DenseY>>(
            static (index, view) => view[index] = (index.X * 100) + index.Y,
            plane.IntExtent,
            plane.View);
        Assert.Equal(3604, plane.GetAsArray2D()[36, 4]);
        using MemoryBuffer3D<int, Stride3D.DenseXY> box = this.Accelerator.Allocate3DDenseXY<int>((3, 4, 5));
        this.Accelerator.LoadAutoGroupedStreamKernel<Index3D, ArrayView3D<int, Stride3D.DenseXY>>(
            static (index, view) => view[index] = (index.X * 100) + (index.Y * 10) + index.Z)((3, 4, 5), box.View);
        Assert.Equal(234, box.GetAsArray3D()[2, 3, 4]);
    }

    [Fact]
    public void AutoGrouping_SplitsX()
    {
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = this.Accelerator.Allocate1D<int>(300);
        this.Accelerator.LoadImplicitlyGroupedStreamKernel<Index1D, ArrayView<int>>(
            static (index, view) => view[index] = (Grid.IdxX * 1000) + Group.IdxX + (Group.DimX * Grid.DimX * 0),
            128)(300, buffer.View);
        int[] result = buffer.GetAsArray1D();
        Assert.Equal(0, result[0]);
        Assert.Equal(127, result[127]);
        Assert.Equal(2043, result[299]);
    }

    [Fact]
    public void Arguments_OfEveryKind_Arrive()
    {
        using MemoryBuffer1D<double, Stride1D.Dense> output = this.Accelerator.Allocate1D<double>(14);
        using MemoryBuffer1D<int, Stride1D.Dense> input = this.Accelerator.Allocate1D([5, 6, 7]);
        WithViews views = new() { Flag = true, Data = input.View, Nested = new Nested { Small = 3, Wide = 1e10 }, Tail = input.View.AsGeneral(new(2)) };
        this.Accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<double>, bool, char, sbyte, ushort, Mode, float, ILGPU.Half, WithViews, (int, long), MaybeInt, Index2D, Guid16, double>(
            ManyArguments)(1, output.View, true, 'x', -3, 65000, Mode.Minus, 1.5f, (ILGPU.Half)2.5f, views, (4, 1L << 40), new MaybeInt { Value = 9 }, (7, 8), new Guid16(1, 2), 0.1);
        Assert.Equal(
            [1, 'x', -3, 65000, -1, 1.5, 2.5, 6, 1e10, 7, 4 + (double)(1L << 40), 9, 78, 12.1],
            output.GetAsArray1D());
    }

    [Fact]
    public void SpecializedValues_AreSeparateVariants()
    {
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = this.Accelerator.Allocate1D<int>(2);
        Action<Index1D, ArrayView<int>, SpecializedValue<int>, SpecializedValue<Guid16>> kernel =
            this.Accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>, SpecializedValue<int>, SpecializedValue<Guid16>>(Specialized);

        for (int i = 0; i < 10; i++)
        {
            kernel(1, buffer.View, SpecializedValue.New(i % 3), new SpecializedValue<Guid16>(new(i, 2)));
            Assert.Equal([i % 3, i + 2], buffer.GetAsArray1D());
        }
    }

    [Fact]
    public void Device_Properties()
    {
        Assert.Equal(AcceleratorType.CPU, this.Accelerator.AcceleratorType);
        Assert.Same(this.Accelerator.Device, this.Context.Devices[0]);
        Assert.Equal(Environment.ProcessorCount, this.Accelerator.NumMultiprocessors);
        (Index1D grid, Index1D group) = this.Accelerator.MaxNumGroupsExtent;
        Assert.True(grid * group > 0);
        Assert.NotEmpty(this.Accelerator.Name);
        StringWriter writer = new();
        this.Accelerator.PrintInformation(writer);
        Assert.Contains("Warp size", writer.ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => this.Context.CreateCPUAccelerator(1));
        using Context shaped = Context.Create(static builder => builder.CPU(CPUDeviceKind.Nvidia).CPU(new CPUDevice(8, 2, 1)));
        Assert.Equal(32, shaped.GetCPUDevice(0).WarpSize);
        Assert.Equal(16, shaped.GetCPUDevice(1).MaxNumThreadsPerGroup);
        Assert.Equal(2, shaped.GetCPUDevices().Count);
    }

    [Fact]
    public void Context_Life()
    {
        Context context = Context.CreateDefault();
        Accelerator accelerator = context.GetPreferredDevice(preferCPU: false).CreateAccelerator(context);
        bool disposed = false;
        accelerator.Disposed += (_, _) => disposed = true;
        context.Dispose();
        context.Dispose();
        accelerator.Dispose();
        Assert.True(disposed);
        Assert.True(accelerator.IsDisposed);
        Assert.Throws<ObjectDisposedException>(() => context.CreateCPUAccelerator(0));
    }

    [Fact]
    public void Binding_IsScoped()
    {
        using (this.Accelerator.BindScoped())
        {
            Assert.Same(this.Accelerator, ILGPU.Runtime.Accelerator.Current);
        }

        Assert.NotSame(this.Accelerator, ILGPU.Runtime.Accelerator.Current);
    }

    private static void Add(Index1D index, ArrayView<int> data, int value) => data[index] += value;

    private static void AddGrouped(ArrayView<int> data, int value) => data[Grid.GlobalIndex.X] += value;

    private static void ByReference(ArrayView<int> data, in int value) => data[0] = value;

    private static int Returns(ArrayView<int> data) => data[0];

    private static void OpenGeneric<T>(ArrayView<T> data)
        where T : unmanaged
    {
    }

    private static void Specialized(Index1D index, ArrayView<int> data, SpecializedValue<int> first, SpecializedValue<Guid16> second)
    {
        int value = first;
        data[0] = value;
        data[1] = (int)(second.Value.Low + second.Value.High);
    }

    private static void ManyArguments(
        Index1D index,
        ArrayView<double> output,
        bool flag,
        char letter,
        sbyte small,
        ushort word,
        Mode mode,
        float single,
        ILGPU.Half half,
        WithViews views,
        (int First, long Second) tuple,
        MaybeInt optional,
        Index2D point,
        Guid16 guid,
        double last)
    {
        output[0] = flag && views.Flag ? 1 : 0;
        output[1] = letter;
        output[2] = small;
        output[3] = word;
        output[4] = (int)mode;
        output[5] = single;
        output[6] = half;
        output[7] = views.Data[1];
        output[8] = views.Nested.Wide;
        output[9] = views.Tail[1];
        output[10] = tuple.First + tuple.Second;
        output[11] = optional.Value.GetValueOrDefault();
        output[12] = (point.X * 10) + point.Y;
        output[13] = (guid.Low * 10) + guid.High + last;
    }

    private static MethodInfo Method(string name) =>
        typeof(LaunchTests).GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic)!;

    private void InstanceMethod(Index1D index, int value)
    {
        GC.KeepAlive(this);
    }

    private readonly record struct Guid16(long Low, long High);

    private struct MaybeInt
    {
        public int? Value;
    }

    private struct Nested
    {
        public byte Small;
        public double Wide;
    }

    private struct WithViews
    {
        public bool Flag;
        public ArrayView<int> Data;
        public Nested Nested;
        public ArrayView1D<int, Stride1D.General> Tail;
    }
}
