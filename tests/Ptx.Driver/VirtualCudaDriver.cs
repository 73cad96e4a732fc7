using System.Runtime.InteropServices;
using System.Text;
using ILGPU.Runtime.Cuda;
using IlgpuOptim.Engine.Runtime.Cuda;

namespace IlgpuOptim.Ptx.Driver;

/// <summary>
/// The CUDA driver's functions over the PTX machine: device memory is native memory of this process, streams run when they
/// are waited for. A fault of a kernel is reported once, by the next call that waits, and does not end the context.
/// </summary>
#pragma warning disable CA1001 // Drivers live as long as the process; so do the contexts of its threads.
internal sealed unsafe partial class VirtualCudaDriver(int architecture, PtxOptions options, int devices) : CudaDriver
{
    private const int Success = (int)CudaError.CUDA_SUCCESS;
    private const int InvalidValue = (int)CudaError.CUDA_ERROR_INVALID_VALUE;
    private const int InvalidHandle = (int)CudaError.CUDA_ERROR_INVALID_HANDLE;
    private const int IllegalAddress = (int)CudaError.CUDA_ERROR_ILLEGAL_ADDRESS;
    private const long TotalMemory = 8L << 30;

    /// <summary>Contexts are numbered from here.</summary>
    private const nint FirstContext = 0x1000;

    // The stack of contexts belongs to the thread.
    [ThreadStatic]
    private static Stack<nint>? _contexts;

    private readonly Lock _lock = new();
    private readonly PtxMachine _machine = new(options with { MaximumSharedBytes = SharedLimit(architecture) });
    private readonly Dictionary<nint, object> _objects = [];
    private readonly SortedList<ulong, (ulong Bytes, int Device, bool IsHost)> _allocations = [];
    private readonly Random _random = new(options.Seed);
    private readonly Queue<nint> _texts = [];
    private nint _nextHandle = 0x10000;
    private long _allocated;
    private int _error;
    private string _errorText = "";

    public override int Init(uint flags) => flags == 0 ? Success : InvalidValue;

    public override int DriverGetVersion(int* version) => Set(version, 12080);

    public override int DeviceGetCount(int* count) => Set(count, devices);

    public override int DeviceGet(int* device, int ordinal) => ordinal < devices ? Set(device, ordinal) : (int)CudaError.CUDA_ERROR_INVALID_DEVICE;

    public override int DeviceGetName(byte* name, int length, int device) => Write($"PTX machine {device} (sm_{architecture})", name, length);

    public override int DeviceGetAttribute(int* value, CudaDeviceAttribute attribute, int device)
    {
        *value = attribute switch
        {
            CudaDeviceAttribute.MaxThreadsPerBlock or CudaDeviceAttribute.MaxBlockDimX or CudaDeviceAttribute.MaxBlockDimY => 1024,
            CudaDeviceAttribute.MaxBlockDimZ => 64,
            CudaDeviceAttribute.MaxGridDimX => int.MaxValue,
            CudaDeviceAttribute.MaxGridDimY or CudaDeviceAttribute.MaxGridDimZ => 65535,
            CudaDeviceAttribute.SharedMemoryPerBlock => 48 * 1024,
            CudaDeviceAttribute.ConstantMemory => 64 * 1024,
            CudaDeviceAttribute.WarpSize => 32,
            CudaDeviceAttribute.RegistersPerBlock => 65536,
            CudaDeviceAttribute.ClockRate or CudaDeviceAttribute.MemoryClockRate => 1_000_000,
            CudaDeviceAttribute.MultiprocessorCount => 4,
            CudaDeviceAttribute.MemoryBusWidth => 256,
            CudaDeviceAttribute.L2CacheSize => 4 << 20,
            CudaDeviceAttribute.ThreadsPerMultiprocessor => 2048,
            CudaDeviceAttribute.PciBusId => 1 + device,
            CudaDeviceAttribute.ComputeCapabilityMajor => architecture / 10,
            CudaDeviceAttribute.ComputeCapabilityMinor => architecture % 10,
            CudaDeviceAttribute.SharedMemoryPerMultiprocessor => SharedLimit(architecture) + 1024,
            CudaDeviceAttribute.SharedMemoryPerBlockOptIn => SharedLimit(architecture),
            _ => 0,
        };

        return Success;
    }

    public override int DeviceTotalMem(nuint* bytes, int device) => Set(bytes, unchecked((nuint)TotalMemory));

    public override int DeviceCanAccessPeer(int* can, int device, int peer) => Set(can, device != peer ? 1 : 0);

    public override int DevicePrimaryCtxRetain(nint* context, int device) => Set(context, FirstContext + device);

    public override int DevicePrimaryCtxRelease(int device) => Success;

    public override int CtxGetCurrent(nint* context) => Set(context, Current);

    public override int CtxPushCurrent(nint context)
    {
        (_contexts ??= []).Push(context);

        return Success;
    }

    public override int CtxPopCurrent(nint* context)
    {
        if (_contexts is null || !_contexts.TryPop(out nint popped))
        {
            return (int)CudaError.CUDA_ERROR_INVALID_CONTEXT;
        }

        return context is null ? Success : Set(context, popped);
    }

    public override int CtxEnablePeerAccess(nint peer, uint flags) => Success;

    public override int CtxDisablePeerAccess(nint peer) => Success;

    public override int GetErrorName(int error, byte** name)
    {
        lock (this._lock)
        {
            *name = (byte*)this.Keep(Enum.GetName((CudaError)error) ?? $"CUDA_ERROR_{error}");

            return Success;
        }
    }

    public override int GetErrorString(int error, byte** text)
    {
        lock (this._lock)
        {
            *text = (byte*)this.Keep(error == Success ? "no error" : this._errorText.Length > 0 ? this._errorText : $"error {error}");

            return Success;
        }
    }

    private static nint Current => _contexts is not null && _contexts.TryPeek(out nint context) ? context : 0;

    private static int CurrentDevice => Current == 0 ? 0 : (int)(Current - FirstContext);

    private static int SharedLimit(int architecture) => architecture switch
    {
        70 or 72 => 96 * 1024,
        75 => 64 * 1024,
        80 or 87 => 163 * 1024,
        86 or 89 or 120 or 121 => 99 * 1024,
        _ => 227 * 1024,
    };

    private static int Set<T>(T* place, T value)
        where T : unmanaged
    {
        *place = value;

        return Success;
    }

    private static int Write(string text, byte* place, int length)
    {
        Span<byte> target = new(place, length);
        target.Clear();
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        bytes.AsSpan(0, Math.Min(bytes.Length, length - 1)).CopyTo(target);

        return Success;
    }

    // Drivers return pointers to texts that stay; the last few are enough.
    private nint Keep(string text)
    {
        nint kept = Marshal.StringToCoTaskMemUTF8(text);
        this._texts.Enqueue(kept);

        if (this._texts.Count > 64)
        {
            Marshal.FreeCoTaskMem(this._texts.Dequeue());
        }

        return kept;
    }

    private nint Register(object value)
    {
        nint handle = this._nextHandle++;
        this._objects.Add(handle, value);

        return handle;
    }

    private T? Find<T>(nint handle)
        where T : class => this._objects.GetValueOrDefault(handle) as T;

    private int Remove<T>(nint handle)
    {
        lock (this._lock)
        {
            return this._objects.TryGetValue(handle, out object? value) && value is T && this._objects.Remove(handle) ? Success : InvalidHandle;
        }
    }

    private int Fail(int error, string text)
    {
        this._errorText = text;

        return error;
    }

    // What went wrong since the last call that could tell.
    private int TakeError()
    {
        int error = this._error;
        this._error = Success;

        return error;
    }
}
