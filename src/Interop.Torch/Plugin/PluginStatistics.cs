namespace IlgpuOptim.Interop.Torch;

/// <summary>What a plug-in optimizer did so far. Asking for it waits for the device.</summary>
/// <param name="ZeroCopy">
/// Kernels worked on the memory of every parameter and gradient itself, in every step, as their addresses show. False before the first step.
/// </param>
/// <param name="CopiedBytes">Bytes that had to be copied between torch and the kernels.</param>
/// <param name="SkippedSteps">Steps that were left out because a gradient was infinite or NaN.</param>
/// <param name="StateBytes">Bytes of the optimizer's state, as allocated.</param>
/// <param name="AdamWStateBytes">Bytes that AdamW's state of the same parameters would have: two numbers per element.</param>
/// <param name="StepSeconds">Seconds spent in step(), closures not counted.</param>
/// <param name="Steps">Calls of step() with at least one gradient.</param>
/// <param name="LastGradientNorm">Norm of all gradients of the last step before clipping; 0 if neither clipping nor the check for NaN is on.</param>
public sealed record PluginStatistics(
    bool ZeroCopy,
    long CopiedBytes,
    long SkippedSteps,
    long StateBytes,
    long AdamWStateBytes,
    double StepSeconds,
    long Steps,
    double LastGradientNorm);
