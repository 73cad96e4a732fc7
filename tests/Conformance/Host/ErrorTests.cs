using System.Diagnostics;
using IlgpuOptim.Engine.Conformance.Harness;
using ILGPU;
using ILGPU.Runtime;
using Xunit;

namespace IlgpuOptim.Engine.Conformance.Host;

/// <summary>Kernels that must be refused. Each is C# that compiles and that a user might write.</summary>
internal static class RefusedKernels
{
    private static int mutable = 3;

    private sealed class Box(int value)
    {
        public int Value { get; } = value;
    }

    [Kernel]
    private static void Throw(Index1D index, ArrayView<int> view)
    {
        if (view[index] > 1000)
        {
            throw new InvalidOperationException();
        }

        view[index] = mutable == 3 ? 1 : 2;
    }

    [Kernel]
    private static void TryFinally(Index1D index, ArrayView<int> view)
    {
        try
        {
            view[index] = 1;
        }
        finally
        {
            view[index] += 1;
        }
    }

    [Kernel]
    private static void NewClass(Index1D index, ArrayView<int> view)
    {
        Box box = new(index);
        view[index] = box.Value;
    }

    [Kernel]
    private static void Text(Index1D index, ArrayView<int> view)
    {
        string text = "length" + index.X;
        view[index] = text.Length;
    }

    [Kernel]
    private static void Recursion(Index1D index, ArrayView<int> view)
    {
        view[index] = Fibonacci(view[index]);
    }

    private static int Fibonacci(int n)
    {
        return n < 2 ? n : Fibonacci(n - 1) + Fibonacci(n - 2);
    }

    [Kernel]
    private static void MutualRecursion(Index1D index, ArrayView<int> view)
    {
        view[index] = IsEven(view[index] & 7) ? 1 : 0;
    }

    private static bool IsEven(int n)
    {
        return n == 0 || IsOdd(n - 1);
    }

    private static bool IsOdd(int n)
    {
        return n != 0 && IsEven(n - 1);
    }

    [Kernel]
    private static void MutableStaticLoad(Index1D index, ArrayView<int> view)
    {
        view[index] = mutable;
    }

    [Kernel]
    private static void StaticStore(Index1D index, ArrayView<int> view)
    {
        mutable = view[index];
    }

    [Kernel]
    private static void DelegateInKernel(Index1D index, ArrayView<int> view)
    {
        Func<int, int> square = x => x * x;
        view[index] = square(view[index]);
    }

    [Kernel]
    private static void VariableArrayLength(Index1D index, ArrayView<int> view)
    {
        int[] array = new int[view[index]];
        view[index] = array.Length;
    }

    [Kernel]
    private static void JaggedArray(Index1D index, ArrayView<int> view)
    {
        int[][] array = [[1], [2, 3]];
        view[index] = array[1][0];
    }

    [Kernel]
    private static void CheckedArithmetic(Index1D index, ArrayView<int> view)
    {
        view[index] = checked(view[index] + index.X);
    }

    [Kernel]
    private static void DecimalArithmetic(Index1D index, ArrayView<int> view)
    {
        decimal x = view[index];
        view[index] = (int)(x * 1.5m);
    }

    [Kernel]
    private static void ListOfT(Index1D index, ArrayView<int> view)
    {
        List<int> list = [1, 2, 3];
        view[index] = list.Count;
    }

    [Kernel]
    private static void ConsoleOutput(Index1D index, ArrayView<int> view)
    {
        Console.WriteLine(view[index]);
    }

    [Kernel]
    private static void HostCall(Index1D index, ArrayView<int> view)
    {
        view.MemSetToZero();
    }

    [Kernel]
    private static void FileAccess(Index1D index, ArrayView<int> view)
    {
        view[index] = File.Exists("x") ? 1 : 0;
    }

    [Kernel]
    private static void MixedAddressSpaces(Index1D index, ArrayView<int> view)
    {
        int local = 5;
        ref int target = ref view[index] > 0 ? ref view[index] : ref local;
        target += 1;
        view[index] += local;
    }

    [Kernel]
    private static void TypeObject(Index1D index, ArrayView<int> view)
    {
        view[index] = typeof(int).GetHashCode();
    }

    [Kernel]
    private static void Lock(Index1D index, ArrayView<int> view)
    {
        lock (typeof(RefusedKernels))
        {
            view[index] = 1;
        }
    }
}

/// <summary>What goes wrong at compile time, at launch and in kernels, and that it does no lasting harm.</summary>
public sealed class ErrorTests(TargetFixture fixture) : KernelSuite(fixture)
{
    private static readonly float[] Table = [1f, 2f, 4f];

    public static IEnumerable<string> Refused => Names(typeof(RefusedKernels));

    [Theory]
    [EachTarget(nameof(Refused))]
    public void UnsupportedConstruct_IsRefusedByName(string target, string name)
    {
        Exception exception = Assert.ThrowsAny<Exception>(() => Open(target).LoadAutoGroupedKernel(Method(typeof(RefusedKernels), name)));
        Assert.Contains("KRN", exception.Message, StringComparison.Ordinal);
        Assert.Contains(name, exception.Message, StringComparison.Ordinal);

        // A failed compilation leaves the accelerator usable.
        Check(target, Fine, Odd, Data<int>(Odd));
    }

    [Theory]
    [EachTarget]
    public void Diagnostic_NamesTheSourceLine(string target)
    {
        Exception exception = Assert.ThrowsAny<Exception>(() => Open(target).LoadAutoGroupedKernel(Method(typeof(RefusedKernels), "NewClass")));
        Assert.Contains("ErrorTests.cs", exception.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [EachTarget]
    public void Diagnostic_NamesTheHelper(string target)
    {
        Exception exception = Assert.ThrowsAny<Exception>(() => Open(target).LoadAutoGroupedKernel(Method(typeof(RefusedKernels), "Recursion")));
        Assert.Contains("Fibonacci", exception.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [EachTarget]
    public void DivisionByZero_SurfacesFromSynchronize(string target)
    {
        Require(target, TargetCapabilities.Faults);
        using Context context = Context.Create(builder => TestTargets.Get(target).Configure(builder));
        using Accelerator accelerator = TestTargets.Get(target).Create(context);
        int[] divisors = [.. Enumerable.Repeat(3, 1000)];
        divisors[517] = 0;
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = accelerator.Allocate1D(divisors);
        Action<Index1D, ArrayView<int>> kernel = accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>>(Divide);
        kernel(1000, buffer.View);
        Exception exception = Assert.ThrowsAny<Exception>(accelerator.Synchronize);
        Assert.Contains("517", exception.ToString(), StringComparison.Ordinal);

        // Once only, and the accelerator works on.
        accelerator.Synchronize();
        buffer.CopyFromCPU(Enumerable.Repeat(4, 1000).ToArray());
        kernel(1000, buffer.View);
        accelerator.Synchronize();
        Assert.All(buffer.GetAsArray1D(), x => Assert.Equal(25, x));
    }

    [Theory]
    [EachTarget]
    public void DivisionByZero_InInactiveWorkItemsIsNone(string target)
    {
        int[] divisors = [.. Enumerable.Range(0, 1000).Select(i => i % 3)];
        Results results = Run(target, DivideWhereSafe, 1000, divisors);
        Assert.Equal(divisors.Select(d => d == 0 ? -1 : 100 / d), results.Get<int>(0));
    }

    [Theory]
    [EachTarget]
    public void MinimumByMinusOne(string target)
    {
        Results results = Run(
            target,
            DivideMinimum,
            Odd,
            Enumerable.Repeat(-1, Odd).ToArray(),
            Enumerable.Repeat(-1L, Odd).ToArray(),
            new int[Odd],
            new long[Odd],
            new int[Odd]);
        Assert.All(results.Get<int>(2), x => Assert.Equal(int.MinValue, x));
        Assert.All(results.Get<long>(3), x => Assert.Equal(long.MinValue, x));
        Assert.All(results.Get<int>(4), x => Assert.Equal(0, x));
    }

    [Theory]
    [EachTarget]
    public void Assertion_SurfacesWithTheWorkItem(string target)
    {
        Require(target, TargetCapabilities.Assertions);
        using Context context = Context.Create(builder =>
        {
            TestTargets.Get(target).Configure(builder);
            builder.Assertions();
        });
        using Accelerator accelerator = TestTargets.Get(target).Create(context);
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = accelerator.Allocate1D<int>(500);
        accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>>(AssertKernel)(500, buffer.View);
        Exception exception = Assert.ThrowsAny<Exception>(accelerator.Synchronize);
        Assert.Contains("321", exception.ToString(), StringComparison.Ordinal);
        Assert.Contains("too far", exception.ToString(), StringComparison.Ordinal);
        accelerator.Synchronize();
    }

    [Theory]
    [EachTarget]
    public void StaticReadOnlyArrays_FollowTheArrayMode(string target)
    {
        Assert.ThrowsAny<Exception>(() => Open(target).LoadAutoGroupedStreamKernel<Index1D, ArrayView<float>>(TableKernel));
        using Context context = Context.Create(builder =>
        {
            TestTargets.Get(target).Configure(builder);
            builder.Arrays(ArrayMode.InlineMutableStaticArrays);
        });
        using Accelerator accelerator = TestTargets.Get(target).Create(context);
        using MemoryBuffer1D<float, Stride1D.Dense> buffer = accelerator.Allocate1D<float>(30);
        accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<float>>(TableKernel)(30, buffer.View);
        accelerator.Synchronize();
        Assert.Equal(Enumerable.Range(0, 30).Select(i => Table[i % 3] + 3f), buffer.GetAsArray1D());
    }

    [Theory]
    [EachTarget]
    public void MutableStatics_FollowTheStaticFieldMode(string target)
    {
        using Context context = Context.Create(builder =>
        {
            TestTargets.Get(target).Configure(builder);
            builder.StaticFields(StaticFieldMode.MutableStaticFields | StaticFieldMode.IgnoreStaticFieldStores);
        });
        using Accelerator accelerator = TestTargets.Get(target).Create(context);
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = accelerator.Allocate1D<int>(10);
        accelerator.LoadAutoGroupedKernel(Method(typeof(RefusedKernels), "MutableStaticLoad"))
            .Launch(accelerator.DefaultStream, 10, (ArrayView<int>)buffer.View);
        accelerator.Synchronize();
        Assert.All(buffer.GetAsArray1D(), x => Assert.Equal(3, x));
    }

    [Theory]
    [EachTarget]
    public async Task DivergentBarrier_DoesNotHang(string target)
    {
        // Undefined by the rules; it must end, by an error or with any result.
        Task task = Task.Run(() =>
        {
            try
            {
                Run(target, DivergentBarrier, Launch.Groups(2, 64), new int[128]);
            }
            catch (Exception exception) when (exception is not NullReferenceException)
            {
                Debug.WriteLine(exception.Message);
            }
        });
        Assert.True(await Task.WhenAny(task, Task.Delay(TimeSpan.FromSeconds(30))) == task, "the launch hangs");
    }

    [Theory]
    [EachTarget]
    public void ConcurrentLoaders(string target)
    {
        // Many threads compile the same and different kernels at once.
        Accelerator accelerator = Open(target);
        System.Threading.Tasks.Parallel.For(0, 64, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            using AcceleratorStream stream = accelerator.CreateStream();
            using MemoryBuffer1D<int, Stride1D.Dense> buffer = accelerator.Allocate1D<int>(100);
            Action<AcceleratorStream, Index1D, ArrayView<int>, int> kernel = (i % 4) switch
            {
                0 => accelerator.LoadAutoGroupedKernel<Index1D, ArrayView<int>, int>(Concurrent0),
                1 => accelerator.LoadAutoGroupedKernel<Index1D, ArrayView<int>, int>(Concurrent1),
                2 => accelerator.LoadAutoGroupedKernel<Index1D, ArrayView<int>, int>(Concurrent2),
                _ => accelerator.LoadAutoGroupedKernel<Index1D, ArrayView<int>, int>(Concurrent3),
            };
            kernel(stream, 100, buffer.View, i);
            stream.Synchronize();
            Assert.Equal(Enumerable.Range(0, 100).Select(x => (x * i) + (i % 4)), buffer.GetAsArray1D());
        });
    }

    [Theory]
    [EachTarget]
    public void ConcurrentLaunches(string target)
    {
        Accelerator accelerator = Open(target);
        Action<AcceleratorStream, Index1D, ArrayView<int>, int> kernel =
            accelerator.LoadAutoGroupedKernel<Index1D, ArrayView<int>, int>(Concurrent0);
        System.Threading.Tasks.Parallel.For(0, 8, t =>
        {
            using AcceleratorStream stream = accelerator.CreateStream();
            using MemoryBuffer1D<int, Stride1D.Dense> buffer = accelerator.Allocate1D<int>(1000);

            for (int i = 0; i < 100; ++i)
            {
                kernel(stream, 1000, buffer.View, (t * 1000) + i);
                int[] result = new int[1000];
                buffer.View.CopyToCPU(stream, result);
                stream.Synchronize();
                Assert.Equal(999 * ((t * 1000) + i), result[999]);
            }
        });
    }

    [Theory]
    [EachTarget]
    public void NullArguments(string target)
    {
        Assert.ThrowsAny<ArgumentException>(() => Open(target).LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>>(null!));
        Assert.ThrowsAny<Exception>(() => Open(target).LoadAutoGroupedKernel((System.Reflection.MethodInfo)null!));
    }

    [Theory]
    [EachTarget]
    public void WrongNumberOfArguments(string target)
    {
        using Kernel kernel = Open(target).LoadAutoGroupedKernel(Method(typeof(ErrorTests), nameof(Concurrent0)));
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = Open(target).Allocate1D<int>(10);
        Assert.ThrowsAny<Exception>(() => kernel.Launch(Open(target).DefaultStream, 10, (ArrayView<int>)buffer.View));
        Assert.ThrowsAny<Exception>(() => kernel.Launch(Open(target).DefaultStream, 10, (ArrayView<int>)buffer.View, 1L));
    }

    [Theory]
    [EachTarget]
    public void LongIndexKernel_IsAnError(string target)
    {
        Assert.ThrowsAny<Exception>(() => Open(target).LoadAutoGroupedStreamKernel<LongIndex1D, ArrayView<int>>(LongKernel));
    }

    private static void Fine(Index1D index, ArrayView<int> view)
    {
        view[index] += index;
    }

    private static void Divide(Index1D index, ArrayView<int> view)
    {
        view[index] = 100 / view[index];
    }

    private static void DivideWhereSafe(Index1D index, ArrayView<int> view)
    {
        if (view[index] != 0)
        {
            view[index] = 100 / view[index];
        }
        else
        {
            view[index] = -1;
        }
    }

    private static void DivideMinimum(Index1D index, ArrayView<int> a, ArrayView<long> b, ArrayView<int> quotients, ArrayView<long> longs, ArrayView<int> remainders)
    {
        quotients[index] = int.MinValue / a[index];
        longs[index] = long.MinValue / b[index];
        remainders[index] = (int.MinValue % a[index]) + (int)(long.MinValue % b[index]);
    }

    private static void AssertKernel(Index1D index, ArrayView<int> view)
    {
        Trace.Assert(index != 321, "too far");
        view[index] = index;
    }

    private static void TableKernel(Index1D index, ArrayView<float> view)
    {
        view[index] = Table[index % 3] + Table.Length;
    }

    private static void DivergentBarrier(ArrayView<int> view)
    {
        if (Group.IdxX < 20)
        {
            Group.Barrier();
            view[Grid.GlobalIndex.X] = 1;
        }
    }

    private static void Concurrent0(Index1D index, ArrayView<int> view, int factor)
    {
        view[index] = index * factor;
    }

    private static void Concurrent1(Index1D index, ArrayView<int> view, int factor)
    {
        view[index] = (index * factor) + 1;
    }

    private static void Concurrent2(Index1D index, ArrayView<int> view, int factor)
    {
        view[index] = (index * factor) + 2;
    }

    private static void Concurrent3(Index1D index, ArrayView<int> view, int factor)
    {
        view[index] = (index * factor) + 3;
    }

    private static void LongKernel(LongIndex1D index, ArrayView<int> view)
    {
        view[index] = 1;
    }
}
