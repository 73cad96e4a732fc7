using ILGPU;
using ILGPU.Backends;
using ILGPU.Backends.EntryPoints;
using ILGPU.Runtime;
using ILGPU.Util;
using IlgpuOptim.Engine.Frontend;
using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.Runtime;
using IlgpuOptim.Extensions;
using Xunit;

namespace IlgpuOptim.Engine.Tests.Api;

/// <summary>What the engine offers beyond ILGPU, and the contract of the argument block.</summary>
public sealed class ExtensionTests : CpuTestBase
{
    [Fact]
    public unsafe void WrapHostMemory_UsesItInPlace_AndKeepsTheOwner()
    {
        (WeakReference owner, ArrayView<float> view) = Wrap(this.Accelerator);
        Collect();
        Assert.True(owner.IsAlive);
        this.Accelerator.LaunchAutoGrouped<Index1D, ArrayView<float>>(static (i, v) => v[i] = i * 2, (Index1D)8, view);
        Assert.Equal([0, 2, 4, 6, 8, 10, 12, 14], view.GetAsArray());
        Assert.Equal(10f, ((float[])owner.Target!)[5]);
        GC.KeepAlive(view);

        static (WeakReference, ArrayView<float>) Wrap(Accelerator accelerator)
        {
            float[] memory = GC.AllocateArray<float>(8, pinned: true);

            fixed (float* pointer = memory)
            {
                return (new WeakReference(memory), accelerator.WrapHostMemory<float>((IntPtr)pointer, 8, memory).View);
            }
        }

        static void Collect()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
        }
    }

    [Fact]
    public void WrapHostMemory_ChecksTheAddress()
    {
        Assert.Throws<ArgumentException>(() => this.Accelerator.WrapHostMemory<int>(IntPtr.Zero, 4));
        Assert.Throws<ArgumentException>(() => this.Accelerator.WrapHostMemory<int>(new IntPtr(1002), 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => this.Accelerator.WrapHostMemory<int>(new IntPtr(1024), -1));
        Assert.Equal(0, this.Accelerator.WrapHostMemory<int>(IntPtr.Zero, 0).Length);
    }

    [Fact]
    public void VectorAccess_ReadsAndWritesNeighbours()
    {
        using MemoryBuffer1D<float, Stride1D.Dense> buffer = this.Accelerator.Allocate1D<float>(64);
        this.Accelerator.LaunchAutoGrouped<Index1D, ArrayView<float>>(
            static (i, v) => v.StoreVector(i * 4, new Float4(i, i + 1, i + 2, i + 3)),
            (Index1D)16,
            buffer.View);
        this.Accelerator.LaunchAutoGrouped<Index1D, ArrayView<float>>(
            static (i, v) =>
            {
                Float4 value = v.AsAligned(16).LoadVector<float, Float4>(i * 4);
                v[(i * 4) + 3] = value.X + value.Y + value.Z + value.W;
            },
            (Index1D)16,
            buffer.View);
        Assert.Equal([5, 6, 7, 26], buffer.View.BaseView.SubView(20, 4).GetAsArray());
    }

    [Fact]
    public void BFloat16_InKernels()
    {
        using MemoryBuffer1D<BFloat16, Stride1D.Dense> buffer = this.Accelerator.Allocate1D<BFloat16>(1000);
        this.Accelerator.LaunchAutoGrouped<Index1D, ArrayView<BFloat16>>(
            static (i, v) => v[i] = ((BFloat16)(float)i.X * (BFloat16)1.1f) + (BFloat16)i.X,
            (Index1D)1000,
            buffer.View);
        BFloat16[] result = buffer.GetAsArray1D();

        for (int i = 0; i < 1000; i++)
        {
            Assert.Equal((((BFloat16)(float)i) * (BFloat16)1.1f) + (BFloat16)i, result[i]);
        }
    }

    [Fact]
    public void EntryPoints_CompileAndLoad()
    {
        System.Reflection.MethodInfo method = ((Action<Index1D, ArrayView<int>>)Double).Method;
        CompiledKernel compiled = this.Accelerator.GetBackend()
            .Compile(EntryPointDescription.FromImplicitlyGroupedKernel(method), KernelSpecialization.Empty);
        using Kernel kernel = this.Accelerator.LoadKernel(compiled);
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = this.Accelerator.Allocate1D([1, 2, 3]);
        using AcceleratorStream stream = this.Accelerator.CreateStream();
        kernel.Launch(stream, buffer.IntExtent, buffer.View);
        stream.Synchronize();
        Assert.Equal([2, 4, 6], buffer.GetAsArray1D());
        using Context other = Context.CreateDefault();
        using Accelerator stranger = other.GetPreferredDevice(true).CreateAccelerator(other);
        Assert.Throws<ArgumentException>(() => stranger.LoadKernel(compiled));
    }

    [Fact]
    public void FailedCompile_LeavesTheAcceleratorUsable()
    {
        Assert.ThrowsAny<InternalCompilerException>(() =>
            this.Accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>>(static (i, v) => v[i] = new object().GetHashCode()));
        Action<Index1D, ArrayView<int>, SpecializedValue<int>> specialized =
            this.Accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>, SpecializedValue<int>>(NeedsTwo);
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = this.Accelerator.Allocate1D([1, 2, 3]);
        specialized(3, buffer.View, new(2));
        Assert.Equal([4, 5, 6], buffer.GetAsArray1D());
    }

    [Theory]
    [InlineData(typeof((byte, long, short, ArrayView<int>, bool, double)))]
    [InlineData(typeof((byte, (byte, int), char)))]
    [InlineData(typeof(ArrayView1D<float, Stride1D.General>))]
    [InlineData(typeof(ArrayView3D<float, Stride3D.DenseXY>))]
    [InlineData(typeof(WithFixed))]
    [InlineData(typeof(Matrix))]
    [InlineData(typeof(ILGPU.Half))]
    [InlineData(typeof(Empty))]
    public void ArgumentBlock_IsThatOfTheFrontEnd(Type type)
    {
        System.Reflection.MethodInfo method =
            typeof(ExtensionTests).GetMethod(nameof(Layout), System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)!
                .MakeGenericMethod(type);
        KernelSignature signature = KernelSignature.Create(method, isImplicit: true);
        Function function = KernelFrontend.Build(method, KernelKind.Implicit1D, new FrontendOptions());
        Assert.Equal(function.ArgumentBytes, signature.ArgumentBytes);

        // Every scalar of the front end lies within a piece that is copied.
        foreach (Parameter parameter in function.Parameters)
        {
            Assert.Contains(
                signature.Parameters.SelectMany(static p => p.Leaves.ToArray()),
                leaf => leaf.Target <= parameter.Offset && parameter.Offset + parameter.Mem.Size() <= leaf.Target + leaf.Size);
        }
    }

    private static void Layout<T>(Index1D index, byte first, T value, short next, T again, double last)
        where T : struct
    {
    }

    private static void Double(Index1D index, ArrayView<int> data) => data[index] *= 2;

    private static void NeedsTwo(Index1D index, ArrayView<int> data, SpecializedValue<int> value) => data[index] += value + 1;

#pragma warning disable CS0649 // Only the layout is of interest.
    private unsafe struct WithFixed
    {
        public byte Head;
        public fixed short Elements[5];
        public long Tail;
    }

    private struct Matrix
    {
        public System.Numerics.Vector4 Row;
        public int Number;
        public System.Numerics.Vector3 Short;
    }

#pragma warning restore CS0649
    private struct Empty
    {
    }
}
