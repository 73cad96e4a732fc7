using System.CommandLine;
using System.Globalization;

using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;

namespace IlgpuOptim.Cli.Commands;

/// <summary><c>first-result</c> (hidden): what <c>bench</c> starts in a fresh process to measure the time to a result.</summary>
internal static class FirstResultCommand
{
    public const string Name = "first-result";
    public const string WithoutEngineOption = "--without-engine";

    private const int Length = 1000;

    /// <summary>The sum of 3 * i + 1 below <see cref="Length"/>.</summary>
    public const string Expected = "1499500";

    public static Command Create()
    {
        Option<bool> withoutEngine = new(WithoutEngineOption) { Description = "Compute it on the host" };
        Command command = new(Name, "Run one small kernel and print its result") { withoutEngine };

        command.Hidden = true;
        command.SetExamples(Name);
        command.SetAction(parsed =>
        {
            int[] values = parsed.GetValue(withoutEngine) ? ComputeOnHost() : ComputeOnDevice();

            Terminal.WriteLine(values.Sum().ToString(CultureInfo.InvariantCulture));

            return ExitCodes.Done;
        });

        return command;
    }

    private static int[] ComputeOnDevice()
    {
        using Context context = Context.Create(builder => builder.CPU());
        using Accelerator accelerator = context.CreateCPUAccelerator(0);
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = accelerator.Allocate1D<int>(Length);
        Action<Index1D, ArrayView<int>> kernel =
            accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>>(Kernel);

        kernel(Length, buffer.View);
        accelerator.Synchronize();

        return buffer.GetAsArray1D();
    }

    private static int[] ComputeOnHost()
    {
        int[] values = new int[Length];

        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (3 * i) + 1;
        }

        return values;
    }

    private static void Kernel(Index1D i, ArrayView<int> values) => values[i] = (3 * i) + 1;
}
