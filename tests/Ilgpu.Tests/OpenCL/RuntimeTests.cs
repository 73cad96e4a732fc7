using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.OpenCL;
using IlgpuOptim.Engine.Runtime.OpenCL;
using Xunit;

namespace IlgpuOptim.Engine.Tests.OpenCL;

/// <summary>Devices, errors and queues of the OpenCL runtime.</summary>
public sealed class RuntimeTests : OpenClTestBase
{
    [Fact]
    public void ALibraryThatIsMissingOrNone_IsAReason()
    {
        (OpenClApi? api, string? reason) = OpenClApi.Load("libdoes-not-exist.so.7");
        Assert.Null(api);
        Assert.Contains("libdoes-not-exist.so.7", reason, StringComparison.Ordinal);
        (api, reason) = OpenClApi.Load(OperatingSystem.IsWindows() ? "kernel32.dll" : "libc.so.6");
        Assert.Null(api);
        Assert.Contains("clGetPlatformIDs", reason, StringComparison.Ordinal);
        Assert.Null(OpenClApi.Load("off").Api);
    }

    [Fact]
    public void ContextsFindDevices_OnlyWhenAsked()
    {
        using Context cpuOnly = Context.Create(static builder => builder.CPU());
        Assert.Equal(0, cpuOnly.GetCLDevices().Count);
        using Context all = Context.CreateDefault();
        Assert.Equal(OpenClProbe.Devices.Length, all.GetCLDevices().Count);
        Assert.Equal(1, all.GetCPUDevices().Count);
        Assert.Equal(AcceleratorType.CPU, all.Devices[0].AcceleratorType);

        // A driver for the processor never goes before the processor itself.
        Assert.IsNotType<CLDevice>(all.GetPreferredDevice(preferCPU: true));
        using Context none = Context.Create(static builder => builder.OpenCL(static _ => false));
        Assert.IsType<CPUDevice>(Assert.Single(none.Devices));
    }

    [Fact]
    public void DeviceFacts()
    {
        CLDevice device = this.Accelerator.Device;
        Assert.Equal(AcceleratorType.OpenCL, device.AcceleratorType);
        Assert.True(device.DeviceVersion >= CLDeviceVersion.CL12);
        Assert.True(device.NumMultiprocessors > 0);
        Assert.True(device.MemorySize > 1 << 20);
        Assert.True(int.IsPow2(device.WarpSize));
        Assert.True(device.MaxNumThreadsPerGroup >= device.WarpSize);
        Assert.Equal(device.MaxNumThreadsPerGroup, device.MaxGroupSize.X);
        Assert.NotEmpty(device.Extensions);
        Assert.True(device.HasExtension(device.Extensions[0]));
        Assert.True(device.GetDeviceInfo<uint>(CLDeviceInfoType.CL_DEVICE_ADDRESS_BITS) is 32 or 64);
        StringWriter text = new();
        device.PrintInformation(text);
        Assert.Contains(device.PlatformName, text.ToString(), StringComparison.Ordinal);
        Assert.Equal(device, this.Context.GetCLDevice(0));
    }

    [Fact]
    public void BuildErrors_ShowKernelLogAndSource()
    {
        CLException error = Assert.Throws<CLException>(
            () => OpenClCompiler.Build(this.Accelerator, "MyKernel", "__kernel void f(__global int* p)\n{\n    p[0] = nonsense;\n}\n", ""));
        Assert.Contains("MyKernel", error.Message, StringComparison.Ordinal);
        Assert.Contains("CL_BUILD_PROGRAM_FAILURE", error.Message, StringComparison.Ordinal);
        Assert.Contains("    3      p[0] = nonsense;", error.Message, StringComparison.Ordinal);
        Assert.Contains("undeclared", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public unsafe void Errors_NameTheCodeAndTheAction()
    {
        CLException error = Assert.Throws<CLException>(
            () => OpenClCompiler.CreateKernel(
                this.Accelerator.Api, OpenClCompiler.Build(this.Accelerator, "k", "__kernel void f() {}", ""), "missing"));
        Assert.Equal(CLError.CL_INVALID_KERNEL_NAME, error.Error);
        Assert.Contains("CL_INVALID_KERNEL_NAME (-46)", error.Message, StringComparison.Ordinal);
        Assert.Contains("missing", error.Message, StringComparison.Ordinal);
        Assert.Equal(AcceleratorType.OpenCL, error.AcceleratorType);
        Assert.Throws<OutOfMemoryException>(() => this.Accelerator.Allocate1D<byte>(1L << 50));
    }

    [Fact]
    public void BinariesOfPrograms_CanBeLoadedAgain()
    {
        using CLKernel kernel = (CLKernel)this.Accelerator.LoadAutoGroupedKernel(((Action<Index1D, ArrayView<int>>)IndexKernel).Method);
        Assert.NotEqual(IntPtr.Zero, kernel.KernelPtr);
        Assert.NotEqual(IntPtr.Zero, kernel.ProgramPtr);
        Assert.NotEmpty(kernel.LoadBinaryRepresentation());
        Assert.Contains("__kernel", kernel.SourceText, StringComparison.Ordinal);
    }

    [Fact]
    public void CachedPrograms_AreUsed_AndReplacedWhenTheDriverRefusesThem()
    {
        string folder = Path.Combine(Path.GetTempPath(), "ilgpu-optim-programs-" + Guid.NewGuid().ToString("n"));
        const string text = "__kernel void answer(__global int* p) { p[get_global_id(0)] = 42; }";

        try
        {
            OpenClProgramCache cache = new(folder);
            string key = OpenClProgramCache.Key(this.Accelerator.Device, "-cl-std=CL1.2", text);
            this.CheckAnswer(OpenClCompiler.Build(this.Accelerator, "answer", text, "", cache));
            byte[] binary = cache.TryRead(key)!;
            Assert.NotNull(binary);

            // From the file, without the text being compiled: it comes from a program that has the answer already.
            cache.Write(OpenClProgramCache.Key(this.Accelerator.Device, "-cl-std=CL1.2", "no OpenCL C at all"), binary);
            this.CheckAnswer(OpenClCompiler.Build(this.Accelerator, "answer", "no OpenCL C at all", "", cache));

            // A file that is whole, but no program.
            cache.Write(key, [1, 2, 3, 4]);
            this.CheckAnswer(OpenClCompiler.Build(this.Accelerator, "answer", text, "", cache));
            Assert.True(cache.TryRead(key)!.Length > 4);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void ForeignQueues_AreStreams()
    {
        using CLStream own = (CLStream)this.Accelerator.CreateStream();
        using CLStream alias = this.Accelerator.CreateStream(own.CommandQueue, responsible: false);
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = this.Accelerator.Allocate1D<int>(100);
        this.Accelerator.LoadAutoGroupedKernel<Index1D, ArrayView<int>>(IndexKernel)(alias, 100, buffer.View);
        alias.Synchronize();
        Assert.Equal(Enumerable.Range(0, 100), buffer.GetAsArray1D(own));
        using CLAccelerator other = this.Context.CreateCLAccelerator(0);
        Assert.Throws<ArgumentException>(() => other.CreateStream(own.CommandQueue, responsible: false));
    }

    [Fact]
    public void TooLargeGroupsAndSharedMemory_AreRefusedByName()
    {
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = this.Accelerator.Allocate1D<int>(4);
        Action<KernelConfig, ArrayView<int>> kernel = this.Accelerator.LoadStreamKernel<ArrayView<int>>(SharedKernel);
        int tooMuch = this.Accelerator.MaxSharedMemoryPerGroup - 64;
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(
            () => kernel(new KernelConfig(1, 1, SharedMemoryConfig.RequestDynamic<byte>(tooMuch)), buffer.View));
        Assert.Contains(nameof(SharedKernel), error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => kernel(new KernelConfig(1, this.Accelerator.MaxNumThreadsPerGroup + 1), buffer.View));
        kernel(new KernelConfig(1, 1, SharedMemoryConfig.RequestDynamic<byte>(64)), buffer.View);
        Assert.Equal(64, buffer.GetAsArray1D()[0]);
    }

    [Fact]
    public void LongQueues_AreBounded_AndInOrder()
    {
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = this.Accelerator.Allocate1D<int>(1);
        buffer.MemSetToZero();
        Action<Index1D, ArrayView<int>> kernel = this.Accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>>(CountKernel);

        for (int i = 0; i < 3000; i++)
        {
            kernel(1, buffer.View);
        }

        Assert.Equal(3000, buffer.GetAsArray1D()[0]);
    }

    private unsafe void CheckAnswer(nint program)
    {
        OpenClApi api = this.Accelerator.Api;
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = this.Accelerator.Allocate1D<int>(4);
        buffer.MemSetToZero();
        nint kernel = OpenClCompiler.CreateKernel(api, program, "answer");
        nint memory = buffer.NativePtr;
        nuint count = 4;
        nint queue = ((CLStream)this.Accelerator.DefaultStream).CommandQueue;
        CLException.Check(api.SetKernelArg(kernel, 0, (nuint)sizeof(nint), &memory), "set an argument");
        CLException.Check(api.EnqueueNdRangeKernel(queue, kernel, 1, null, &count, null, 0, null, null), "launch");
        Assert.Equal([42, 42, 42, 42], buffer.GetAsArray1D());
        CLException.Check(api.ReleaseKernel(kernel), "release a kernel");
        CLException.Check(api.ReleaseProgram(program), "release a program");
    }

    private static void IndexKernel(Index1D index, ArrayView<int> values) => values[index] = index;

    private static void CountKernel(Index1D index, ArrayView<int> values) => values[index]++;

    private static void SharedKernel(ArrayView<int> values)
    {
        ArrayView<int> fixedSize = SharedMemory.Allocate<int>(64);
        ArrayView<byte> dynamic = SharedMemory.GetDynamic<byte>();
        fixedSize[Group.IdxX] = dynamic.IntLength;
        Group.Barrier();
        values[Group.IdxX] = fixedSize[Group.IdxX];
    }
}
