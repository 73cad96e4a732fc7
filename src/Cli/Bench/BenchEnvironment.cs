using System.Globalization;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using System.Text.Json;

using IlgpuOptim.Cli.Bench.Limits;
using IlgpuOptim.Compute.Vendor;

namespace IlgpuOptim.Cli.Bench;

/// <summary>What the numbers were taken with.</summary>
internal sealed class BenchEnvironment
{
    private readonly BenchOptions _options;
    private readonly DeviceEntry _device;
    private readonly OtherLoad _otherLoad = new();
    private double? _otherCores;
    private OpenBlas? _blas;

    public BenchEnvironment(BenchOptions options, DeviceEntry device)
    {
        this._options = options;
        this._device = device;
    }

    /// <summary>Other processes keep more than a tenth of a core busy: the numbers suffer.</summary>
    public bool IsDisturbed => this._otherCores > 0.1;

    /// <summary>Cores that other processes used while the benchmark ran; null if the system does not say.</summary>
    public double? OtherCores => this._otherCores;

    /// <summary>Takes down what is known only after the run.</summary>
    public void Finish(OpenBlas? blas)
    {
        this._blas = blas;
        this._otherCores = this._otherLoad.AverageCores();
    }

    public void WriteJson(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("tool", CommandLine.Version);
        writer.WriteString("utc", DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        writer.WriteString("os", RuntimeInformation.OSDescription);
        writer.WriteString("runtime", RuntimeInformation.FrameworkDescription);
        writer.WriteString("architecture", RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant());
        writer.WriteBoolean("precompiled", IsPrecompiled);
        writer.WriteString("device", this._device.Id);
        writer.WriteString("device_name", this._device.Name);
        writer.WriteNumber("cores", this._device.Cores);
        writer.WriteNumber("simd_bits", this._device.SimdBits);
        writer.WriteNumber("memory_bytes", this._device.MemoryBytes);
        writer.WriteString("huge_pages", HugePages());
        writer.WriteString("blas", this.BlasName);
        writer.WriteBoolean("quick", this._options.Quick);
        writer.WriteNumber("seed", (long)this._options.Seed);

        if (this._otherCores is { } cores)
        {
            writer.WriteNumber("other_processes_cores", Math.Round(cores, 2));
        }
        else
        {
            writer.WriteNull("other_processes_cores");
        }

        writer.WriteEndObject();
    }

    /// <summary>The head of the table.</summary>
    public IEnumerable<string> Lines()
    {
        string simd = this._device.SimdBits is > 0 and { } bits ? $"{bits}-bit vectors" : "scalar";

        yield return $"{this._device.Id}  {this._device.Name}, {Format.Count(this._device.Cores ?? 0, "core")}, {simd}";
        yield return $"{RuntimeInformation.FrameworkDescription}, {(IsPrecompiled ? "precompiled" : "not precompiled")}, " +
            $"{this.BlasName ?? "no OpenBLAS"}, huge pages: {HugePages() ?? "unknown"}";

        if (this._otherCores is { } cores)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"other processes used {cores:F2} cores meanwhile");
        }
    }

    private string? BlasName => this._blas?.Name;

    /// <summary>The tool was compiled ahead of time (ReadyToRun), as <c>./ilgpu-optim</c> is.</summary>
    public static bool IsPrecompiled { get; } = HasNativeCode(typeof(BenchEnvironment).Assembly.Location);

    /// <summary>The assembly carries ReadyToRun code.</summary>
    public static bool HasNativeCode(string assembly)
    {
        if (!File.Exists(assembly))
        {
            return false;
        }

        using FileStream stream = File.OpenRead(assembly);
        using PEReader reader = new(stream);

        return reader.PEHeaders.CorHeader is { ManagedNativeHeaderDirectory.Size: > 0 };
    }

    /// <summary>The setting of Linux: <c>always</c>, <c>madvise</c> or <c>never</c>; null elsewhere.</summary>
    private static string? HugePages()
    {
        const string path = "/sys/kernel/mm/transparent_hugepage/enabled";

        if (!File.Exists(path))
        {
            return null;
        }

        string text = File.ReadAllText(path);
        int open = text.IndexOf('[', StringComparison.Ordinal);
        int close = text.IndexOf(']', StringComparison.Ordinal);

        return open >= 0 && close > open ? text[(open + 1)..close] : null;
    }

    /// <summary>Processor time of everything but this process (and its children that ended), from /proc/stat.</summary>
    private sealed class OtherLoad
    {
        private const double TicksPerSecond = 100; // USER_HZ of every Linux

        private readonly (double Busy, double Own)? _start = Read();
        private readonly DateTime _from = DateTime.UtcNow;

        public double? AverageCores() =>
            this._start is { } start && Read() is { } end && (DateTime.UtcNow - this._from).TotalSeconds is > 0.2 and { } elapsed
                ? Math.Max(0, (end.Busy - start.Busy - (end.Own - start.Own)) / elapsed)
                : null;

        private static (double Busy, double Own)? Read()
        {
            const string systemPath = "/proc/stat";
            const string ownPath = "/proc/self/stat";

            if (!File.Exists(systemPath) || !File.Exists(ownPath))
            {
                return null;
            }

            // cpu user nice system idle iowait irq softirq; guest time is contained in user.
            string[] system = File.ReadLines(systemPath).First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
            double busy = 0;

            foreach (int field in (ReadOnlySpan<int>)[1, 2, 3, 6, 7])
            {
                busy += field < system.Length ? double.Parse(system[field], CultureInfo.InvariantCulture) : 0;
            }

            // Behind the name in parentheses: state is field 3, utime to cstime are 14 to 17.
            string own = File.ReadAllText(ownPath);
            string[] fields = own[(own.LastIndexOf(')') + 2)..].Split(' ');
            double used = 0;

            for (int field = 11; field <= 14; field++)
            {
                used += double.Parse(fields[field], CultureInfo.InvariantCulture);
            }

            return (busy / TicksPerSecond, used / TicksPerSecond);
        }
    }
}
