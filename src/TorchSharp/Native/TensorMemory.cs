using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>What this implementation offers beyond TorchSharp's API: tensors and memory without copies.</summary>
public static unsafe class TensorMemory
{
    /// <summary>Where <paramref name="tensor"/> is and what it looks like. Keep the tensor alive while you use it.</summary>
    public static TensorInfo Describe(torch.Tensor tensor)
    {
        TensorInfo info;
        NativeMethods.Check(NativeMethods.ito_tensor_info(tensor.Handle, &info, null));
        GC.KeepAlive(tensor);
        return info;
    }

    /// <summary>
    /// The same, and of its gradient too (untouched zeros in <paramref name="gradient"/> if it has none), in one call.
    /// </summary>
    /// <returns>Whether there is a gradient.</returns>
    public static bool Describe(torch.Tensor tensor, out TensorInfo info, out TensorInfo gradient)
    {
        gradient = default;
        fixed (TensorInfo* infoAddress = &info, gradientAddress = &gradient)
        {
            NativeMethods.Check(NativeMethods.ito_tensor_info(tensor.Handle, infoAddress, gradientAddress));
        }

        GC.KeepAlive(tensor);
        return (info.Flags & TensorFlags.HasGrad) != 0;
    }

    /// <summary>
    /// Tells autograd that the memory of <paramref name="tensor"/> was written to: a graph that still needs the old values
    /// then fails in backward() instead of giving wrong gradients.
    /// </summary>
    public static void BumpVersion(torch.Tensor tensor)
    {
        NativeMethods.Check(NativeMethods.ito_bump_version(tensor.Handle));
        GC.KeepAlive(tensor);
    }

    /// <summary>A tensor over memory that somebody else owns; nothing is copied.</summary>
    /// <param name="data">The first element, on the host or on the device.</param>
    /// <param name="shape">The length of each dimension.</param>
    /// <param name="strides">The step of each dimension in elements; empty: row-major.</param>
    /// <param name="dtype">The element type.</param>
    /// <param name="device">Where the memory is; null: the CPU.</param>
    /// <param name="owner">Kept alive until libtorch has let go of the memory; disposed of then if it can be.</param>
    /// <exception cref="ExternalException">libtorch refuses the layout.</exception>
    public static torch.Tensor FromPointer(
        IntPtr data,
        ReadOnlySpan<long> shape,
        ReadOnlySpan<long> strides,
        torch.ScalarType dtype,
        torch.Device device = null,
        object owner = null)
    {
        if (strides.Length != 0 && strides.Length != shape.Length)
        {
            throw new ArgumentException($"{strides.Length} strides for {shape.Length} dimensions", nameof(strides));
        }

        GCHandle keeper = owner is null ? default : GCHandle.Alloc(owner);
        fixed (long* sizes = shape, steps = strides)
        {
            long none = 0;
            IntPtr handle = NativeMethods.ito_from_blob(
                (void*)data,
                shape.Length,
                shape.IsEmpty ? &none : sizes,
                strides.IsEmpty ? null : steps,
                (int)dtype,
                (int)(device?.type ?? DeviceType.CPU),
                device?.index ?? -1,
                owner is null ? null : &Release,
                GCHandle.ToIntPtr(keeper));
            if (handle == IntPtr.Zero && owner is not null)
            {
                keeper.Free();
            }

            return torch.Tensor.Adopt(NativeMethods.Check(handle));
        }
    }

    /// <summary>The raw stream (cudaStream_t, hipStream_t) that this thread's tensor work on a device goes to.</summary>
    /// <exception cref="ExternalException">This libtorch has no such device, or does not tell.</exception>
    public static IntPtr CurrentStream(torch.Device device)
    {
        IntPtr stream;
        NativeMethods.Check(NativeMethods.ito_current_stream((int)device.type, Math.Max(device.index, 0), &stream));
        return stream;
    }

    // May run on any thread, among them autograd's and the finalizer's; nothing may be thrown here.
    [UnmanagedCallersOnly]
    private static void Release(IntPtr context)
    {
        GCHandle keeper = GCHandle.FromIntPtr(context);
        object owner = keeper.Target;
        keeper.Free();
        try
        {
            switch (owner)
            {
                case GCHandle pin:
                    pin.Free();
                    break;
                case IDisposable disposable:
                    disposable.Dispose();
                    break;
            }
        }
        catch (Exception exception)
        {
            Environment.FailFast("The owner of a tensor's memory threw while it was disposed of.", exception);
        }
    }
}
