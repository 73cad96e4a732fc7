using System.Diagnostics;
using IlgpuOptim.Fuzz;
using IlgpuOptim.Fuzz.Execution;
using IlgpuOptim.Fuzz.Generation;
using IlgpuOptim.Fuzz.Printing;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;

Options options;

try
{
    options = Options.Parse(args);
}
catch (ArgumentException exception)
{
    Console.Error.WriteLine(exception.Message);
    Console.Error.WriteLine(Options.Usage);

    return 2;
}

if (options.Help)
{
    Console.WriteLine(Options.Usage);

    return 0;
}

using Context hostContext = Context.Create(builder => builder.CPU());
using Accelerator host = hostContext.CreateCPUAccelerator(0);
using Context context = Devices.CreateContext(options.Device);
Accelerator? device = Devices.Open(context, options.Device);

if (device is null)
{
    Console.Error.WriteLine($"There is no device '{options.Device}'.");

    return 2;
}

using Accelerator opened = device;
OracleExecutor oracle = new(host, opened.WarpSize);
IKernelExecutor engine = options.Engine switch
{
    "shift" => new PlantedBugExecutor("shift", oracle, PlantedBugExecutor.ShiftWithoutSign),
    "compare" => new PlantedBugExecutor("compare", oracle, PlantedBugExecutor.UnorderedLessOrEqual),
    _ => new AcceleratorExecutor(options.Device, opened),
};
GeneratorOptions generator = new() { WarpSize = opened.WarpSize };
FuzzRun run = new(new Comparer(engine, oracle), generator)
{
    Trace = options.Trace ? static (number, seed) => Console.Error.WriteLine($"{number}: {seed}") : null,
};

Stopwatch watch = Stopwatch.StartNew();
int failures = 0;
IEnumerable<Verdict> verdicts = options.Kernel is ulong kernelSeed
    ? run.RunOne(kernelSeed) is Verdict found ? [found] : []
    : run.Run(options.Seed, options.First, options.Count);

if (options.Show && options.Kernel is ulong shown)
{
    Console.WriteLine(CSharpPrinter.Print(KernelGenerator.Generate(shown, generator)));
}

foreach (Verdict verdict in verdicts)
{
    ++failures;
    Console.WriteLine($"FAILED {FuzzRun.Report(options.NoShrink ? verdict : run.Shrink(verdict))}");

    if (verdict.IsHang || failures >= options.MaxFailures)
    {
        break;
    }
}

int count = options.Kernel is null ? options.Count : 1;
Console.WriteLine($"{count} kernels, seed {options.Seed}, {options.Device}, {failures} failures, {watch.Elapsed.TotalSeconds:0.0} s");

return failures == 0 ? 0 : 1;
