using ILGPU.Runtime;
using ILGPU.Runtime.OpenCL;
using IlgpuOptim.Engine.Runtime.OpenCL;

namespace IlgpuOptim.Cli.Bench.Limits;

/// <summary>Hand-written OpenCL C, compiled by the same driver and run on the same buffers as the engine's kernels.</summary>
internal sealed unsafe class OpenClLimits : IDisposable
{
    private readonly CLAccelerator _accelerator;
    private readonly OpenClApi _api;
    private readonly Dictionary<string, nint> _programs = [];
    private readonly List<nint> _kernels = [];
    private readonly int _width;

    public OpenClLimits(CLAccelerator accelerator)
    {
        this._accelerator = accelerator;
        this._api = OpenClApi.Instance;
        this.IsCpu = (accelerator.DeviceType & CLDeviceType.CL_DEVICE_TYPE_CPU) != 0;
        this._width = this.IsCpu
            ? Math.Max(4, accelerator.Device.GetDeviceInfo<int>(CLDeviceInfoType.CL_DEVICE_NATIVE_VECTOR_WIDTH_FLOAT))
            : 4;
    }

    /// <summary>The device is a processor, for which kernels are written differently.</summary>
    public bool IsCpu { get; }

    /// <summary>Name of the element-wise limits.</summary>
    public string StreamName => $"hand-written OpenCL C, float{this._width}";

    private static string Options(int width, bool isCpu) =>
        $"-DV=float{width} -DVI=int{width} -DW={width} -DAS_V=as_float{width} -DCONVERT_VI=convert_int{width} -DVSTORE=vstore{width}"
        + (isCpu ? " -DON_CPU" : "");

    public Action Triad(MemoryBuffer a, MemoryBuffer b, MemoryBuffer c, float scale, long length) =>
        this.Run(this.Prepare(OpenClSources.Streams, "triad", length / this._width, a, b, c, scale));

    public Action Adam(MemoryBuffer p, MemoryBuffer m, MemoryBuffer v, MemoryBuffer g, AdamConstants constants, long length) =>
        this.Run(this.Prepare(
            OpenClSources.Streams,
            "adam",
            length / this._width,
            p,
            m,
            v,
            g,
            constants.Beta1,
            constants.Beta2,
            constants.Rate,
            constants.Correction2,
            constants.Epsilon));

    public Action Exp(MemoryBuffer y, MemoryBuffer x, long length, int batch) =>
        this.Run([.. Enumerable.Repeat(this.Prepare(OpenClSources.Streams, "exponential", length / this._width, y, x), batch)]);

    /// <summary>Sums of blocks and their sum.</summary>
    public Action Sum(MemoryBuffer x, MemoryBuffer partial, MemoryBuffer total, int block, int groups)
    {
        nuint local = this.IsCpu ? 1u : 256u;

        return this.Run(
            this.Prepare(OpenClSources.Reductions, "sum_blocks", new WorkRange((nuint)groups * local, 1, local, 1), x, partial, block),
            this.Prepare(OpenClSources.Reductions, "sum_total", new WorkRange(1, 1, 1, 1), partial, total, groups));
    }

    public Action Transpose(MemoryBuffer target, MemoryBuffer source, int order)
    {
        nuint tiles = (nuint)order / (this.IsCpu ? 16u : 32u);
        WorkRange range = this.IsCpu ? new WorkRange(tiles, tiles, 16, 1) : new WorkRange(tiles * 32, tiles * 8, 32, 8);

        return this.Run(this.Prepare(OpenClSources.Movement, "transpose", range, target, source, order));
    }

    /// <summary>Adds the counts to the bins.</summary>
    public Action Histogram(MemoryBuffer x, MemoryBuffer bins, int block, int groups)
    {
        nuint local = this.IsCpu ? 1u : 256u;

        return this.Run(this.Prepare(
            OpenClSources.Movement, "histogram", new WorkRange((nuint)groups * local, 1, local, 1), x, bins, block));
    }

    /// <summary>The form for GPUs.</summary>
    public Action TiledProduct(MemoryBuffer a, MemoryBuffer b, MemoryBuffer c, int order) => this.Run(this.Prepare(
        OpenClSources.MatrixProduct, "sgemm_tiled", new WorkRange((nuint)order, (nuint)order, 16, 16), a, b, c, order));

    /// <summary>The form for processors; <paramref name="panels"/> has the size of a matrix.</summary>
    public Action PackedProduct(MemoryBuffer a, MemoryBuffer b, MemoryBuffer c, MemoryBuffer panels, int order)
    {
        nuint count = (nuint)order / 32;
        nuint rows = (nuint)order / 8;

        return this.Run(
            this.Prepare(OpenClSources.MatrixProduct, "sgemm_pack", new WorkRange(count, 1, 1, 1), b, panels, order),
            this.Prepare(OpenClSources.MatrixProduct, "sgemm_packed", new WorkRange(rows, count, Math.Min(rows, 16), 1), a, panels, c, order));
    }

    /// <summary>A launch of one work-item, or of some groups, that is waited for or not.</summary>
    public Action Count(MemoryBuffer launches, int groups, int groupSize, int times, bool waits)
    {
        Command command = this.Prepare(
            OpenClSources.Count, "count", new WorkRange((nuint)(groups * groupSize), 1, (nuint)groupSize, 1), launches);
        Command[] commands = [.. Enumerable.Repeat(command, times)];

        return waits ? this.Run(commands) : () => this.Enqueue(commands);
    }

    /// <summary>Compiles a copy of the kernel of Adam that nobody has compiled before.</summary>
    public void CompileAdam(int number)
    {
        string text = $"{OpenClSources.Streams}\n// {number}\n";
        nint program = OpenClCompiler.Build(this._accelerator, "adam", text, Options(this._width, this.IsCpu));
        nint kernel = OpenClCompiler.CreateKernel(this._api, program, "adam");
        _ = this._api.ReleaseKernel(kernel);
        _ = this._api.ReleaseProgram(program);
    }

    public void Dispose()
    {
        foreach (nint kernel in this._kernels)
        {
            _ = this._api.ReleaseKernel(kernel);
        }

        foreach (nint program in this._programs.Values)
        {
            _ = this._api.ReleaseProgram(program);
        }
    }

    private Command Prepare(string source, string kernel, long items, params ReadOnlySpan<object> arguments)
    {
        // As large as divides the number, so that all groups are whole.
        nuint local = 256;

        while ((nuint)items % local != 0)
        {
            local /= 2;
        }

        return this.Prepare(source, kernel, new WorkRange((nuint)items, 1, local, 1), arguments);
    }

    private Command Prepare(string source, string name, WorkRange range, params ReadOnlySpan<object> arguments)
    {
        if (!this._programs.TryGetValue(source, out nint program))
        {
            program = OpenClCompiler.Build(this._accelerator, name, source, Options(this._width, this.IsCpu));
            this._programs.Add(source, program);
        }

        nint kernel = OpenClCompiler.CreateKernel(this._api, program, name);
        this._kernels.Add(kernel);

        for (int i = 0; i < arguments.Length; i++)
        {
            nint bits = arguments[i] switch
            {
                MemoryBuffer buffer => buffer.NativePtr,
                float number => BitConverter.SingleToInt32Bits(number),
                int number => number,
                _ => throw new NotSupportedException(),
            };
            int size = arguments[i] is MemoryBuffer ? sizeof(nint) : sizeof(int);
            CLException.Check(this._api.SetKernelArg(kernel, (uint)i, (nuint)size, &bits), $"set an argument of '{name}'");
        }

        return new Command(kernel, name, range);
    }

    private Action Run(params Command[] commands) => () =>
    {
        this.Enqueue(commands);
        CLException.Check(this._api.Finish(((CLStream)this._accelerator.DefaultStream).CommandQueue), "wait for the limit");
    };

    private void Enqueue(Command[] commands)
    {
        nint queue = ((CLStream)this._accelerator.DefaultStream).CommandQueue;
        nuint* global = stackalloc nuint[2];
        nuint* local = stackalloc nuint[2];

        foreach (Command command in commands)
        {
            global[0] = command.Range.GlobalX;
            global[1] = command.Range.GlobalY;
            local[0] = command.Range.LocalX;
            local[1] = command.Range.LocalY;
            int error = this._api.EnqueueNdRangeKernel(queue, command.Kernel, 2, null, global, local, 0, null, null);
            CLException.Check(error, $"launch the limit '{command.Name}'");
        }
    }

    /// <summary>Work-items and their groups.</summary>
    private readonly record struct WorkRange(nuint GlobalX, nuint GlobalY, nuint LocalX, nuint LocalY);

    private sealed record Command(nint Kernel, string Name, WorkRange Range);
}
