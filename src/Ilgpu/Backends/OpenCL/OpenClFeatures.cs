namespace IlgpuOptim.Engine.Backends.OpenCL;

/// <summary>What a device offers to generated code. The defaults are those of a bare OpenCL 1.2 device.</summary>
internal sealed record OpenClFeatures
{
    /// <summary>Doubles (cl_khr_fp64 or OpenCL 1.2's optional core feature).</summary>
    public bool Fp64 { get; init; }

    /// <summary>Arithmetic with halfs (cl_khr_fp16). Conversions work without it.</summary>
    public bool Fp16 { get; init; }

    /// <summary>cl_khr_int64_base_atomics: add, exchange, compare-exchange of 64-bit integers.</summary>
    public bool Int64BaseAtomics { get; init; }

    /// <summary>cl_khr_int64_extended_atomics: min, max, and, or, xor of 64-bit integers.</summary>
    public bool Int64ExtendedAtomics { get; init; }

    /// <summary>Sub-groups with broadcast, any and all (cl_khr_subgroups or OpenCL 3.0's feature).</summary>
    public bool SubGroups { get; init; }

    /// <summary>Shuffles within sub-groups by any index and mask (cl_khr_subgroup_shuffle).</summary>
    public bool SubGroupShuffle { get; init; }

    /// <summary>Counts of active work-items by condition (cl_khr_subgroup_ballot).</summary>
    public bool SubGroupBallot { get; init; }

    /// <summary>Addition of floats in global memory by cl_ext_float_atomics.</summary>
    public bool FloatAtomicAdd { get; init; }

    /// <summary>The compiler takes -cl-fp32-correctly-rounded-divide-sqrt (CL_FP_CORRECTLY_ROUNDED_DIVIDE_SQRT).</summary>
    public bool CorrectlyRoundedDivideSqrt { get; init; }

    /// <summary>Size of a sub-group, or the size of the warps that are made up in local memory.</summary>
    public int WarpSize { get; init; } = 1;

    /// <summary>The device is a processor, and kernels are written in the form for processors.</summary>
    public bool IsCpu { get; init; }

    /// <summary>Version of OpenCL C: 120, 200, 300.</summary>
    public int Version { get; init; } = 120;

    /// <summary>The device's vendor.</summary>
    public string Vendor { get; init; } = "";
}
