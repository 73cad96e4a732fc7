using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace TorchSharp.Native;

/// <summary>The functions of shim.cpp. The library is found, and if need be built, at the first call.</summary>
internal static unsafe partial class NativeMethods
{
    private const string Library = "ilgpuoptim_torch";

    static NativeMethods() => NativeLibrary.SetDllImportResolver(Assembly.GetExecutingAssembly(), Resolve);

    private static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? path) =>
        name == Library ? LibTorch.Load() : IntPtr.Zero;

    [LibraryImport(Library)] internal static partial int ito_abi();
    [LibraryImport(Library)] internal static partial byte* ito_version();
    [LibraryImport(Library)] internal static partial byte* ito_last_error();
    [LibraryImport(Library)] internal static partial long ito_live_handles();
    [LibraryImport(Library)] internal static partial void ito_free(void* block);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial IntPtr ito_operator(string name, string overload);

    [LibraryImport(Library)]
    internal static partial int ito_call(IntPtr op, NativeArgument* arguments, int count, NativeResult* results, int capacity);

    [LibraryImport(Library)] internal static partial void ito_tensor_free(IntPtr tensor);
    [LibraryImport(Library)] internal static partial IntPtr ito_tensor_alias(IntPtr tensor);
    [LibraryImport(Library)] internal static partial int ito_tensor_info(IntPtr tensor, TensorInfo* info, TensorInfo* gradient);

    [LibraryImport(Library)]
    internal static partial IntPtr ito_from_blob(
        void* data,
        int dimensions,
        long* sizes,
        long* strides,
        int dtype,
        int deviceType,
        int deviceIndex,
        delegate* unmanaged<IntPtr, void> deleter,
        IntPtr context);

    [LibraryImport(Library)] internal static partial int ito_bump_version(IntPtr tensor);
    [LibraryImport(Library)] internal static partial int ito_set_requires_grad(IntPtr tensor, int value);
    [LibraryImport(Library)] internal static partial int ito_retain_grad(IntPtr tensor);
    [LibraryImport(Library)] internal static partial int ito_grad(IntPtr tensor, IntPtr* gradient);
    [LibraryImport(Library)] internal static partial int ito_set_grad(IntPtr tensor, IntPtr gradient);

    [LibraryImport(Library)]
    internal static partial int ito_backward(
        IntPtr* roots, int rootCount, IntPtr* gradients, int gradientCount, IntPtr* inputs, int inputCount, int retain, int create);

    [LibraryImport(Library)]
    internal static partial int ito_gradients(
        IntPtr* outputs,
        int outputCount,
        IntPtr* inputs,
        int inputCount,
        IntPtr* outputGradients,
        int gradientCount,
        int retain,
        int create,
        int allowUnused,
        IntPtr* gradients);

    [LibraryImport(Library)] internal static partial int ito_grad_mode();
    [LibraryImport(Library)] internal static partial void ito_set_grad_mode(int enabled);
    [LibraryImport(Library)] internal static partial int ito_inference_mode();
    [LibraryImport(Library)] internal static partial IntPtr ito_enter_inference_mode(int enabled);
    [LibraryImport(Library)] internal static partial void ito_leave_inference_mode(IntPtr guard);

    [LibraryImport(Library)] internal static partial int ito_manual_seed(long seed);
    [LibraryImport(Library)] internal static partial IntPtr ito_generator(int deviceType, int deviceIndex, int fresh);
    [LibraryImport(Library)] internal static partial void ito_generator_free(IntPtr generator);
    [LibraryImport(Library)] internal static partial int ito_generator_seed(IntPtr generator, int what, long* seed);
    [LibraryImport(Library)] internal static partial IntPtr ito_generator_state(IntPtr generator, IntPtr set);

    [LibraryImport(Library)] internal static partial int ito_threads(int betweenOperators);
    [LibraryImport(Library)] internal static partial int ito_set_threads(int betweenOperators, int count);
    [LibraryImport(Library)] internal static partial int ito_device_count(int deviceType);
    [LibraryImport(Library)] internal static partial int ito_current_stream(int deviceType, int deviceIndex, IntPtr* stream);
    [LibraryImport(Library)] internal static partial int ito_synchronize(int deviceType, int deviceIndex);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int ito_save(IntPtr tensor, string path);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial IntPtr ito_load(string path);

    /// <summary>Throws what the last failed call of this thread said.</summary>
    internal static void Check(int status)
    {
        if (status < 0)
        {
            Throw();
        }
    }

    internal static IntPtr Check(IntPtr handle)
    {
        if (handle == IntPtr.Zero)
        {
            Throw();
        }

        return handle;
    }

    // TorchSharp throws this type for whatever libtorch says.
    private static void Throw() => throw new ExternalException(Marshal.PtrToStringUTF8((IntPtr)ito_last_error()));
}
