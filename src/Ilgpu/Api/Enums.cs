using System.Diagnostics.CodeAnalysis;

namespace ILGPU;

/// <summary>Scalar types without signedness.</summary>
public enum BasicValueType
{
    /// <summary>Not a scalar.</summary>
    None = 0,

    /// <summary>Truth value.</summary>
    Int1 = 1,

    /// <summary>8-bit integer.</summary>
    Int8 = 2,

    /// <summary>16-bit integer.</summary>
    Int16 = 3,

    /// <summary>32-bit integer.</summary>
    Int32 = 4,

    /// <summary>64-bit integer.</summary>
    Int64 = 5,

    /// <summary>16-bit float.</summary>
    Float16 = 6,

    /// <summary>32-bit float.</summary>
    Float32 = 7,

    /// <summary>64-bit float.</summary>
    Float64 = 8,
}

/// <summary>Scalar types with signedness.</summary>
public enum ArithmeticBasicValueType
{
    /// <summary>Not a scalar.</summary>
    None = 0,

    /// <summary>Truth value.</summary>
    UInt1 = 1,

    /// <summary>Signed 8-bit integer.</summary>
    Int8 = 2,

    /// <summary>Signed 16-bit integer.</summary>
    Int16 = 3,

    /// <summary>Signed 32-bit integer.</summary>
    Int32 = 4,

    /// <summary>Signed 64-bit integer.</summary>
    Int64 = 5,

    /// <summary>16-bit float.</summary>
    Float16 = 6,

    /// <summary>32-bit float.</summary>
    Float32 = 7,

    /// <summary>64-bit float.</summary>
    Float64 = 8,

    /// <summary>Unsigned 8-bit integer.</summary>
    UInt8 = 9,

    /// <summary>Unsigned 16-bit integer.</summary>
    UInt16 = 10,

    /// <summary>Unsigned 32-bit integer.</summary>
    UInt32 = 11,

    /// <summary>Unsigned 64-bit integer.</summary>
    UInt64 = 12,
}

/// <summary>How kernels treat static arrays.</summary>
public enum ArrayMode
{
    /// <summary>Static arrays are not supported in kernels.</summary>
    Default = 0,

    /// <summary>Static arrays are read when the kernel is compiled and become constants.</summary>
    InlineMutableStaticArrays = 1,
}

/// <summary>What an accelerator remembers.</summary>
public enum CachingMode
{
    /// <summary>Kernels and launchers are kept.</summary>
    Default = 0,

    /// <summary>Compiled kernels are not kept.</summary>
    NoKernelCaching = 1,

    /// <summary>Launchers of the one-shot Launch methods are not kept.</summary>
    NoLaunchCaching = 2,

    /// <summary>Nothing is kept.</summary>
    Disabled = 3,
}

/// <summary>What ClearCache drops.</summary>
public enum ClearCacheMode
{
    /// <summary>Everything that is not in use.</summary>
    Default = 0,

    /// <summary>Everything.</summary>
    Everything = 1,
}

/// <summary>How much of the debug symbols is used.</summary>
public enum DebugSymbolsMode
{
    /// <summary>As the build of the kernels suggests.</summary>
    Auto = 0,

    /// <summary>None.</summary>
    Disabled = 1,

    /// <summary>For messages of the compiler.</summary>
    Basic = 2,

    /// <summary>Also in the compiled kernel.</summary>
    Kernel = 3,

    /// <summary>Also as comments in the compiled kernel.</summary>
    KernelSourceAnnotations = 4,
}

/// <summary>Inlining of calls in kernels. The engine always inlines completely; kept for source compatibility.</summary>
[SuppressMessage("Design", "CA1069", Justification = "ILGPU has two names for a value.")]
public enum InliningMode
{
    /// <summary>Everything is inlined.</summary>
    Default = 0,

    /// <summary>Everything is inlined.</summary>
    Aggressive = 0,

    /// <summary>Small methods are inlined.</summary>
    Conservative = 1,

    /// <summary>Nothing is inlined.</summary>
    Disabled = 2,
}

/// <summary>Freedom of the compiler with floating-point operations.</summary>
public enum MathMode
{
    /// <summary>Operations are as C# says.</summary>
    Default = 0,

    /// <summary>a*b+c may be contracted and elementary functions may be less exact.</summary>
    Fast = 1,

    /// <summary>As <see cref="Fast"/>, and 64-bit floats may be computed in 32 bits. Here the same as <see cref="Fast"/>.</summary>
    Fast32BitOnly = 2,
}

/// <summary>Effort of the optimizer.</summary>
[SuppressMessage("Design", "CA1069", Justification = "ILGPU has two names for a value.")]
public enum OptimizationLevel
{
    /// <summary>No optimisation.</summary>
    Debug = 0,

    /// <summary>No optimisation.</summary>
    O0 = 0,

    /// <summary>Full optimisation.</summary>
    Release = 1,

    /// <summary>Full optimisation.</summary>
    O1 = 1,

    /// <summary>Full optimisation.</summary>
    O2 = 2,
}

/// <summary>Use of page-locked memory by copies from and to arrays.</summary>
public enum PageLockingMode
{
    /// <summary>None.</summary>
    Default = 0,

    /// <summary>Where it helps.</summary>
    Auto = 1,

    /// <summary>Always.</summary>
    Aggressive = 2,
}

/// <summary>How kernels treat static fields.</summary>
public enum StaticFieldMode
{
    /// <summary>Read-only fields are constants; mutable ones are not supported.</summary>
    Default = 0,

    /// <summary>Mutable fields are read when the kernel is compiled and become constants.</summary>
    MutableStaticFields = 1,

    /// <summary>Stores to static fields are dropped.</summary>
    IgnoreStaticFieldStores = 2,
}
