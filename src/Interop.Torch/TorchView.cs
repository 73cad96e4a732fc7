using IlgpuOptim.Compute;
using IlgpuOptim.Extensions;
using IlgpuOptim.Interop.Torch.Memory;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;
using TorchSharp;
using TorchSharp.Native;

namespace IlgpuOptim.Interop.Torch;

/// <summary>
/// Torch tensors as what kernels take, over the same memory. Nothing is copied: what a kernel writes is in the tensor.
/// </summary>
/// <remarks>
/// <para>
/// CPU tensors are used in place on the engine's CPU and on OpenCL processors, CUDA tensors on their own device. A view keeps the memory alive,
/// also when all tensors over it are disposed. It does not follow a tensor that gets other memory (<c>set_</c>, <c>resize_</c>): make a new view then.
/// </para>
/// <para>
/// Order: after <see cref="Accelerator.Synchronize"/> (on CPUs) torch sees what kernels wrote; for CUDA let the streams wait for each other by
/// <see cref="Enter"/> and <see cref="Leave"/>. Autograd learns of writes by <see cref="CountWrite"/>.
/// </para>
/// </remarks>
public static class TorchView
{
    /// <summary>The elements of a tensor as one run.</summary>
    /// <typeparam name="T">The type of its elements: float, double, Half, BFloat16, int, long or byte.</typeparam>
    /// <param name="tensor">A row-major tensor without gaps.</param>
    /// <param name="device">Device of the kernels.</param>
    /// <exception cref="ArgumentException">
    /// The elements have another type, the tensor has gaps, no elements, or no plain memory (sparse, quantized), or is on another device.
    /// </exception>
    /// <exception cref="NotSupportedException">Kernels of the device cannot use the memory in place.</exception>
    /// <exception cref="ObjectDisposedException">The tensor was disposed.</exception>
    public static ArrayView<T> Alias<T>(torch.Tensor tensor, ComputeDevice device)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(device);

        return Alias<T>(tensor, device.Accelerator);
    }

    /// <inheritdoc cref="Alias{T}(torch.Tensor, ComputeDevice)"/>
    /// <param name="tensor">A row-major tensor without gaps.</param>
    /// <param name="accelerator">Accelerator of the kernels.</param>
    public static ArrayView<T> Alias<T>(torch.Tensor tensor, Accelerator accelerator)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(accelerator);
        string what = NameOf(tensor);
        TensorInfo info = TensorChecks.Describe(tensor, what);
        ElementType type = TensorChecks.Memory(info, what);

        if (ElementTypes.Of<T>() != type)
        {
            throw new ArgumentException(
                $"{what} has elements of type {info.Type}, asked for are {ElementTypes.Of<T>().ToTorch()}. Convert it by to(), or ask for its own type.", nameof(tensor));
        }

        if ((info.Flags & TensorFlags.Contiguous) == 0)
        {
            throw new ArgumentException(
                $"{what} of shape {TensorChecks.Shape(info.Sizes)} has strides {TensorChecks.Shape(info.Strides)}: its elements are not one run of memory. Use "
                + "contiguous(), or ToComputeTensor, which keeps strides.",
                nameof(tensor));
        }

        return Wrap(tensor, info, info.NumberOfElements, accelerator, what).Cast<T>();
    }

    /// <summary>A tensor of the compute layer over the same memory, with the same shape and strides.</summary>
    /// <param name="tensor">A tensor whose elements all have memory of their own.</param>
    /// <param name="device">Device of the kernels.</param>
    /// <returns>A view: disposing it frees nothing.</returns>
    /// <exception cref="ArgumentException">
    /// The tensor has overlapping or no elements, or no plain memory (sparse, quantized), or is on another device.
    /// </exception>
    /// <exception cref="NotSupportedException">
    /// The compute layer has no such element type, or kernels of the device cannot use the memory in place.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The tensor was disposed.</exception>
    public static Tensor ToComputeTensor(torch.Tensor tensor, ComputeDevice device)
    {
        ArgumentNullException.ThrowIfNull(device);
        string what = NameOf(tensor);
        TensorInfo info = TensorChecks.Describe(tensor, what);
        ElementType type = TensorChecks.Memory(info, what);
        long reach = 1;

        for (int d = 0; d < info.Dimensions; d++)
        {
            if (info.Strides[d] == 0 && info.Sizes[d] > 1)
            {
                throw new ArgumentException(
                    $"{what} of shape {TensorChecks.Shape(info.Sizes)} has strides {TensorChecks.Shape(info.Strides)}: elements share memory, as after expand(). Use "
                    + "contiguous().",
                    nameof(tensor));
            }

            reach += (info.Sizes[d] - 1) * info.Strides[d];
        }

        return Over(device, type, Wrap(tensor, info, reach, device.Accelerator, what), info.Sizes, info.Strides);
    }

    /// <summary>Tells autograd that the memory of a tensor was written to: a graph that still needs the old values then fails in backward().</summary>
    /// <exception cref="ObjectDisposedException">The tensor was disposed.</exception>
    public static void CountWrite(torch.Tensor tensor) => TorchMemory.CountWrite(tensor, TensorChecks.Describe(tensor, NameOf(tensor)).Flags);

    /// <summary>
    /// Is told, once per process, that tensors have to be copied between torch and a device that cannot reach their memory. By default a line on
    /// the error stream.
    /// </summary>
    public static Action<string> Notice { get; set; } = Console.Error.WriteLine;

    /// <summary>Lets kernels that are launched from now on wait for torch's work so far on a CUDA device. Nothing to do on other devices.</summary>
    public static void Enter(ComputeDevice device)
    {
        ArgumentNullException.ThrowIfNull(device);

        if (device.Stream is CudaStream stream)
        {
            stream.WaitFor(TorchMemory.CurrentStream(((CudaAccelerator)device.Accelerator).DeviceId));
        }
    }

    /// <summary>Lets torch's work from now on wait for the kernels launched so far: on a CUDA device its stream, elsewhere the caller.</summary>
    public static void Leave(ComputeDevice device)
    {
        ArgumentNullException.ThrowIfNull(device);

        if (device.Stream is CudaStream stream)
        {
            stream.LetWait(TorchMemory.CurrentStream(((CudaAccelerator)device.Accelerator).DeviceId));
        }
        else
        {
            device.Synchronize();
        }
    }

    /// <summary>A compute tensor over bytes.</summary>
    internal static Tensor Over(
        ComputeDevice device, ElementType type, ArrayView<byte> memory, ReadOnlySpan<long> shape, ReadOnlySpan<long> strides) => type switch
    {
        ElementType.Float32 => Tensor.OverStrided(device, memory.Cast<float>(), shape, strides),
        ElementType.Float64 => Tensor.OverStrided(device, memory.Cast<double>(), shape, strides),
        ElementType.BFloat16 => Tensor.OverStrided(device, memory.Cast<IlgpuOptim.Extensions.BFloat16>(), shape, strides),
        ElementType.Float16 => Tensor.OverStrided(device, memory.Cast<System.Half>(), shape, strides),
        ElementType.Int32 => Tensor.OverStrided(device, memory.Cast<int>(), shape, strides),
        ElementType.Int64 => Tensor.OverStrided(device, memory.Cast<long>(), shape, strides),
        _ => Tensor.OverStrided(device, memory, shape, strides),
    };

    /// <summary>Memory at an address as a buffer of an accelerator that shares it.</summary>
    internal static MemoryBuffer1D<byte, Stride1D.Dense> Wrap(in TensorInfo info, long bytes, Accelerator accelerator, object? owner) =>
        accelerator is CudaAccelerator cuda
            ? cuda.WrapCudaMemory<byte>(info.Data, bytes, owner)
            : accelerator.WrapHostMemory<byte>(info.Data, bytes, owner);

    /// <summary>What messages call a tensor.</summary>
    internal static string NameOf(torch.Tensor? tensor) => string.IsNullOrEmpty(tensor?.name) ? "The tensor" : $"The tensor '{tensor.name}'";

    private static ArrayView<byte> Wrap(torch.Tensor tensor, in TensorInfo info, long elements, Accelerator accelerator, string what)
    {
        if (!TorchDevices.Shares(info, accelerator))
        {
            throw new NotSupportedException(
                $"{what} is on {TorchDevices.Name(info)}; kernels of {accelerator.Name} cannot use its memory in place. Move it by to(), or take a device of "
                + "its memory: the CPU or an OpenCL processor for CPU tensors, the same GPU for CUDA tensors.");
        }

        // A tensor object of its own, so that disposing the user's does not free the memory.
        torch.Tensor owner = tensor.alias().DetachFromDisposeScope();

        return Wrap(info, elements * info.ElementSize, accelerator, owner).View.BaseView;
    }
}
