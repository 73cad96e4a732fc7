using System.Text;
using ILGPU;
using ILGPU.Runtime.Cuda;
using IlgpuOptim.Engine.Backends.Ptx;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Runtime.Cuda;

/// <summary>A kernel that the driver has compiled, and how it is launched.</summary>
internal sealed unsafe class CudaVariant
{
    /// <summary>Shared memory that every kernel may have; more has to be asked for.</summary>
    private const int PlainSharedBytes = 48 * 1024;

    private const int MaxGridYZ = PtxGenerator.MaxGridYZ;
    private const int SmallestGroup = 64;

    private readonly Lock _lock = new();
    private readonly CudaAccelerator _accelerator;
    private readonly CudaDriver _driver;
    private readonly string _name;
    private readonly Func<int, PtxSource> _generate;
    private readonly CudaModule _module;
    private CudaModule? _wideModule;
    private int _bestGroup;

    /// <param name="accelerator">Where it runs.</param>
    /// <param name="name">Name of the kernel, for messages.</param>
    /// <param name="generate">Gives the PTX for a largest group size; 0: whatever is best.</param>
    /// <exception cref="CudaException">The driver refuses the PTX; the message holds the driver's log.</exception>
    public CudaVariant(CudaAccelerator accelerator, string name, Func<int, PtxSource> generate)
    {
        _accelerator = accelerator;
        _driver = accelerator.Driver;
        _name = name;
        _generate = generate;
        this.Source = generate(0);
        _module = new CudaModule(accelerator, name, this.Source);
    }

    public PtxSource Source { get; }

    /// <summary>Groups that a multiprocessor runs at a time.</summary>
    public int ActiveGroups(int groupSize, int dynamicBytes)
    {
        dynamicBytes += this.Source.SharedInDynamicBytes;
        CudaModule module = this.ModuleFor(groupSize, dynamicBytes);
        int count;
        using CudaScope scope = _accelerator.Enter();
        _driver.Check(
            _driver.OccupancyMaxActiveBlocks(&count, module.Function, groupSize, (nuint)dynamicBytes), $"ask for the occupancy of '{_name}'");

        return count;
    }

    /// <summary>Queues a launch.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="dimensions">Extent, grid and group as the API sees them.</param>
    /// <param name="packet">The arguments; the extent is written behind them.</param>
    /// <param name="kind">How the kernel is grouped.</param>
    /// <param name="regroup">The group size is the engine's choice.</param>
    /// <exception cref="CudaException">The driver failed.</exception>
    public void Launch(CudaStream stream, in LaunchDimensions dimensions, CudaPacket packet, KernelKind kind, bool regroup)
    {
        Index3D group = dimensions.Group;
        Index3D grid = dimensions.Grid;

        if (regroup)
        {
            int size = this.GroupSizeFor(dimensions.Extent);
            group = new Index3D(size, 1, 1);
            grid = new Index3D((int)(((long)dimensions.Extent.X + size - 1) / size), dimensions.Extent.Y, dimensions.Extent.Z);
        }

        if (kind == KernelKind.Implicit2D && grid.Y > MaxGridYZ)
        {
            // See the generator's guard: Y continues in Z.
            grid = new Index3D(grid.X, MaxGridYZ, (int)(((long)grid.Y + MaxGridYZ - 1) / MaxGridYZ));
        }

        if (grid.Y > MaxGridYZ || grid.Z > MaxGridYZ)
        {
            throw new ArgumentOutOfRangeException(
                nameof(dimensions),
                dimensions.Extent,
                $"The extent {dimensions.Extent} needs a grid {grid}; '{_accelerator.Name}' has at most {MaxGridYZ} groups in Y and Z.");
        }

        dimensions.CheckWarps(_name, this.Source.NeedsWholeWarps, _accelerator.WarpSize);
        int dynamicBytes = dimensions.DynamicSharedBytes + this.Source.SharedInDynamicBytes;

        if (dynamicBytes > _accelerator.MaxSharedMemoryPerGroup)
        {
            throw new ArgumentOutOfRangeException(
                nameof(dimensions),
                dynamicBytes,
                $"'{_name}' needs {dynamicBytes} bytes of shared memory; '{_accelerator.Name}' has {_accelerator.MaxSharedMemoryPerGroup} per group.");
        }

        CudaModule module = this.ModuleFor(group.Size, dynamicBytes);
        int* extent = (int*)(packet.Arguments + this.Source.ExtentOffset);
        extent[0] = dimensions.Extent.X;
        extent[1] = dimensions.Extent.Y;
        extent[2] = dimensions.Extent.Z;
        CudaReport? report = null;

        if (this.Source.UsesReports)
        {
            if (stream.IsCapturing)
            {
                throw new NotSupportedException($"The kernel '{_name}' writes text or asserts; it cannot be part of a graph.");
            }

            report = new CudaReport(_accelerator, stream, _name, this.Source.Messages);
            *(nint*)(packet.Arguments + this.Source.ReportOffset) = report.Address;
        }

        void* block = packet.Arguments;
        int error = stream.Launch(module.Function, grid, group, dynamicBytes, &block, packet.Kept, report);

        if (error != 0)
        {
            report?.Dispose();

            throw _driver.Failure(error, $"launch '{_name}' with grid {grid} and group {group}");
        }
    }

    /// <summary>The best occupancy, but no fewer groups than multiprocessors as long as groups have two warps.</summary>
    private int GroupSizeFor(Index3D extent)
    {
        if (_bestGroup == 0)
        {
            int grid;
            int best;
            using CudaScope scope = _accelerator.Enter();
            _driver.Check(
                _driver.OccupancyMaxPotentialBlockSize(&grid, &best, _module.Function, 0, 0, 0), $"ask for a group size of '{_name}'");
            int warp = _accelerator.WarpSize;
            _bestGroup = Math.Clamp(best / warp * warp, warp, _accelerator.MaxNumThreadsPerGroup);
        }

        int size = _bestGroup;
        long rows = (long)extent.Y * extent.Z;

        while (size / 2 >= SmallestGroup && (((long)extent.X + size - 1) / size) * rows < 2L * _accelerator.NumMultiprocessors)
        {
            size = size / 2 / _accelerator.WarpSize * _accelerator.WarpSize;
        }

        return size;
    }

    /// <summary>The module for a group; one that the compiler did not foresee gets code with fewer registers.</summary>
    private CudaModule ModuleFor(int groupSize, int dynamicBytes)
    {
        CudaModule module = _module;

        if (groupSize > module.MaxThreads)
        {
            lock (_lock)
            {
                module = _wideModule ??= new CudaModule(_accelerator, _name, _generate(_accelerator.MaxNumThreadsPerGroup));
            }
        }

        if (dynamicBytes > 0 && dynamicBytes + this.Source.StaticSharedBytes > PlainSharedBytes)
        {
            module.AllowShared(dynamicBytes);
        }

        return module;
    }

    /// <summary>A loaded module. It lives as long as its context.</summary>
    private sealed class CudaModule
    {
        private const int LogBytes = 16384;

        private readonly CudaAccelerator _accelerator;
        private readonly string _name;
        private int _allowedShared;

        public CudaModule(CudaAccelerator accelerator, string name, PtxSource source)
        {
            _accelerator = accelerator;
            _name = name;
            using CudaScope scope = accelerator.Enter();
            nint module = Load(accelerator.Driver, name, source);
            byte[] entry = Encoding.ASCII.GetBytes(source.EntryPoint + "\0");
            nint function;
            int threads;

            fixed (byte* text = entry)
            {
                accelerator.Driver.Check(accelerator.Driver.ModuleGetFunction(&function, module, text), $"find '{name}' in its module");
            }

            accelerator.Driver.Check(
                accelerator.Driver.FuncGetAttribute(&threads, CudaFunctionAttribute.MaxThreadsPerBlock, function),
                $"ask for the largest group of '{name}'");
            this.Function = function;
            this.MaxThreads = threads;
        }

        public nint Function { get; }

        public int MaxThreads { get; }

        /// <summary>Lets launches have that much dynamic shared memory.</summary>
        public void AllowShared(int bytes)
        {
            if (bytes > Volatile.Read(ref _allowedShared))
            {
                using CudaScope scope = _accelerator.Enter();
                _accelerator.Driver.Check(
                    _accelerator.Driver.FuncSetAttribute(this.Function, CudaFunctionAttribute.MaxDynamicSharedBytes, bytes),
                    $"give '{_name}' {bytes} bytes of dynamic shared memory");
                Volatile.Write(ref _allowedShared, bytes);
            }
        }

        private static nint Load(CudaDriver driver, string name, PtxSource source)
        {
            const int ErrorLog = 5;
            const int ErrorLogBytes = 6;
            byte[] image = Encoding.UTF8.GetBytes(source.Text + "\0");
            byte[] log = new byte[LogBytes];
            int* options = stackalloc int[] { ErrorLog, ErrorLogBytes };
            void** values = stackalloc void*[2];
            nint module;

            fixed (byte* text = image, buffer = log)
            {
                values[0] = buffer;
                values[1] = (void*)LogBytes;
                int error = driver.ModuleLoadDataEx(&module, text, 2, options, values);

                if (error != 0)
                {
                    CudaException failure = driver.Failure(error, $"compile the kernel '{name}'");
                    string report = Encoding.UTF8.GetString(log).TrimEnd('\0');

                    throw new CudaException(failure.Error, $"{failure.Message}\n{report}\n--- PTX\n{source.Text}");
                }
            }

            return module;
        }
    }
}
