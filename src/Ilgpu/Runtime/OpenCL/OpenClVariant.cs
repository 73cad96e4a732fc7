using System.Runtime.CompilerServices;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.OpenCL;
using IlgpuOptim.Engine.Backends.OpenCL;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Runtime.OpenCL;

/// <summary>A kernel that OpenCL has compiled, and how it is launched.</summary>
internal sealed unsafe class OpenClVariant
{
    private const uint WorkGroupSizeName = 0x11B0;
    private const uint LocalMemorySizeName = 0x11B2;
    private const ulong ReadOnlyCopy = 4 | 32;

    private const int ChunksPerCore = 16;
    private const int MaxChunk = 1 << 14;
    private const int ChunkMultiple = 64;

    private readonly Lock _lock = new();
    private readonly CLAccelerator _accelerator;
    private readonly OpenClApi _api;
    private readonly string _name;
    private readonly int[] _places;
    private readonly int _maxGroupSize;
    private readonly long _localBytes;

    /// <summary>Compiles a kernel.</summary>
    /// <param name="accelerator">Where it runs.</param>
    /// <param name="name">Name of its method.</param>
    /// <param name="source">What the generator wrote.</param>
    /// <param name="places">Places of the pointers in the argument block, in the order of the kernel's arguments.</param>
    /// <exception cref="CLException">OpenCL does not compile it.</exception>
    public OpenClVariant(CLAccelerator accelerator, string name, OpenClSource source, int[] places)
    {
        _accelerator = accelerator;
        _api = accelerator.Api;
        _name = name;
        _places = places;
        this.Source = source;
        this.Program = OpenClCompiler.Build(accelerator, name, source.Text, source.BuildOptions);
        this.Kernel = OpenClCompiler.CreateKernel(_api, this.Program, source.EntryPoint);
        _maxGroupSize = (int)Math.Min(this.Ask<nuint>(WorkGroupSizeName), int.MaxValue);
        _localBytes = Math.Max((long)this.Ask<ulong>(LocalMemorySizeName), source.StaticSharedBytes);
    }

    ~OpenClVariant()
    {
        if (this.Kernel != 0)
        {
            _ = _api.ReleaseKernel(this.Kernel);
        }

        if (this.Program != 0)
        {
            _ = _api.ReleaseProgram(this.Program);
        }
    }

    public OpenClSource Source { get; }

    /// <summary>Handle of the program.</summary>
    public nint Program { get; }

    /// <summary>Handle of the kernel.</summary>
    public nint Kernel { get; }

    /// <summary>Queues a launch.</summary>
    /// <param name="stream">Stream in whose order it runs.</param>
    /// <param name="dimensions">Grid and group.</param>
    /// <param name="packet">The arguments.</param>
    /// <param name="choosesGroup">The group size is the engine's choice.</param>
    /// <exception cref="ArgumentOutOfRangeException">The group is larger than the kernel can have, or needs too much shared memory.</exception>
    /// <exception cref="CLException">OpenCL failed.</exception>
    public void Launch(CLStream stream, LaunchDimensions dimensions, OpenClPacket packet, bool choosesGroup)
    {
        if (this.Source.ChunkOffset >= 0)
        {
            dimensions = this.InChunks(dimensions, packet);
        }
        else if (choosesGroup && dimensions.Group.X > _maxGroupSize)
        {
            int group = Math.Max(1, _maxGroupSize / this.Source.GroupSizeMultiple * this.Source.GroupSizeMultiple);
            dimensions = LaunchDimensions.Implicit(dimensions.Extent, _accelerator, group);
        }

        this.CheckGroup(dimensions);
        dimensions.CheckWarps(_name, this.Source.NeedsWholeWarps, _accelerator.WarpSize);
        this.FillBlock(dimensions, packet);
        OpenClReport? report = this.Source.UsesReports ? new OpenClReport(_accelerator, _name, this.Source.Messages) : null;
        nint block = this.Source.BlockInBuffer ? this.CreateBlock(packet) : 0;

        try
        {
            nuint* global = stackalloc nuint[3];
            nuint* local = stackalloc nuint[3];
            local[0] = (nuint)dimensions.Group.X;
            local[1] = (nuint)dimensions.Group.Y;
            local[2] = (nuint)dimensions.Group.Z;
            global[0] = local[0] * (nuint)dimensions.Grid.X;
            global[1] = local[1] * (nuint)dimensions.Grid.Y;
            global[2] = local[2] * (nuint)dimensions.Grid.Z;
            uint rank = global[2] > 1 ? 3u : global[1] > 1 ? 2u : 1u;
            int error;

            // The arguments are state of the kernel.
            lock (_lock)
            {
                this.SetArguments(dimensions, packet, block, report);
                error = stream.EnqueueKernel(packet.Buffers, this.Kernel, rank, global, local, report);
            }

            if (error != 0)
            {
                throw new CLException(
                    (CLError)error, $"launch the kernel '{_name}' with grid {dimensions.Grid} and group {dimensions.Group}");
            }
        }
        catch
        {
            report?.Dispose();

            throw;
        }
        finally
        {
            if (block != 0)
            {
                // OpenCL keeps it until the kernel has run.
                _ = _api.ReleaseMemObject(block);
            }

            GC.KeepAlive(this);
        }
    }

    // Enough chunks for all cores to be busy until the end, but long enough to pay.
    private LaunchDimensions InChunks(in LaunchDimensions dimensions, OpenClPacket packet)
    {
        Index3D extent = dimensions.Extent;
        long perChunk = extent.LongSize / (_accelerator.NumMultiprocessors * ChunksPerCore);
        int chunk = (int)Math.Clamp(perChunk, 1, Math.Min(MaxChunk, extent.X));
        chunk = chunk < ChunkMultiple ? chunk : (chunk + ChunkMultiple - 1) & -ChunkMultiple;
        Unsafe.WriteUnaligned(packet.Arguments + this.Source.ChunkOffset, chunk);

        return new LaunchDimensions(extent, new Index3D((int)(((long)extent.X + chunk - 1) / chunk), extent.Y, extent.Z), Index3D.One, 0);
    }

    private T Ask<T>(uint name)
        where T : unmanaged =>
        OpenClApi.Query<T>(
            (query, size, value, actual) => _api.GetKernelWorkGroupInfo(this.Kernel, _accelerator.DeviceId, query, size, value, actual),
            name);

    private void CheckGroup(in LaunchDimensions dimensions)
    {
        long size = dimensions.Group.LongSize;

        if (size > _maxGroupSize)
        {
            throw new ArgumentOutOfRangeException(
                nameof(dimensions),
                dimensions.Group,
                $"The group {dimensions.Group} of {size} work-items exceeds the {_maxGroupSize} that the kernel '{_name}' can have on "
                + $"'{_accelerator.Name}', because of the registers or the local memory that it needs.");
        }

        long local = _localBytes + dimensions.DynamicSharedBytes + (this.Source.ScratchBytesPerItem * size);

        if (local > _accelerator.MaxSharedMemoryPerGroup)
        {
            throw new ArgumentOutOfRangeException(
                nameof(dimensions),
                dimensions.DynamicSharedBytes,
                $"The kernel '{_name}' needs {local} bytes of shared memory per group ({dimensions.DynamicSharedBytes} of them dynamic), "
                + $"more than the {_accelerator.MaxSharedMemoryPerGroup} of '{_accelerator.Name}'.");
        }
    }

    private void FillBlock(in LaunchDimensions dimensions, OpenClPacket packet)
    {
        if (this.Source.ExtentOffset >= 0)
        {
            Unsafe.WriteUnaligned(packet.Arguments + this.Source.ExtentOffset, dimensions.Extent.X);
            Unsafe.WriteUnaligned(packet.Arguments + this.Source.ExtentOffset + 4, dimensions.Extent.Y);
            Unsafe.WriteUnaligned(packet.Arguments + this.Source.ExtentOffset + 8, dimensions.Extent.Z);
        }

        if (this.Source.DynamicSharedSizeOffset >= 0)
        {
            Unsafe.WriteUnaligned(packet.Arguments + this.Source.DynamicSharedSizeOffset, (long)dimensions.DynamicSharedBytes);
        }
    }

    private nint CreateBlock(OpenClPacket packet)
    {
        int error;
        nint block = _api.CreateBuffer(_accelerator.NativePtr, ReadOnlyCopy, (nuint)this.Source.BlockBytes, packet.Arguments, &error);
        CLException.Check(error, $"store the arguments of the kernel '{_name}'");

        return block;
    }

    private void SetArguments(in LaunchDimensions dimensions, OpenClPacket packet, nint block, OpenClReport? report)
    {
        uint index = 0;

        foreach (int place in _places)
        {
            nint memory = packet.MemoryAt(place);
            this.SetArgument(index++, (nuint)sizeof(nint), memory == 0 ? null : &memory);
        }

        if (block != 0)
        {
            this.SetArgument(index++, (nuint)sizeof(nint), &block);
        }
        else if (this.Source.BlockBytes > 0)
        {
            this.SetArgument(index++, (nuint)this.Source.BlockBytes, packet.Arguments);
        }

        if (this.Source.UsesDynamicShared)
        {
            this.SetArgument(index++, (nuint)Math.Max(1, dimensions.DynamicSharedBytes), null);
        }

        if (this.Source.ScratchBytesPerItem > 0)
        {
            this.SetArgument(index++, (nuint)(this.Source.ScratchBytesPerItem * dimensions.Group.LongSize), null);
        }

        if (report is not null)
        {
            nint memory = report.Memory;
            this.SetArgument(index, (nuint)sizeof(nint), &memory);
        }
    }

    private void SetArgument(uint index, nuint size, void* value)
    {
        int error = _api.SetKernelArg(this.Kernel, index, size, value);

        if (error != 0)
        {
            throw new CLException((CLError)error, $"set argument {index} of the kernel '{_name}' ({size} bytes)");
        }
    }
}
