using System.Runtime.InteropServices;
using ILGPU.Runtime.Cuda;
using IlgpuOptim.Engine.Runtime.Cuda;

namespace IlgpuOptim.Ptx.Driver;

// Modules and launches.
internal sealed unsafe partial class VirtualCudaDriver
{
    private const int JitErrorLog = 5;
    private const int JitErrorLogBytes = 6;

    public override int ModuleLoadDataEx(nint* module, void* image, uint count, int* jitOptions, void** values)
    {
        string text = Marshal.PtrToStringUTF8((nint)image) ?? "";

        try
        {
            PtxModule parsed = PtxModule.Parse(text);

            if (parsed.Target > architecture)
            {
                return this.Fail((int)CudaError.CUDA_ERROR_INVALID_PTX, $"the module is for sm_{parsed.Target}, the device is sm_{architecture}");
            }

            lock (this._lock)
            {
                return Set(module, this.Register(parsed));
            }
        }
        catch (PtxSyntaxException error)
        {
            byte* log = null;
            int bytes = 0;

            for (uint i = 0; i < count; i++)
            {
                log = jitOptions[i] == JitErrorLog ? (byte*)values[i] : log;
                bytes = jitOptions[i] == JitErrorLogBytes ? (int)(nint)values[i] : bytes;
            }

            if (log is not null && bytes > 0)
            {
                Write(error.Message, log, bytes);
            }

            return this.Fail((int)CudaError.CUDA_ERROR_INVALID_PTX, error.Message);
        }
    }

    public override int ModuleUnload(nint module) => this.Remove<PtxModule>(module);

    public override int ModuleGetFunction(nint* function, nint module, byte* name)
    {
        lock (this._lock)
        {
            string text = Marshal.PtrToStringUTF8((nint)name) ?? "";

            if (this.Find<PtxModule>(module) is not PtxModule found)
            {
                return InvalidHandle;
            }

            return found.Kernels.FirstOrDefault(kernel => kernel.Name == text) is PtxKernel kernel
                ? Set(function, this.Register(new VirtualFunction(kernel)))
                : this.Fail((int)CudaError.CUDA_ERROR_NOT_FOUND, $"the module has no entry '{text}'");
        }
    }

    public override int FuncGetAttribute(int* value, CudaFunctionAttribute attribute, nint function)
    {
        lock (this._lock)
        {
            if (this.Find<VirtualFunction>(function) is not VirtualFunction found)
            {
                return InvalidHandle;
            }

            return Set(value, attribute switch
            {
                CudaFunctionAttribute.MaxThreadsPerBlock => Math.Min(1024, found.Kernel.MaximumThreads),
                CudaFunctionAttribute.StaticSharedBytes => found.Kernel.StaticSharedBytes,
                CudaFunctionAttribute.LocalBytes => found.Kernel.LocalBytes,
                CudaFunctionAttribute.Registers => Math.Min(255, found.Kernel.RegisterCount),
                _ => found.MaximumDynamicShared,
            });
        }
    }

    public override int FuncSetAttribute(nint function, CudaFunctionAttribute attribute, int value)
    {
        lock (this._lock)
        {
            if (this.Find<VirtualFunction>(function) is not VirtualFunction found)
            {
                return InvalidHandle;
            }

            if (attribute != CudaFunctionAttribute.MaxDynamicSharedBytes || value < 0 ||
                value + found.Kernel.StaticSharedBytes > SharedLimit(architecture))
            {
                return this.Fail(InvalidValue, $"{value} bytes of dynamic shared memory are too many");
            }

            found.MaximumDynamicShared = value;

            return Success;
        }
    }

    public override int OccupancyMaxActiveBlocks(int* count, nint function, int groupSize, nuint dynamicBytes)
    {
        lock (this._lock)
        {
            return this.Find<VirtualFunction>(function) is VirtualFunction found
                ? Set(count, Occupancy(found.Kernel, groupSize, (long)dynamicBytes))
                : InvalidHandle;
        }
    }

    public override int OccupancyMaxPotentialBlockSize(int* minGrid, int* groupSize, nint function, nint sharedBytesOf, nuint dynamicBytes, int limit)
    {
        lock (this._lock)
        {
            if (this.Find<VirtualFunction>(function) is not VirtualFunction found)
            {
                return InvalidHandle;
            }

            int most = Math.Min(limit == 0 ? 1024 : limit, Math.Min(1024, found.Kernel.MaximumThreads));
            int best = 0;

            for (int size = most; size > 0; size = (size - 1) / 32 * 32)
            {
                nuint shared = sharedBytesOf == 0 ? dynamicBytes : ((delegate* unmanaged<int, nuint>)sharedBytesOf)(size);
                int blocks = Occupancy(found.Kernel, size, (long)shared);

                if (blocks * size > best)
                {
                    best = blocks * size;
                    *groupSize = size;
                    *minGrid = blocks * 4;
                }
            }

            return best > 0 ? Success : this.Fail(InvalidValue, "no group size fits");
        }
    }

    public override int LaunchKernel(
        nint function, uint gridX, uint gridY, uint gridZ, uint groupX, uint groupY, uint groupZ, uint dynamicBytes, nint stream, void** arguments, void** extra)
    {
        lock (this._lock)
        {
            if (this.Find<VirtualFunction>(function) is not VirtualFunction found || this.StreamOf(stream) is not VirtualStream target)
            {
                return InvalidHandle;
            }

            if (dynamicBytes > found.MaximumDynamicShared)
            {
                return this.Fail(InvalidValue, $"{dynamicBytes} bytes of dynamic shared memory, {found.MaximumDynamicShared} are allowed");
            }

            byte[] parameters = new byte[found.Kernel.ParameterBytes];

            for (int i = 0; extra is null && i < found.Kernel.Parameters.Count; i++)
            {
                (int offset, int bytes) = found.Kernel.Parameters[i];
                new ReadOnlySpan<byte>(arguments[i], bytes).CopyTo(parameters.AsSpan(offset));
            }

            if (extra is not null && !ReadExtra(extra, parameters))
            {
                return this.Fail(InvalidValue, $"the buffer of parameters does not have the {parameters.Length} bytes of the kernel");
            }

            Dim3 grid = new((int)gridX, (int)gridY, (int)gridZ);
            Dim3 group = new((int)groupX, (int)groupY, (int)groupZ);

            try
            {
                PtxMachine.Check(found.Kernel, grid, group, (int)dynamicBytes, parameters.Length, SharedLimit(architecture));
            }
            catch (ArgumentException error)
            {
                return this.Fail(InvalidValue, error.Message);
            }

            return this.Enqueue(target, () => this._machine.Launch(found.Kernel, grid, group, (int)dynamicBytes, parameters));
        }
    }

    private static bool ReadExtra(void** extra, byte[] parameters)
    {
        void* buffer = null;
        nuint bytes = 0;

        for (; *extra is not null; extra += 2)
        {
            // CU_LAUNCH_PARAM_BUFFER_POINTER and CU_LAUNCH_PARAM_BUFFER_SIZE.
            buffer = (nint)extra[0] == 1 ? extra[1] : buffer;
            bytes = (nint)extra[0] == 2 ? *(nuint*)extra[1] : bytes;
        }

        if (buffer is null || bytes < (nuint)parameters.Length)
        {
            return false;
        }

        new ReadOnlySpan<byte>(buffer, parameters.Length).CopyTo(parameters);

        return true;
    }

    private static int Occupancy(PtxKernel kernel, int groupSize, long dynamicBytes)
    {
        int threads = (groupSize + 31) / 32 * 32;
        long shared = kernel.StaticSharedBytes + dynamicBytes + 1024;

        return (int)Math.Min(Math.Min(32, 2048 / threads), 228 * 1024 / shared);
    }
}
