using System.Globalization;
using System.Runtime.InteropServices;

using TorchSharp;
using TorchSharp.Native;

namespace IlgpuOptim.Cli.Train;

/// <summary>Finds libtorch and the device to train on. The one place of <c>train</c> that knows of this repository's binding.</summary>
internal static class TorchRuntime
{
    /// <summary>Loads libtorch; what takes long is said on stderr.</summary>
    /// <param name="path">Its folder, or null to look for it.</param>
    /// <param name="threads">Threads that it computes with on the CPU; null: one for each core.</param>
    /// <exception cref="CliException">There is none, or it cannot be used.</exception>
    public static void Load(string? path, int? threads)
    {
        if (path is not null)
        {
            LibTorch.Path = path;
        }

        ProcessTuning.BeforeLoading(threads ?? Environment.ProcessorCount);
        LibTorch.Progress = static line => Console.Error.WriteLine(line);

        if (!LibTorch.IsAvailable(out string? problem))
        {
            throw CliException.Failed(
                $"libtorch cannot be used: {problem}",
                "on Debian and Ubuntu: apt-get install --no-install-recommends libtorch-dev libopenblas0-pthread g++; others: --libtorch PATH");
        }

        torch.set_num_threads(threads ?? Environment.ProcessorCount);
    }

    /// <summary>The device with an address; <c>auto</c> is the first GPU that this libtorch can use, or else the CPU.</summary>
    /// <exception cref="CliException">There is no such device.</exception>
    public static torch.Device FindDevice(string address)
    {
        string[] parts = address.ToLowerInvariant().Split(':', 2);
        int index = 0;

        if (parts is [_, string number] && !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out index))
        {
            throw CliException.BadUsage($"--device: '{address}' is not a device", "as in cpu or cuda:0");
        }

        switch (parts[0])
        {
            case "auto":
                return torch.cuda.is_available() ? new torch.Device(DeviceType.CUDA, 0) : torch.CPU;
            case "cpu" when index == 0:
                return torch.CPU;
            case "cuda":
                int count = torch.cuda.device_count();

                return index < count
                    ? new torch.Device(DeviceType.CUDA, index)
                    : throw CliException.BadUsage(
                        count == 0
                            ? $"--device {address}: libtorch {LibTorch.Version} in {LibTorch.LibraryFolder} sees no CUDA device"
                            : $"--device {address}: there are {count} CUDA devices, numbered from 0",
                        count == 0 ? "--libtorch PATH names a libtorch built for CUDA; --device cpu needs none" : null);
            default:
                throw CliException.BadUsage(
                    $"--device: '{address}' is not a device that models are trained on",
                    Suggestions.Hint(address, ["auto", "cpu", "cuda:0"]) ?? "auto, cpu or cuda:N");
        }
    }

    /// <summary>What to tell about an error of libtorch.</summary>
    public static CliException Explain(ExternalException exception)
    {
        string message = exception.Message;
        bool isMemory = message.Contains("out of memory", StringComparison.OrdinalIgnoreCase)
            || message.Contains("allocate memory", StringComparison.OrdinalIgnoreCase);

        return CliException.Failed(
            isMemory ? "out of memory: " + FirstLine(message) : "libtorch: " + FirstLine(message),
            isMemory ? "a smaller --batch, --context, --width or --layers needs less" : null);
    }

    private static string FirstLine(string message) => message.Split('\n')[0];
}
