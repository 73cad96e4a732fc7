using System.CommandLine;
using System.Text.Json;

namespace IlgpuOptim.Cli.Commands;

/// <summary><c>devices</c>: what kernels can run on here, and why something cannot be used.</summary>
internal static class DevicesCommand
{
    public static Command Create()
    {
        Option<bool> json = JsonOutput.CreateOption();
        Command command = new("devices", "List devices, and why something is not usable") { json };

        command.SetExamples("devices", "devices --json");
        command.SetAction(parsed =>
        {
            IReadOnlyList<DeviceEntry> devices = DeviceCatalog.List();

            if (parsed.GetValue(json))
            {
                JsonOutput.Write(writer => WriteJson(writer, devices));
            }
            else
            {
                WriteTree(devices);
            }

            return ExitCodes.Done;
        });

        return command;
    }

    private static void WriteJson(Utf8JsonWriter writer, IReadOnlyList<DeviceEntry> devices)
    {
        writer.WriteStartArray();

        foreach (DeviceEntry device in devices)
        {
            writer.WriteStartObject();
            writer.WriteString("id", device.Id);
            writer.WriteString("backend", device.Backend);
            writer.WriteString("name", device.Name);
            writer.WriteNumber("simd_bits", device.SimdBits);
            writer.WriteNumber("warp_size", device.WarpSize);
            writer.WriteNumber("cores", device.Cores);
            writer.WriteNumber("memory_bytes", device.MemoryBytes);
            writer.WriteBoolean("usable", device.Usable);
            writer.WriteString("reason", device.Reason);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteTree(IReadOnlyList<DeviceEntry> devices)
    {
        (string branch, string end, string stem) = Terminal.Unicode ? ("├─ ", "└─ ", "│  ") : ("|- ", "`- ", "|  ");
        IGrouping<string, DeviceEntry>[] backends = [.. devices.GroupBy(device => device.Backend)];

        Terminal.WriteLine(Terminal.Bold("Devices"));

        for (int i = 0; i < backends.Length; i++)
        {
            bool isLast = i == backends.Length - 1;
            string indent = isLast ? "   " : stem;
            DeviceEntry[] entries = [.. backends[i]];

            Terminal.WriteLine((isLast ? end : branch) + Terminal.Bold(backends[i].Key));

            for (int k = 0; k < entries.Length; k++)
            {
                bool isLastEntry = k == entries.Length - 1;

                Terminal.WriteLine(indent + (isLastEntry ? end : branch) + Describe(entries[k]));

                if (entries[k].Usable)
                {
                    string gap = new(' ', entries[k].Id.Length + 2);

                    Terminal.WriteLine(indent + (isLastEntry ? "   " : stem) + gap + Terminal.Dim(Facts(entries[k])));
                }
            }
        }
    }

    private static string Describe(DeviceEntry device)
    {
        if (device.Usable)
        {
            return Terminal.Green(device.Id) + "  " + device.Name;
        }

        string reason = "not usable: " + device.Reason;

        return device.Id == device.Backend ? reason : $"{device.Id}  {device.Name}, {reason}";
    }

    private static string Facts(DeviceEntry device)
    {
        List<string> facts = [];

        if (device.SimdBits is { } bits)
        {
            facts.Add(bits == 0 ? "scalar" : $"{bits}-bit vectors ({device.WarpSize} lanes)");
        }

        if (device.Cores is { } cores)
        {
            facts.Add(Format.Count(cores, device.Backend == "cpu" ? "core" : "compute unit"));
        }

        if (device.MemoryBytes is { } bytes)
        {
            facts.Add(Format.Bytes(bytes));
        }

        return string.Join(", ", facts);
    }
}
