using System.Reflection;
using System.Reflection.Metadata;

using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

using IlgpuOptim.Cli.Kernels;
using IlgpuOptim.Cli.Kernels.Tour;
using IlgpuOptim.Compute;
using IlgpuOptim.Engine.Frontend;
using IlgpuOptim.Engine.Runtime;
using IlgpuOptim.MatrixCompletion.Solvers;
using IlgpuOptim.Optimizers;
using IlgpuOptim.Ptx;
using IlgpuOptim.Ptx.Driver;

using Xunit;

namespace IlgpuOptim.Cli.Tests;

/// <summary>The list of the product's kernels is complete, and what stands in it computes on GPUs what it computes on processors.</summary>
public sealed class ProductKernelTests(ITestOutputHelper output)
{
    /// <summary>A device, such as cuda:0.</summary>
    private const string DeviceVariable = "ILGPUOPTIM_TOUR_DEVICE";

    private const BindingFlags Everything =
        BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Stops that the scalar form of OpenCL runs in seconds, which drivers need for its compilation: all algorithms, in one precision.</summary>
    private static readonly string[] OpenClStops =
    [
        "products_f32", "syrk_f32", "qr_cholesky", "eigen", "reductions_f32", "random_normal", "adamw_f32", "sgd_momentum_bf16", "rf_rmsprop_momentum_f32",
        "rf_adamw_f16", "ldadam_f32", "sirf_dense_f32", "sirf_hierarchical15_f32", "sirf_lowertoeplitz_f32", "accumulate_f32", "als_biases_f32",
        "als_gradients_f32", "deep_f32", "stochastic_gradients_f32",
    ];

    /// <summary>Who writes a kernel and does not take it on the tour hears of it here.</summary>
    [Fact]
    public void EveryMethodThatTheProductLoadsAsKernel_IsListed()
    {
        HashSet<MethodBase> listed =
        [
            .. ((KernelProfile[])[KernelCatalog.Cuda, KernelCatalog.Cpu, OpenClDump.ProfileOf("opencl")])
                .SelectMany(ProductKernels.List)
                .Select(kernel => Definition(kernel.Method)),
        ];
        MethodBase[] loaded =
        [
            .. ((Type[])[typeof(ComputeDevice), typeof(Optimizer), typeof(AlsSolver<>)]).SelectMany(type => LoadedKernels(type.Assembly)).Distinct(),
        ];

        Assert.True(loaded.Length > 50, $"only {loaded.Length} kernels were found in the IL");
        string[] missing = [.. loaded.Where(method => !listed.Contains(method)).Select(method => $"{method.DeclaringType}.{method.Name}")];
        Assert.True(missing.Length == 0, "not on the tour: " + string.Join(", ", missing));
    }

    /// <summary>
    /// The PTX of every kernel of the product, run by the strict machine behind the real CUDA runtime. The kernels that the runtime compiles are
    /// those of the list: a device that only records decides as a GPU does.
    /// </summary>
    [Fact]
    public void Tour_OnThePtxMachine_GivesTheNumbersOfTheCpu()
    {
        using Context context = Context.Create(builder => builder.VirtualCudaDevices(90, new PtxOptions { Seed = 1 }));
        using CudaAccelerator accelerator = context.CreateCudaAccelerator(0);
        KernelRecorder recorder = new(isDry: false);
        accelerator.Recorder = recorder;
        using ComputeDevice device = new(accelerator);
        using ComputeDevice cpu = ComputeDevice.Open("cpu");
        IReadOnlyList<NamedKernel> used = ProductKernels.Visit(device, recorder, ProductTour.Stops, stop => this.Compare(stop, cpu, device));

        Assert.Equal(
            ProductKernels.List(KernelCatalog.Cuda).Select(kernel => (kernel.Name, kernel.Description)),
            used.Select(kernel => (kernel.Name, kernel.Description)));
    }

    /// <summary>The OpenCL C for GPUs, run on the processor.</summary>
    [Fact]
    public void Tour_InOpenClForGpus_GivesTheNumbersOfTheCpu()
    {
        using Context context = Context.Create(builder => builder.OpenCL());
        Assert.SkipWhen(context.GetCLDevices().Count == 0, "no OpenCL device");
        using CLAccelerator accelerator = context.GetCLDevices()[0].WithLanes(0).CreateCLAccelerator(context);
        using ComputeDevice device = new(accelerator, DeviceClass.Gpu, AcceleratorType.OpenCL);
        using ComputeDevice cpu = ComputeDevice.Open("cpu");
        TourStop[] stops = [.. ProductTour.Stops.Where(stop => OpenClStops.Contains(stop.Name))];
        Assert.Equal(OpenClStops.Length, stops.Length);
        Array.ForEach(stops, stop => this.Compare(stop, cpu, device));
    }

    /// <summary>The kernels of the product on the device that the environment names: what checks of machines with GPUs run.</summary>
    [Fact]
    public void Tour_OnTheDeviceOfTheEnvironment_GivesTheNumbersOfTheCpu()
    {
        string? name = Environment.GetEnvironmentVariable(DeviceVariable);
        Assert.SkipWhen(string.IsNullOrEmpty(name), $"{DeviceVariable} names no device");
        using ComputeDevice device = ComputeDevice.Open(name!);
        using ComputeDevice cpu = ComputeDevice.Open("cpu");

        foreach (TourStop stop in ProductTour.Stops)
        {
            this.Compare(stop, cpu, device);
        }
    }

    private void Compare(TourStop stop, ComputeDevice cpu, ComputeDevice device)
    {
        double[] expected = stop.Run(cpu);
        double[] actual = stop.Run(device);
        Assert.Equal(expected.Length, actual.Length);
        double worst = 0;

        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(double.IsFinite(actual[i]), $"{stop.Name}[{i}] is {actual[i]}");
            worst = Math.Max(worst, Math.Abs(expected[i] - actual[i]) / Math.Max(1, Math.Abs(expected[i])));
        }

        output.WriteLine($"{stop.Name,-40} {worst:e1}");

        // Sums are added in another order; where something is rounded to 16 bits, the last bit may change its neighbour.
        double tolerance = stop.Name.Contains("bf16", StringComparison.Ordinal) || stop.Name == "sirf_narrow" ? 8e-3
            : stop.Name.Contains("f16", StringComparison.Ordinal) ? 1e-3
            : stop.Name.Contains("f64", StringComparison.Ordinal) ? 1e-12
            : 2e-6;
        Assert.True(worst <= tolerance, $"{stop.Name} differs by {worst:e1}");
    }

    /// <summary>Methods whose addresses are taken where the accelerator is asked to load a kernel.</summary>
    private static IEnumerable<MethodBase> LoadedKernels(Assembly assembly)
    {
        foreach (MethodBase method in assembly.GetTypes().SelectMany(
            type => type.GetMethods(Everything).Cast<MethodBase>().Concat(type.GetConstructors(Everything)).Where(method => method.GetMethodBody() is not null)))
        {
            IlInstruction[] code = IlCode.Read(method).Instructions;

            if (Targets(method, code, ILOpCode.Call, ILOpCode.Callvirt).Any(
                target => target.Name.StartsWith("Load", StringComparison.Ordinal) && target.Name.Contains("Kernel", StringComparison.Ordinal)
                    && target.DeclaringType!.Assembly == typeof(Accelerator).Assembly))
            {
                foreach (MethodBase target in Targets(method, code, ILOpCode.Ldftn).Where(target => target.IsStatic))
                {
                    yield return Definition(target);
                }
            }
        }
    }

    private static IEnumerable<MethodBase> Targets(MethodBase method, IlInstruction[] code, params ILOpCode[] operations)
    {
        Type[]? ofType = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        Type[]? ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : null;

        return code.Where(instruction => operations.Contains(instruction.Op))
            .Select(instruction => method.Module.ResolveMethod((int)instruction.Operand, ofType, ofMethod)!);
    }

    /// <summary>A method without the arguments of its type and its own.</summary>
    private static MethodBase Definition(MethodBase method) => method.Module.ResolveMethod(method.MetadataToken)!;
}
