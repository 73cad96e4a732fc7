using System.Globalization;
using System.Text;
using ILGPU;
using IlgpuOptim.Engine.Backends.Planning;
using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Analyses;

namespace IlgpuOptim.Engine.Backends.OpenCL;

/// <summary>What a program in the form for processors is written for; a kernel has one program per form that is launched.</summary>
/// <param name="XOnly">The lanes of a warp differ in X alone; else a warp may wrap from X into Y and Z.</param>
/// <param name="MultiWarp">A kernel with barriers whose groups have several warps.</param>
/// <param name="HasWhole">There are complete warps.</param>
/// <param name="HasPart">There is an incomplete warp at the end of a group or row.</param>
internal readonly record struct LaneForm(bool XOnly, bool MultiWarp, bool HasWhole, bool HasPart)
{
    /// <summary>A program for this form serves launches of the other one, too.</summary>
    public bool Covers(LaneForm other) => this.XOnly == other.XOnly && this.MultiWarp == other.MultiWarp
        && (this.HasWhole || !other.HasWhole) && (this.HasPart || !other.HasPart);

    /// <summary>The form that serves both.</summary>
    public LaneForm With(LaneForm other) => this with { HasWhole = this.HasWhole || other.HasWhole, HasPart = this.HasPart || other.HasPart };
}

/// <summary>
/// Writes one kernel in the form for processors: an OpenCL work-item runs a whole group, or a chunk of an implicit kernel's X axis, warp
/// by warp, and a warp is a vector. Everything follows the <see cref="LanePlan"/>: uniform values are scalars (s12), varying ones vectors
/// (v12), lanes that part run under masks (m3 of block 3, in3 those that wait in front of it). OpenCL's own barriers, and what drivers
/// for processors do to have work-items reach them together, are not needed.
/// </summary>
internal sealed partial class LaneWriter : OpenClKernelWriter
{
    private static readonly string[] LaunchFields =
        ["extent_x", "extent_y", "extent_z", "chunk", "grid_x", "grid_y", "grid_z", "size_x", "size_y", "size_z"];

    private readonly LanePlan _plan;
    private readonly LaneForm _form;
    private readonly int _lanes;
    private readonly bool _isImplicit;
    private readonly SortedSet<string> _positions = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _kept = new(StringComparer.Ordinal);
    private bool _usesReports;

    /// <summary>The function at work is for an incomplete warp.</summary>
    private bool _isPart;

    public LaneWriter(Function function, LanePlan plan, OpenClFeatures features, LaneForm form)
        : base(function, features, LaunchFields)
    {
        _plan = plan;
        _form = form;
        _lanes = features.WarpSize;
        _isImplicit = function.Kind != KernelKind.Explicit;
    }

    private bool UsesShared => _plan.Order.Any(
        block => block.Instructions.Exists(value => value.Op is Op.SharedAlloc or Op.DynamicShared && _plan.Demand(value) != Demand.None));

    /// <summary>The text with its facts.</summary>
    /// <exception cref="KernelCompilationException">The kernel needs what the device does not have.</exception>
    public OpenClSource Write()
    {
        _usesReports = this.Any(op => op is Op.Assert or Op.Print);
        StringBuilder bodies = new();
        if (_form.HasWhole)
        {
            this.WriteFunction(bodies, isPart: false);
        }

        if (_form.HasPart)
        {
            this.WriteFunction(bodies, isPart: true);
        }

        StringBuilder text = new();
        StringBuilder block = new();
        string arguments = string.Join(",\n    ", this.Arguments(block));
        this.WritePrologue(text);
        text.Append(block);
        this.WriteWarp(text);
        text.Append(bodies.Replace("$arguments", arguments));
        this.WriteKernel(text, arguments);

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
            Lanes = _lanes,
            IsImplicit = _isImplicit,
            BytesPerWarp = this.BytesPerWarp(),
            StaticSharedBytes = this.UsesShared ? _plan.StaticSharedBytes : 0,
            UsesDynamicShared = this.UsesShared,
            NeedsWholeWarps = _function.NeedsWholeWarps,
            UsesReports = _usesReports,
            Messages = [.. _function.Messages],
            LocalBytes = this.LocalBytes,
        };
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private List<string> Arguments(StringBuilder block)
    {
        List<string> arguments = this.WriteArguments(block);
        // Not variables of the kernel: what PoCL makes of those, LLVM does not survive if their addresses are in vectors.
        if (this.UsesShared)
        {
            arguments.Add("__local uchar* shared");
        }

        if (_form.MultiWarp)
        {
            arguments.Add("__local struct warp* warps");
        }

        if (_usesReports)
        {
            arguments.Add("__global uint* reports");
        }

        return arguments;
    }

    /// <summary>Names of arguments.</summary>
    private static string Names(string arguments) =>
        string.Join(", ", arguments.Split(",\n").Select(argument => argument[(argument.LastIndexOf(' ') + 1)..]));

    /// <inheritdoc/>
    protected override void WriteMacros(StringBuilder text)
    {
        string numbers = string.Join(", ", Enumerable.Range(0, _lanes));
        text.Append(CultureInfo.InvariantCulture, $$"""
            // The numbers of the lanes, in 32 and 64 bits.
            #define LANE ((uint{{_lanes}})({{numbers}}))
            #define LONG_LANE ((ulong{{_lanes}})({{numbers}}))


            """);
    }

    /// <summary>What warps keep while others of their group run.</summary>
    private void WriteWarp(StringBuilder text)
    {
        if (!_form.MultiWarp)
        {
            return;
        }

        text.Append("// What a warp keeps while others run: the barrier where it waits, and what is live there.\nstruct __attribute__((packed)) warp\n{\n    int state;\n");
        foreach ((string name, string type) in _kept)
        {
            text.Append(CultureInfo.InvariantCulture, $"    {type} {name};\n");
        }

        if (this.LocalRows > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"    uint{_lanes} own[{this.LocalRows}];\n");
        }

        text.Append("};\n\nstruct group\n{\n    uint count;\n    uint total;\n    ulong offered;\n    ulong value;\n};\n\n");
    }

    private int BytesPerWarp()
    {
        if (!_form.MultiWarp)
        {
            return 0;
        }

        int bytes = 4 + (this.LocalRows * _lanes * 4);
        foreach (string type in _kept.Values)
        {
            int size = type.StartsWith("ulong", StringComparison.Ordinal) || type.StartsWith("double", StringComparison.Ordinal) || type.Contains('*') ? 8
                : type == "bool" ? 1 : 4;
            bytes += char.IsAsciiDigit(type[^1]) ? size * _lanes : size;
        }

        return bytes;
    }

    /// <summary>The function for complete warps, or for the incomplete one.</summary>
    private void WriteFunction(StringBuilder text, bool isPart)
    {
        _isPart = isPart;
        _lines.Clear();
        _positions.Clear();
        _declared.Clear();
        _barrier = 0;
        string body = this.WriteBody();
        string state = _form.MultiWarp ? ",\n    __local struct warp* warp,\n    struct group* group" : "";
        string result = _form.MultiWarp ? "int" : "void";
        string name = isPart ? "part_of_warp" : _form.MultiWarp ? "whole_warp" : "whole_warps";
        text.Append(CultureInfo.InvariantCulture, $"static inline __attribute__((always_inline)) {result} {name}(\n    $arguments{state},\n    const uint begin,\n    const uint end)\n{{\n");
        foreach (string position in _positions)
        {
            text.Append("    ").Append(position).Append('\n');
        }

        for (int i = 0; i < _parameterNames.Length; i++)
        {
            Value value = _function.ParameterValues[i];
            if (_plan.Demand(value) != Demand.None)
            {
                text.Append(CultureInfo.InvariantCulture, $"    const {TypeName(value.Type)} {_parameterNames[i]} = {this.ParameterSource(i)};\n");
            }
        }

        text.Append(body).Append("}\n\n");
    }

    private void WriteKernel(StringBuilder text, string arguments)
    {
        string mask = Number(_lanes - 1);
        List<string> lines = [];
        string call = $"({Names(arguments)}, ";
        if (_isImplicit)
        {
            lines.Add($"const long begin = (long)get_global_id(0) * {this.Fields}chunk;");
            lines.Add($"const long end = min(begin + {this.Fields}chunk, (long){this.Fields}extent_x);");
            lines.Add($"const long whole = end - (end & {mask});");
        }
        else
        {
            lines.Add("const uint begin = 0;");
            lines.Add($"const uint end = (uint)({this.Fields}size_x * {this.Fields}size_y * {this.Fields}size_z);");
            lines.Add($"const uint whole = end & ~{mask}u;");
        }

        if (_form.MultiWarp)
        {
            this.WriteRounds(lines, call);
        }
        else
        {
            if (_form.HasWhole)
            {
                lines.Add($"whole_warps{call}(uint)begin, (uint)whole);");
            }

            if (_form.HasPart)
            {
                lines.AddRange(["if (whole < end)", "{", $"    part_of_warp{call}(uint)whole, (uint)end);", "}"]);
            }
        }

        text.Append(CultureInfo.InvariantCulture, $"__attribute__((reqd_work_group_size(1, 1, 1)))\n#ifdef __clang__\n__attribute__((min_vector_width({_lanes * 32})))\n#endif\n__kernel void {this.EntryPoint}(\n    {arguments})\n{{\n");
        foreach (string line in lines)
        {
            text.Append("    ").Append(line).Append('\n');
        }

        text.Append("}\n");
    }

    /// <summary>From barrier to barrier, until all warps have come to their end.</summary>
    private void WriteRounds(List<string> lines, string call)
    {
        string size = Number(_lanes);
        string whole = $"whole_warp{call}warps + w, &group, w * {size}, w * {size} + {size})";
        string part = $"part_of_warp{call}warps + w, &group, whole, end)";
        string run = !_form.HasPart ? whole : !_form.HasWhole ? part : $"w * {size} < whole ? {whole} : {part}";
        lines.AddRange(
        [
            $"const uint count = (end + {Number(_lanes - 1)}) / {size};",
            "struct group group = {0, 0, 0, 0};",
            "bool running = true;",
            "for (uint w = 0; w < count; w++)",
            "{",
            "    warps[w].state = 0;",
            "}",
            "for (bool first = true; running; first = false)",
            "{",
            "    running = false;",
            "    for (uint w = 0; w < count; w++)",
            "    {",
            "        if (first || warps[w].state != 0)",
            "        {",
            $"            warps[w].state = {run};",
            "            running = running || warps[w].state != 0;",
            "        }",
            "    }",
            "    group.total = group.count;",
            "    group.count = 0;",
            "    group.value = group.offered;",
            "}",
        ]);
    }
}
