namespace ILGPU.Runtime.OpenCL;

/// <summary>Codes that OpenCL functions return; the names are those of the standard.</summary>
public enum CLError
{
    /// <summary>No error.</summary>
    CL_SUCCESS = 0,

    /// <summary>No device was found.</summary>
    CL_DEVICE_NOT_FOUND = -1,

    /// <summary>Not available.</summary>
    CL_DEVICE_NOT_AVAILABLE = -2,

    /// <summary>Compiler not available.</summary>
    CL_COMPILER_NOT_AVAILABLE = -3,

    /// <summary>Memory could not be allocated.</summary>
    CL_MEM_OBJECT_ALLOCATION_FAILURE = -4,

    /// <summary>Out of resources.</summary>
    CL_OUT_OF_RESOURCES = -5,

    /// <summary>Out of host memory.</summary>
    CL_OUT_OF_HOST_MEMORY = -6,

    /// <summary>Profiling info not available.</summary>
    CL_PROFILING_INFO_NOT_AVAILABLE = -7,

    /// <summary>Source and target of a copy overlap.</summary>
    CL_MEM_COPY_OVERLAP = -8,

    /// <summary>Image format mismatch.</summary>
    CL_IMAGE_FORMAT_MISMATCH = -9,

    /// <summary>Image format not supported.</summary>
    CL_IMAGE_FORMAT_NOT_SUPPORTED = -10,

    /// <summary>Build program failure.</summary>
    CL_BUILD_PROGRAM_FAILURE = -11,

    /// <summary>Map failure.</summary>
    CL_MAP_FAILURE = -12,

    /// <summary>Misaligned sub buffer offset.</summary>
    CL_MISALIGNED_SUB_BUFFER_OFFSET = -13,

    /// <summary>Exec status error for events in wait list.</summary>
    CL_EXEC_STATUS_ERROR_FOR_EVENTS_IN_WAIT_LIST = -14,

    /// <summary>Compile program failure.</summary>
    CL_COMPILE_PROGRAM_FAILURE = -15,

    /// <summary>Linker not available.</summary>
    CL_LINKER_NOT_AVAILABLE = -16,

    /// <summary>Link program failure.</summary>
    CL_LINK_PROGRAM_FAILURE = -17,

    /// <summary>Partition failed.</summary>
    CL_DEVICE_PARTITION_FAILED = -18,

    /// <summary>Kernel arg info not available.</summary>
    CL_KERNEL_ARG_INFO_NOT_AVAILABLE = -19,

    /// <summary>Invalid value.</summary>
    CL_INVALID_VALUE = -30,

    /// <summary>Invalid device type.</summary>
    CL_INVALID_DEVICE_TYPE = -31,

    /// <summary>Invalid platform.</summary>
    CL_INVALID_PLATFORM = -32,

    /// <summary>Invalid device.</summary>
    CL_INVALID_DEVICE = -33,

    /// <summary>Invalid context.</summary>
    CL_INVALID_CONTEXT = -34,

    /// <summary>Invalid queue properties.</summary>
    CL_INVALID_QUEUE_PROPERTIES = -35,

    /// <summary>Invalid command queue.</summary>
    CL_INVALID_COMMAND_QUEUE = -36,

    /// <summary>Invalid host ptr.</summary>
    CL_INVALID_HOST_PTR = -37,

    /// <summary>Invalid mem object.</summary>
    CL_INVALID_MEM_OBJECT = -38,

    /// <summary>Invalid image format descriptor.</summary>
    CL_INVALID_IMAGE_FORMAT_DESCRIPTOR = -39,

    /// <summary>Invalid image size.</summary>
    CL_INVALID_IMAGE_SIZE = -40,

    /// <summary>Invalid sampler.</summary>
    CL_INVALID_SAMPLER = -41,

    /// <summary>Invalid binary.</summary>
    CL_INVALID_BINARY = -42,

    /// <summary>Invalid build options.</summary>
    CL_INVALID_BUILD_OPTIONS = -43,

    /// <summary>Invalid program.</summary>
    CL_INVALID_PROGRAM = -44,

    /// <summary>Invalid program executable.</summary>
    CL_INVALID_PROGRAM_EXECUTABLE = -45,

    /// <summary>Invalid kernel name.</summary>
    CL_INVALID_KERNEL_NAME = -46,

    /// <summary>Invalid kernel definition.</summary>
    CL_INVALID_KERNEL_DEFINITION = -47,

    /// <summary>Invalid kernel.</summary>
    CL_INVALID_KERNEL = -48,

    /// <summary>Invalid arg index.</summary>
    CL_INVALID_ARG_INDEX = -49,

    /// <summary>Invalid arg value.</summary>
    CL_INVALID_ARG_VALUE = -50,

    /// <summary>Invalid arg size.</summary>
    CL_INVALID_ARG_SIZE = -51,

    /// <summary>Invalid kernel args.</summary>
    CL_INVALID_KERNEL_ARGS = -52,

    /// <summary>Invalid work dimension.</summary>
    CL_INVALID_WORK_DIMENSION = -53,

    /// <summary>Invalid work group size.</summary>
    CL_INVALID_WORK_GROUP_SIZE = -54,

    /// <summary>Invalid work item size.</summary>
    CL_INVALID_WORK_ITEM_SIZE = -55,

    /// <summary>Invalid global offset.</summary>
    CL_INVALID_GLOBAL_OFFSET = -56,

    /// <summary>Invalid event wait list.</summary>
    CL_INVALID_EVENT_WAIT_LIST = -57,

    /// <summary>Invalid event.</summary>
    CL_INVALID_EVENT = -58,

    /// <summary>Invalid operation.</summary>
    CL_INVALID_OPERATION = -59,

    /// <summary>Invalid gl object.</summary>
    CL_INVALID_GL_OBJECT = -60,

    /// <summary>Invalid buffer size.</summary>
    CL_INVALID_BUFFER_SIZE = -61,

    /// <summary>Invalid mip level.</summary>
    CL_INVALID_MIP_LEVEL = -62,

    /// <summary>Invalid global work size.</summary>
    CL_INVALID_GLOBAL_WORK_SIZE = -63,

    /// <summary>Invalid property.</summary>
    CL_INVALID_PROPERTY = -64,

    /// <summary>Invalid image descriptor.</summary>
    CL_INVALID_IMAGE_DESCRIPTOR = -65,

    /// <summary>Invalid compiler options.</summary>
    CL_INVALID_COMPILER_OPTIONS = -66,

    /// <summary>Invalid linker options.</summary>
    CL_INVALID_LINKER_OPTIONS = -67,

    /// <summary>Invalid device partition count.</summary>
    CL_INVALID_DEVICE_PARTITION_COUNT = -68,
}
