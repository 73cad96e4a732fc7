namespace ILGPU.Runtime.OpenCL;

/// <summary>What can be asked about a device; the names are those of the standard.</summary>
public enum CLDeviceInfoType
{
    /// <summary>Type.</summary>
    CL_DEVICE_TYPE = 4096,

    /// <summary>Vendor id.</summary>
    CL_DEVICE_VENDOR_ID = 4097,

    /// <summary>Max compute units.</summary>
    CL_DEVICE_MAX_COMPUTE_UNITS = 4098,

    /// <summary>Max work item dimensions.</summary>
    CL_DEVICE_MAX_WORK_ITEM_DIMENSIONS = 4099,

    /// <summary>Max work group size.</summary>
    CL_DEVICE_MAX_WORK_GROUP_SIZE = 4100,

    /// <summary>Max work item sizes.</summary>
    CL_DEVICE_MAX_WORK_ITEM_SIZES = 4101,

    /// <summary>Preferred vector width char.</summary>
    CL_DEVICE_PREFERRED_VECTOR_WIDTH_CHAR = 4102,

    /// <summary>Preferred vector width short.</summary>
    CL_DEVICE_PREFERRED_VECTOR_WIDTH_SHORT = 4103,

    /// <summary>Preferred vector width int.</summary>
    CL_DEVICE_PREFERRED_VECTOR_WIDTH_INT = 4104,

    /// <summary>Preferred vector width long.</summary>
    CL_DEVICE_PREFERRED_VECTOR_WIDTH_LONG = 4105,

    /// <summary>Preferred vector width float.</summary>
    CL_DEVICE_PREFERRED_VECTOR_WIDTH_FLOAT = 4106,

    /// <summary>Preferred vector width double.</summary>
    CL_DEVICE_PREFERRED_VECTOR_WIDTH_DOUBLE = 4107,

    /// <summary>Max clock frequency.</summary>
    CL_DEVICE_MAX_CLOCK_FREQUENCY = 4108,

    /// <summary>Address bits.</summary>
    CL_DEVICE_ADDRESS_BITS = 4109,

    /// <summary>Max read image args.</summary>
    CL_DEVICE_MAX_READ_IMAGE_ARGS = 4110,

    /// <summary>Max write image args.</summary>
    CL_DEVICE_MAX_WRITE_IMAGE_ARGS = 4111,

    /// <summary>Max mem alloc size.</summary>
    CL_DEVICE_MAX_MEM_ALLOC_SIZE = 4112,

    /// <summary>Image2d max width.</summary>
    CL_DEVICE_IMAGE2D_MAX_WIDTH = 4113,

    /// <summary>Image2d max height.</summary>
    CL_DEVICE_IMAGE2D_MAX_HEIGHT = 4114,

    /// <summary>Image3d max width.</summary>
    CL_DEVICE_IMAGE3D_MAX_WIDTH = 4115,

    /// <summary>Image3d max height.</summary>
    CL_DEVICE_IMAGE3D_MAX_HEIGHT = 4116,

    /// <summary>Image3d max depth.</summary>
    CL_DEVICE_IMAGE3D_MAX_DEPTH = 4117,

    /// <summary>Image support.</summary>
    CL_DEVICE_IMAGE_SUPPORT = 4118,

    /// <summary>Max parameter size.</summary>
    CL_DEVICE_MAX_PARAMETER_SIZE = 4119,

    /// <summary>Max samplers.</summary>
    CL_DEVICE_MAX_SAMPLERS = 4120,

    /// <summary>Mem base addr align.</summary>
    CL_DEVICE_MEM_BASE_ADDR_ALIGN = 4121,

    /// <summary>Min data type align size.</summary>
    CL_DEVICE_MIN_DATA_TYPE_ALIGN_SIZE = 4122,

    /// <summary>Single fp config.</summary>
    CL_DEVICE_SINGLE_FP_CONFIG = 4123,

    /// <summary>Global mem cache type.</summary>
    CL_DEVICE_GLOBAL_MEM_CACHE_TYPE = 4124,

    /// <summary>Global mem cacheline size.</summary>
    CL_DEVICE_GLOBAL_MEM_CACHELINE_SIZE = 4125,

    /// <summary>Global mem cache size.</summary>
    CL_DEVICE_GLOBAL_MEM_CACHE_SIZE = 4126,

    /// <summary>Global mem size.</summary>
    CL_DEVICE_GLOBAL_MEM_SIZE = 4127,

    /// <summary>Max constant buffer size.</summary>
    CL_DEVICE_MAX_CONSTANT_BUFFER_SIZE = 4128,

    /// <summary>Max constant args.</summary>
    CL_DEVICE_MAX_CONSTANT_ARGS = 4129,

    /// <summary>Local mem type.</summary>
    CL_DEVICE_LOCAL_MEM_TYPE = 4130,

    /// <summary>Local mem size.</summary>
    CL_DEVICE_LOCAL_MEM_SIZE = 4131,

    /// <summary>Error correction support.</summary>
    CL_DEVICE_ERROR_CORRECTION_SUPPORT = 4132,

    /// <summary>Profiling timer resolution.</summary>
    CL_DEVICE_PROFILING_TIMER_RESOLUTION = 4133,

    /// <summary>Endian little.</summary>
    CL_DEVICE_ENDIAN_LITTLE = 4134,

    /// <summary>Available.</summary>
    CL_DEVICE_AVAILABLE = 4135,

    /// <summary>Compiler available.</summary>
    CL_DEVICE_COMPILER_AVAILABLE = 4136,

    /// <summary>Execution capabilities.</summary>
    CL_DEVICE_EXECUTION_CAPABILITIES = 4137,

    /// <summary>Queue on host properties.</summary>
    CL_DEVICE_QUEUE_ON_HOST_PROPERTIES = 4138,

    /// <summary>Name.</summary>
    CL_DEVICE_NAME = 4139,

    /// <summary>Vendor.</summary>
    CL_DEVICE_VENDOR = 4140,

    /// <summary>Version.</summary>
    CL_DRIVER_VERSION = 4141,

    /// <summary>Profile.</summary>
    CL_DEVICE_PROFILE = 4142,

    /// <summary>Version.</summary>
    CL_DEVICE_VERSION = 4143,

    /// <summary>Extensions.</summary>
    CL_DEVICE_EXTENSIONS = 4144,

    /// <summary>Platform.</summary>
    CL_DEVICE_PLATFORM = 4145,

    /// <summary>Double fp config.</summary>
    CL_DEVICE_DOUBLE_FP_CONFIG = 4146,

    /// <summary>Preferred vector width half.</summary>
    CL_DEVICE_PREFERRED_VECTOR_WIDTH_HALF = 4148,

    /// <summary>Native vector width char.</summary>
    CL_DEVICE_NATIVE_VECTOR_WIDTH_CHAR = 4150,

    /// <summary>Native vector width short.</summary>
    CL_DEVICE_NATIVE_VECTOR_WIDTH_SHORT = 4151,

    /// <summary>Native vector width int.</summary>
    CL_DEVICE_NATIVE_VECTOR_WIDTH_INT = 4152,

    /// <summary>Native vector width long.</summary>
    CL_DEVICE_NATIVE_VECTOR_WIDTH_LONG = 4153,

    /// <summary>Native vector width float.</summary>
    CL_DEVICE_NATIVE_VECTOR_WIDTH_FLOAT = 4154,

    /// <summary>Native vector width double.</summary>
    CL_DEVICE_NATIVE_VECTOR_WIDTH_DOUBLE = 4155,

    /// <summary>Native vector width half.</summary>
    CL_DEVICE_NATIVE_VECTOR_WIDTH_HALF = 4156,

    /// <summary>Opencl c version.</summary>
    CL_DEVICE_OPENCL_C_VERSION = 4157,

    /// <summary>Linker available.</summary>
    CL_DEVICE_LINKER_AVAILABLE = 4158,

    /// <summary>Built in kernels.</summary>
    CL_DEVICE_BUILT_IN_KERNELS = 4159,

    /// <summary>Image max buffer size.</summary>
    CL_DEVICE_IMAGE_MAX_BUFFER_SIZE = 4160,

    /// <summary>Image max array size.</summary>
    CL_DEVICE_IMAGE_MAX_ARRAY_SIZE = 4161,

    /// <summary>Parent device.</summary>
    CL_DEVICE_PARENT_DEVICE = 4162,

    /// <summary>Partition max sub devices.</summary>
    CL_DEVICE_PARTITION_MAX_SUB_DEVICES = 4163,

    /// <summary>Partition properties.</summary>
    CL_DEVICE_PARTITION_PROPERTIES = 4164,

    /// <summary>Partition affinity domain.</summary>
    CL_DEVICE_PARTITION_AFFINITY_DOMAIN = 4165,

    /// <summary>Partition type.</summary>
    CL_DEVICE_PARTITION_TYPE = 4166,

    /// <summary>Reference count.</summary>
    CL_DEVICE_REFERENCE_COUNT = 4167,

    /// <summary>Preferred interop user sync.</summary>
    CL_DEVICE_PREFERRED_INTEROP_USER_SYNC = 4168,

    /// <summary>Printf buffer size.</summary>
    CL_DEVICE_PRINTF_BUFFER_SIZE = 4169,

    /// <summary>Image pitch alignment.</summary>
    CL_DEVICE_IMAGE_PITCH_ALIGNMENT = 4170,

    /// <summary>Image base address alignment.</summary>
    CL_DEVICE_IMAGE_BASE_ADDRESS_ALIGNMENT = 4171,

    /// <summary>Max read write image args.</summary>
    CL_DEVICE_MAX_READ_WRITE_IMAGE_ARGS = 4172,

    /// <summary>Max global variable size.</summary>
    CL_DEVICE_MAX_GLOBAL_VARIABLE_SIZE = 4173,

    /// <summary>Queue on device properties.</summary>
    CL_DEVICE_QUEUE_ON_DEVICE_PROPERTIES = 4174,

    /// <summary>Queue on device preferred size.</summary>
    CL_DEVICE_QUEUE_ON_DEVICE_PREFERRED_SIZE = 4175,

    /// <summary>Queue on device max size.</summary>
    CL_DEVICE_QUEUE_ON_DEVICE_MAX_SIZE = 4176,

    /// <summary>Max on device queues.</summary>
    CL_DEVICE_MAX_ON_DEVICE_QUEUES = 4177,

    /// <summary>Max on device events.</summary>
    CL_DEVICE_MAX_ON_DEVICE_EVENTS = 4178,

    /// <summary>Svm capabilities.</summary>
    CL_DEVICE_SVM_CAPABILITIES = 4179,

    /// <summary>Global variable preferred total size.</summary>
    CL_DEVICE_GLOBAL_VARIABLE_PREFERRED_TOTAL_SIZE = 4180,

    /// <summary>Max pipe args.</summary>
    CL_DEVICE_MAX_PIPE_ARGS = 4181,

    /// <summary>Pipe max active reservations.</summary>
    CL_DEVICE_PIPE_MAX_ACTIVE_RESERVATIONS = 4182,

    /// <summary>Pipe max packet size.</summary>
    CL_DEVICE_PIPE_MAX_PACKET_SIZE = 4183,

    /// <summary>Preferred platform atomic alignment.</summary>
    CL_DEVICE_PREFERRED_PLATFORM_ATOMIC_ALIGNMENT = 4184,

    /// <summary>Preferred global atomic alignment.</summary>
    CL_DEVICE_PREFERRED_GLOBAL_ATOMIC_ALIGNMENT = 4185,

    /// <summary>Preferred local atomic alignment.</summary>
    CL_DEVICE_PREFERRED_LOCAL_ATOMIC_ALIGNMENT = 4186,

    /// <summary>Il version.</summary>
    CL_DEVICE_IL_VERSION = 4187,

    /// <summary>Max num sub groups.</summary>
    CL_DEVICE_MAX_NUM_SUB_GROUPS = 4188,

    /// <summary>Sub group independent forward progress.</summary>
    CL_DEVICE_SUB_GROUP_INDEPENDENT_FORWARD_PROGRESS = 4189,

    /// <summary>Numeric version.</summary>
    CL_DEVICE_NUMERIC_VERSION = 4190,

    /// <summary>Extensions with version.</summary>
    CL_DEVICE_EXTENSIONS_WITH_VERSION = 4192,

    /// <summary>Ils with version.</summary>
    CL_DEVICE_ILS_WITH_VERSION = 4193,

    /// <summary>Built in kernels with version.</summary>
    CL_DEVICE_BUILT_IN_KERNELS_WITH_VERSION = 4194,

    /// <summary>Atomic memory capabilities.</summary>
    CL_DEVICE_ATOMIC_MEMORY_CAPABILITIES = 4195,

    /// <summary>Atomic fence capabilities.</summary>
    CL_DEVICE_ATOMIC_FENCE_CAPABILITIES = 4196,

    /// <summary>Non uniform work group support.</summary>
    CL_DEVICE_NON_UNIFORM_WORK_GROUP_SUPPORT = 4197,

    /// <summary>Opencl c all versions.</summary>
    CL_DEVICE_OPENCL_C_ALL_VERSIONS = 4198,

    /// <summary>Preferred work group size multiple.</summary>
    CL_DEVICE_PREFERRED_WORK_GROUP_SIZE_MULTIPLE = 4199,

    /// <summary>Work group collective functions support.</summary>
    CL_DEVICE_WORK_GROUP_COLLECTIVE_FUNCTIONS_SUPPORT = 4200,

    /// <summary>Generic address space support.</summary>
    CL_DEVICE_GENERIC_ADDRESS_SPACE_SUPPORT = 4201,

    /// <summary>Opencl c features.</summary>
    CL_DEVICE_OPENCL_C_FEATURES = 4207,

    /// <summary>Device enqueue capabilities.</summary>
    CL_DEVICE_DEVICE_ENQUEUE_CAPABILITIES = 4208,

    /// <summary>Pipe support.</summary>
    CL_DEVICE_PIPE_SUPPORT = 4209,

    /// <summary>Latest conformance version passed.</summary>
    CL_DEVICE_LATEST_CONFORMANCE_VERSION_PASSED = 4210,
}
