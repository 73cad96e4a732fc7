using IlgpuOptim.Engine.Conformance.Harness;
using ILGPU;
using ILGPU.Runtime;
using Xunit;

namespace IlgpuOptim.Engine.Conformance.Host;

/// <summary>SpecializedValue parameters: constants per compiled kernel.</summary>
public sealed class SpecializationTests(TargetFixture fixture) : KernelSuite(fixture)
{
    public enum Mode : short
    {
        Add,
        Subtract,
    }

    public struct Shape : IEquatable<Shape>
    {
        public int Width;
        public float Scale;
        public byte Kind;

        public readonly bool Equals(Shape other)
        {
            return Width == other.Width && Scale == other.Scale && Kind == other.Kind;
        }

        public override readonly bool Equals(object? obj)
        {
            return obj is Shape shape && Equals(shape);
        }

        public override readonly int GetHashCode()
        {
            return HashCode.Combine(Width, Scale, Kind);
        }
    }

    public readonly record struct Block(int Rows, int Columns)
    {
        public int Count => this.Rows * this.Columns;
    }

    [Theory]
    [EachTarget]
    public void Numbers(string target)
    {
        CheckValue<sbyte>(target, -5, 7);
        CheckValue<byte>(target, 200, 0);
        CheckValue<short>(target, -3000, 5);
        CheckValue<ushort>(target, 60000, 1);
        CheckValue(target, int.MinValue, 17);
        CheckValue(target, uint.MaxValue, 3u);
        CheckValue(target, long.MinValue, 1L << 40);
        CheckValue(target, ulong.MaxValue, 9ul);
        CheckValue(target, float.NaN, -1.5f);
        CheckValue(target, double.PositiveInfinity, 2.25);
        CheckValue(target, (ILGPU.Half)1.5f, (ILGPU.Half)(-2f));
    }

    [Theory]
    [EachTarget]
    public void ManyValues_OneKernelEach(string target)
    {
        Action<Index1D, ArrayView<int>, SpecializedValue<int>> kernel =
            Open(target).LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>, SpecializedValue<int>>(SumKernel);
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = Open(target).Allocate1D<int>(20);

        for (int round = 0; round < 2; ++round)
        {
            for (int n = 0; n < 12; ++n)
            {
                kernel(20, buffer.View, SpecializedValue.New(n));
                Open(target).Synchronize();
                Assert.Equal(Enumerable.Range(0, 20).Select(i => Enumerable.Range(0, n).Sum(k => k * i)), buffer.GetAsArray1D());
            }
        }
    }

    [Theory]
    [EachTarget]
    public void ArrayLength(string target)
    {
        Action<Index1D, ArrayView<int>, SpecializedValue<int>> kernel =
            Open(target).LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>, SpecializedValue<int>>(ArrayKernel);
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = Open(target).Allocate1D<int>(20);

        foreach (int n in (int[])[1, 4, 9])
        {
            kernel(20, buffer.View, SpecializedValue.New(n));
            Open(target).Synchronize();
            Assert.Equal(Enumerable.Range(0, 20).Select(i => (i % n * 3) + n), buffer.GetAsArray1D());
        }
    }

    /// <summary>The length goes through a property of a local variable, within a loop.</summary>
    [Theory]
    [EachTarget]
    public void ArrayLengthByProperty(string target)
    {
        Action<Index1D, ArrayView<int>, SpecializedValue<Block>, int> kernel =
            Open(target).LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>, SpecializedValue<Block>, int>(BlockKernel);
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = Open(target).Allocate1D<int>(20);

        foreach (Block block in (Block[])[new(1, 1), new(2, 3), new(4, 2)])
        {
            kernel(20, buffer.View, SpecializedValue.New(block), 3);
            Open(target).Synchronize();
            int count = block.Rows * block.Columns;
            Assert.Equal(Enumerable.Range(0, 20).Select(i => Enumerable.Range(0, 3).Sum(k => Enumerable.Range(0, count).Sum(j => i + j + k))), buffer.GetAsArray1D());
        }
    }

    [Theory]
    [EachTarget]
    public void SharedMemorySize(string target)
    {
        Action<KernelConfig, ArrayView<int>, SpecializedValue<int>> kernel =
            Open(target).LoadStreamKernel<ArrayView<int>, SpecializedValue<int>>(SharedKernel);
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = Open(target).Allocate1D<int>(128);

        foreach (int n in (int[])[16, 32, 64])
        {
            kernel((128 / n, n), buffer.View, SpecializedValue.New(n));
            Open(target).Synchronize();
            Assert.Equal(Enumerable.Range(0, 128).Select(i => (i / n * n) + n - 1 - (i % n) + n), buffer.GetAsArray1D());
        }
    }

    [Theory]
    [EachTarget]
    public void StructsAndEnums(string target)
    {
        Action<Index1D, ArrayView<float>, SpecializedValue<Shape>> kernel =
            Open(target).LoadAutoGroupedStreamKernel<Index1D, ArrayView<float>, SpecializedValue<Shape>>(ShapeKernel);
        using MemoryBuffer1D<float, Stride1D.Dense> buffer = Open(target).Allocate1D<float>(20);

        foreach (Shape shape in (Shape[])[new() { Width = 3, Scale = 0.5f, Kind = 1 }, new() { Width = -2, Scale = 2f, Kind = 0 }])
        {
            kernel(20, buffer.View, SpecializedValue.New(shape));
            Open(target).Synchronize();
            Assert.Equal(Enumerable.Range(0, 20).Select(i => shape.Kind == 1 ? i * shape.Scale : shape.Width + (float)i), buffer.GetAsArray1D());
        }
    }

    [Theory]
    [EachTarget]
    public void SeveralParameters(string target)
    {
        Action<Index1D, SpecializedValue<int>, ArrayView<int>, int, SpecializedValue<long>, SpecializedValue<bool>> kernel = Open(target)
            .LoadAutoGroupedStreamKernel<Index1D, SpecializedValue<int>, ArrayView<int>, int, SpecializedValue<long>, SpecializedValue<bool>>(SeveralKernel);
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = Open(target).Allocate1D<int>(20);

        for (int i = 0; i < 4; ++i)
        {
            kernel(20, SpecializedValue.New(i), buffer.View, i * 10, SpecializedValue.New(1L << i), SpecializedValue.New(i % 2 == 0));
            Open(target).Synchronize();
            int salt = i + (i * 10) + (1 << i);
            Assert.Equal(Enumerable.Range(0, 20).Select(x => i % 2 == 0 ? x + salt : salt), buffer.GetAsArray1D());
        }
    }

    private static void ValueKernel<T>(Index1D index, ArrayView<T> view, SpecializedValue<T> value)
        where T : unmanaged, IEquatable<T>
    {
        T copy = value;
        view[index] = index == 0 ? value.Value : copy;
    }

    private static void SumKernel(Index1D index, ArrayView<int> view, SpecializedValue<int> trips)
    {
        int sum = 0;

        for (int i = 0; i < trips; ++i)
        {
            sum += i * index;
        }

        view[index] = sum;
    }

    private static void ArrayKernel(Index1D index, ArrayView<int> view, SpecializedValue<int> length)
    {
        int[] array = new int[length];

        for (int i = 0; i < array.Length; ++i)
        {
            array[i] = i * 3;
        }

        view[index] = array[index % length] + array.Length;
    }

    private static void SharedKernel(ArrayView<int> view, SpecializedValue<int> size)
    {
        ArrayView<int> shared = SharedMemory.Allocate<int>(size);
        shared[Group.IdxX] = Grid.GlobalIndex.X;
        Group.Barrier();
        view[Grid.GlobalIndex.X] = shared[size - 1 - Group.IdxX] + shared.IntLength;
    }

    private static void BlockKernel(Index1D index, ArrayView<int> view, SpecializedValue<Block> constants, int rounds)
    {
        Block block = constants.Value;
        int sum = 0;

        for (int k = 0; k < rounds; ++k)
        {
            int[] values = new int[block.Count];

            for (int j = 0; j < block.Count; ++j)
            {
                values[j] = index + j + k;
            }

            for (int j = 0; j < block.Count; ++j)
            {
                sum += values[j];
            }
        }

        view[index] = sum;
    }

    private static void ShapeKernel(Index1D index, ArrayView<float> view, SpecializedValue<Shape> shape)
    {
        Shape s = shape;
        view[index] = s.Kind == 1 ? index * s.Scale : s.Width + index;
    }

    private static void SeveralKernel(
        Index1D index, SpecializedValue<int> a, ArrayView<int> view, int b, SpecializedValue<long> c, SpecializedValue<bool> d)
    {
        view[index] = (d ? index : 0) + a + b + (int)c.Value;
    }

    private void CheckValue<T>(string target, params T[] values)
        where T : unmanaged, IEquatable<T>
    {
        Action<Index1D, ArrayView<T>, SpecializedValue<T>> kernel =
            Open(target).LoadAutoGroupedStreamKernel<Index1D, ArrayView<T>, SpecializedValue<T>>(ValueKernel);
        using MemoryBuffer1D<T, Stride1D.Dense> buffer = Open(target).Allocate1D<T>(20);

        foreach (T value in values)
        {
            kernel(20, buffer.View, SpecializedValue.New(value));
            Open(target).Synchronize();
            Assert.Null(ValueComparer.FindDifference<T>(Enumerable.Repeat(value, 20).ToArray(), buffer.GetAsArray1D(), Tolerance.Exact));
        }
    }
}
