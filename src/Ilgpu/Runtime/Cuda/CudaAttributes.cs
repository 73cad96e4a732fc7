namespace IlgpuOptim.Engine.Runtime.Cuda;

/// <summary>Properties of devices, by the numbers of the driver.</summary>
internal enum CudaDeviceAttribute
{
    MaxThreadsPerBlock = 1,
    MaxBlockDimX = 2,
    MaxBlockDimY = 3,
    MaxBlockDimZ = 4,
    MaxGridDimX = 5,
    MaxGridDimY = 6,
    MaxGridDimZ = 7,
    SharedMemoryPerBlock = 8,
    ConstantMemory = 9,
    WarpSize = 10,
    RegistersPerBlock = 12,
    ClockRate = 13,
    MultiprocessorCount = 16,
    PciBusId = 33,
    PciDeviceId = 34,
    MemoryClockRate = 36,
    MemoryBusWidth = 37,
    L2CacheSize = 38,
    ThreadsPerMultiprocessor = 39,
    PciDomainId = 50,
    ComputeCapabilityMajor = 75,
    ComputeCapabilityMinor = 76,
    SharedMemoryPerMultiprocessor = 81,
    SharedMemoryPerBlockOptIn = 97,
}

/// <summary>Facts about addresses, by the numbers of the driver.</summary>
internal enum CudaPointerAttribute
{
    Context = 1,
    MemoryType = 2,
    DeviceOrdinal = 9,
    RangeStart = 11,
    RangeSize = 12,
}

/// <summary>Properties of kernels, by the numbers of the driver.</summary>
internal enum CudaFunctionAttribute
{
    MaxThreadsPerBlock = 0,
    StaticSharedBytes = 1,
    LocalBytes = 3,
    Registers = 4,
    MaxDynamicSharedBytes = 8,
}
