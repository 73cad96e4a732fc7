using ILGPU.Runtime.OpenCL;
using IlgpuOptim.Engine.Backends;
using IlgpuOptim.Engine.Backends.OpenCL;
using IlgpuOptim.Engine.Backends.Planning;
using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Analyses;
using IlgpuOptim.Engine.IR.Passes;

namespace IlgpuOptim.Engine.Runtime.OpenCL;

/// <summary>
/// A kernel with its specialised values. On GPUs it is one program. On processors a program is written for what launches look like, and
/// compiled when a launch first needs it, since drivers take their time.
/// </summary>
internal sealed class OpenClForms
{
    private readonly Lock _lock = new();
    private readonly CLAccelerator _accelerator;
    private readonly string _name;
    private readonly Function _function;
    private readonly LanePlan?[] _plans = new LanePlan?[2];
    private readonly List<(LaneForm Form, OpenClVariant Variant)> _forms = [];
    private OpenClVariant? _last;

    public OpenClForms(CLAccelerator accelerator, KernelSignature signature, object?[] values, KernelOptions options)
    {
        _accelerator = accelerator;
        _name = signature.Name;
        bool inLanes = accelerator.Device.Features.IsCpu;
        (_function, PassContext context) = KernelBuilder.Build(
            signature.Method, signature.Kind, values, options, inLanes ? ImplicitPositions.Run : null);
        this.StaticSharedBytes = _function.SharedAllocations.Sum(allocation => allocation.Bytes);
        this.LocalBytes = (int)_function.Entry.Instructions.Where(value => value.Op == Op.Alloca).Sum(value => value.Imm);

        if (inLanes)
        {
            OpenClGenerator.CheckFeatures(_function, accelerator.Device.Features);
            OpenClGenerator.PrepareLanes(_function, context);
        }
        else
        {
            _last = this.Compile(OpenClGenerator.Generate(_function, accelerator.Device.Features));
        }
    }

    /// <summary>Static shared memory in bytes.</summary>
    public int StaticSharedBytes { get; }

    /// <summary>Private memory of a work-item in bytes (arrays only).</summary>
    public int LocalBytes { get; }

    /// <summary>The program that was used last; before any launch, one for complete warps.</summary>
    public OpenClVariant Last => _last ?? this.Find(new LaneForm(XOnly: true, MultiWarp: false, HasWhole: true, HasPart: false));

    /// <summary>The program for a launch.</summary>
    public OpenClVariant For(in LaunchDimensions dimensions)
    {
        if (!_accelerator.Device.Features.IsCpu)
        {
            return _last!;
        }

        int lanes = _accelerator.WarpSize;
        long items = _function.Kind == KernelKind.Explicit ? dimensions.Group.LongSize : dimensions.Extent.X;
        bool isExplicit = _function.Kind == KernelKind.Explicit;
        bool xOnly = !isExplicit || dimensions.Group.X == items || dimensions.Group.X % lanes == 0;

        return this.Find(new LaneForm(xOnly, isExplicit && items > lanes && this.Plan(xOnly).BarrierCount > 0, items >= lanes, items % lanes != 0));
    }

    private OpenClVariant Find(LaneForm form)
    {
        lock (_lock)
        {
            foreach ((LaneForm known, OpenClVariant variant) in _forms)
            {
                if (known.Covers(form))
                {
                    return _last = variant;
                }

                if (known.XOnly == form.XOnly && known.MultiWarp == form.MultiWarp)
                {
                    form = form.With(known);
                }
            }

            OpenClSource source = OpenClGenerator.GenerateLanes(_function, this.Plan(form.XOnly), _accelerator.Device.Features, form);
            _last = this.Compile(source);
            _forms.Insert(0, (form, _last));

            return _last;
        }
    }

    private LanePlan Plan(bool xOnly)
    {
        lock (_lock)
        {
            return _plans[xOnly ? 1 : 0] ??= new LanePlan(_function, Uniformity.Compute(_function, new UniformityOptions(xOnly)), scalar: false);
        }
    }

    private OpenClVariant Compile(OpenClSource source)
    {
        int[] places = [.. source.PointerParameters.Select(index => _function.Parameters[index].Offset)];

        return new OpenClVariant(_accelerator, _name, source, places);
    }
}
