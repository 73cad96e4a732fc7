using System.Globalization;
using System.Text;
using ILGPU;
using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Analyses;

namespace IlgpuOptim.Engine.Backends.OpenCL;

/// <summary>
/// What the forms of a kernel in OpenCL C have in common: arguments, the text around the kernel, expressions. Integers are unsigned
/// variables, as C's signed arithmetic must not overflow; operations that know a sign cast their operands.
/// </summary>
internal abstract partial class OpenClKernelWriter
{
    /// <summary>What a device takes as arguments at least (CL_DEVICE_MAX_PARAMETER_SIZE), with room for the rest.</summary>
    private const int MaxArgumentBytes = 960;

    protected readonly Function _function;
    protected readonly OpenClFeatures _features;
    protected readonly ControlFlow _flow;
    protected readonly OpenClHelpers _helpers;
    protected readonly string[] _parameterNames;
    protected readonly int[] _pointers;
    private readonly string[] _launchFields;

    /// <summary>Starts with the argument block: the arguments as everywhere, then what launches fill in.</summary>
    /// <param name="function">The kernel.</param>
    /// <param name="features">What the device offers.</param>
    /// <param name="launchFields">Names of the 32-bit integers that launches fill in.</param>
    protected OpenClKernelWriter(Function function, OpenClFeatures features, string[] launchFields)
    {
        _function = function;
        _features = features;
        _flow = ControlFlow.Compute(function);
        _helpers = new OpenClHelpers(features);
        _launchFields = launchFields;
        _parameterNames = ParameterNames(function);
        _pointers = [.. function.Parameters.Where(parameter => parameter.Mem == MemType.Ptr).Select(parameter => parameter.Index)];
        int end = Align(function.ArgumentBytes, 4);
        bool hasDynamicSize = this.Any(Op.DynamicSharedSize);
        this.LaunchOffset = launchFields.Length > 0 ? end : -1;
        end += 4 * launchFields.Length;
        end = hasDynamicSize ? Align(end, 8) : end;
        this.DynamicOffset = hasDynamicSize ? end : -1;
        this.BlockBytes = Align(end + (hasDynamicSize ? 8 : 0), 8);
        this.BlockInBuffer = this.BlockBytes + (8 * _pointers.Length) > MaxArgumentBytes;
    }

    /// <summary>Place of what launches fill in, or -1.</summary>
    protected int LaunchOffset { get; }

    /// <summary>Place of the size of the dynamic shared memory, or -1.</summary>
    protected int DynamicOffset { get; }

    protected int BlockBytes { get; }

    protected bool BlockInBuffer { get; }

    /// <summary>What stands in front of a name of the argument block.</summary>
    protected string Fields => this.BlockInBuffer ? "a->" : "a.";

    /// <summary>Name of the kernel in the program.</summary>
    protected string EntryPoint => "kernel_" + Identifier(_function.Name);

    /// <summary>Private memory of a work-item in bytes.</summary>
    protected int LocalBytes => (int)_function.Entry.Instructions.Where(value => value.Op == Op.Alloca).Sum(value => value.Imm);

    /// <summary>What stands in front of the helper functions.</summary>
    protected virtual void WriteMacros(StringBuilder text)
    {
    }

    /// <summary>The operand as an expression of its type, integers unsigned.</summary>
    protected abstract string U(Value value);

    /// <summary>An integer operand as a signed expression.</summary>
    protected abstract string S(Value value);

    protected static int Align(int offset, int alignment) => (offset + alignment - 1) & -alignment;

    /// <summary>Turns a name of C# into one of C.</summary>
    protected static string Identifier(string name)
    {
        StringBuilder text = new();
        foreach (char c in name)
        {
            text.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
        }

        const int MaxLength = 100;
        string result = text.ToString().Trim('_');

        return result.Length > MaxLength ? result[..MaxLength] : result;
    }

    private static string[] ParameterNames(Function function)
    {
        string[] names = new string[function.Parameters.Count];
        HashSet<string> taken = [];
        for (int i = 0; i < names.Length; i++)
        {
            // The prefix keeps clear of C's words and of the names of built-in functions.
            string name = "p_" + Identifier(function.Parameters[i].Name);
            names[i] = taken.Add(name) ? name : name + "_" + i.ToString(CultureInfo.InvariantCulture);
            taken.Add(names[i]);
        }

        return names;
    }

    protected bool Any(Op op) => this.Any(other => other == op);

    protected bool Any(Func<Op, bool> predicate)
    {
        foreach (Block block in _flow.ReversePostOrder)
        {
            foreach (Value value in block.Instructions)
            {
                if (predicate(value.Op))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Refuses a kernel that needs what a device does not have.</summary>
    /// <exception cref="KernelCompilationException">It does.</exception>
    public static void CheckFeatures(Function function, OpenClFeatures features)
    {
        foreach (Block block in function.Blocks)
        {
            foreach (Value value in block.Instructions)
            {
                bool isDouble = value.Type == IrType.F64 || value.Operands.Any(operand => operand.Type == IrType.F64);
                bool isLongAtomic = value.Op is Op.AtomicRmw or Op.AtomicCas && value.Mem.Size() == 8 && value.Operands[0].Type != IrType.PtrLocal;

                if (isDouble && !features.Fp64)
                {
                    throw Unsupported(function, value, "double precision");
                }

                if (isLongAtomic && !features.Int64BaseAtomics)
                {
                    throw Unsupported(function, value, "64-bit atomics");
                }
            }
        }
    }

    protected KernelCompilationException Unsupported(Value value, string what) => Unsupported(_function, value, what);

    private static KernelCompilationException Unsupported(Function function, Value value, string what)
    {
        string place = value.Location >= 0 ? $" at {function.Locations[value.Location]}" : "";

        return new KernelCompilationException("KRN0040", $"KRN0040: not supported on this OpenCL device: {what}, in kernel {function.Name}{place}");
    }

    protected string BuildOptions()
    {
        string version = _features is { SubGroups: true, Version: >= 200 } ? (_features.Version >= 300 ? "-cl-std=CL3.0" : "-cl-std=CL2.0") : "-cl-std=CL1.2";

        // Compilers that count warnings on the error output of the process (PoCL) are asked not to.
        return _features.CorrectlyRoundedDivideSqrt ? version + " -w -cl-fp32-correctly-rounded-divide-sqrt" : version + " -w";
    }

    /// <summary>Extensions, types and helper functions.</summary>
    protected void WritePrologue(StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"// {_function.Name}\n");
        if (_features.Fp64)
        {
            text.Append("#ifdef cl_khr_fp64\n#pragma OPENCL EXTENSION cl_khr_fp64 : enable\n#endif\n");
        }

        if (_features.Fp16)
        {
            text.Append("#pragma OPENCL EXTENSION cl_khr_fp16 : enable\n");
        }

        if (_features.Int64BaseAtomics)
        {
            text.Append("#pragma OPENCL EXTENSION cl_khr_int64_base_atomics : enable\n");
        }

        if (_features.Int64ExtendedAtomics)
        {
            text.Append("#pragma OPENCL EXTENSION cl_khr_int64_extended_atomics : enable\n");
        }

        if (_features.SubGroups)
        {
            text.Append("#ifdef cl_khr_subgroups\n#pragma OPENCL EXTENSION cl_khr_subgroups : enable\n#endif\n");
        }

        text.Append("#pragma OPENCL FP_CONTRACT OFF\n\n");
        this.WriteMacros(text);
        _helpers.Write(text);
    }

    /// <summary>The arguments that all forms begin with, and the declaration of the block.</summary>
    protected List<string> WriteArguments(StringBuilder text)
    {
        List<string> arguments = [.. _pointers.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"__global uchar* b{i}"))];
        if (this.BlockBytes > 0)
        {
            this.WriteBlock(text);
            arguments.Add(this.BlockInBuffer ? "__global const struct arguments* a" : "const struct arguments a");
        }

        return arguments;
    }

    /// <summary>Where a parameter of the kernel comes from.</summary>
    protected string ParameterSource(int index)
    {
        Value value = _function.ParameterValues[index];
        string field = this.Fields + _parameterNames[index];

        return value.Mem == MemType.Ptr
            ? string.Create(CultureInfo.InvariantCulture, $"b{Array.IndexOf(_pointers, index)} + {field}")
            : $"({TypeName(value.Type)}){field}";
    }

    private void WriteBlock(StringBuilder text)
    {
        text.Append("struct arguments\n{\n");
        int end = 0;
        for (int i = 0; i < _function.Parameters.Count; i++)
        {
            Parameter parameter = _function.Parameters[i];
            text.Append(CultureInfo.InvariantCulture, $"    {FieldType(parameter.Mem)} {_parameterNames[i]};\n");
            end = parameter.Offset + parameter.Mem.Size();
        }

        // Gaps of natural alignment need no words; what the compiler could not know of is written down.
        foreach (string field in _launchFields)
        {
            text.Append(CultureInfo.InvariantCulture, $"    int {field};\n");
            end = this.LaunchOffset + (4 * _launchFields.Length);
        }

        if (this.DynamicOffset >= 0)
        {
            text.Append("    long dynamic_shared_size;\n");
            end = this.DynamicOffset + 8;
        }

        if (end < this.BlockBytes)
        {
            text.Append(CultureInfo.InvariantCulture, $"    uchar padding[{this.BlockBytes - end}];\n");
        }

        text.Append("};\n\n");

        static string FieldType(MemType mem) => mem switch
        {
            MemType.I8 => "char",
            MemType.U8 => "uchar",
            MemType.I16 => "short",
            MemType.U16 => "ushort",
            MemType.I32 => "int",
            MemType.F32 => "float",
            MemType.F64 => "double",
            _ => "long",
        };
    }
}
