using System.Runtime.InteropServices;
using ILGPU;
using ILGPU.Runtime.OpenCL;
using IlgpuOptim.Engine.Backends.OpenCL;
using IlgpuOptim.Engine.Backends.Planning;
using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Analyses;
using IlgpuOptim.Engine.IR.Passes;
using IlgpuOptim.Engine.Runtime.OpenCL;
using Xunit;

namespace IlgpuOptim.Engine.Tests.OpenCL;

/// <summary>Executes functions on the first OpenCL device; all their pointers are offsets into one piece of memory.</summary>
public sealed unsafe class OpenClMachine : IDisposable
{
    private const int Chunk = 16;

    private readonly Context? _context;
    private readonly CLAccelerator? _accelerator;

    public OpenClMachine()
    {
        if (OpenClProbe.Devices.Length > 0)
        {
            _context = Context.Create(builder => builder.OpenCL(device => device.Equals(OpenClProbe.Devices[0])));
            _accelerator = (CLAccelerator)_context.Devices[0].CreateAccelerator(_context);
        }
    }

    /// <summary>What the device offers; skips the test where there is none.</summary>
    internal OpenClFeatures Features => this.Accelerator.Device.Features;

    private CLAccelerator Accelerator
    {
        get
        {
            Assert.SkipWhen(_accelerator is null, OpenClProbe.Reason ?? "no OpenCL device");

            return _accelerator;
        }
    }

    /// <summary>Compiles and runs a function, on processors in the form for them; the memory has its results afterwards.</summary>
    internal OpenClSource Run(Function function, byte[] memory, long[] arguments, int groups, int groupSize, int extent = 0, OpenClFeatures? features = null)
    {
        OpenClSource source = Generate(function, features ?? this.Features, groupSize, extent);
        this.Run(function, source, memory, arguments, groups, groupSize, extent);

        return source;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _accelerator?.Dispose();
        _context?.Dispose();
    }

    private static OpenClSource Generate(Function function, OpenClFeatures features, int groupSize, int extent)
    {
        if (!features.IsCpu)
        {
            return OpenClGenerator.Generate(function, features);
        }

        MakeReducible.Run(function, new PassContext());
        LanePreparation.Run(function, new PassContext());
        LanePlan plan = new(function, Uniformity.Compute(function, new UniformityOptions(XOnly: true)), scalar: false);
        int items = function.Kind == KernelKind.Explicit ? groupSize : extent;
        bool isMulti = function.Kind == KernelKind.Explicit && plan.BarrierCount > 0 && groupSize > features.WarpSize;

        return OpenClGenerator.GenerateLanes(
            function, plan, features, new LaneForm(XOnly: true, isMulti, items >= features.WarpSize, items % features.WarpSize != 0));
    }

    private void Run(Function function, OpenClSource source, byte[] memory, long[] arguments, int groups, int groupSize, int extent)
    {
        const ulong CopyHostPointer = 32;
        OpenClApi api = this.Accelerator.Api;
        nint program = OpenClCompiler.Build(this.Accelerator, function.Name, source.Text, source.BuildOptions);
        nint kernel = OpenClCompiler.CreateKernel(api, program, source.EntryPoint);
        nint queue = ((CLStream)this.Accelerator.DefaultStream).CommandQueue;
        byte[] block = Block(function, source, arguments, groups, groupSize, extent);

        fixed (byte* host = memory)
        {
            fixed (byte* scalars = block)
            {
                nint buffer = this.Accelerator.CreateMemory(CopyHostPointer, memory.Length, host);
                uint index = 0;
                foreach (int unused in source.PointerParameters)
                {
                    Check(api.SetKernelArg(kernel, index++, (nuint)sizeof(nint), &buffer));
                }

                if (source.BlockBytes > 0)
                {
                    Assert.False(source.BlockInBuffer);
                    Check(api.SetKernelArg(kernel, index++, (nuint)source.BlockBytes, scalars));
                }

                Assert.False(source.UsesDynamicShared || source.UsesReports);
                if (source.ScratchBytesPerItem > 0 || source.BytesPerWarp > 0)
                {
                    int bytes = source.ScratchBytesPerItem > 0 ? source.ScratchBytesPerItem * groupSize : source.BytesPerWarp * (groupSize / source.Lanes + 1);
                    Check(api.SetKernelArg(kernel, index, (nuint)bytes, null));
                }

                // On processors, an item of OpenCL does a group, or a chunk of the extent.
                bool isGroup = source.Lanes > 0;
                nuint global = (nuint)(!isGroup ? groups * groupSize : source.IsImplicit ? (extent + Chunk - 1) / Chunk : groups);
                nuint local = (nuint)(isGroup ? 1 : groupSize);
                Check(api.EnqueueNdRangeKernel(queue, kernel, 1, null, &global, &local, 0, null, null));
                Check(api.EnqueueReadBuffer(queue, buffer, 1, 0, (nuint)memory.Length, host, 0, null, null));
                Check(api.ReleaseMemObject(buffer));
            }
        }

        Check(api.ReleaseKernel(kernel));
        Check(api.ReleaseProgram(program));
    }

    private static byte[] Block(Function function, OpenClSource source, long[] arguments, int groups, int groupSize, int extent)
    {
        byte[] block = new byte[source.BlockBytes];
        for (int i = 0; i < arguments.Length; i++)
        {
            Parameter parameter = function.Parameters[i];
            MemoryMarshal.AsBytes(new ReadOnlySpan<long>(ref arguments[i]))[..parameter.Mem.Size()].CopyTo(block.AsSpan(parameter.Offset));
        }

        if (source.ExtentOffset >= 0)
        {
            BitConverter.TryWriteBytes(block.AsSpan(source.ExtentOffset), extent);
            BitConverter.TryWriteBytes(block.AsSpan(source.ExtentOffset + 4), 1);
            BitConverter.TryWriteBytes(block.AsSpan(source.ExtentOffset + 8), 1);
        }

        if (source.Lanes > 0)
        {
            int[] behind = [Chunk, groups, 1, 1, groupSize, 1, 1];
            Buffer.BlockCopy(behind, 0, block, source.ExtentOffset + 12, sizeof(int) * behind.Length);
        }

        return block;
    }

    private static void Check(int error) => Assert.Equal(0, error);
}
