namespace IlgpuOptim.Extensions;

/// <summary>
/// Promises of a view, pointer or struct of them that is passed to a kernel that nobody writes its memory while the kernel runs: not the
/// kernel, through any parameter, and nobody else. NVIDIA GPUs then read it through the read-only cache (PTX: ld.global.nc), and the driver's
/// compiler may move reads past writes. Kernels that write through the parameter itself are refused.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ReadOnlyMemoryAttribute : Attribute;
