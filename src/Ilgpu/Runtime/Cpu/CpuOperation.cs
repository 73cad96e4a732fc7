using System.Runtime.InteropServices;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using IlgpuOptim.Engine.Backends.Cpu;

namespace IlgpuOptim.Engine.Runtime.Cpu;

/// <summary>What an operation of a stream does.</summary>
internal enum CpuOperationKind : byte
{
    Launch,
    Copy,
    Fill,
    Marker,
}

/// <summary>
/// An operation of a stream. The objects are pooled with their argument memory, so that a launch allocates nothing.
/// </summary>
internal sealed unsafe class CpuOperation : LaunchPacket, ITeamWork
{
    // The launch record stands in front of the arguments; its size is rounded up to a cache line.
    private static readonly int RecordBytes = (sizeof(CpuLaunch) + 63) & -64;

    private readonly CPUAccelerator _accelerator;
    private byte* _memory;
    private int _capacity;
    private CpuProgram? _program;
    private CpuVariant? _variant;
    private LaunchDimensions _dimensions;
    private byte* _source;
    private byte* _target;
    private long _bytes;
    private byte _value;
    private CpuProfilingMarker? _marker;
    private long _units;
    private long _grain;

    public CpuOperation(CPUAccelerator accelerator)
        : base(accelerator)
    {
        _accelerator = accelerator;
        this.Reserve(256);
    }

    ~CpuOperation()
    {
        NativeMemory.AlignedFree(_memory);
    }

    public CpuOperationKind Kind { get; private set; }

    long ITeamWork.Units => _units;

    long ITeamWork.Grain => _grain;

    int ITeamWork.MaxThreads => _accelerator.MaxThreads;

    private CpuLaunch* LaunchRecord => (CpuLaunch*)_memory;

    public override void Prepare(KernelSignature signature)
    {
        int arguments = (signature.ArgumentBytes + 63) & -64;
        this.Reserve(arguments + signature.SpecializedBytes);
        this.Signature = signature;
        this.Arguments = _memory + RecordBytes;
        this.Specialized = this.Arguments + arguments;

        // Padding between specialised values has to be equal, because they are compared by bytes.
        new Span<byte>(this.Specialized, signature.SpecializedBytes).Clear();
        this.Boxed = _accelerator.RunsMethods ? new object?[signature.Parameters.Length] : null;
    }

    public void SetLaunch(CpuProgram program, CpuVariant variant, in LaunchDimensions dimensions)
    {
        this.Kind = CpuOperationKind.Launch;
        _program = program;
        _variant = variant;
        _dimensions = dimensions;
        CpuLaunch* launch = this.LaunchRecord;
        launch->Arguments = this.Arguments;
        launch->ExtentX = dimensions.Extent.X;
        launch->ExtentY = dimensions.Extent.Y;
        launch->ExtentZ = dimensions.Extent.Z;
        launch->GridX = dimensions.Grid.X;
        launch->GridY = dimensions.Grid.Y;
        launch->GridZ = dimensions.Grid.Z;
        launch->GroupX = dimensions.Group.X;
        launch->GroupY = dimensions.Group.Y;
        launch->GroupZ = dimensions.Group.Z;
        launch->DynamicSharedBytes = dimensions.DynamicSharedBytes;
        launch->NonTemporal = 0;
        launch->FaultItem = -1;
    }

    public void SetCopy(in ArrayView<byte> source, in ArrayView<byte> target)
    {
        this.Kind = CpuOperationKind.Copy;
        _source = this.Address(source);
        _target = this.Address(target);
        _bytes = target.Length;
    }

    public void SetFill(in ArrayView<byte> target, byte value)
    {
        this.Kind = CpuOperationKind.Fill;
        _target = this.Address(target);
        _bytes = target.Length;
        _value = value;
    }

    public void SetMarker(CpuProfilingMarker marker)
    {
        this.Kind = CpuOperationKind.Marker;
        _marker = marker;
    }

    /// <summary>Does what the operation says.</summary>
    /// <returns>What went wrong in a kernel, or null.</returns>
    public Exception? Run(TeamJob job)
    {
        switch (this.Kind)
        {
            case CpuOperationKind.Launch:
                return this.RunLaunch(job);

            case CpuOperationKind.Copy:
                CpuMemory.Copy(_source, _target, _bytes);

                break;

            case CpuOperationKind.Fill:
                CpuMemory.Fill(_target, _value, _bytes);

                break;

            default:
                _marker!.Pass();

                break;
        }

        return null;
    }

    /// <inheritdoc/>
    public void Execute(long begin, long end)
    {
        _variant!.Kernel!.Execute(this.LaunchRecord, CpuScratch.Current, begin, end);
    }

    public override void Return()
    {
        this.ReleaseKept();
        this.Boxed = null;
        this.Signature = null;
        _program = null;
        _variant = null;
        _marker = null;
        _accelerator.ReturnOperation(this);
    }

    private static Index3D GlobalIndex(in LaunchDimensions dimensions, long item)
    {
        long x = item % dimensions.Extent.X;
        long rest = item / dimensions.Extent.X;

        return new Index3D((int)x, (int)(rest % dimensions.Extent.Y), (int)(rest / dimensions.Extent.Y));
    }

    private byte* Address(in ArrayView<byte> view)
    {
        this.Keep(view.BaseBuffer!);

        return (byte*)view.BaseBuffer!.NativePtr + view.ByteOffset;
    }

    private Exception? RunLaunch(TeamJob job)
    {
        string name = _program!.Name;

        if (_variant!.Kernel is not CpuKernel kernel)
        {
            return this.RunMethod(name);
        }

        CpuLaunch* launch = this.LaunchRecord;

        try
        {
            _units = kernel.UnitCount(*launch);
            _grain = kernel.Grain(*launch);
            kernel.Prepare(launch);
        }
        catch (Exception exception)
        {
            return new CPUKernelException(name, null, exception);
        }

        CpuTeam.Shared.Run(job, this);

        if (launch->FaultItem >= 0)
        {
            Exception cause = job.Failure ?? new DivideByZeroException();

            return new CPUKernelException(name, GlobalIndex(_dimensions, launch->FaultItem), cause);
        }

        return job.Failure is null ? null : new CPUKernelException(name, null, job.Failure);
    }

    private CPUKernelException? RunMethod(string name)
    {
        try
        {
            DebugExecutor.Run(_program!.Signature.Method, _program.Signature.Kind, _dimensions, this.Boxed!, _accelerator.WarpSize);

            return null;
        }
        catch (CPUKernelException exception)
        {
            return exception;
        }
        catch (Exception exception)
        {
            return new CPUKernelException(name, null, exception);
        }
    }

    private void Reserve(int bytes)
    {
        if (bytes <= _capacity)
        {
            return;
        }

        NativeMemory.AlignedFree(_memory);
        _memory = null;
        _capacity = 0;
        _memory = (byte*)NativeMemory.AlignedAlloc((nuint)(RecordBytes + bytes), 64);
        _capacity = bytes;
    }
}
