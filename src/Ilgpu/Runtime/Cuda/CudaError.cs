using System.Runtime.InteropServices;
using IlgpuOptim.Engine.Runtime.Cuda;

namespace ILGPU.Runtime.Cuda;

/// <summary>Error codes of the CUDA driver; others than these occur, too.</summary>
public enum CudaError
{
    /// <summary>No error.</summary>
    CUDA_SUCCESS = 0,

    /// <summary>An argument is out of range.</summary>
    CUDA_ERROR_INVALID_VALUE = 1,

    /// <summary>There is not enough memory.</summary>
    CUDA_ERROR_OUT_OF_MEMORY = 2,

    /// <summary>The driver has not been initialised.</summary>
    CUDA_ERROR_NOT_INITIALIZED = 3,

    /// <summary>The driver is shutting down.</summary>
    CUDA_ERROR_DEINITIALIZED = 4,

    /// <summary>There is no device.</summary>
    CUDA_ERROR_NO_DEVICE = 100,

    /// <summary>There is no such device.</summary>
    CUDA_ERROR_INVALID_DEVICE = 101,

    /// <summary>The context is not valid.</summary>
    CUDA_ERROR_INVALID_CONTEXT = 201,

    /// <summary>The PTX is not valid.</summary>
    CUDA_ERROR_INVALID_PTX = 218,

    /// <summary>The driver is too old for the PTX.</summary>
    CUDA_ERROR_UNSUPPORTED_PTX_VERSION = 222,

    /// <summary>A handle is not valid.</summary>
    CUDA_ERROR_INVALID_HANDLE = 400,

    /// <summary>A name was not found.</summary>
    CUDA_ERROR_NOT_FOUND = 500,

    /// <summary>A kernel accessed memory that is not there.</summary>
    CUDA_ERROR_ILLEGAL_ADDRESS = 700,

    /// <summary>A launch needs more registers or shared memory than there are.</summary>
    CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES = 701,

    /// <summary>Peer access is enabled already.</summary>
    CUDA_ERROR_PEER_ACCESS_ALREADY_ENABLED = 704,

    /// <summary>Peer access is not enabled.</summary>
    CUDA_ERROR_PEER_ACCESS_NOT_ENABLED = 705,

    /// <summary>The pages are locked already.</summary>
    CUDA_ERROR_HOST_MEMORY_ALREADY_REGISTERED = 712,

    /// <summary>A kernel executed an instruction that does not exist, or trapped.</summary>
    CUDA_ERROR_ILLEGAL_INSTRUCTION = 715,

    /// <summary>An access was not aligned.</summary>
    CUDA_ERROR_MISALIGNED_ADDRESS = 716,

    /// <summary>A kernel failed.</summary>
    CUDA_ERROR_LAUNCH_FAILED = 719,
}

/// <summary>A function of the CUDA driver failed, or a kernel did.</summary>
public sealed class CudaException : AcceleratorException
{
    /// <summary>An exception with a general message.</summary>
    public CudaException()
    {
    }

    /// <summary>An exception about an error code.</summary>
    public CudaException(CudaError errorCode)
        : base($"CUDA failed: {errorCode}.")
    {
        this.Error = errorCode;
    }

    /// <summary>An exception with a message.</summary>
    public CudaException(string? message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and a cause.</summary>
    public CudaException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal CudaException(CudaError errorCode, string message)
        : base(message)
    {
        this.Error = errorCode;
    }

    /// <summary>The code that the driver returned.</summary>
    public CudaError Error { get; }

    /// <inheritdoc/>
    public override AcceleratorType AcceleratorType => AcceleratorType.Cuda;

    /// <summary>Throws unless the code says success.</summary>
    /// <exception cref="CudaException">It does not.</exception>
    public static void ThrowIfFailed(CudaError cudaError)
    {
        if (cudaError != CudaError.CUDA_SUCCESS)
        {
            throw new CudaException(cudaError);
        }
    }
}

/// <summary>Turns error codes into exceptions.</summary>
internal static unsafe class CudaCheck
{
    /// <param name="driver">The driver, which knows the texts.</param>
    /// <param name="error">What it returned.</param>
    /// <param name="action">What was being done, as in "CUDA failed to ...".</param>
    /// <exception cref="CudaException">The code is not success.</exception>
    public static void Check(this CudaDriver driver, int error, string action)
    {
        if (error != 0)
        {
            throw driver.Failure(error, action);
        }
    }

    /// <summary>The exception for an error.</summary>
    public static CudaException Failure(this CudaDriver driver, int error, string action)
    {
        byte* name = null;
        byte* text = null;
        _ = driver.GetErrorName(error, &name);
        _ = driver.GetErrorString(error, &text);
        string description = name == null ? $"error {error}" : $"{Marshal.PtrToStringUTF8((nint)name)} ({error})";
        string reason = text == null ? string.Empty : $", {Marshal.PtrToStringUTF8((nint)text)}";

        return new CudaException((CudaError)error, $"CUDA failed to {action}: {description}{reason}.");
    }
}
