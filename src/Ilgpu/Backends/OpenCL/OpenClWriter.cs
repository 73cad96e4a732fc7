using System.Globalization;
using System.Text;
using ILGPU;
using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Analyses;

namespace IlgpuOptim.Engine.Backends.OpenCL;

/// <summary>
/// Writes one kernel. Integers are unsigned variables, as C's signed arithmetic must not overflow; operations that know a
/// sign cast their operands. The body is written first, the declarations that it turned out to need in front of it.
/// </summary>
internal sealed partial class OpenClWriter
{
    /// <summary>What a device takes as arguments at least (CL_DEVICE_MAX_PARAMETER_SIZE), with room for the rest.</summary>
    private const int MaxArgumentBytes = 960;

    private readonly Function _function;
    private readonly OpenClFeatures _features;
    private readonly ControlFlow _flow;
    private readonly Dominators _dominators;
    private readonly LoopForest _forest;
    private readonly CodeLines _lines;
    private readonly OpenClHelpers _helpers;
    private readonly string[] _parameterNames;
    private readonly SortedSet<string> _locals = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _positions = new(StringComparer.Ordinal);
    private readonly bool _isImplicit;
    private readonly bool _isCoarse;
    private readonly int _blockFields;
    private readonly int _extentOffset;
    private readonly int _chunkOffset;
    private readonly int _dynamicOffset;
    private readonly int _blockBytes;
    private readonly bool _blockInBuffer;
    private readonly int[] _pointers;
    private bool _usesDynamicShared;
    private bool _usesReports;
    private bool _usesScratch;
    private bool _usesStops;
    private int _exchangeBytes;

    public OpenClWriter(Function function, OpenClFeatures features)
    {
        _function = function;
        _features = features;
        _flow = ControlFlow.Compute(function);
        _dominators = Dominators.Compute(_flow);
        _forest = LoopForest.Compute(_flow, _dominators);
        _lines = new CodeLines(function.ValueCount);
        _helpers = new OpenClHelpers(features);
        _isImplicit = function.Kind != KernelKind.Explicit;
        _uses = new int[function.ValueCount];
        _useBlock = new Block?[function.ValueCount];
        _isInlined = new bool[function.ValueCount];
        _hasLoad = new bool[function.ValueCount];
        _cost = new int[function.ValueCount];
        _isAddress = new bool[function.ValueCount];
        _parameterNames = ParameterNames(function);
        _pointers = [.. function.Parameters.Where(parameter => parameter.Mem == MemType.Ptr).Select(parameter => parameter.Index)];

        _isCoarse = features.IsCpu && _isImplicit && function.SharedAllocations.Count == 0 && !this.Any(NeedsGroups);

        // The block: the arguments as everywhere, then what launches fill in.
        int end = Align(function.ArgumentBytes, 4);
        bool hasDynamicSize = this.Any(Op.DynamicSharedSize);
        _blockFields = function.Parameters.Count;
        _extentOffset = _isImplicit ? end : -1;
        end += _isImplicit ? 12 : 0;
        _chunkOffset = _isCoarse ? end : -1;
        end += _isCoarse ? 4 : 0;
        end = hasDynamicSize ? Align(end, 8) : end;
        _dynamicOffset = hasDynamicSize ? end : -1;
        _blockBytes = Align(end + (hasDynamicSize ? 8 : 0), 8);
        _blockInBuffer = _blockBytes + (8 * _pointers.Length) > MaxArgumentBytes;
        this.FindUses();
        this.FindAddresses();
        this.FindPlaces();
    }

    /// <summary>The text with its facts.</summary>
    /// <exception cref="KernelCompilationException">The kernel needs what the device does not have.</exception>
    public OpenClSource Write()
    {
        this.CheckFeatures();
        this.WriteBody();
        StringBuilder text = new();
        string name = "kernel_" + Identifier(_function.Name);
        string body = this.Finish();
        this.WritePrologue(text);
        this.WriteSignature(text, name, body);

        return new OpenClSource
        {
            Text = text.ToString(),
            EntryPoint = name,
            BuildOptions = this.BuildOptions(),
            PointerParameters = _pointers,
            BlockBytes = _blockBytes,
            ExtentOffset = _extentOffset,
            ChunkOffset = _chunkOffset,
            DynamicSharedSizeOffset = _dynamicOffset,
            BlockInBuffer = _blockInBuffer,
            StaticSharedBytes = _function.SharedAllocations.Sum(allocation => allocation.Bytes) + _exchangeBytes,
            UsesDynamicShared = _usesDynamicShared,
            ScratchBytesPerItem = _usesScratch ? (_usesStops ? 16 : 8) : 0,
            GroupSizeMultiple = this.Any(op => op.IsConvergent()) ? _features.WarpSize : 1,
            NeedsWholeWarps = _function.NeedsWholeWarps,
            UsesReports = _usesReports,
            Messages = [.. _function.Messages],
            LocalBytes = (int)_function.Entry.Instructions.Where(value => value.Op == Op.Alloca).Sum(value => value.Imm),
        };
    }

    private static int Align(int offset, int alignment) => (offset + alignment - 1) & -alignment;

    /// <summary>Turns a name of C# into one of C.</summary>
    private static string Identifier(string name)
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

    private bool Any(Op op) => this.Any(other => other == op);

    private bool Any(Func<Op, bool> predicate)
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

    private void CheckFeatures()
    {
        foreach (Block block in _flow.ReversePostOrder)
        {
            foreach (Value value in block.Instructions)
            {
                bool isDouble = value.Type == IrType.F64 || value.Operands.Any(operand => operand.Type == IrType.F64);
                bool isLongAtomic = value.Op is Op.AtomicRmw or Op.AtomicCas && value.Mem.Size() == 8 && value.Operands[0].Type != IrType.PtrLocal;

                if (isDouble && !_features.Fp64)
                {
                    throw this.Unsupported(value, "double precision");
                }

                if (isLongAtomic && !_features.Int64BaseAtomics)
                {
                    throw this.Unsupported(value, "64-bit atomics");
                }
            }
        }
    }

    private KernelCompilationException Unsupported(Value value, string what)
    {
        string place = value.Location >= 0 ? $" at {_function.Locations[value.Location]}" : "";

        return new KernelCompilationException("KRN0040", $"KRN0040: not supported on this OpenCL device: {what}, in kernel {_function.Name}{place}");
    }

    private string BuildOptions()
    {
        string version = _features is { SubGroups: true, Version: >= 200 } ? (_features.Version >= 300 ? "-cl-std=CL3.0" : "-cl-std=CL2.0") : "-cl-std=CL1.2";

        // Compilers that count warnings on the error output of the process (PoCL) are asked not to.
        return _features.CorrectlyRoundedDivideSqrt ? version + " -w -cl-fp32-correctly-rounded-divide-sqrt" : version + " -w";
    }

    /// <summary>Extensions, types and helper functions.</summary>
    private void WritePrologue(StringBuilder text)
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
        _helpers.Write(text);
    }

    private void WriteSignature(StringBuilder text, string name, string body)
    {
        List<string> arguments = [];
        for (int i = 0; i < _pointers.Length; i++)
        {
            arguments.Add($"__global uchar* b{i}");
        }

        if (_blockBytes > 0)
        {
            this.WriteBlock(text);
            arguments.Add(_blockInBuffer ? "__global const struct arguments* a" : "const struct arguments a");
        }

        if (_usesDynamicShared)
        {
            arguments.Add("__local uchar* dynamic_shared");
        }

        if (_usesScratch)
        {
            arguments.Add("__local ulong* scratch");
        }

        if (_usesReports)
        {
            arguments.Add("__global uint* reports");
        }

        string list = string.Join(",\n    ", arguments);
        if (!_isCoarse)
        {
            text.Append(CultureInfo.InvariantCulture, $"__kernel void {name}(\n    {list})\n{{\n{body}}}\n");

            return;
        }

        // A loop that compilers turn into vectors: work-items are independent of each other by definition. But their arrays are
        // one and the same in the eyes of the compiler, which then has to see for itself what it may do. The promise is an order, too:
        // work-items with many accesses copy pieces of their own, and vectors across them would gather and scatter.
        const int MaxAccesses = 16;
        int accesses = _function.Blocks.Sum(block => block.Instructions.Count(value => value.Op is Op.Load or Op.Store));
        string promise = this.Any(Op.Alloca) || accesses > MaxAccesses ? "" : "#ifdef __clang__\n#pragma clang loop vectorize(assume_safety)\n#endif\n";
        string names = string.Join(", ", arguments.Select(argument => argument[(argument.LastIndexOf(' ') + 1)..]));
        string block = _blockInBuffer ? "a->" : "a.";
        text.Append(CultureInfo.InvariantCulture, $$"""
            static inline __attribute__((always_inline)) void item(
                {{list}},
                const long global_x)
            {
            {{body}}}

            __kernel void {{name}}(
                {{list}})
            {
                const long start = (long)get_global_id(0) * {{block}}chunk;
                const long end = min(start + {{block}}chunk, (long){{block}}extent_x);
            {{promise}}    for (long x = start; x < end; x++)
                {
                    item({{names}}, x);
                }
            }

            """);
    }

    /// <summary>The operation has a meaning only among the work-items of a group.</summary>
    private static bool NeedsGroups(Op op) =>
        op is Op.GroupIdx or Op.GridIdx or Op.GroupDim or Op.GridDim or Op.LaneIdx or Op.SharedAlloc or Op.DynamicShared
        || op.IsConvergent();

    private void WriteBlock(StringBuilder text)
    {
        text.Append("struct arguments\n{\n");
        int end = 0;
        for (int i = 0; i < _blockFields; i++)
        {
            Parameter parameter = _function.Parameters[i];
            text.Append(CultureInfo.InvariantCulture, $"    {FieldType(parameter.Mem)} {_parameterNames[i]};\n");
            end = parameter.Offset + parameter.Mem.Size();
        }

        // Gaps of natural alignment need no words; what the compiler could not know of is written down.
        if (_extentOffset >= 0)
        {
            text.Append("    int extent_x;\n    int extent_y;\n    int extent_z;\n");
            text.Append(_isCoarse ? "    int chunk;\n" : "");
            end = _extentOffset + (_isCoarse ? 16 : 12);
        }

        if (_dynamicOffset >= 0)
        {
            text.Append("    long dynamic_shared_size;\n");
            end = _dynamicOffset + 8;
        }

        if (end < _blockBytes)
        {
            text.Append(CultureInfo.InvariantCulture, $"    uchar padding[{_blockBytes - end}];\n");
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

    /// <summary>Declarations of variables, then the collected lines.</summary>
    private string Finish()
    {
        StringBuilder text = new();
        foreach (string position in _positions)
        {
            text.Append("    ").Append(position).Append('\n');
        }

        this.DeclareMemory(text);
        this.DeclareParameters(text);
        this.DeclareVariables(text);
        foreach (CodeLine line in _lines.Current)
        {
            if (line.Label is not null && !_jumpTargets.Contains(line.Label))
            {
                continue;
            }

            text.Append(' ', 4 * line.Indent);
            if (line.Label is { } label)
            {
                text.Append(CultureInfo.InvariantCulture, $"L{label.Id}:;\n");
                continue;
            }

            if (line.Defines is { } value)
            {
                text.Append(_lines.Escapes(value) ? "" : TypeName(value.Type) + " ");
                text.Append(CultureInfo.InvariantCulture, $"{Name(value)} = {Strip(line.Text)};\n");
                continue;
            }

            text.Append(line.Text).Append('\n');
        }

        return text.ToString();
    }

    private void DeclareMemory(StringBuilder text)
    {
        for (int i = 0; i < _function.SharedAllocations.Count; i++)
        {
            SharedAllocation allocation = _function.SharedAllocations[i];
            text.Append(
                CultureInfo.InvariantCulture,
                $"    __local uchar shared{i}[{Math.Max(1, allocation.Bytes)}] __attribute__((aligned({Math.Max(16, allocation.Align)})));\n");
        }

        foreach (string local in _locals)
        {
            text.Append("    ").Append(local).Append('\n');
        }

        foreach (Value value in _function.Entry.Instructions)
        {
            if (value.Op == Op.Alloca && _uses[value.Id] > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"    __private uchar {Name(value)}[{value.Imm}] __attribute__((aligned(16))) = {{0}};\n");
            }
        }
    }

    private void DeclareParameters(StringBuilder text)
    {
        string block = _blockInBuffer ? "a->" : "a.";
        for (int i = 0; i < _parameterNames.Length; i++)
        {
            Value value = _function.ParameterValues[i];
            if (_uses[value.Id] == 0)
            {
                continue;
            }

            string name = _parameterNames[i];
            string source = value.Mem == MemType.Ptr ? $"b{Array.IndexOf(_pointers, i)} + {block}{name}" : $"({TypeName(value.Type)}){block}{name}";
            text.Append(CultureInfo.InvariantCulture, $"    {TypeName(value.Type)} {name} = {source};\n");
        }
    }

    private void DeclareVariables(StringBuilder text)
    {
        foreach (Block block in _flow.ReversePostOrder)
        {
            foreach (Value value in block.Parameters)
            {
                Declare(value);
            }

            foreach (Value value in block.Instructions)
            {
                if (_lines.Escapes(value))
                {
                    Declare(value);
                }
            }
        }

        void Declare(Value value)
        {
            if (_uses[value.Id] > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"    {TypeName(value.Type)} {Name(value)};\n");
            }
        }
    }
}
