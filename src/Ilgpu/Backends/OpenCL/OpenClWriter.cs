using System.Globalization;
using System.Text;
using ILGPU;
using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Analyses;

namespace IlgpuOptim.Engine.Backends.OpenCL;

/// <summary>
/// Writes one kernel in the form for GPUs: a work-item is a work-item. The body is written first, the declarations that it turned
/// out to need in front of it.
/// </summary>
internal sealed partial class OpenClWriter : OpenClKernelWriter
{
    private readonly Dominators _dominators;
    private readonly LoopForest _forest;
    private readonly CodeLines _lines;
    private readonly SortedSet<string> _locals = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _positions = new(StringComparer.Ordinal);
    private readonly bool _isImplicit;
    private bool _usesDynamicShared;
    private bool _usesReports;
    private bool _usesScratch;
    private bool _usesStops;
    private int _exchangeBytes;

    public OpenClWriter(Function function, OpenClFeatures features)
        : base(function, features, function.Kind == KernelKind.Explicit ? [] : ["extent_x", "extent_y", "extent_z"])
    {
        _dominators = Dominators.Compute(_flow);
        _forest = LoopForest.Compute(_flow, _dominators);
        _lines = new CodeLines(function.ValueCount);
        _isImplicit = function.Kind != KernelKind.Explicit;
        _uses = new int[function.ValueCount];
        _useBlock = new Block?[function.ValueCount];
        _isInlined = new bool[function.ValueCount];
        _hasLoad = new bool[function.ValueCount];
        _cost = new int[function.ValueCount];
        _isAddress = new bool[function.ValueCount];

        this.FindUses();
        this.FindAddresses();
        this.FindPlaces();
    }

    /// <summary>The text with its facts.</summary>
    /// <exception cref="KernelCompilationException">The kernel needs what the device does not have.</exception>
    public OpenClSource Write()
    {
        CheckFeatures(_function, _features);
        this.WriteBody();
        StringBuilder text = new();
        string body = this.Finish();
        this.WritePrologue(text);
        this.WriteSignature(text, body);

        return new OpenClSource
        {
            Text = text.ToString(),
            EntryPoint = this.EntryPoint,
            BuildOptions = this.BuildOptions(),
            PointerParameters = _pointers,
            BlockBytes = this.BlockBytes,
            ExtentOffset = this.LaunchOffset,
            DynamicSharedSizeOffset = this.DynamicOffset,
            BlockInBuffer = this.BlockInBuffer,
            StaticSharedBytes = _function.SharedAllocations.Sum(allocation => allocation.Bytes) + _exchangeBytes,
            UsesDynamicShared = _usesDynamicShared,
            ScratchBytesPerItem = _usesScratch ? (_usesStops ? 16 : 8) : 0,
            GroupSizeMultiple = this.Any(op => op.IsConvergent()) ? _features.WarpSize : 1,
            NeedsWholeWarps = _function.NeedsWholeWarps,
            UsesReports = _usesReports,
            Messages = [.. _function.Messages],
            LocalBytes = this.LocalBytes,
        };
    }

    private void WriteSignature(StringBuilder text, string body)
    {
        List<string> arguments = this.WriteArguments(text);
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

        text.Append(CultureInfo.InvariantCulture, $"__kernel void {this.EntryPoint}(\n    {string.Join(",\n    ", arguments)})\n{{\n{body}}}\n");
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
        for (int i = 0; i < _parameterNames.Length; i++)
        {
            Value value = _function.ParameterValues[i];
            if (_uses[value.Id] == 0)
            {
                continue;
            }

            text.Append(CultureInfo.InvariantCulture, $"    {TypeName(value.Type)} {_parameterNames[i]} = {this.ParameterSource(i)};\n");
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
