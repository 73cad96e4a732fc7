namespace IlgpuOptim.Engine.Runtime.Cuda;

/// <summary>
/// The functions of the CUDA driver that the engine calls; each returns the driver's error code. Everything goes through such
/// an object, so that tests can put another driver behind accelerators.
/// </summary>
internal abstract unsafe class CudaDriver
{
    /// <summary>Initialises the driver.</summary>
    public abstract int Init(uint flags);

    /// <summary>Version of the driver: 1000 * major + 10 * minor.</summary>
    public abstract int DriverGetVersion(int* version);

    /// <summary>Number of devices.</summary>
    public abstract int DeviceGetCount(int* count);

    /// <summary>Handle of a device.</summary>
    public abstract int DeviceGet(int* device, int ordinal);

    /// <summary>Name of a device.</summary>
    public abstract int DeviceGetName(byte* name, int length, int device);

    /// <summary>A property of a device.</summary>
    public abstract int DeviceGetAttribute(int* value, CudaDeviceAttribute attribute, int device);

    /// <summary>Memory of a device.</summary>
    public abstract int DeviceTotalMem(nuint* bytes, int device);

    /// <summary>Whether kernels of a device could use memory of another.</summary>
    public abstract int DeviceCanAccessPeer(int* can, int device, int peer);

    /// <summary>The context that all of the process share.</summary>
    public abstract int DevicePrimaryCtxRetain(nint* context, int device);

    /// <summary>Gives the shared context back.</summary>
    public abstract int DevicePrimaryCtxRelease(int device);

    /// <summary>The context of the thread.</summary>
    public abstract int CtxGetCurrent(nint* context);

    /// <summary>Makes a context that of the thread.</summary>
    public abstract int CtxPushCurrent(nint context);

    /// <summary>Returns to the context before.</summary>
    public abstract int CtxPopCurrent(nint* context);

    /// <summary>Waits for all work of the context.</summary>
    public abstract int CtxSynchronize();

    /// <summary>Lets kernels use memory of another context.</summary>
    public abstract int CtxEnablePeerAccess(nint peer, uint flags);

    /// <summary>Ends that.</summary>
    public abstract int CtxDisablePeerAccess(nint peer);

    /// <summary>Free and total memory.</summary>
    public abstract int MemGetInfo(nuint* free, nuint* total);

    /// <summary>Allocates device memory.</summary>
    public abstract int MemAlloc(ulong* pointer, nuint bytes);

    /// <summary>Frees device memory.</summary>
    public abstract int MemFree(ulong pointer);

    /// <summary>Locks pages of the host.</summary>
    public abstract int MemHostRegister(void* pointer, nuint bytes, uint flags);

    /// <summary>Unlocks pages of the host.</summary>
    public abstract int MemHostUnregister(void* pointer);

    /// <summary>Copies to the device.</summary>
    public abstract int MemcpyHtoDAsync(ulong target, void* source, nuint bytes, nint stream);

    /// <summary>Copies to the host.</summary>
    public abstract int MemcpyDtoHAsync(void* target, ulong source, nuint bytes, nint stream);

    /// <summary>Copies within a device.</summary>
    public abstract int MemcpyDtoDAsync(ulong target, ulong source, nuint bytes, nint stream);

    /// <summary>Copies between devices.</summary>
    public abstract int MemcpyPeerAsync(ulong target, nint targetContext, ulong source, nint sourceContext, nuint bytes, nint stream);

    /// <summary>Sets bytes.</summary>
    public abstract int MemsetD8Async(ulong target, byte value, nuint bytes, nint stream);

    /// <summary>A fact about an address.</summary>
    public abstract int PointerGetAttribute(void* value, CudaPointerAttribute attribute, ulong pointer);

    /// <summary>Creates a stream.</summary>
    public abstract int StreamCreate(nint* stream, uint flags);

    /// <summary>Destroys a stream.</summary>
    public abstract int StreamDestroy(nint stream);

    /// <summary>Waits for a stream.</summary>
    public abstract int StreamSynchronize(nint stream);

    /// <summary>The context of a stream.</summary>
    public abstract int StreamGetCtx(nint stream, nint* context);

    /// <summary>Makes a stream wait for an event.</summary>
    public abstract int StreamWaitEvent(nint stream, nint marker, uint flags);

    /// <summary>Records operations instead of running them.</summary>
    public abstract int StreamBeginCapture(nint stream, int mode);

    /// <summary>Ends recording.</summary>
    public abstract int StreamEndCapture(nint stream, nint* graph);

    /// <summary>Makes a recording executable.</summary>
    public abstract int GraphInstantiate(nint* executable, nint graph, ulong flags);

    /// <summary>Runs a recording.</summary>
    public abstract int GraphLaunch(nint executable, nint stream);

    /// <summary>Destroys an executable recording.</summary>
    public abstract int GraphExecDestroy(nint executable);

    /// <summary>Destroys a recording.</summary>
    public abstract int GraphDestroy(nint graph);

    /// <summary>Creates an event.</summary>
    public abstract int EventCreate(nint* marker, uint flags);

    /// <summary>Marks the current end of a stream.</summary>
    public abstract int EventRecord(nint marker, nint stream);

    /// <summary>Waits for an event.</summary>
    public abstract int EventSynchronize(nint marker);

    /// <summary>Time between two events.</summary>
    public abstract int EventElapsedTime(float* milliseconds, nint start, nint end);

    /// <summary>Destroys an event.</summary>
    public abstract int EventDestroy(nint marker);

    /// <summary>Compiles and loads PTX.</summary>
    public abstract int ModuleLoadDataEx(nint* module, void* image, uint count, int* options, void** values);

    /// <summary>Unloads a module.</summary>
    public abstract int ModuleUnload(nint module);

    /// <summary>A kernel of a module.</summary>
    public abstract int ModuleGetFunction(nint* function, nint module, byte* name);

    /// <summary>A property of a kernel.</summary>
    public abstract int FuncGetAttribute(int* value, CudaFunctionAttribute attribute, nint function);

    /// <summary>Sets a property of a kernel.</summary>
    public abstract int FuncSetAttribute(nint function, CudaFunctionAttribute attribute, int value);

    /// <summary>Groups that a multiprocessor runs at a time.</summary>
    public abstract int OccupancyMaxActiveBlocks(int* count, nint function, int groupSize, nuint dynamicBytes);

    /// <summary>The group size of the best occupancy.</summary>
    public abstract int OccupancyMaxPotentialBlockSize(int* minGrid, int* groupSize, nint function, nint sharedBytesOf, nuint dynamicBytes, int limit);

    /// <summary>Launches a kernel.</summary>
    public abstract int LaunchKernel(nint function, uint gridX, uint gridY, uint gridZ, uint groupX, uint groupY, uint groupZ, uint dynamicBytes, nint stream, void** arguments, void** extra);

    /// <summary>Name of an error.</summary>
    public abstract int GetErrorName(int error, byte** name);

    /// <summary>Description of an error.</summary>
    public abstract int GetErrorString(int error, byte** text);
}
