using System.Reflection;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;
using IlgpuOptim.Engine.Runtime.Cuda;
using IlgpuOptim.Engine.Runtime.OpenCL;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace IlgpuOptim.Engine.Conformance.Harness;

/// <summary>What a target can do; tests that need more are skipped with the reason.</summary>
[Flags]
public enum TargetCapabilities
{
    None = 0,

    /// <summary>Double precision arithmetic.</summary>
    Double = 1,

    /// <summary>Atomics on 64-bit integers.</summary>
    Int64Atomics = 2,

    /// <summary>Shuffles and warp broadcasts.</summary>
    WarpShuffle = 4,

    /// <summary>Kernels that fault report it from Synchronize.</summary>
    Faults = 8,

    /// <summary>Host code may index views.</summary>
    HostAccess = 16,

    /// <summary>Failed assertions are reported from Synchronize.</summary>
    Assertions = 32,

    All = Double | Int64Atomics | WarpShuffle | Faults | HostAccess | Assertions,
}

/// <summary>A device or back end that all conformance tests run on.</summary>
public interface ITestTarget
{
    /// <summary>Name in the list of tests, such as cpu:0.</summary>
    string Name { get; }

    TargetCapabilities Capabilities { get; }

    /// <summary>Of the cases of a test, every so many runs on the target, and the first one always.</summary>
    int Every(int cases) => 1;

    /// <summary>Adds the target's devices to a context.</summary>
    void Configure(Context.Builder builder);

    /// <summary>Opens the target.</summary>
    Accelerator Create(Context context);
}

/// <summary>The targets of this run. Another back end joins the whole suite by one entry in <see cref="All"/>.</summary>
public static class TestTargets
{
    /// <summary>Comma-separated names; only these targets run.</summary>
    public const string Filter = "ILGPUOPTIM_TEST_TARGETS";

    public static IReadOnlyList<ITestTarget> All { get; } = Select([new CpuTarget("cpu:0"), .. NarrowTargets(), .. OpenClTargets(), .. CudaTargets()]);

    public static ITestTarget Get(string name)
    {
        return All.Single(target => target.Name == name);
    }

    /// <summary>
    /// Machines with narrower vectors, and one without any. The debug build of the suite leaves them out: what they have of their own
    /// comes behind the front end, which is where debug and release IL meet.
    /// </summary>
    private static IEnumerable<ITestTarget> NarrowTargets()
    {
#if DEBUG_IL
        return [];
#else
        int widest = CPUDevice.Default.WarpSize;

        return from lanes in (int[])[8, 4, 1]
               where lanes < widest
               select new CpuTarget(lanes == 1 ? "cpu:0/scalar" : $"cpu:0/{lanes * 32}", lanes);
#endif
    }

    /// <summary>
    /// All OpenCL devices; like narrow targets, they have nothing of their own in front of the front end. On processors, kernels take
    /// another form than on GPUs; a part of the suite runs in that for GPUs, too, and with narrow vectors, which have no masked accesses.
    /// </summary>
    private static IEnumerable<ITestTarget> OpenClTargets()
    {
#if DEBUG_IL
        return [];
#else
        return OpenClProbe.Devices.SelectMany((device, i) => device.Features.IsCpu
            ?
            [
                new OpenClTarget($"opencl:{i}", device),
                new OpenClTarget($"opencl:{i}/gpu", device.WithLanes(0), isPart: true),
                new OpenClTarget($"opencl:{i}/4", device.WithLanes(4), isPart: true),
            ]
            : (OpenClTarget[])[new OpenClTarget($"opencl:{i}", device)]);
#endif
    }

    /// <summary>
    /// The CUDA back end over the PTX machine of the tests, for architectures that differ in the code they get: with threads in
    /// order, and with threads, paths and lanes in random order. And all CUDA devices.
    /// </summary>
    private static IEnumerable<ITestTarget> CudaTargets()
    {
#if DEBUG_IL
        return [];
#else
        return
        [
            new VirtualCudaTarget("cuda:vm", 80, seed: 0),
            new VirtualCudaTarget("cuda:vm/90", 90, seed: 1),
            new VirtualCudaTarget("cuda:vm/70", 70, seed: 2),
            .. CudaProbe.Machine.Devices.Select((device, i) => new CudaTarget($"cuda:{i}", device)),
        ];
#endif
    }

    private static IReadOnlyList<ITestTarget> Select(IReadOnlyList<ITestTarget> targets)
    {
        string? filter = Environment.GetEnvironmentVariable(Filter);

        return string.IsNullOrEmpty(filter)
            ? targets
            : [.. targets.Where(target => filter.Split(',').Contains(target.Name))];
    }

    private sealed class OpenClTarget(string name, CLDevice device, bool isPart = false) : ITestTarget
    {
        public string Name => name;

        public int Every(int cases) => !isPart ? 1 : cases > 100 ? 20 : 4;

        /// <summary>
        /// A division by zero and an access outside of a view do on GPUs what the hardware does: no OpenCL driver reports them. The
        /// memory of a device is the host's only where it is wrapped.
        /// </summary>
        public TargetCapabilities Capabilities => TargetCapabilities.WarpShuffle
            | TargetCapabilities.Assertions
            | (device.Capabilities.Float64 ? TargetCapabilities.Double : TargetCapabilities.None)
            | (device.Capabilities.Int64_Atomics ? TargetCapabilities.Int64Atomics : TargetCapabilities.None);

        public void Configure(Context.Builder builder)
        {
            builder.DeviceRegistry.Register(device);
        }

        public Accelerator Create(Context context)
        {
            return context.CreateCLAccelerator(0);
        }
    }

#if !DEBUG_IL
    private sealed class CudaTarget(string name, CudaDevice device) : ITestTarget
    {
        public string Name => name;

        public TargetCapabilities Capabilities =>
            TargetCapabilities.WarpShuffle | TargetCapabilities.Assertions | TargetCapabilities.Double | TargetCapabilities.Int64Atomics;

        public void Configure(Context.Builder builder)
        {
            builder.Cuda(candidate => candidate.Equals(device));
        }

        public Accelerator Create(Context context)
        {
            return context.CreateCudaAccelerator(0);
        }
    }

    private sealed class VirtualCudaTarget(string name, int architecture, int seed) : ITestTarget
    {
        public string Name => name;

        /// <summary>As on OpenCL devices, divisions by zero pass and memory is not the host's.</summary>
        public TargetCapabilities Capabilities =>
            TargetCapabilities.WarpShuffle | TargetCapabilities.Assertions | TargetCapabilities.Double | TargetCapabilities.Int64Atomics;

        public void Configure(Context.Builder builder)
        {
            Ptx.Driver.VirtualCuda.VirtualCudaDevices(builder, architecture, new Ptx.PtxOptions { Seed = seed });
        }

        public Accelerator Create(Context context)
        {
            return context.CreateCudaAccelerator(0);
        }
    }
#endif

    private sealed class CpuTarget(string name, int lanes = 0) : ITestTarget
    {
        public string Name => name;

        public TargetCapabilities Capabilities => TargetCapabilities.All;

        public void Configure(Context.Builder builder)
        {
            builder.CPU(lanes == 0 ? CPUDevice.Default : new CPUDevice(lanes, 1024 / lanes, Environment.ProcessorCount));
        }

        public Accelerator Create(Context context)
        {
            return context.CreateCPUAccelerator(0);
        }
    }
}

/// <summary>
/// Runs a theory once per target, with the target's name as first argument; with <paramref name="cases"/>, the name of a static
/// property of the test class, or of a static method that takes the target's name, once per target and case.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EachTargetAttribute(string? cases = null) : DataAttribute
{
    public string? Cases { get; } = cases;

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        List<ITheoryDataRow> rows = [];

        foreach (ITestTarget target in TestTargets.All)
        {
            object?[][] cases = [.. ReadCases(testMethod.DeclaringType!, target.Name)];

            for (int i = 0; i < cases.Length; i += target.Every(cases.Length))
            {
                rows.Add(new TheoryDataRow([target.Name, .. cases[i]]));
            }
        }

        return new ValueTask<IReadOnlyCollection<ITheoryDataRow>>(rows);
    }

    public override bool SupportsDiscoveryEnumeration()
    {
        return true;
    }

    private IEnumerable<object?[]> ReadCases(Type type, string target)
    {
        if (Cases is null)
        {
            return [[]];
        }

        const BindingFlags Flags = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.FlattenHierarchy;
        object? value = type.GetProperty(Cases, Flags)?.GetValue(null) ?? type.GetMethod(Cases, Flags)?.Invoke(null, [target]);

        return value switch
        {
            IEnumerable<object?[]> rows => rows,
            System.Collections.IEnumerable items => items.Cast<object?>().Select(item => new[] { item }),
            _ => throw new InvalidOperationException($"{type} has no static member {Cases} with cases."),
        };
    }
}