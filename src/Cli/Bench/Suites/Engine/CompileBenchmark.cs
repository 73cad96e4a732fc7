using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;

using ILGPU;
using ILGPU.Runtime;

using IlgpuOptim.Cli.Bench.Kernels;
using IlgpuOptim.Cli.Bench.Limits;

namespace IlgpuOptim.Cli.Bench.Suites.Engine;

/// <summary>
/// From a method to its first result, with a warm compiler: every sample is a new instantiation of the generic Adam
/// kernel, loaded and launched once. The limit is what the .NET JIT alone takes for the hand-written loop.
/// </summary>
internal sealed unsafe class CompileBenchmark : Benchmark
{
    private const string Name = "jit_adam";
    private const int Length = 64;

    /// <summary>Compilations before the first sample: by then the compiler's own methods are compiled for speed.</summary>
    private const int WarmUp = 40;


    public override IReadOnlyList<string> Kernels => [Name];

    public override IEnumerable<BenchRow> Run(BenchSession session, Predicate<string> wanted)
    {
        const string shape = "one kernel, load + first launch";
        using BufferSet buffers = new(session.Accelerator);
        MemoryBuffer1D<float, Stride1D.Dense>[] arrays = [.. Enumerable.Range(0, 4).Select(_ => buffers.Allocate<float>(Length))];
        int count = session.Size(60, 20);
        int warmUp = session.OpenCl is null ? WarmUp : WarmUp / 10;
        List<double> seconds = [];
        List<double> limit = [];
        FreshTypes tags = new();

        for (int i = 0; i < warmUp + count; i++)
        {
            session.Stop.ThrowIfCancellationRequested();

            if (CompileAndRun(session, buffers, arrays, tags.Next(), out double kernelSeconds) is { } wrong)
            {
                return [BenchRows.Failed(session, Name, shape, "wrong result: " + wrong)];
            }

            double limitSeconds = session.OpenCl is { } openCl ? CompileByHand(openCl) : PrepareByHand(tags.Next());

            if (i >= warmUp)
            {
                seconds.Add(kernelSeconds);
                limit.Add(limitSeconds);
            }
        }

        return
        [
            LatencyRow.Create(
                session,
                Name,
                shape,
                new PairedSamples([.. seconds], [.. limit]),
                session.OpenCl is null ? "the .NET JIT compiling the hand-written loop" : "the driver compiling hand-written OpenCL C",
                session.OpenCl is null ? BenchTarget.Seconds(10e-3) : null),
        ];
    }

    private static string? CompileAndRun(
        BenchSession session, BufferSet buffers, MemoryBuffer1D<float, Stride1D.Dense>[] arrays, Type tag, out double seconds)
    {
        MethodInfo method = typeof(AdamKernel<>).MakeGenericType(tag).GetMethod(nameof(AdamKernel.Step))!;
        Action<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, AdamConstants> step = method
            .CreateDelegate<Action<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, AdamConstants>>();
        AdamConstants constants = AdamConstants.AtStep(1);

        float* p = buffers.Floats(arrays[0]);

        RandomFill.Constant(p, Length, 1);
        RandomFill.Constant(buffers.Floats(arrays[1]), Length, 0);
        RandomFill.Constant(buffers.Floats(arrays[2]), Length, 0);
        RandomFill.Constant(buffers.Floats(arrays[3]), Length, 0.5f);

        buffers.Upload();
        long start = Stopwatch.GetTimestamp();
        session.Accelerator.LoadAutoGroupedStreamKernel(step)(
            Length, arrays[0].View, arrays[1].View, arrays[2].View, arrays[3].View, constants);
        session.Accelerator.Synchronize();
        seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;

        buffers.Download();

        if (session.Options.Fault == Name)
        {
            p[Length / 3] += 1e-3f;
        }

        // The first step of Adam is the learning rate against the sign of the gradient.
        return Verification.Compare(p, Length, _ => 1 - 1e-3, _ => 1e-6, "p");
    }

    private static double PrepareByHand(Type tag)
    {
        MethodInfo method = typeof(HandWrittenAdam<>).MakeGenericType(tag).GetMethod(nameof(HandWrittenAdam<int>.Step))!;
        RuntimeTypeHandle[] arguments = [tag.TypeHandle];
        long start = Stopwatch.GetTimestamp();
        RuntimeHelpers.PrepareMethod(method.MethodHandle, arguments);

        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    // A number that no process used before, or the caches of driver and engine would answer.
    private static double CompileByHand(OpenClLimits limits)
    {
        long start = Stopwatch.GetTimestamp();
        limits.CompileAdam(HashCode.Combine(Environment.ProcessId, start));

        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Types nobody has used before: every number from 0 on, written with two generic structs as digits.</summary>
    private sealed class FreshTypes
    {
        private int _next;

        public Type Next()
        {
            int number = this._next++;
            Type type = typeof(int);

            for (int bit = 0; bit < 16; bit++)
            {
                type = ((number >> bit) & 1) == 0 ? typeof(Zero<>).MakeGenericType(type) : typeof(One<>).MakeGenericType(type);
            }

            return type;
        }
    }

    private readonly struct Zero<T>;

    private readonly struct One<T>;
}
