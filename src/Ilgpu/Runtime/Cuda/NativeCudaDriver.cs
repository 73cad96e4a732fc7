using System.Runtime.InteropServices;

namespace IlgpuOptim.Engine.Runtime.Cuda;

/// <summary>The driver of the machine: libcuda.so.1 or nvcuda.dll, bound when it is first needed.</summary>
internal sealed unsafe class NativeCudaDriver : CudaDriver
{
    private readonly delegate* unmanaged<uint, int> _init;
    private readonly delegate* unmanaged<int*, int> _driverGetVersion;
    private readonly delegate* unmanaged<int*, int> _deviceGetCount;
    private readonly delegate* unmanaged<int*, int, int> _deviceGet;
    private readonly delegate* unmanaged<byte*, int, int, int> _deviceGetName;
    private readonly delegate* unmanaged<int*, CudaDeviceAttribute, int, int> _deviceGetAttribute;
    private readonly delegate* unmanaged<nuint*, int, int> _deviceTotalMem;
    private readonly delegate* unmanaged<int*, int, int, int> _deviceCanAccessPeer;
    private readonly delegate* unmanaged<nint*, int, int> _devicePrimaryCtxRetain;
    private readonly delegate* unmanaged<int, int> _devicePrimaryCtxRelease;
    private readonly delegate* unmanaged<nint*, int> _ctxGetCurrent;
    private readonly delegate* unmanaged<nint, int> _ctxPushCurrent;
    private readonly delegate* unmanaged<nint*, int> _ctxPopCurrent;
    private readonly delegate* unmanaged<int> _ctxSynchronize;
    private readonly delegate* unmanaged<nint, uint, int> _ctxEnablePeerAccess;
    private readonly delegate* unmanaged<nint, int> _ctxDisablePeerAccess;
    private readonly delegate* unmanaged<nuint*, nuint*, int> _memGetInfo;
    private readonly delegate* unmanaged<ulong*, nuint, int> _memAlloc;
    private readonly delegate* unmanaged<ulong, int> _memFree;
    private readonly delegate* unmanaged<void*, nuint, uint, int> _memHostRegister;
    private readonly delegate* unmanaged<void*, int> _memHostUnregister;
    private readonly delegate* unmanaged<ulong, void*, nuint, nint, int> _memcpyHtoDAsync;
    private readonly delegate* unmanaged<void*, ulong, nuint, nint, int> _memcpyDtoHAsync;
    private readonly delegate* unmanaged<ulong, ulong, nuint, nint, int> _memcpyDtoDAsync;
    private readonly delegate* unmanaged<ulong, nint, ulong, nint, nuint, nint, int> _memcpyPeerAsync;
    private readonly delegate* unmanaged<ulong, byte, nuint, nint, int> _memsetD8Async;
    private readonly delegate* unmanaged<void*, CudaPointerAttribute, ulong, int> _pointerGetAttribute;
    private readonly delegate* unmanaged<nint*, uint, int> _streamCreate;
    private readonly delegate* unmanaged<nint, int> _streamDestroy;
    private readonly delegate* unmanaged<nint, int> _streamSynchronize;
    private readonly delegate* unmanaged<nint, nint*, int> _streamGetCtx;
    private readonly delegate* unmanaged<nint, nint, uint, int> _streamWaitEvent;
    private readonly delegate* unmanaged<nint, int, int> _streamBeginCapture;
    private readonly delegate* unmanaged<nint, nint*, int> _streamEndCapture;
    private readonly delegate* unmanaged<nint*, nint, ulong, int> _graphInstantiate;
    private readonly delegate* unmanaged<nint, nint, int> _graphLaunch;
    private readonly delegate* unmanaged<nint, int> _graphExecDestroy;
    private readonly delegate* unmanaged<nint, int> _graphDestroy;
    private readonly delegate* unmanaged<nint*, uint, int> _eventCreate;
    private readonly delegate* unmanaged<nint, nint, int> _eventRecord;
    private readonly delegate* unmanaged<nint, int> _eventSynchronize;
    private readonly delegate* unmanaged<float*, nint, nint, int> _eventElapsedTime;
    private readonly delegate* unmanaged<nint, int> _eventDestroy;
    private readonly delegate* unmanaged<nint*, void*, uint, int*, void**, int> _moduleLoadDataEx;
    private readonly delegate* unmanaged<nint, int> _moduleUnload;
    private readonly delegate* unmanaged<nint*, nint, byte*, int> _moduleGetFunction;
    private readonly delegate* unmanaged<int*, CudaFunctionAttribute, nint, int> _funcGetAttribute;
    private readonly delegate* unmanaged<nint, CudaFunctionAttribute, int, int> _funcSetAttribute;
    private readonly delegate* unmanaged<int*, nint, int, nuint, int> _occupancyMaxActiveBlocks;
    private readonly delegate* unmanaged<int*, int*, nint, nint, nuint, int, int> _occupancyMaxPotentialBlockSize;
    private readonly delegate* unmanaged<nint, uint, uint, uint, uint, uint, uint, uint, nint, void**, void**, int> _launchKernel;
    private readonly delegate* unmanaged<int, byte**, int> _getErrorName;
    private readonly delegate* unmanaged<int, byte**, int> _getErrorString;

    /// <exception cref="EntryPointNotFoundException">The driver is too old.</exception>
    private NativeCudaDriver(nint library)
    {
        _init = (delegate* unmanaged<uint, int>)NativeLibrary.GetExport(library, "cuInit");
        _driverGetVersion = (delegate* unmanaged<int*, int>)NativeLibrary.GetExport(library, "cuDriverGetVersion");
        _deviceGetCount = (delegate* unmanaged<int*, int>)NativeLibrary.GetExport(library, "cuDeviceGetCount");
        _deviceGet = (delegate* unmanaged<int*, int, int>)NativeLibrary.GetExport(library, "cuDeviceGet");
        _deviceGetName = (delegate* unmanaged<byte*, int, int, int>)NativeLibrary.GetExport(library, "cuDeviceGetName");
        _deviceGetAttribute = (delegate* unmanaged<int*, CudaDeviceAttribute, int, int>)NativeLibrary.GetExport(library, "cuDeviceGetAttribute");
        _deviceTotalMem = (delegate* unmanaged<nuint*, int, int>)NativeLibrary.GetExport(library, "cuDeviceTotalMem_v2");
        _deviceCanAccessPeer = (delegate* unmanaged<int*, int, int, int>)NativeLibrary.GetExport(library, "cuDeviceCanAccessPeer");
        _devicePrimaryCtxRetain = (delegate* unmanaged<nint*, int, int>)NativeLibrary.GetExport(library, "cuDevicePrimaryCtxRetain");
        _devicePrimaryCtxRelease = (delegate* unmanaged<int, int>)NativeLibrary.GetExport(library, "cuDevicePrimaryCtxRelease_v2");
        _ctxGetCurrent = (delegate* unmanaged<nint*, int>)NativeLibrary.GetExport(library, "cuCtxGetCurrent");
        _ctxPushCurrent = (delegate* unmanaged<nint, int>)NativeLibrary.GetExport(library, "cuCtxPushCurrent_v2");
        _ctxPopCurrent = (delegate* unmanaged<nint*, int>)NativeLibrary.GetExport(library, "cuCtxPopCurrent_v2");
        _ctxSynchronize = (delegate* unmanaged<int>)NativeLibrary.GetExport(library, "cuCtxSynchronize");
        _ctxEnablePeerAccess = (delegate* unmanaged<nint, uint, int>)NativeLibrary.GetExport(library, "cuCtxEnablePeerAccess");
        _ctxDisablePeerAccess = (delegate* unmanaged<nint, int>)NativeLibrary.GetExport(library, "cuCtxDisablePeerAccess");
        _memGetInfo = (delegate* unmanaged<nuint*, nuint*, int>)NativeLibrary.GetExport(library, "cuMemGetInfo_v2");
        _memAlloc = (delegate* unmanaged<ulong*, nuint, int>)NativeLibrary.GetExport(library, "cuMemAlloc_v2");
        _memFree = (delegate* unmanaged<ulong, int>)NativeLibrary.GetExport(library, "cuMemFree_v2");
        _memHostRegister = (delegate* unmanaged<void*, nuint, uint, int>)NativeLibrary.GetExport(library, "cuMemHostRegister_v2");
        _memHostUnregister = (delegate* unmanaged<void*, int>)NativeLibrary.GetExport(library, "cuMemHostUnregister");
        _memcpyHtoDAsync = (delegate* unmanaged<ulong, void*, nuint, nint, int>)NativeLibrary.GetExport(library, "cuMemcpyHtoDAsync_v2");
        _memcpyDtoHAsync = (delegate* unmanaged<void*, ulong, nuint, nint, int>)NativeLibrary.GetExport(library, "cuMemcpyDtoHAsync_v2");
        _memcpyDtoDAsync = (delegate* unmanaged<ulong, ulong, nuint, nint, int>)NativeLibrary.GetExport(library, "cuMemcpyDtoDAsync_v2");
        _memcpyPeerAsync = (delegate* unmanaged<ulong, nint, ulong, nint, nuint, nint, int>)NativeLibrary.GetExport(library, "cuMemcpyPeerAsync");
        _memsetD8Async = (delegate* unmanaged<ulong, byte, nuint, nint, int>)NativeLibrary.GetExport(library, "cuMemsetD8Async");
        _pointerGetAttribute = (delegate* unmanaged<void*, CudaPointerAttribute, ulong, int>)NativeLibrary.GetExport(library, "cuPointerGetAttribute");
        _streamCreate = (delegate* unmanaged<nint*, uint, int>)NativeLibrary.GetExport(library, "cuStreamCreate");
        _streamDestroy = (delegate* unmanaged<nint, int>)NativeLibrary.GetExport(library, "cuStreamDestroy_v2");
        _streamSynchronize = (delegate* unmanaged<nint, int>)NativeLibrary.GetExport(library, "cuStreamSynchronize");
        _streamGetCtx = (delegate* unmanaged<nint, nint*, int>)NativeLibrary.GetExport(library, "cuStreamGetCtx");
        _streamWaitEvent = (delegate* unmanaged<nint, nint, uint, int>)NativeLibrary.GetExport(library, "cuStreamWaitEvent");
        _streamBeginCapture = (delegate* unmanaged<nint, int, int>)NativeLibrary.GetExport(library, "cuStreamBeginCapture_v2");
        _streamEndCapture = (delegate* unmanaged<nint, nint*, int>)NativeLibrary.GetExport(library, "cuStreamEndCapture");
        _graphInstantiate = (delegate* unmanaged<nint*, nint, ulong, int>)NativeLibrary.GetExport(library, "cuGraphInstantiateWithFlags");
        _graphLaunch = (delegate* unmanaged<nint, nint, int>)NativeLibrary.GetExport(library, "cuGraphLaunch");
        _graphExecDestroy = (delegate* unmanaged<nint, int>)NativeLibrary.GetExport(library, "cuGraphExecDestroy");
        _graphDestroy = (delegate* unmanaged<nint, int>)NativeLibrary.GetExport(library, "cuGraphDestroy");
        _eventCreate = (delegate* unmanaged<nint*, uint, int>)NativeLibrary.GetExport(library, "cuEventCreate");
        _eventRecord = (delegate* unmanaged<nint, nint, int>)NativeLibrary.GetExport(library, "cuEventRecord");
        _eventSynchronize = (delegate* unmanaged<nint, int>)NativeLibrary.GetExport(library, "cuEventSynchronize");
        _eventElapsedTime = (delegate* unmanaged<float*, nint, nint, int>)NativeLibrary.GetExport(library, "cuEventElapsedTime");
        _eventDestroy = (delegate* unmanaged<nint, int>)NativeLibrary.GetExport(library, "cuEventDestroy_v2");
        _moduleLoadDataEx = (delegate* unmanaged<nint*, void*, uint, int*, void**, int>)NativeLibrary.GetExport(library, "cuModuleLoadDataEx");
        _moduleUnload = (delegate* unmanaged<nint, int>)NativeLibrary.GetExport(library, "cuModuleUnload");
        _moduleGetFunction = (delegate* unmanaged<nint*, nint, byte*, int>)NativeLibrary.GetExport(library, "cuModuleGetFunction");
        _funcGetAttribute = (delegate* unmanaged<int*, CudaFunctionAttribute, nint, int>)NativeLibrary.GetExport(library, "cuFuncGetAttribute");
        _funcSetAttribute = (delegate* unmanaged<nint, CudaFunctionAttribute, int, int>)NativeLibrary.GetExport(library, "cuFuncSetAttribute");
        _occupancyMaxActiveBlocks = (delegate* unmanaged<int*, nint, int, nuint, int>)NativeLibrary.GetExport(library, "cuOccupancyMaxActiveBlocksPerMultiprocessor");
        _occupancyMaxPotentialBlockSize = (delegate* unmanaged<int*, int*, nint, nint, nuint, int, int>)NativeLibrary.GetExport(library, "cuOccupancyMaxPotentialBlockSize");
        _launchKernel = (delegate* unmanaged<nint, uint, uint, uint, uint, uint, uint, uint, nint, void**, void**, int>)NativeLibrary.GetExport(library, "cuLaunchKernel");
        _getErrorName = (delegate* unmanaged<int, byte**, int>)NativeLibrary.GetExport(library, "cuGetErrorName");
        _getErrorString = (delegate* unmanaged<int, byte**, int>)NativeLibrary.GetExport(library, "cuGetErrorString");
    }

    /// <summary>The driver, or null with the reason why there is none.</summary>
    public static NativeCudaDriver? Load(out string? reason)
    {
        string name = OperatingSystem.IsWindows() ? "nvcuda.dll" : "libcuda.so.1";

        if (!NativeLibrary.TryLoad(name, out nint library))
        {
            reason = $"no NVIDIA driver is installed ({name} was not found)";

            return null;
        }

        try
        {
            NativeCudaDriver driver = new(library);
            reason = null;

            return driver;
        }
        catch (EntryPointNotFoundException exception)
        {
            reason = $"the NVIDIA driver is too old: {exception.Message}";

            return null;
        }
    }

    public override int Init(uint flags) => _init(flags);

    public override int DriverGetVersion(int* version) => _driverGetVersion(version);

    public override int DeviceGetCount(int* count) => _deviceGetCount(count);

    public override int DeviceGet(int* device, int ordinal) => _deviceGet(device, ordinal);

    public override int DeviceGetName(byte* name, int length, int device) => _deviceGetName(name, length, device);

    public override int DeviceGetAttribute(int* value, CudaDeviceAttribute attribute, int device) =>
        _deviceGetAttribute(value, attribute, device);

    public override int DeviceTotalMem(nuint* bytes, int device) => _deviceTotalMem(bytes, device);

    public override int DeviceCanAccessPeer(int* can, int device, int peer) => _deviceCanAccessPeer(can, device, peer);

    public override int DevicePrimaryCtxRetain(nint* context, int device) => _devicePrimaryCtxRetain(context, device);

    public override int DevicePrimaryCtxRelease(int device) => _devicePrimaryCtxRelease(device);

    public override int CtxGetCurrent(nint* context) => _ctxGetCurrent(context);

    public override int CtxPushCurrent(nint context) => _ctxPushCurrent(context);

    public override int CtxPopCurrent(nint* context) => _ctxPopCurrent(context);

    public override int CtxSynchronize() => _ctxSynchronize();

    public override int CtxEnablePeerAccess(nint peer, uint flags) => _ctxEnablePeerAccess(peer, flags);

    public override int CtxDisablePeerAccess(nint peer) => _ctxDisablePeerAccess(peer);

    public override int MemGetInfo(nuint* free, nuint* total) => _memGetInfo(free, total);

    public override int MemAlloc(ulong* pointer, nuint bytes) => _memAlloc(pointer, bytes);

    public override int MemFree(ulong pointer) => _memFree(pointer);

    public override int MemHostRegister(void* pointer, nuint bytes, uint flags) => _memHostRegister(pointer, bytes, flags);

    public override int MemHostUnregister(void* pointer) => _memHostUnregister(pointer);

    public override int MemcpyHtoDAsync(ulong target, void* source, nuint bytes, nint stream) =>
        _memcpyHtoDAsync(target, source, bytes, stream);

    public override int MemcpyDtoHAsync(void* target, ulong source, nuint bytes, nint stream) =>
        _memcpyDtoHAsync(target, source, bytes, stream);

    public override int MemcpyDtoDAsync(ulong target, ulong source, nuint bytes, nint stream) =>
        _memcpyDtoDAsync(target, source, bytes, stream);

    public override int MemcpyPeerAsync(ulong target, nint targetContext, ulong source, nint sourceContext, nuint bytes, nint stream) =>
        _memcpyPeerAsync(target, targetContext, source, sourceContext, bytes, stream);

    public override int MemsetD8Async(ulong target, byte value, nuint bytes, nint stream) =>
        _memsetD8Async(target, value, bytes, stream);

    public override int PointerGetAttribute(void* value, CudaPointerAttribute attribute, ulong pointer) =>
        _pointerGetAttribute(value, attribute, pointer);

    public override int StreamCreate(nint* stream, uint flags) => _streamCreate(stream, flags);

    public override int StreamDestroy(nint stream) => _streamDestroy(stream);

    public override int StreamSynchronize(nint stream) => _streamSynchronize(stream);

    public override int StreamGetCtx(nint stream, nint* context) => _streamGetCtx(stream, context);

    public override int StreamWaitEvent(nint stream, nint marker, uint flags) => _streamWaitEvent(stream, marker, flags);

    public override int StreamBeginCapture(nint stream, int mode) => _streamBeginCapture(stream, mode);

    public override int StreamEndCapture(nint stream, nint* graph) => _streamEndCapture(stream, graph);

    public override int GraphInstantiate(nint* executable, nint graph, ulong flags) =>
        _graphInstantiate(executable, graph, flags);

    public override int GraphLaunch(nint executable, nint stream) => _graphLaunch(executable, stream);

    public override int GraphExecDestroy(nint executable) => _graphExecDestroy(executable);

    public override int GraphDestroy(nint graph) => _graphDestroy(graph);

    public override int EventCreate(nint* marker, uint flags) => _eventCreate(marker, flags);

    public override int EventRecord(nint marker, nint stream) => _eventRecord(marker, stream);

    public override int EventSynchronize(nint marker) => _eventSynchronize(marker);

    public override int EventElapsedTime(float* milliseconds, nint start, nint end) =>
        _eventElapsedTime(milliseconds, start, end);

    public override int EventDestroy(nint marker) => _eventDestroy(marker);

    public override int ModuleLoadDataEx(nint* module, void* image, uint count, int* options, void** values) =>
        _moduleLoadDataEx(module, image, count, options, values);

    public override int ModuleUnload(nint module) => _moduleUnload(module);

    public override int ModuleGetFunction(nint* function, nint module, byte* name) => _moduleGetFunction(function, module, name);

    public override int FuncGetAttribute(int* value, CudaFunctionAttribute attribute, nint function) =>
        _funcGetAttribute(value, attribute, function);

    public override int FuncSetAttribute(nint function, CudaFunctionAttribute attribute, int value) =>
        _funcSetAttribute(function, attribute, value);

    public override int OccupancyMaxActiveBlocks(int* count, nint function, int groupSize, nuint dynamicBytes) =>
        _occupancyMaxActiveBlocks(count, function, groupSize, dynamicBytes);

    public override int OccupancyMaxPotentialBlockSize(int* minGrid, int* groupSize, nint function, nint sharedBytesOf, nuint dynamicBytes, int limit) =>
        _occupancyMaxPotentialBlockSize(minGrid, groupSize, function, sharedBytesOf, dynamicBytes, limit);

    public override int LaunchKernel(nint function, uint gridX, uint gridY, uint gridZ, uint groupX, uint groupY, uint groupZ, uint dynamicBytes, nint stream, void** arguments, void** extra) =>
        _launchKernel(function, gridX, gridY, gridZ, groupX, groupY, groupZ, dynamicBytes, stream, arguments, extra);

    public override int GetErrorName(int error, byte** name) => _getErrorName(error, name);

    public override int GetErrorString(int error, byte** text) => _getErrorString(error, text);
}
