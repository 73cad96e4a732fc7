using System.Numerics;

namespace IlgpuOptim.Optimizers.Kernels;

/// <summary>
/// What the kernels of a step know of the gradients as a whole. It lives on the device, so that no step waits for the
/// host; every kernel that changes parameters or state looks at <see cref="Skip"/> first.
/// </summary>
/// <typeparam name="TReal">float, or double for float64 parameters.</typeparam>
internal struct StepControl<TReal>
    where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
{
    /// <summary>Factor of the gradients: unscaling, averaging over micro-batches and clipping in one number.</summary>
    public TReal Scale;

    /// <summary>Norm of all gradients after unscaling and before clipping; 0 if it was not needed.</summary>
    public TReal Norm;

    /// <summary>Not 0: the gradients are not finite, nothing may change.</summary>
    public int Skip;

    /// <summary>Steps skipped so far.</summary>
    public int Skipped;

    /// <summary>Steps carried out so far.</summary>
    public int Applied;

    /// <summary>Keeps the size a multiple of eight bytes on all devices.</summary>
    public int Unused;
}
