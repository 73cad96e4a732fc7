using ILGPU.Runtime;

namespace IlgpuOptim.Engine.Runtime;

/// <summary>Memory of the host whose pages need no lock, or that has one already.</summary>
/// <typeparam name="T">Element type.</typeparam>
internal sealed class HostPageLockScope<T> : PageLockScope<T>
    where T : unmanaged
{
    public HostPageLockScope(Accelerator accelerator, IntPtr address, long length)
        : base(accelerator, length)
    {
        this.AddrOfLockedObject = address;
    }

    protected override void DisposeAcceleratorObject(bool disposing)
    {
    }
}
