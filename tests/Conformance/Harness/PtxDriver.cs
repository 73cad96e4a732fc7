using System.Runtime.InteropServices;
using IlgpuOptim.Engine.Runtime.Cuda;
using IlgpuOptim.Ptx;

namespace IlgpuOptim.Engine.Conformance.Harness;

/// <summary>
/// A CUDA driver without a GPU: modules are run by the PTX machine on memory of this process. Everything happens when it is
/// queued; a kernel that faults fails the stream's next synchronisation, with the machine's message as the text of the error.
/// </summary>
internal sealed unsafe class PtxDriver(int architecture, PtxOptions options) : CudaDriver
{
    private const int Success = 0;
    private const int InvalidValue = 1;
    private const int InvalidPtx = 218;
    private const int NotSupported = 801;
    private const int LaunchFailed = 719;
    private const int ContextHandle = 0x1000;

    private readonly Lock _lock = new();
    private readonly PtxMachine _machine = new(options);
    private readonly Dictionary<nint, object> _objects = [];
    private readonly Dictionary<ulong, (nuint Bytes, nint Memory)> _allocations = [];
    private readonly Dictionary<nint, List<Action>> _captures = [];
    private nint _next = 0x2000;
    private string? _fault;
    private nint _faultText;

    [ThreadStatic]
    private static int t_depth;

    /// <summary>Memory that has not been freed yet.</summary>
    public int AllocationCount => _allocations.Count;

    public override int Init(uint flags) => Success;

    public override int DriverGetVersion(int* version)
    {
        *version = 12080;

        return Success;
    }

    public override int DeviceGetCount(int* count)
    {
        *count = 1;

        return Success;
    }

    public override int DeviceGet(int* device, int ordinal)
    {
        *device = ordinal;

        return ordinal == 0 ? Success : InvalidValue;
    }

    public override int DeviceGetName(byte* name, int length, int device)
    {
        byte[] text = System.Text.Encoding.ASCII.GetBytes($"PTX machine sm_{architecture}\0");
        text.CopyTo(new Span<byte>(name, length));

        return Success;
    }

    public override int DeviceGetAttribute(int* value, CudaDeviceAttribute attribute, int device)
    {
        *value = attribute switch
        {
            CudaDeviceAttribute.MaxThreadsPerBlock or CudaDeviceAttribute.MaxBlockDimX or CudaDeviceAttribute.MaxBlockDimY => 1024,
            CudaDeviceAttribute.MaxBlockDimZ => 64,
            CudaDeviceAttribute.MaxGridDimX => int.MaxValue,
            CudaDeviceAttribute.MaxGridDimY or CudaDeviceAttribute.MaxGridDimZ => 65535,
            CudaDeviceAttribute.SharedMemoryPerBlock => 48 * 1024,
            CudaDeviceAttribute.SharedMemoryPerBlockOptIn => 99 * 1024,
            CudaDeviceAttribute.ConstantMemory => 65536,
            CudaDeviceAttribute.WarpSize => 32,
            CudaDeviceAttribute.MultiprocessorCount => 4,
            CudaDeviceAttribute.ThreadsPerMultiprocessor => 2048,
            CudaDeviceAttribute.ComputeCapabilityMajor => architecture / 10,
            CudaDeviceAttribute.ComputeCapabilityMinor => architecture % 10,
            _ => 0,
        };

        return Success;
    }

    public override int DeviceTotalMem(nuint* bytes, int device)
    {
        *bytes = 1u << 30;

        return Success;
    }

    public override int DeviceCanAccessPeer(int* can, int device, int peer)
    {
        *can = 0;

        return Success;
    }

    public override int DevicePrimaryCtxRetain(nint* context, int device)
    {
        *context = ContextHandle;

        return Success;
    }

    public override int DevicePrimaryCtxRelease(int device) => Success;

    public override int CtxGetCurrent(nint* context)
    {
        *context = t_depth > 0 ? ContextHandle : 0;

        return Success;
    }

    public override int CtxPushCurrent(nint context)
    {
        t_depth++;

        return Success;
    }

    public override int CtxPopCurrent(nint* context)
    {
        t_depth--;
        *context = ContextHandle;

        return t_depth >= 0 ? Success : InvalidValue;
    }

    public override int CtxSynchronize() => this.TakeFault();

    public override int CtxEnablePeerAccess(nint peer, uint flags) => NotSupported;

    public override int CtxDisablePeerAccess(nint peer) => NotSupported;

    public override int MemGetInfo(nuint* free, nuint* total)
    {
        *free = 1u << 29;
        *total = 1u << 30;

        return Success;
    }

    public override int MemAlloc(ulong* pointer, nuint bytes)
    {
        lock (_lock)
        {
            if (bytes == 0 || bytes > 1u << 30)
            {
                return bytes == 0 ? InvalidValue : 2;
            }

            nint memory = (nint)NativeMemory.AlignedAlloc(bytes, 256);
            new Span<byte>((void*)memory, (int)bytes).Fill(0xCD);
            _machine.AddMemory(memory, (long)bytes);
            _allocations.Add((ulong)memory, (bytes, memory));
            *pointer = (ulong)memory;

            return Success;
        }
    }

    public override int MemFree(ulong pointer)
    {
        lock (_lock)
        {
            if (!_allocations.Remove(pointer, out (nuint Bytes, nint Memory) allocation))
            {
                return InvalidValue;
            }

            _machine.RemoveMemory(allocation.Memory);
            NativeMemory.AlignedFree((void*)allocation.Memory);

            return Success;
        }
    }

    public override int MemHostRegister(void* pointer, nuint bytes, uint flags) => Success;

    public override int MemHostUnregister(void* pointer) => Success;

    public override int MemcpyHtoDAsync(ulong target, void* source, nuint bytes, nint stream)
    {
        nint from = (nint)source;

        return this.Copy(stream, target, (ulong)from, bytes, toDevice: true, fromDevice: false);
    }

    public override int MemcpyDtoHAsync(void* target, ulong source, nuint bytes, nint stream)
    {
        nint to = (nint)target;

        return this.Copy(stream, (ulong)to, source, bytes, toDevice: false, fromDevice: true);
    }

    public override int MemcpyDtoDAsync(ulong target, ulong source, nuint bytes, nint stream) =>
        this.Copy(stream, target, source, bytes, toDevice: true, fromDevice: true);

    public override int MemcpyPeerAsync(ulong target, nint targetContext, ulong source, nint sourceContext, nuint bytes, nint stream) =>
        this.Copy(stream, target, source, bytes, toDevice: true, fromDevice: true);

    public override int MemsetD8Async(ulong target, byte value, nuint bytes, nint stream) =>
        this.IsDevice(target, bytes) ? this.Run(stream, () => NativeMemory.Fill((void*)target, bytes, value)) : InvalidValue;

    public override int PointerGetAttribute(void* value, CudaPointerAttribute attribute, ulong pointer)
    {
        lock (_lock)
        {
            foreach ((ulong start, (nuint bytes, _)) in _allocations)
            {
                if (pointer >= start && pointer < start + bytes)
                {
                    switch (attribute)
                    {
                        case CudaPointerAttribute.MemoryType:
                            *(uint*)value = 2;
                            break;
                        case CudaPointerAttribute.DeviceOrdinal:
                            *(int*)value = 0;
                            break;
                        case CudaPointerAttribute.RangeStart:
                            *(ulong*)value = start;
                            break;
                        case CudaPointerAttribute.RangeSize:
                            *(nuint*)value = bytes;
                            break;
                        default:
                            *(nint*)value = ContextHandle;
                            break;
                    }

                    return Success;
                }
            }

            return InvalidValue;
        }
    }

    public override int StreamCreate(nint* stream, uint flags) => this.Create(stream, new object());

    public override int StreamDestroy(nint stream) => this.Destroy(stream);

    public override int StreamSynchronize(nint stream) => this.TakeFault();

    public override int StreamGetCtx(nint stream, nint* context)
    {
        *context = ContextHandle;

        return _objects.ContainsKey(stream) ? Success : 400;
    }

    public override int StreamWaitEvent(nint stream, nint marker, uint flags) => Success;

    public override int StreamBeginCapture(nint stream, int mode)
    {
        lock (_lock)
        {
            return _captures.TryAdd(stream, []) ? Success : InvalidValue;
        }
    }

    public override int StreamEndCapture(nint stream, nint* graph)
    {
        lock (_lock)
        {
            return _captures.Remove(stream, out List<Action>? actions) ? this.Create(graph, actions) : InvalidValue;
        }
    }

    public override int GraphInstantiate(nint* executable, nint graph, ulong flags) => this.Create(executable, _objects[graph]);

    public override int GraphLaunch(nint executable, nint stream)
    {
        foreach (Action action in (List<Action>)_objects[executable])
        {
            action();
        }

        return Success;
    }

    public override int GraphExecDestroy(nint executable) => this.Destroy(executable);

    public override int GraphDestroy(nint graph) => this.Destroy(graph);

    public override int EventCreate(nint* marker, uint flags) => this.Create(marker, new EventTime());

    public override int EventRecord(nint marker, nint stream)
    {
        ((EventTime)_objects[marker]).Ticks = System.Diagnostics.Stopwatch.GetTimestamp();

        return Success;
    }

    public override int EventSynchronize(nint marker) => Success;

    public override int EventElapsedTime(float* milliseconds, nint start, nint end)
    {
        long from = ((EventTime)_objects[start]).Ticks;
        long to = ((EventTime)_objects[end]).Ticks;
        *milliseconds = (float)System.Diagnostics.Stopwatch.GetElapsedTime(from, to).TotalMilliseconds;

        return Success;
    }

    public override int EventDestroy(nint marker) => this.Destroy(marker);

    public override int ModuleLoadDataEx(nint* module, void* image, uint count, int* options, void** values)
    {
        try
        {
            return this.Create(module, PtxModule.Parse(Marshal.PtrToStringUTF8((nint)image)!));
        }
        catch (PtxSyntaxException exception)
        {
            for (int i = 0; i < count; i++)
            {
                if (options[i] == 5)
                {
                    System.Text.Encoding.UTF8.GetBytes(exception.Message).CopyTo(new Span<byte>(values[i], 8192));
                }
            }

            return InvalidPtx;
        }
    }

    public override int ModuleUnload(nint module) => this.Destroy(module);

    public override int ModuleGetFunction(nint* function, nint module, byte* name) =>
        this.Create(function, ((PtxModule)_objects[module]).Kernel(Marshal.PtrToStringUTF8((nint)name)!));

    public override int FuncGetAttribute(int* value, CudaFunctionAttribute attribute, nint function)
    {
        PtxKernel kernel = (PtxKernel)_objects[function];
        *value = attribute switch
        {
            // As if it needed many registers: larger groups need code of their own.
            CudaFunctionAttribute.MaxThreadsPerBlock => kernel.MaximumThreads == int.MaxValue ? 768 : kernel.MaximumThreads,
            CudaFunctionAttribute.StaticSharedBytes => kernel.StaticSharedBytes,
            CudaFunctionAttribute.LocalBytes => kernel.LocalBytes,
            _ => 0,
        };

        return Success;
    }

    public override int FuncSetAttribute(nint function, CudaFunctionAttribute attribute, int value) => Success;

    public override int OccupancyMaxActiveBlocks(int* count, nint function, int groupSize, nuint dynamicBytes)
    {
        *count = 2048 / groupSize;

        return Success;
    }

    public override int OccupancyMaxPotentialBlockSize(
        int* minGrid, int* groupSize, nint function, nint sharedBytesOf, nuint dynamicBytes, int limit)
    {
        *minGrid = 8;
        *groupSize = 256;

        return Success;
    }

    public override int LaunchKernel(
        nint function, uint gridX, uint gridY, uint gridZ, uint groupX, uint groupY, uint groupZ, uint dynamicBytes, nint stream,
        void** arguments, void** extra)
    {
        PtxKernel kernel = (PtxKernel)_objects[function];
        byte[] block = new ReadOnlySpan<byte>(arguments[0], kernel.ParameterBytes).ToArray();

        return this.Run(stream, () =>
        {
            try
            {
                _machine.Launch(
                    kernel,
                    new Dim3((int)gridX, (int)gridY, (int)gridZ),
                    new Dim3((int)groupX, (int)groupY, (int)groupZ),
                    (int)dynamicBytes,
                    block);
            }
            catch (Exception exception) when (exception is PtxFaultException or ArgumentException)
            {
                _fault ??= $"{exception.Message} (kernel {kernel.Name})";
            }
        });
    }

    public override int GetErrorName(int error, byte** name)
    {
        *name = null;

        return InvalidValue;
    }

    public override int GetErrorString(int error, byte** text)
    {
        *text = error == LaunchFailed ? (byte*)_faultText : null;

        return *text == null ? InvalidValue : Success;
    }

    private int TakeFault()
    {
        if (Interlocked.Exchange(ref _fault, null) is not { } fault)
        {
            return Success;
        }

        // Never freed: whoever asks for the text keeps the pointer.
        _faultText = Marshal.StringToCoTaskMemUTF8(fault);

        return LaunchFailed;
    }

    private int Copy(nint stream, ulong target, ulong source, nuint bytes, bool toDevice, bool fromDevice) =>
        (!toDevice || this.IsDevice(target, bytes)) && (!fromDevice || this.IsDevice(source, bytes))
            ? this.Run(stream, () => NativeMemory.Copy((void*)source, (void*)target, bytes))
            : InvalidValue;

    private bool IsDevice(ulong address, nuint bytes)
    {
        lock (_lock)
        {
            foreach ((ulong start, (nuint size, _)) in _allocations)
            {
                if (address >= start && address + bytes <= start + size)
                {
                    return true;
                }
            }

            return false;
        }
    }

    private int Run(nint stream, Action action)
    {
        List<Action>? capture;

        lock (_lock)
        {
            _captures.TryGetValue(stream, out capture);
        }

        if (capture is not null)
        {
            capture.Add(action);
        }
        else
        {
            action();
        }

        return Success;
    }

    private int Create(nint* handle, object value)
    {
        lock (_lock)
        {
            *handle = _next += 16;
            _objects.Add(*handle, value);

            return Success;
        }
    }

    private int Destroy(nint handle)
    {
        lock (_lock)
        {
            return _objects.Remove(handle) ? Success : 400;
        }
    }

    private sealed class EventTime
    {
        public long Ticks;
    }
}
