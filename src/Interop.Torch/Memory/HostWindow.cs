using ILGPU.Runtime;
using ILGPU.Runtime.CPU;

namespace IlgpuOptim.Interop.Torch.Memory;

/// <summary>
/// Host memory of somebody else that a CPU uses in place, and that may move: views of this buffer then show the new place, and nothing has to be made
/// anew. Whoever moves it sees to it that no work on the old place is queued, and that the memory lives.
/// </summary>
internal sealed class HostWindow : CPUMemoryBuffer
{
    public HostWindow(Accelerator accelerator, IntPtr address, long bytes)
        : base(accelerator, bytes, 1) => this.NativePtr = address;

    /// <summary>Where the memory is.</summary>
    public IntPtr Address
    {
        get => this.NativePtr;
        set => this.NativePtr = value;
    }

    protected override void DisposeAcceleratorObject(bool disposing) => this.NativePtr = IntPtr.Zero;
}
