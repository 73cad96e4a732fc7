using IlgpuOptim.Engine.Conformance.Harness;
using ILGPU;
using ILGPU.Runtime;
using Xunit;

namespace IlgpuOptim.Engine.Conformance.Host;

/// <summary>Contexts, accelerators and kernels may be made and used by several threads at a time.</summary>
public sealed class ConcurrencyTests(TargetFixture fixture) : KernelSuite(fixture)
{
    private const int Threads = 6;
    private const int Length = 77;

    private interface IConstant
    {
        static abstract int Value { get; }
    }

    [Theory]
    [EachTarget]
    public void OneAccelerator_CompilesAndLaunchesFromManyThreads(string target)
    {
        using Context context = Context.Create(builder => TestTargets.Get(target).Configure(builder));
        using Accelerator accelerator = TestTargets.Get(target).Create(context);
        InParallel(() => UseAll(accelerator));
    }

    [Theory]
    [EachTarget]
    public void ManyContexts_CompileAndLaunchAtTheSameTime(string target) => InParallel(() =>
    {
        using Context context = Context.Create(builder => TestTargets.Get(target).Configure(builder));
        using Accelerator accelerator = TestTargets.Get(target).Create(context);
        UseAll(accelerator);
    });

    private static void InParallel(Action action)
    {
        using Barrier start = new(Threads);
        List<Exception> failures = [];
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(_ => new Thread(() =>
        {
            try
            {
                start.SignalAndWait();
                action();
            }
            catch (Exception exception)
            {
                lock (failures)
                {
                    failures.Add(exception);
                }
            }
        }))];

        foreach (Thread thread in threads)
        {
            thread.Start();
        }

        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        Assert.Empty(failures);
    }

    private static void UseAll(Accelerator accelerator)
    {
        Use<Three>(accelerator);
        Use<Five>(accelerator);
        Use<Seven>(accelerator);
        Use<Eleven>(accelerator);
    }

    private static void Use<TConstant>(Accelerator accelerator)
        where TConstant : struct, IConstant
    {
        Check<TConstant, int>(accelerator, Integers<TConstant>, i => (i * TConstant.Value) ^ (i << (TConstant.Value & 3)));
        Check<TConstant, long>(accelerator, Longs<TConstant>, i => ((long)i * TConstant.Value) >> 1);
        Check<TConstant, float>(accelerator, Floats<TConstant>, i => MathF.Sqrt(i) * TConstant.Value);
        Check<TConstant, double>(accelerator, Doubles<TConstant>, i => i < TConstant.Value ? i / 3.0 : i - 0.5);
    }

    private static void Check<TConstant, T>(Accelerator accelerator, Action<Index1D, ArrayView<T>> kernel, Func<int, T> expected)
        where TConstant : struct, IConstant
        where T : unmanaged
    {
        using AcceleratorStream stream = accelerator.CreateStream();
        using MemoryBuffer1D<T, Stride1D.Dense> buffer = accelerator.Allocate1D<T>(Length);
        accelerator.LoadAutoGroupedKernel(kernel)(stream, Length, buffer.View);
        stream.Synchronize();
        Assert.Equal(Enumerable.Range(0, Length).Select(expected), buffer.GetAsArray1D(stream));
    }

    private static void Integers<TConstant>(Index1D index, ArrayView<int> view)
        where TConstant : struct, IConstant =>
        view[index] = (index * TConstant.Value) ^ (index << (TConstant.Value & 3));

    private static void Longs<TConstant>(Index1D index, ArrayView<long> view)
        where TConstant : struct, IConstant =>
        view[index] = ((long)index.X * TConstant.Value) >> 1;

    private static void Floats<TConstant>(Index1D index, ArrayView<float> view)
        where TConstant : struct, IConstant =>
        view[index] = MathF.Sqrt(index) * TConstant.Value;

    private static void Doubles<TConstant>(Index1D index, ArrayView<double> view)
        where TConstant : struct, IConstant =>
        view[index] = index < TConstant.Value ? index / 3.0 : index - 0.5;

    private readonly struct Three : IConstant
    {
        public static int Value => 3;
    }

    private readonly struct Five : IConstant
    {
        public static int Value => 5;
    }

    private readonly struct Seven : IConstant
    {
        public static int Value => 7;
    }

    private readonly struct Eleven : IConstant
    {
        public static int Value => 11;
    }
}
