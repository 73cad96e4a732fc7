namespace IlgpuOptim.Engine.Frontend;

/// <summary>What loads of static fields that are not readonly mean (the values of ILGPU.StaticFieldMode).</summary>
[Flags]
internal enum StaticFieldPolicy
{
    /// <summary>Readonly fields only.</summary>
    Default = 0,

    /// <summary>The value at compile time is taken for fields that are not readonly, too.</summary>
    MutableStaticFields = 1,

    /// <summary>Stores to static fields are dropped.</summary>
    IgnoreStaticFieldStores = 2,
}

/// <summary>What static readonly arrays mean (the values of ILGPU.ArrayMode).</summary>
internal enum ArrayPolicy
{
    /// <summary>They are rejected.</summary>
    Default = 0,

    /// <summary>Their contents at compile time are copied into the kernel.</summary>
    InlineMutableStaticArrays = 1,
}

/// <summary>Which float operations may be computed with less care.</summary>
internal enum FastMath
{
    None,
    All,
    Float32Only,
}

/// <summary>How one kernel is to be compiled.</summary>
internal sealed class FrontendOptions
{
    public static readonly FrontendOptions Default = new();

    /// <summary>Values of SpecializedValue parameters (the wrapped T, boxed) by parameter position, counted without 'this'.</summary>
    public IReadOnlyDictionary<int, object>? SpecializedValues { get; init; }

    /// <summary>Value of Accelerator.CurrentType as a number: 0 CPU, 1 Cuda, 2 OpenCL.</summary>
    public int AcceleratorType { get; init; }

    /// <summary>Compute capability times ten of the CUDA device, 0 elsewhere: which matrix units there are.</summary>
    public int CudaArchitecture { get; init; }

    /// <summary>Debug.Assert and Trace.Assert are compiled; otherwise they vanish.</summary>
    public bool Assertions { get; init; }

    /// <summary>Interop.Write and WriteLine are compiled; otherwise they vanish.</summary>
    public bool IOOperations { get; init; }

    public StaticFieldPolicy StaticFields { get; init; }

    public ArrayPolicy Arrays { get; init; }

    public FastMath Math { get; init; }

    /// <summary>Instructions carry source locations (for dumps and debugging; costs time).</summary>
    public bool Locations { get; init; }
}
