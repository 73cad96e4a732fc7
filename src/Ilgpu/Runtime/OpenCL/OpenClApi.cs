using System.Runtime.InteropServices;
using System.Text;
using ILGPU.Runtime.OpenCL;

namespace IlgpuOptim.Engine.Runtime.OpenCL;

/// <summary>
/// The functions of the OpenCL 1.2 library that the engine uses, bound when they are first needed. Nothing here is linked, so a
/// machine without OpenCL only lacks its devices.
/// </summary>
internal sealed unsafe partial class OpenClApi
{
    /// <summary>Path of the library instead of the usual one; <c>0</c> or <c>off</c>: OpenCL is not used.</summary>
    public const string LibraryVariable = "ILGPUOPTIM_OPENCL";

    private static readonly Lazy<(OpenClApi? Api, string? Reason)> Loaded = new(
        static () => Load(Environment.GetEnvironmentVariable(LibraryVariable)));

    private readonly nint _library;
    private string? _missing;

    private OpenClApi(nint library)
    {
        _library = library;
        this.GetPlatformIds = (delegate* unmanaged<uint, nint*, uint*, int>)this.Find("clGetPlatformIDs");
        this.GetPlatformInfo = (delegate* unmanaged<nint, uint, nuint, void*, nuint*, int>)this.Find("clGetPlatformInfo");
        this.GetDeviceIds = (delegate* unmanaged<nint, ulong, uint, nint*, uint*, int>)this.Find("clGetDeviceIDs");
        this.GetDeviceInfo = (delegate* unmanaged<nint, uint, nuint, void*, nuint*, int>)this.Find("clGetDeviceInfo");
        this.CreateContext = (delegate* unmanaged<nint*, uint, nint*, nint, nint, int*, nint>)this.Find("clCreateContext");
        this.ReleaseContext = (delegate* unmanaged<nint, int>)this.Find("clReleaseContext");
        this.CreateCommandQueue = (delegate* unmanaged<nint, nint, ulong, int*, nint>)this.Find("clCreateCommandQueue");
        this.RetainCommandQueue = (delegate* unmanaged<nint, int>)this.Find("clRetainCommandQueue");
        this.ReleaseCommandQueue = (delegate* unmanaged<nint, int>)this.Find("clReleaseCommandQueue");
        this.GetCommandQueueInfo = (delegate* unmanaged<nint, uint, nuint, void*, nuint*, int>)this.Find("clGetCommandQueueInfo");
        this.Flush = (delegate* unmanaged<nint, int>)this.Find("clFlush");
        this.Finish = (delegate* unmanaged<nint, int>)this.Find("clFinish");
        this.CreateBuffer = (delegate* unmanaged<nint, ulong, nuint, void*, int*, nint>)this.Find("clCreateBuffer");
        this.RetainMemObject = (delegate* unmanaged<nint, int>)this.Find("clRetainMemObject");
        this.ReleaseMemObject = (delegate* unmanaged<nint, int>)this.Find("clReleaseMemObject");
        this.GetMemObjectInfo = (delegate* unmanaged<nint, uint, nuint, void*, nuint*, int>)this.Find("clGetMemObjectInfo");
        this.EnqueueReadBuffer =
            (delegate* unmanaged<nint, nint, uint, nuint, nuint, void*, uint, nint*, nint*, int>)this.Find("clEnqueueReadBuffer");
        this.EnqueueWriteBuffer =
            (delegate* unmanaged<nint, nint, uint, nuint, nuint, void*, uint, nint*, nint*, int>)this.Find("clEnqueueWriteBuffer");
        this.EnqueueCopyBuffer =
            (delegate* unmanaged<nint, nint, nint, nuint, nuint, nuint, uint, nint*, nint*, int>)this.Find("clEnqueueCopyBuffer");
        this.EnqueueFillBuffer =
            (delegate* unmanaged<nint, nint, void*, nuint, nuint, nuint, uint, nint*, nint*, int>)this.Find("clEnqueueFillBuffer");
        this.EnqueueMapBuffer = (delegate* unmanaged<nint, nint, uint, ulong, nuint, nuint, uint, nint*, nint*, int*, void*>)
            this.Find("clEnqueueMapBuffer");
        this.EnqueueUnmapMemObject =
            (delegate* unmanaged<nint, nint, void*, uint, nint*, nint*, int>)this.Find("clEnqueueUnmapMemObject");
        this.EnqueueNdRangeKernel =
            (delegate* unmanaged<nint, nint, uint, nuint*, nuint*, nuint*, uint, nint*, nint*, int>)this.Find("clEnqueueNDRangeKernel");
        this.EnqueueMarker = (delegate* unmanaged<nint, uint, nint*, nint*, int>)this.Find("clEnqueueMarkerWithWaitList");
        this.WaitForEvents = (delegate* unmanaged<uint, nint*, int>)this.Find("clWaitForEvents");
        this.ReleaseEvent = (delegate* unmanaged<nint, int>)this.Find("clReleaseEvent");
        this.GetEventProfilingInfo = (delegate* unmanaged<nint, uint, nuint, void*, nuint*, int>)this.Find("clGetEventProfilingInfo");
        this.CreateProgramWithSource =
            (delegate* unmanaged<nint, uint, byte**, nuint*, int*, nint>)this.Find("clCreateProgramWithSource");
        this.CreateProgramWithBinary =
            (delegate* unmanaged<nint, uint, nint*, nuint*, byte**, int*, int*, nint>)this.Find("clCreateProgramWithBinary");
        this.BuildProgram = (delegate* unmanaged<nint, uint, nint*, byte*, nint, nint, int>)this.Find("clBuildProgram");
        this.GetProgramInfo = (delegate* unmanaged<nint, uint, nuint, void*, nuint*, int>)this.Find("clGetProgramInfo");
        this.GetProgramBuildInfo =
            (delegate* unmanaged<nint, nint, uint, nuint, void*, nuint*, int>)this.Find("clGetProgramBuildInfo");
        this.ReleaseProgram = (delegate* unmanaged<nint, int>)this.Find("clReleaseProgram");
        this.CreateKernel = (delegate* unmanaged<nint, byte*, int*, nint>)this.Find("clCreateKernel");
        this.SetKernelArg = (delegate* unmanaged<nint, uint, nuint, void*, int>)this.Find("clSetKernelArg");
        this.GetKernelWorkGroupInfo =
            (delegate* unmanaged<nint, nint, uint, nuint, void*, nuint*, int>)this.Find("clGetKernelWorkGroupInfo");
        this.ReleaseKernel = (delegate* unmanaged<nint, int>)this.Find("clReleaseKernel");
    }

    /// <summary>Asks for a property: object, name, size, value, size of the value.</summary>
    public delegate int InfoQuery(uint name, nuint size, void* value, nuint* sizeOfValue);

    /// <summary>The library, or null where there is none.</summary>
    public static OpenClApi? Default => Loaded.Value.Api;

    /// <summary>Why there is no library; null if there is one.</summary>
    public static string? WhyMissing => Loaded.Value.Reason;

    /// <summary>The library; for objects that exist only where there is one.</summary>
    public static OpenClApi Instance => Loaded.Value.Api ?? throw new NotSupportedException(Loaded.Value.Reason);

    public delegate* unmanaged<uint, nint*, uint*, int> GetPlatformIds { get; }

    public delegate* unmanaged<nint, uint, nuint, void*, nuint*, int> GetPlatformInfo { get; }

    public delegate* unmanaged<nint, ulong, uint, nint*, uint*, int> GetDeviceIds { get; }

    public delegate* unmanaged<nint, uint, nuint, void*, nuint*, int> GetDeviceInfo { get; }

    public delegate* unmanaged<nint*, uint, nint*, nint, nint, int*, nint> CreateContext { get; }

    public delegate* unmanaged<nint, int> ReleaseContext { get; }

    public delegate* unmanaged<nint, nint, ulong, int*, nint> CreateCommandQueue { get; }

    public delegate* unmanaged<nint, int> RetainCommandQueue { get; }

    public delegate* unmanaged<nint, int> ReleaseCommandQueue { get; }

    public delegate* unmanaged<nint, uint, nuint, void*, nuint*, int> GetCommandQueueInfo { get; }

    public delegate* unmanaged<nint, int> Flush { get; }

    public delegate* unmanaged<nint, int> Finish { get; }

    public delegate* unmanaged<nint, ulong, nuint, void*, int*, nint> CreateBuffer { get; }

    public delegate* unmanaged<nint, int> RetainMemObject { get; }

    public delegate* unmanaged<nint, int> ReleaseMemObject { get; }

    public delegate* unmanaged<nint, uint, nuint, void*, nuint*, int> GetMemObjectInfo { get; }

    public delegate* unmanaged<nint, nint, uint, nuint, nuint, void*, uint, nint*, nint*, int> EnqueueReadBuffer { get; }

    public delegate* unmanaged<nint, nint, uint, nuint, nuint, void*, uint, nint*, nint*, int> EnqueueWriteBuffer { get; }

    public delegate* unmanaged<nint, nint, nint, nuint, nuint, nuint, uint, nint*, nint*, int> EnqueueCopyBuffer { get; }

    public delegate* unmanaged<nint, nint, void*, nuint, nuint, nuint, uint, nint*, nint*, int> EnqueueFillBuffer { get; }

    public delegate* unmanaged<nint, nint, uint, ulong, nuint, nuint, uint, nint*, nint*, int*, void*> EnqueueMapBuffer { get; }

    public delegate* unmanaged<nint, nint, void*, uint, nint*, nint*, int> EnqueueUnmapMemObject { get; }

    public delegate* unmanaged<nint, nint, uint, nuint*, nuint*, nuint*, uint, nint*, nint*, int> EnqueueNdRangeKernel { get; }

    public delegate* unmanaged<nint, uint, nint*, nint*, int> EnqueueMarker { get; }

    public delegate* unmanaged<uint, nint*, int> WaitForEvents { get; }

    public delegate* unmanaged<nint, int> ReleaseEvent { get; }

    public delegate* unmanaged<nint, uint, nuint, void*, nuint*, int> GetEventProfilingInfo { get; }

    public delegate* unmanaged<nint, uint, byte**, nuint*, int*, nint> CreateProgramWithSource { get; }

    public delegate* unmanaged<nint, uint, nint*, nuint*, byte**, int*, int*, nint> CreateProgramWithBinary { get; }

    public delegate* unmanaged<nint, uint, nint*, byte*, nint, nint, int> BuildProgram { get; }

    public delegate* unmanaged<nint, uint, nuint, void*, nuint*, int> GetProgramInfo { get; }

    public delegate* unmanaged<nint, nint, uint, nuint, void*, nuint*, int> GetProgramBuildInfo { get; }

    public delegate* unmanaged<nint, int> ReleaseProgram { get; }

    public delegate* unmanaged<nint, byte*, int*, nint> CreateKernel { get; }

    public delegate* unmanaged<nint, uint, nuint, void*, int> SetKernelArg { get; }

    public delegate* unmanaged<nint, nint, uint, nuint, void*, nuint*, int> GetKernelWorkGroupInfo { get; }

    public delegate* unmanaged<nint, int> ReleaseKernel { get; }

    /// <summary>Binds a library.</summary>
    /// <param name="path">Path or name; null or empty: the usual one; <c>0</c> or <c>off</c>: none.</param>
    /// <returns>The functions, or why they cannot be used.</returns>
    public static (OpenClApi? Api, string? Reason) Load(string? path)
    {
        if (path is "0" or "off")
        {
            return (null, $"switched off by {LibraryVariable}");
        }

        LeaveSignalsAlone();
        string[] names = string.IsNullOrEmpty(path) ? DefaultNames() : [path];

        foreach (string name in names)
        {
            if (NativeLibrary.TryLoad(name, out nint library))
            {
                OpenClApi api = new(library);

                if (api._missing is null)
                {
                    return (api, null);
                }

                string reason = $"{name} is not an OpenCL 1.2 library: it has no {api._missing}";
                NativeLibrary.Free(library);

                return (null, reason);
            }
        }

        return (null, $"{names[0]} was not found; install an OpenCL driver");
    }

    /// <summary>A text property.</summary>
    public static CLError QueryText(InfoQuery query, uint name, out string text)
    {
        text = "";
        nuint size;
        CLError error = (CLError)query(name, 0, null, &size);

        if (error != CLError.CL_SUCCESS || size == 0)
        {
            return error;
        }

        byte[] bytes = new byte[size];

        fixed (byte* buffer = bytes)
        {
            error = (CLError)query(name, size, buffer, null);
        }

        text = Encoding.UTF8.GetString(bytes).TrimEnd('\0').Trim();

        return error;
    }

    /// <summary>A property of fixed size; the default where it cannot be asked.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    public static T Query<T>(InfoQuery query, uint name)
        where T : unmanaged
    {
        T value = default;

        return (CLError)query(name, (nuint)sizeof(T), &value, null) == CLError.CL_SUCCESS ? value : default;
    }

    /// <summary>
    /// PoCL would catch the signal by which .NET learns of divisions by zero, for the whole process. Drivers read the native
    /// environment, which .NET does not write.
    /// </summary>
    private static void LeaveSignalsAlone()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = SetEnvironment("POCL_SIGFPE_HANDLER", "0", 0);
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);

    private static string[] DefaultNames() =>
        OperatingSystem.IsWindows() ? ["OpenCL.dll"]
        : OperatingSystem.IsMacOS() ? ["/System/Library/Frameworks/OpenCL.framework/OpenCL"]
        : ["libOpenCL.so.1", "libOpenCL.so"];

    private nint Find(string function)
    {
        if (!NativeLibrary.TryGetExport(_library, function, out nint address))
        {
            _missing ??= function;
        }

        return address;
    }
}
