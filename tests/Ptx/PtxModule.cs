using System.Runtime.InteropServices;
using IlgpuOptim.Ptx.Execute;
using IlgpuOptim.Ptx.Syntax;

namespace IlgpuOptim.Ptx;

/// <summary>A module that has been parsed and found to obey the rules.</summary>
public sealed class PtxModule
{
    internal PtxModule(int version, int target, List<PtxKernel> kernels, List<Variable> variables)
    {
        this.Version = version;
        this.Target = target;
        this.Kernels = kernels;
        this.Variables = variables;
    }

    /// <summary>The version of PTX times ten: 78 for 7.8.</summary>
    public int Version { get; }

    /// <summary>The number in the target: 80 for sm_80.</summary>
    public int Target { get; }

    /// <summary>The entries of the module.</summary>
    public IReadOnlyList<PtxKernel> Kernels { get; }

    internal List<Variable> Variables { get; }

    /// <summary>Parses and checks a module.</summary>
    /// <exception cref="PtxSyntaxException">The text is no valid PTX, or needs what this machine does not have.</exception>
    public static PtxModule Parse(string text) => new ModuleParser(text).Run();

    /// <summary>The entry of a name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public PtxKernel Kernel(string name) =>
        this.Kernels.FirstOrDefault(kernel => kernel.Name == name) ?? throw new ArgumentException($"The module has no entry '{name}'.");

    /// <summary>Address and length of a global or constant variable, null if there is none.</summary>
    public (nint Address, int Length)? Global(string name) =>
        this.Variables.Find(variable => variable.Name == name && variable.Space is Space.Global or Space.Const) is Variable found
            ? ((nint)found.Place, found.Size)
            : null;
}

/// <summary>An entry of a module, ready to run.</summary>
public sealed class PtxKernel
{
    internal PtxKernel(string name, List<Variable> parameters)
    {
        this.Name = name;
        this.Parameters = [.. parameters.Select(parameter => ((int)parameter.Place, parameter.Size))];
        this.ParameterBytes = parameters.Count == 0 ? 0 : (int)(parameters[^1].Place + parameters[^1].Size);
    }

    /// <summary>The name of the entry.</summary>
    public string Name { get; }

    /// <summary>The size of the parameters, each at its natural or stated alignment.</summary>
    public int ParameterBytes { get; }

    /// <summary>Offset and size of each parameter.</summary>
    public IReadOnlyList<(int Offset, int Bytes)> Parameters { get; }

    /// <summary>What .reqntid demands.</summary>
    public Dim3? RequiredBlock { get; internal set; }

    /// <summary>What .maxntid allows; int.MaxValue if it is not stated.</summary>
    public int MaximumThreads { get; internal set; } = int.MaxValue;

    /// <summary>Bytes of shared memory that the module declares for this entry.</summary>
    public int StaticSharedBytes { get; internal set; }

    /// <summary>Whether the entry uses an external array in shared memory.</summary>
    public bool UsesDynamicShared { get; internal set; }

    /// <summary>Bytes of local memory per thread.</summary>
    public int LocalBytes { get; internal set; }

    /// <summary>The number of registers that the text uses (virtual ones, without constants).</summary>
    public int RegisterCount { get; internal set; }

    internal Instruction[] Code { get; set; } = [];

    /// <summary>Registers, then constants, then special registers.</summary>
    internal int Slots { get; set; }

    internal (int Slot, ulong Bits)[] Constants { get; set; } = [];

    internal (int Slot, string Name)[] Specials { get; set; } = [];

    internal int Target { get; set; }

    internal int DynamicSharedOffset { get; set; }

    /// <summary>Where the parameters stand while a launch runs; native memory of its own for every launch.</summary>
    internal Variable[] Memory { get; set; } = [];
}

/// <summary>Native memory of module variables; the garbage collector never moves it.</summary>
internal static class PinnedMemory
{
    // Arrays live as long as the process: modules are few and their variables small.
    private static readonly List<byte[]> Arrays = [];

    public static unsafe long Place(Variable variable)
    {
        byte[] array = GC.AllocateArray<byte>(variable.Size + variable.Alignment, pinned: true);
        byte* start = (byte*)Marshal.UnsafeAddrOfPinnedArrayElement(array, 0);
        byte* place = (byte*)(((nuint)start + (nuint)variable.Alignment - 1) & ~((nuint)variable.Alignment - 1));
        variable.Initial?.CopyTo(new Span<byte>(place, variable.Size));

        lock (Arrays)
        {
            Arrays.Add(array);
        }

        return (long)place;
    }
}
