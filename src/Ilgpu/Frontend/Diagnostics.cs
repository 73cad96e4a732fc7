using System.Globalization;

namespace IlgpuOptim.Engine.Frontend;

/// <summary>One row of the table of diagnostics; docs/diagnostics.md says the same for people.</summary>
/// <param name="Code">Stable number, KRN0001 and so on.</param>
/// <param name="Text">What is wrong; {0}, {1} are filled in with names.</param>
/// <param name="Hint">What to do about it.</param>
internal sealed record Diagnostic(string Code, string Text, string Hint);

/// <summary>All texts the kernel compiler shows to people when it refuses a kernel.</summary>
internal static class Diagnostics
{
    public static readonly Diagnostic NoBody = new(
        "KRN0001",
        "'{0}' has no IL body that could be compiled",
        "Call C# methods only; native, abstract, delegate and runtime-provided methods have no meaning on a device.");

    public static readonly Diagnostic KernelMethod = new(
        "KRN0002",
        "'{0}' cannot be a kernel: {1}",
        "A kernel is a static method or a non-capturing lambda that returns void; generic methods must be closed.");

    public static readonly Diagnostic IndexParameter = new(
        "KRN0003",
        "The first parameter of kernel '{0}' is '{1}', but this way of loading it needs '{2}'",
        "Use Index1D, Index2D or Index3D as the first parameter, or load the kernel as an explicitly grouped one.");

    public static readonly Diagnostic ParameterType = new(
        "KRN0004",
        "Parameter '{0}' of type '{1}' cannot be passed to a kernel: {2}",
        "Pass ArrayView types, primitives, enums, pointers and structs of them by value.");

    public static readonly Diagnostic ManagedType = new(
        "KRN0005",
        "The type '{0}' is a class, interface or string and does not exist in kernels",
        "Use structs; pass behaviour by generic type parameters constrained to an interface.");

    public static readonly Diagnostic UnsupportedType = new(
        "KRN0006",
        "The type '{0}' is not supported in kernels",
        "Use float, double, Half, BFloat16 or 8 to 64-bit integers, and structs of them.");

    public static readonly Diagnostic Overlap = new(
        "KRN0007",
        "The explicit layout of '{0}' has overlapping fields ('{1}')",
        "Use BitConverter, Interop or Unsafe.As to see the same bits as another type.");

    public static readonly Diagnostic FormatText = new(
        "KRN0008",
        "The format '{0}' is not valid: {1}",
        "Use a constant text with {0}, {1} ... for primitive arguments.");

    public static readonly Diagnostic Recursion = new(
        "KRN0009",
        "Recursion is not supported in kernels: {0}",
        "Rewrite it as a loop with an explicit stack in a local array.");

    public static readonly Diagnostic VirtualCall = new(
        "KRN0010",
        "The virtual call of '{0}' cannot be resolved at compile time",
        "Call it through a generic type parameter that is a struct (where T : struct, IMyInterface).");

    public static readonly Diagnostic Allocation = new(
        "KRN0011",
        "'new {0}' allocates an object, which kernels cannot do",
        "Use structs, local arrays of constant length, or SharedMemory / LocalMemory.");

    public static readonly Diagnostic Throw = new(
        "KRN0012",
        "'throw' is not supported in kernels",
        "Use Debug.Assert for conditions that must hold, or write an error code to a view.");

    public static readonly Diagnostic ExceptionHandling = new(
        "KRN0013",
        "try, catch, finally, using and lock are not supported in kernels",
        "Move the code out of the protected block; nothing in a kernel throws.");

    public static readonly Diagnostic Delegate = new(
        "KRN0014",
        "Delegates and lambdas are not supported inside kernels ('{0}')",
        "Pass a struct that implements an interface as a generic parameter instead.");

    public static readonly Diagnostic MutableStatic = new(
        "KRN0015",
        "The static field '{0}' is not readonly, so its value is not known when the kernel is compiled",
        "Make it readonly or const, or pass it as a kernel parameter.");

    public static readonly Diagnostic StaticStore = new(
        "KRN0016",
        "Kernels cannot write the static field '{0}'",
        "Write to a view that is passed to the kernel.");

    public static readonly Diagnostic StaticFieldType = new(
        "KRN0017",
        "The static field '{0}' of type '{1}' cannot be read in kernels",
        "Static readonly fields of primitives, structs of them and (with the Arrays option) arrays of them are supported.");

    public static readonly Diagnostic ArrayLength = new(
        "KRN0018",
        "The length of a local array must be a constant",
        "Use a const, a static readonly field or a SpecializedValue; data of variable size belongs into a view.");

    public static readonly Diagnostic ArrayElement = new(
        "KRN0019",
        "Arrays of '{0}' are not supported in kernels",
        "Use a multi-dimensional array T[,] instead of an array of arrays.");

    public static readonly Diagnostic ArrayInLoop = new(
        "KRN0020",
        "An array created in a loop is used in a later iteration",
        "Create the arrays in front of the loop; every 'new' in a kernel stands for one piece of memory.");

    public static readonly Diagnostic Checked = new(
        "KRN0021",
        "Overflow-checked arithmetic is not supported in kernels",
        "Use unchecked(...), T.CreateTruncating, or compile the file without <CheckForOverflowUnderflow>.");

    public static readonly Diagnostic Instruction = new(
        "KRN0022",
        "The IL instruction '{0}' is not supported in kernels",
        "Express it with plain C# arithmetic, views and structs.");

    public static readonly Diagnostic SpaceMix = new(
        "KRN0023",
        "A variable holds pointers to {0} and to {1} memory",
        "Use one variable, or one branch, for each kind of memory.");

    public static readonly Diagnostic PointerStore = new(
        "KRN0024",
        "A reference or view of {0} memory cannot be stored in memory",
        "Keep views of shared and local memory in local variables and fields of local structs.");

    public static readonly Diagnostic TextUse = new(
        "KRN0025",
        "Strings are not supported in kernels",
        "Constant texts may be given to Debug.Assert and Interop.WriteLine only.");

    public static readonly Diagnostic Boxing = new(
        "KRN0026",
        "The value of type '{0}' is boxed",
        "Avoid conversions to object or to an interface; use generic constraints.");

    public static readonly Diagnostic HostOnly = new(
        "KRN0027",
        "'{0}' can only be called on the host",
        "Call it before the launch and pass its result to the kernel.");

    public static readonly Diagnostic ConstantArgument = new(
        "KRN0028",
        "The argument '{0}' of '{1}' must be a constant",
        "Use a literal, a const, a static readonly field or a SpecializedValue.");

    public static readonly Diagnostic SharedInImplicit = new(
        "KRN0029",
        "'{0}' needs explicit groups, but the kernel is loaded with automatic grouping",
        "Load it with LoadStreamKernel and launch it with a (grid, group) configuration.");

    public static readonly Diagnostic CallTarget = new(
        "KRN0030",
        "'{0}' is not supported in kernels",
        "docs/kernel-language.md lists what kernels may call.");

    public static readonly Diagnostic InvalidIl = new(
        "KRN0031",
        "The IL of '{0}' is not what a C# compiler emits ({1})",
        "Report it with the kernel's source.");

    public static readonly Diagnostic Reinterpret = new(
        "KRN0032",
        "'{0}' cannot be read as '{1}': {2}",
        "Reinterpret between types of the same size without references and views.");

    public static readonly Diagnostic TooBig = new(
        "KRN0033",
        "The kernel is too big: {0}",
        "Split it, or keep large data in views.");

    public static readonly Diagnostic Typeof = new(
        "KRN0034",
        "typeof and Type objects are supported only in comparisons such as typeof(T) == typeof(float)",
        "Choose by a generic type parameter or a kernel parameter.");

    public static readonly Diagnostic ReadOnly = new(
        "KRN0035",
        "The kernel writes to the parameter '{0}', which is marked with [ReadOnlyMemory]",
        "Remove the mark, or write to another view.");

    /// <summary>The whole table, in order of the codes.</summary>
    public static readonly Diagnostic[] All =
    [
        NoBody, KernelMethod, IndexParameter, ParameterType, ManagedType, UnsupportedType, Overlap, FormatText, Recursion,
        VirtualCall, Allocation, Throw, ExceptionHandling, Delegate, MutableStatic, StaticStore, StaticFieldType, ArrayLength,
        ArrayElement, ArrayInLoop, Checked, Instruction, SpaceMix, PointerStore, TextUse, Boxing, HostOnly, ConstantArgument,
        SharedInImplicit, CallTarget, InvalidIl, Reinterpret, TooBig, Typeof, ReadOnly,
    ];

    public static string Message(Diagnostic diagnostic, object?[] arguments) =>
        string.Format(CultureInfo.InvariantCulture, diagnostic.Text, arguments);
}
