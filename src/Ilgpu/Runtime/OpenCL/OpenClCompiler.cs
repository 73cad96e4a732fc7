using System.Text;
using ILGPU.Runtime.OpenCL;

namespace IlgpuOptim.Engine.Runtime.OpenCL;

/// <summary>Turns OpenCL C into programs.</summary>
internal static unsafe class OpenClCompiler
{
    private const string Standard = "-cl-std=CL1.2";
    private const uint BuildLogName = 0x1183;
    private const uint BinarySizesName = 0x1165;
    private const uint BinariesName = 0x1166;

    /// <summary>Compiles a program, or finds it in the cache on disk.</summary>
    /// <param name="accelerator">Where it runs.</param>
    /// <param name="name">Name of the kernel, for messages.</param>
    /// <param name="text">The program.</param>
    /// <param name="options">Options of clBuildProgram.</param>
    /// <param name="cache">The cache; null: that of the process.</param>
    /// <exception cref="CLException">OpenCL does not compile it; the message has the log and the text.</exception>
    public static nint Build(CLAccelerator accelerator, string name, string text, string options, OpenClProgramCache? cache = null)
    {
        if (!options.Contains("-cl-std=", StringComparison.Ordinal))
        {
            options = $"{Standard} {options}".TrimEnd();
        }

        cache ??= OpenClProgramCache.Default;
        string key = cache.IsEnabled ? OpenClProgramCache.Key(accelerator.Device, options, text) : "";

        if (cache.TryRead(key) is { } binary && TryLoadBinary(accelerator, binary, options, out nint cached))
        {
            return cached;
        }

        nint program = BuildText(accelerator, name, text, options);

        if (cache.IsEnabled)
        {
            try
            {
                cache.Write(key, ReadBinary(accelerator.Api, program));
            }
            catch (CLException)
            {
                // Drivers may refuse to hand out binaries; then every process compiles.
            }
        }

        return program;
    }

    /// <summary>Finds a kernel in a program.</summary>
    public static nint CreateKernel(OpenClApi api, nint program, string entryPoint)
    {
        int error;

        fixed (byte* name = Encoding.UTF8.GetBytes(entryPoint + '\0'))
        {
            nint kernel = api.CreateKernel(program, name, &error);
            CLException.Check(error, $"find the kernel '{entryPoint}' in its program");

            return kernel;
        }
    }

    /// <summary>The compiled form of a program of one device.</summary>
    /// <exception cref="CLException">The driver does not hand it out.</exception>
    public static byte[] ReadBinary(OpenClApi api, nint program)
    {
        nuint size;
        CLException.Check(api.GetProgramInfo(program, BinarySizesName, (nuint)sizeof(nuint), &size, null), "ask for the size of a binary");

        if (size == 0)
        {
            throw new CLException("OpenCL has no binary of the program.");
        }

        byte[] binary = new byte[size];

        fixed (byte* target = binary)
        {
            byte* pointer = target;
            CLException.Check(api.GetProgramInfo(program, BinariesName, (nuint)sizeof(byte*), &pointer, null), "read a binary");
        }

        return binary;
    }

    private static nint BuildText(CLAccelerator accelerator, string name, string text, string options)
    {
        bool isShort = OpenClDeclarations.Applies(accelerator);

        if (isShort)
        {
            nint quick = CreateProgram(accelerator, name, OpenClDeclarations.Complete(text));

            if (BuildHandle(accelerator, quick, $"{options} {OpenClDeclarations.Option}") == 0)
            {
                OpenClDeclarations.Note(works: true);

                return quick;
            }

            _ = accelerator.Api.ReleaseProgram(quick);
        }

        nint program = CreateProgram(accelerator, name, text);
        int error = BuildHandle(accelerator, program, options);

        if (error != 0)
        {
            string message = DescribeFailure(accelerator, program, name, text, options, (CLError)error);
            _ = accelerator.Api.ReleaseProgram(program);

            throw new CLException(message);
        }

        if (isShort)
        {
            OpenClDeclarations.Note(works: false);
        }

        return program;
    }

    private static nint CreateProgram(CLAccelerator accelerator, string name, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        nuint length = (nuint)bytes.Length;
        nint program;
        int error;

        fixed (byte* source = bytes)
        {
            byte* pointer = source;
            program = accelerator.Api.CreateProgramWithSource(accelerator.NativePtr, 1, &pointer, &length, &error);
        }

        CLException.Check(error, $"create the program of the kernel '{name}'");

        return program;
    }

    private static int BuildHandle(CLAccelerator accelerator, nint program, string options)
    {
        nint device = accelerator.DeviceId;

        fixed (byte* text = Encoding.UTF8.GetBytes(options + '\0'))
        {
            return accelerator.Api.BuildProgram(program, 1, &device, text, 0, 0);
        }
    }

    private static bool TryLoadBinary(CLAccelerator accelerator, byte[] binary, string options, out nint program)
    {
        OpenClApi api = accelerator.Api;
        nint device = accelerator.DeviceId;
        nuint length = (nuint)binary.Length;
        int status;
        int error;

        fixed (byte* bytes = binary)
        {
            byte* pointer = bytes;
            program = api.CreateProgramWithBinary(accelerator.NativePtr, 1, &device, &length, &pointer, &status, &error);
        }

        if (error == 0 && status == 0 && BuildHandle(accelerator, program, options) == 0)
        {
            return true;
        }

        if (program != 0)
        {
            _ = api.ReleaseProgram(program);
            program = 0;
        }

        return false;
    }

    private static string DescribeFailure(
        CLAccelerator accelerator,
        nint program,
        string name,
        string text,
        string options,
        CLError error)
    {
        OpenClApi api = accelerator.Api;
        OpenClApi.QueryText(
            (query, size, value, actual) =>
                api.GetProgramBuildInfo(program, accelerator.DeviceId, query, size, value, actual),
            BuildLogName,
            out string log);
        StringBuilder message = new();
        message.Append($"OpenCL failed to compile the kernel '{name}' for '{accelerator.Name}': {error} ({(int)error}).\n");
        message.Append($"Options: {options}\nLog of the driver:\n{(log.Length > 0 ? log : "(empty)")}\nSource:\n");
        int number = 1;

        foreach (string line in text.Split('\n'))
        {
            message.Append($"{number++,5}  {line}\n");
        }

        return message.ToString();
    }
}
