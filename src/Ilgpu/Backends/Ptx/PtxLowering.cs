using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Backends.Ptx;

/// <summary>Replaces operations that PTX has no instruction for.</summary>
internal static class PtxLowering
{
    public static void Run(Function function)
    {
    }
}
