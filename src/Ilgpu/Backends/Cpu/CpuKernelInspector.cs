using System.Reflection;
using System.Runtime.CompilerServices;
using ILGPU;
using IlgpuOptim.Engine.Frontend;
using IlgpuOptim.Engine.Backends.Planning;
using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Passes;
using IlgpuOptim.Engine.Runtime.Cpu;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <summary>The variants of emitted code that are worth looking at.</summary>
internal enum InspectedVariant
{
    /// <summary>Warps with all their lanes, which do nearly all of the work.</summary>
    Full,

    /// <summary>The last warp of a row or group, with an entry mask.</summary>
    Tail,

    /// <summary>Kernels with barriers in groups of several warps: the method returns at each barrier.</summary>
    Barrier,
}

/// <summary>A pass that changed the function, and what the function looked like behind it.</summary>
/// <param name="Name">Name of the pass; passes that run repeatedly appear repeatedly.</param>
/// <param name="Ir">The function as text.</param>
/// <param name="Blocks">Number of blocks.</param>
/// <param name="Instructions">Number of instructions.</param>
internal sealed record InspectedPass(string Name, string Ir, int Blocks, int Instructions);

/// <summary>
/// Follows one kernel through the stages of the CPU back end and keeps the text of each, by running the very stages that
/// launches run. Nothing is executed.
/// </summary>
internal sealed class CpuKernelInspector
{
    /// <summary>Matches all emitted methods: names of kernels may contain characters that mean something in patterns.</summary>
    public const string JitPattern = "(dynamicClass):*";

    private const string Arguments = "  // arguments: 0 launch, 1 thread, 2 begin, 3 end, 4 state, 5 spill\n";

    private readonly MethodInfo _method;
    private readonly CpuKernel _kernel;
    private readonly VectorIsa _isa;

    /// <summary>Compiles a kernel as the default CPU device of this process would.</summary>
    /// <param name="method">The kernel method, closed over generic arguments.</param>
    /// <param name="values">Per parameter of the method: the value of a SpecializedValue, else null; null if it has none.</param>
    /// <param name="locations">Lines of the IR say which source line they come from.</param>
    /// <exception cref="KernelCompilationException">The kernel uses something that does not exist on devices.</exception>
    public CpuKernelInspector(MethodInfo method, object?[]? values = null, bool locations = false)
    {
        _method = method;
        _isa = VectorIsa.Get(CpuInformation.WarpSize == 1 ? 0 : CpuInformation.WarpSize * 32);
        this.Kind = KindOf(method);
        Function function = KernelFrontend.Build(method, this.Kind, new FrontendOptions { Locations = locations, SpecializedValues = KernelBuilder.Specialized(values ?? []) });
        this.Built = new InspectedPass("front end", Printer.Print(function), function.Blocks.Count, Count(function));
        List<InspectedPass> passes = [];
        PassContext context = new()
        {
            WarpSize = _isa.Lanes,
            Verify = true,
            Trace = (name, ir) => passes.Add(new InspectedPass(name, ir, function.Blocks.Count, Count(function))),
        };
        Pipeline.Run(function, context);
        this.Passes = passes;
        _kernel = new CpuKernel(function, _isa, context);
    }

    /// <summary>How the work-items of the kernel come about, told from its first parameter.</summary>
    public KernelKind Kind { get; }

    public string Name => _kernel.Name;

    /// <summary>Width of the vectors in bits; 0 for scalar code.</summary>
    public int SimdBits => _isa.Bits;

    public int WarpSize => _isa.Lanes;

    public bool UsesBarriers => _kernel.UsesBarriers;

    /// <summary>The function as the front end built it.</summary>
    public InspectedPass Built { get; }

    /// <summary>The passes that changed the function, in the order in which they ran.</summary>
    public IReadOnlyList<InspectedPass> Passes { get; }

    /// <summary>An index as the first parameter makes a kernel implicitly grouped.</summary>
    public static KernelKind KindOf(MethodInfo method)
    {
        Type? first = method.GetParameters() is [{ ParameterType: { } type }, ..] ? type : null;

        return first == typeof(Index1D) ? KernelKind.Implicit1D
            : first == typeof(Index2D) ? KernelKind.Implicit2D
            : first == typeof(Index3D) ? KernelKind.Implicit3D
            : KernelKind.Explicit;
    }

    /// <summary>The IL of a method as the C# compiler made it; works for kernels that do not compile, too.</summary>
    /// <exception cref="KernelCompilationException">There is no IL.</exception>
    public static string Il(MethodInfo method)
    {
        try
        {
            return IlListing.Print(method);
        }
        catch (KernelFault fault)
        {
            throw fault.ToException($"In kernel {Names.Of(method)}. ");
        }
    }

    /// <summary>The final IR with the shape of every value, the masks of the blocks, and the addresses of memory accesses.</summary>
    public string Shapes() => ShapePrinter.Print(_kernel.Function, this.Plan, _isa);

    /// <summary>The shapes as facts, in the order of the listing.</summary>
    public IReadOnlyList<ValueShape> ValueShapes() => ShapePrinter.Describe(_kernel.Function, this.Plan);

    /// <summary>The IL that the back end emits for a variant.</summary>
    /// <exception cref="ArgumentException">The kernel has no barriers, so there is no such variant.</exception>
    public string Emitted(InspectedVariant variant) =>
        Arguments + Emitter.List(_kernel.Function, this.Plan, _isa, this.Body(variant));

    /// <summary>
    /// Has RyuJIT compile a variant. With <c>DOTNET_JitDisasm</c> set to <see cref="JitPattern"/> when the process started,
    /// the runtime prints the machine code while it does.
    /// </summary>
    /// <exception cref="ArgumentException">The kernel has no barriers, so there is no such variant.</exception>
    public void CompileNative(InspectedVariant variant)
    {
        CpuBody body = Emitter.Emit(_kernel.Function, this.Plan, _isa, this.Body(variant));
        RuntimeHelpers.PrepareDelegate(body);
    }

    private LanePlan Plan => _kernel.Plan(xOnly: true);

    private BodyVariant Body(InspectedVariant variant) => variant != InspectedVariant.Barrier || this.UsesBarriers
        ? new BodyVariant(variant == InspectedVariant.Tail, XOnly: true, MultiWarp: variant == InspectedVariant.Barrier)
        : throw new ArgumentException($"The kernel {Names.Of(_method)} has no barriers.", nameof(variant));

    private static int Count(Function function) => function.Blocks.Sum(static block => block.Instructions.Count);
}
