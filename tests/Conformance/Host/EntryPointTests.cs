using System.Reflection;
using IlgpuOptim.Engine.Conformance.Harness;
using ILGPU;
using ILGPU.Backends.EntryPoints;
using ILGPU.Runtime;
using Xunit;

namespace IlgpuOptim.Engine.Conformance.Host;

/// <summary>All ways to load and launch a kernel.</summary>
public sealed class EntryPointTests(TargetFixture fixture) : KernelSuite(fixture)
{
    public static IEnumerable<int> Extents => [1, 2, 15, 16, 17, 31, 33, 64, 100, 1000, 4099, 100001];

    public static IEnumerable<int> GroupSizes => [1, 2, 16, 31, 64, 100, 256];

    public static IEnumerable<object?[]> Extents2D => [[1, 1], [1, 50], [50, 1], [7, 9], [16, 16], [33, 5], [100, 70], [3, 1000]];

    public static IEnumerable<object?[]> Extents3D => [[1, 1, 1], [2, 3, 4], [16, 1, 5], [5, 16, 1], [1, 4, 33], [9, 10, 11]];

    [Theory]
    [EachTarget(nameof(Extents))]
    public void AutoGrouped(string target, int extent)
    {
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = Open(target).Allocate1D<int>(extent + 8);
        buffer.MemSetToZero();
        Action<Index1D, ArrayView<int>, int> kernel = Open(target).LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>, int>(Write);
        kernel(extent, buffer.View, 5);
        Open(target).Synchronize();
        Assert.Equal(Expected(extent, 5).Concat(new int[8]), buffer.GetAsArray1D());
    }

    [Theory]
    [EachTarget(nameof(Extents))]
    public void AutoGroupedWithStream(string target, int extent)
    {
        using AcceleratorStream stream = Open(target).CreateStream();
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = Open(target).Allocate1D<int>(extent);
        Action<AcceleratorStream, Index1D, ArrayView<int>, int> kernel = Open(target).LoadAutoGroupedKernel<Index1D, ArrayView<int>, int>(Write);
        kernel(stream, extent, buffer.View, 7);
        stream.Synchronize();
        Assert.Equal(Expected(extent, 7), buffer.GetAsArray1D());
    }

    [Theory]
    [EachTarget(nameof(GroupSizes))]
    public void ImplicitlyGrouped(string target, int groupSize)
    {
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = Open(target).Allocate1D<int>(1003);
        Open(target).LoadImplicitlyGroupedStreamKernel<Index1D, ArrayView<int>, int>(Write, groupSize)(1003, buffer.View, 1);
        Open(target).Synchronize();
        Assert.Equal(Expected(1003, 1), buffer.GetAsArray1D());
        Open(target).LoadImplicitlyGroupedKernel<Index1D, ArrayView<int>, int>(Write, groupSize)(Open(target).DefaultStream, 1003, buffer.View, 2);
        Open(target).Synchronize();
        Assert.Equal(Expected(1003, 2), buffer.GetAsArray1D());
    }

    [Theory]
    [EachTarget(nameof(GroupSizes))]
    public void ExplicitlyGrouped(string target, int groupSize)
    {
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = Open(target).Allocate1D<int>(4 * groupSize);
        Open(target).LoadStreamKernel<ArrayView<int>, int>(WriteGrouped)((4, groupSize), buffer.View, 3);
        Open(target).Synchronize();
        Assert.Equal(Expected(4 * groupSize, 3), buffer.GetAsArray1D());
        Open(target).LoadKernel<ArrayView<int>, int>(WriteGrouped)(Open(target).DefaultStream, new KernelConfig(4, groupSize), buffer.View, 4);
        Open(target).Synchronize();
        Assert.Equal(Expected(4 * groupSize, 4), buffer.GetAsArray1D());
    }

    [Theory]
    [EachTarget(nameof(Extents2D))]
    public void TwoDimensions(string target, int x, int y)
    {
        Check(target, Write2D, new Index2D(x, y), new int[x * y], x);
    }

    [Theory]
    [EachTarget(nameof(Extents3D))]
    public void ThreeDimensions(string target, int x, int y, int z)
    {
        Check(target, Write3D, new Index3D(x, y, z), new int[x * y * z], x, y);
    }

    [Theory]
    [EachTarget]
    public void Lambda(string target)
    {
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = Open(target).Allocate1D<int>(100);
        Action<Index1D, ArrayView<int>> kernel = Open(target).LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>>(
            (index, view) => view[index] = (index * 2) + 1);
        kernel(100, buffer.View);
        Open(target).Synchronize();
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (i * 2) + 1), buffer.GetAsArray1D());
    }

    [Theory]
    [EachTarget]
    public void StaticLambdaAndLocalFunction(string target)
    {
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = Open(target).Allocate1D<int>(100);
        Open(target).LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>>(static (index, view) => view[index] = index)(100, buffer.View);
        Open(target).LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>>(Local)(50, buffer.View);
        Open(target).Synchronize();
        Assert.Equal(Enumerable.Range(0, 100).Select(i => i < 50 ? i + 7 : i), buffer.GetAsArray1D());

        static void Local(Index1D index, ArrayView<int> view)
        {
            view[index] += 7;
        }
    }

    [Theory]
    [EachTarget]
    public void CapturingLambda_IsAnError(string target)
    {
        int captured = target.Length;
        NotSupportedException? exception = Find<NotSupportedException>(() =>
            Open(target).LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>>((index, view) => view[index] = captured));
        Assert.NotNull(exception);
    }

    [Theory]
    [EachTarget]
    public void InstanceMethod_IsAnError(string target)
    {
        Assert.NotNull(Find<NotSupportedException>(() => Open(target).LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>>(InstanceKernel)));
    }

    [Theory]
    [EachTarget]
    public void LaunchForms(string target)
    {
        Accelerator accelerator = Open(target);
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = accelerator.Allocate1D<int>(128);
        accelerator.LaunchAutoGrouped<Index1D, ArrayView<int>, int>(Write, 128, buffer.View, 11);
        accelerator.Synchronize();
        Assert.Equal(Expected(128, 11), buffer.GetAsArray1D());
        accelerator.LaunchAutoGrouped<Index1D, ArrayView<int>, int>(Write, accelerator.DefaultStream, 128, buffer.View, 12);
        accelerator.Synchronize();
        Assert.Equal(Expected(128, 12), buffer.GetAsArray1D());
        accelerator.Launch<ArrayView<int>, int>(WriteGrouped, new KernelConfig(4, 32), buffer.View, 13);
        accelerator.Synchronize();
        Assert.Equal(Expected(128, 13), buffer.GetAsArray1D());
        accelerator.Launch<ArrayView<int>, int>(WriteGrouped, accelerator.DefaultStream, new KernelConfig(2, 64), buffer.View, 14);
        accelerator.Synchronize();
        Assert.Equal(Expected(128, 14), buffer.GetAsArray1D());
    }

    [Theory]
    [EachTarget]
    public void KernelConfigs(string target)
    {
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = Open(target).Allocate1D<int>(24);
        Action<KernelConfig, ArrayView<int>, int> kernel = Open(target).LoadStreamKernel<ArrayView<int>, int>(WriteLinear);
        KernelConfig[] configs =
        [
            (new Index1D(6), new Index1D(4)),
            (new Index2D(3, 2), new Index2D(2, 2)),
            (new Index3D(3, 2, 1), new Index3D(1, 2, 2)),
            (new Index3D(3, 2, 1), new Index1D(4)),
            (new Index3D(1, 2, 3), new Index2D(2, 2)),
            new KernelConfig(1, 2, 2, 3, 2, 1),
            (new Index1D(6), new Index1D(4), SharedMemoryConfig.RequestDynamic<int>(4)),
        ];

        for (int i = 0; i < configs.Length; ++i)
        {
            kernel(configs[i], buffer.View, i);
            Open(target).Synchronize();
            Assert.Equal(Expected(24, i), buffer.GetAsArray1D());
            Assert.Equal(24, configs[i].Size);
        }
    }

    [Theory]
    [EachTarget]
    public void ZeroAndNegativeExtents_AreErrors(string target)
    {
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = Open(target).Allocate1D<int>(10);
        Action<Index1D, ArrayView<int>, int> kernel = Open(target).LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>, int>(Write);
        Action<KernelConfig, ArrayView<int>, int> grouped = Open(target).LoadStreamKernel<ArrayView<int>, int>(WriteGrouped);
        Assert.Throws<ArgumentOutOfRangeException>(() => kernel(0, buffer.View, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => kernel(-5, buffer.View, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => grouped(default, buffer.View, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => grouped((0, 32), buffer.View, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => grouped((2, 0), buffer.View, 1));
    }

    [Theory]
    [EachTarget]
    public void TooLargeGroup_IsAnError(string target)
    {
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = Open(target).Allocate1D<int>(10);
        Action<KernelConfig, ArrayView<int>, int> grouped = Open(target).LoadStreamKernel<ArrayView<int>, int>(WriteGrouped);
        int tooLarge = Open(target).MaxNumThreadsPerGroup + 1;
        Assert.Throws<ArgumentOutOfRangeException>(() => grouped((1, tooLarge), buffer.View, 1));
    }

    [Theory]
    [EachTarget]
    public void SharedMemoryInIndexKernel_IsAnError(string target)
    {
        Assert.ThrowsAny<Exception>(() =>
        {
            using MemoryBuffer1D<int, Stride1D.Dense> buffer = Open(target).Allocate1D<int>(10);
            Open(target).LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>>(SharedInIndexKernel)(10, buffer.View);
            Open(target).Synchronize();
        });
    }

    [Theory]
    [EachTarget]
    public void IndexAsOrdinaryArgument(string target)
    {
        // A method whose first parameter is an index, loaded as an explicitly grouped kernel.
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = Open(target).Allocate1D<int>(32);
        Open(target).LoadStreamKernel<Index1D, ArrayView<int>>(OrdinaryIndexKernel)((2, 16), 100, buffer.View);
        Open(target).Synchronize();
        Assert.Equal(Enumerable.Range(100, 32), buffer.GetAsArray1D());
    }

    [Theory]
    [EachTarget]
    public void Reflection(string target)
    {
        Accelerator accelerator = Open(target);
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = accelerator.Allocate1D<int>(100);
        MethodInfo method = Method(typeof(EntryPointTests), nameof(Write));
        using Kernel kernel = accelerator.LoadAutoGroupedKernel(method);
        kernel.Launch(accelerator.DefaultStream, new Index1D(100), (ArrayView<int>)buffer.View, 21);
        accelerator.Synchronize();
        Assert.Equal(Expected(100, 21), buffer.GetAsArray1D());
        Action<AcceleratorStream, Index1D, ArrayView<int>, int> launcher =
            kernel.CreateLauncherDelegate<Action<AcceleratorStream, Index1D, ArrayView<int>, int>>();
        launcher(accelerator.DefaultStream, 100, buffer.View, 22);
        accelerator.Synchronize();
        Assert.Equal(Expected(100, 22), buffer.GetAsArray1D());
        accelerator.LoadAutoGroupedKernel<Action<AcceleratorStream, Index1D, ArrayView<int>, int>>(method)(
            accelerator.DefaultStream,
            100,
            buffer.View,
            23);
        accelerator.Synchronize();
        Assert.Equal(Expected(100, 23), buffer.GetAsArray1D());
    }

    [Theory]
    [EachTarget]
    public void EntryPointDescriptions(string target)
    {
        Accelerator accelerator = Open(target);
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = accelerator.Allocate1D<int>(64);
        EntryPointDescription description = EntryPointDescription.FromExplicitlyGroupedKernel(Method(typeof(EntryPointTests), nameof(WriteGrouped)));
        using Kernel kernel = accelerator.LoadKernel(accelerator.CompileKernel(description));
        kernel.Launch(accelerator.DefaultStream, new KernelConfig(2, 32), (ArrayView<int>)buffer.View, 31);
        accelerator.Synchronize();
        Assert.Equal(Expected(64, 31), buffer.GetAsArray1D());
    }

    [Theory]
    [EachTarget]
    public void KernelInformation(string target)
    {
        Open(target).LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>, int>(Write, out KernelInfo info);
        Assert.NotNull(info);
        Assert.True(info.MinGroupSize is null or > 0);
    }

    [Theory]
    [EachTarget]
    public void Specialization(string target)
    {
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = Open(target).Allocate1D<int>(64);
        Open(target).LoadStreamKernel<ArrayView<int>, int>(WriteGrouped, new KernelSpecialization(64, 1))((1, 64), buffer.View, 9);
        Open(target).Synchronize();
        Assert.Equal(Expected(64, 9), buffer.GetAsArray1D());
    }

    [Theory]
    [EachTarget]
    public void Parameters_OneToFourteen(string target)
    {
        Accelerator a = Open(target);
        using MemoryBuffer1D<long, Stride1D.Dense> buffer = a.Allocate1D<long>(20);
        ArrayView<long> v = buffer.View;
        a.LoadAutoGroupedStreamKernel<Index1D, ArrayView<long>>(P1)(20, v);
        Expect(buffer, 1);
        a.LoadAutoGroupedStreamKernel<Index1D, ArrayView<long>, byte>(P2)(20, v, 200);
        Expect(buffer, 200);
        a.LoadAutoGroupedStreamKernel<Index1D, ArrayView<long>, byte, long>(P3)(20, v, 1, -5);
        Expect(buffer, -4);
        a.LoadAutoGroupedStreamKernel<Index1D, ArrayView<long>, byte, long, float>(P4)(20, v, 1, 2, 3.5f);
        Expect(buffer, 10);
        a.LoadAutoGroupedStreamKernel<Index1D, ArrayView<long>, byte, long, float, bool, double>(P6)(20, v, 1, 2, 3.5f, true, 4.5);
        Expect(buffer, 119);
        a.LoadAutoGroupedStreamKernel<Index1D, ArrayView<long>, int, int, int, int, int, int, int, int, int>(P10)(20, v, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        Expect(buffer, 285);
        a.LoadAutoGroupedStreamKernel<Index1D, ArrayView<long>, byte, short, int, long, sbyte, ushort, uint, ulong, float, double, bool, char, (byte, long)>(P14)(
            20, v, 1, 2, 3, 4, 5, 6, 7, 8, 9f, 10d, true, 'a', (3, 1L << 40));
        Expect(buffer, 1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9 + 10 + 1000 + 'a' + 3 + (1L << 40));
    }

    [Theory]
    [EachTarget]
    public void ManyParameters_ByReflection(string target)
    {
        Check(
            target,
            P18,
            Odd,
            new long[Odd], (byte)1, (short)-2, 3, -4L, 5f, 6d, (sbyte)-7, (ushort)8, 9u, 10ul, true, 'k', (ILGPU.Half)2.5f, DayOfWeek.Friday,
            new Index2D(3, 4), (1, 2L));
    }

    [Theory]
    [EachTarget]
    public void GenericAndPrivateNestedKernels(string target)
    {
        Check(target, Method(typeof(Hidden<short>.Deeper), "Kernel", typeof(long)), Odd, new short[Odd], new long[Odd]);
        Check(target, Method(typeof(Hidden<double>.Deeper), "Kernel", typeof(byte)), Odd, new double[Odd], new byte[Odd]);
    }

    [Theory]
    [EachTarget]
    public void InternalTypesAsArguments(string target)
    {
        using MemoryBuffer1D<Secret, Stride1D.Dense> buffer = Open(target).Allocate1D<Secret>(50);
        Open(target).LoadAutoGroupedStreamKernel<Index1D, ArrayView<Secret>, Secret>(SecretKernel)(50, buffer.View, new Secret { A = 3, B = 0.5 });
        Open(target).Synchronize();
        Assert.All(buffer.GetAsArray1D().Select((secret, i) => (secret, i)), pair => Assert.Equal(3 + pair.i, pair.secret.A));
    }

    [Theory]
    [EachTarget]
    public void RepeatedLoads_ShareTheCompiledKernel(string target)
    {
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = Open(target).Allocate1D<int>(16);

        for (int i = 0; i < 500; ++i)
        {
            Open(target).LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>, int>(Write)(16, buffer.View, i);
        }

        Open(target).Synchronize();
        Assert.Equal(Expected(16, 499), buffer.GetAsArray1D());
    }

    [Theory]
    [EachTarget]
    public void LargeExtent(string target)
    {
        using MemoryBuffer1D<byte, Stride1D.Dense> buffer = Open(target).Allocate1D<byte>(50_000_000);
        Open(target).LaunchAutoGrouped<Index1D, ArrayView<byte>>(WriteBytes, 50_000_000, buffer.View);
        Open(target).Synchronize();
        byte[] result = buffer.GetAsArray1D();

        for (int i = 0; i < result.Length; i += 997)
        {
            Assert.Equal((byte)(i * 7), result[i]);
        }

        Assert.Equal(unchecked((byte)(49_999_999 * 7)), result[^1]);
    }

    internal static TException? Find<TException>(Action action)
        where TException : Exception
    {
        try
        {
            action();
        }
        catch (Exception exception)
        {
            for (Exception? current = exception; current is not null; current = current.InnerException)
            {
                if (current is TException found)
                {
                    return found;
                }
            }
        }

        return null;
    }

    private static IEnumerable<int> Expected(int length, int salt)
    {
        return Enumerable.Range(0, length).Select(i => (i * 3) + salt);
    }

    private static void Write(Index1D index, ArrayView<int> view, int salt)
    {
        view[index] = (index * 3) + salt;
    }

    private static void WriteGrouped(ArrayView<int> view, int salt)
    {
        view[Grid.GlobalIndex.X] = (Grid.GlobalIndex.X * 3) + salt;
    }

    private static void WriteLinear(ArrayView<int> view, int salt)
    {
        int i = (Grid.LinearIndex * Group.Dimension.Size) + Group.LinearIndex;
        view[i] = (i * 3) + salt;
    }

    private static void Write2D(Index2D index, ArrayView<int> view, int width)
    {
        view[(index.Y * width) + index.X] = (index.X * 1000) + index.Y;
    }

    private static void Write3D(Index3D index, ArrayView<int> view, int width, int height)
    {
        view[(((index.Z * height) + index.Y) * width) + index.X] = (index.X * 10000) + (index.Y * 100) + index.Z;
    }

    private static void WriteBytes(Index1D index, ArrayView<byte> view)
    {
        view[index] = (byte)(index.X * 7);
    }

    private static void SharedInIndexKernel(Index1D index, ArrayView<int> view)
    {
        ArrayView<int> shared = SharedMemory.Allocate<int>(32);
        shared[index % 32] = index;
        view[index] = shared[index % 32];
    }

    private static void OrdinaryIndexKernel(Index1D start, ArrayView<int> view)
    {
        view[Grid.GlobalIndex.X] = start + Grid.GlobalIndex.X;
    }

    private static void P1(Index1D i, ArrayView<long> v) => v[i] = 1;

    private static void P2(Index1D i, ArrayView<long> v, byte a) => v[i] = a;

    private static void P3(Index1D i, ArrayView<long> v, byte a, long b) => v[i] = a + b;

    private static void P4(Index1D i, ArrayView<long> v, byte a, long b, float c) => v[i] = a + b + (long)(c * 2);

    private static void P6(Index1D i, ArrayView<long> v, byte a, long b, float c, bool d, double e) => v[i] = a + b + (long)(c * 2) + (d ? 100 : 0) + (long)(e * 2);

    private static void P10(Index1D i, ArrayView<long> v, int a, int b, int c, int d, int e, int f, int g, int h, int j) =>
        v[i] = (a * a) + (b * b) + (c * c) + (d * d) + (e * e) + (f * f) + (g * g) + (h * h) + (j * j);

    private static void P14(
        Index1D i, ArrayView<long> v, byte a, short b, int c, long d, sbyte e, ushort f, uint g, ulong h, float j, double k, bool l, char m, (byte A, long B) n) =>
        v[i] = a + b + c + d + e + f + g + (long)h + (long)j + (long)k + (l ? 1000 : 0) + m + n.A + n.B;

    private static void P18(
        Index1D i, ArrayView<long> v, byte a, short b, int c, long d, float e, double f, sbyte g, ushort h, uint j, ulong k, bool l, char m, ILGPU.Half n,
        DayOfWeek o, Index2D p, (int A, long B) q) =>
        v[i] = i + a + b + c + d + (long)e + (long)f + g + h + j + (long)k + (l ? 1000 : 0) + m + (long)((float)n * 2) + (long)o + p.X + p.Y + q.A + q.B;

    private static void SecretKernel(Index1D index, ArrayView<Secret> view, Secret value)
    {
        value.A += index;
        view[index] = value;
    }

    private void Expect(MemoryBuffer1D<long, Stride1D.Dense> buffer, long value)
    {
        buffer.Accelerator.Synchronize();
        Assert.All(buffer.GetAsArray1D(), x => Assert.Equal(value, x));
        buffer.MemSetToZero();
    }

    private void InstanceKernel(Index1D index, ArrayView<int> view)
    {
        view[index] = Odd + Fixture.GetHashCode();
    }

    internal struct Secret
    {
        public int A;
        public double B;
    }

    private static class Hidden<T>
        where T : unmanaged, System.Numerics.INumber<T>
    {
        internal static class Deeper
        {
            private static void Kernel<TOther>(Index1D index, ArrayView<T> a, ArrayView<TOther> b)
                where TOther : unmanaged, System.Numerics.INumber<TOther>
            {
                a[index] = T.One + T.One;
                b[index] = TOther.One + TOther.CreateTruncating((int)index);
            }
        }
    }
}
