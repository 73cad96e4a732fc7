using System.Reflection;
using System.Reflection.Emit;
using IlgpuOptim.Engine.Backends.Planning;
using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Analyses;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <summary>What one emitted method is specialised for; a kernel has one method per variant that is launched.</summary>
/// <param name="Masked">The warp may be incomplete: the entry mask is a variable.</param>
/// <param name="XOnly">The lanes of a warp differ in X alone; else a warp may wrap from X into Y and Z.</param>
/// <param name="MultiWarp">A kernel with barriers whose groups have several warps: the method returns at each barrier.</param>
/// <param name="Flat">The group has no extent in Y and Z.</param>
/// <param name="Streaming">Stores to views that the kernel only writes bypass the caches where they are aligned.</param>
internal readonly record struct BodyVariant(bool Masked, bool XOnly, bool MultiWarp, bool Flat = false, bool Streaming = false)
{
    /// <summary>Number of variants.</summary>
    public const int Count = 32;

    /// <summary>Dense number of the variant.</summary>
    public int Index => (this.Masked ? 1 : 0) | (this.XOnly ? 2 : 0) | (this.MultiWarp ? 4 : 0) | (this.Flat ? 8 : 0) | (this.Streaming ? 16 : 0);
}

/// <summary>
/// Runs the work-items [begin, end) of a row or group: full warps, or one incomplete warp. With barriers it runs one
/// warp from <paramref name="state"/> to the next barrier and returns the state to resume from; 0 means finished.
/// </summary>
internal unsafe delegate int CpuBody(CpuLaunch* launch, CpuThread* thread, int begin, int end, int state, byte* spill);

/// <summary>
/// Emits a function as SPMD on SIMD: one warp is one vector. Every value has a shape: uniform values live in scalar
/// locals, strided ones (lane 0 plus a constant times the lane) in a scalar that stands for lane 0, all others in
/// vectors, 64-bit types in two. Divergent control flow is linearised: blocks are laid out topologically with loops
/// contiguous, a divergent branch gives every successor its mask and falls through to the first of them, uniform
/// branches stay jumps (partial control-flow linearisation, Moll and Hack, PLDI 2018).
/// </summary>
internal sealed partial class Emitter
{
    private readonly Function _function;
    private readonly VectorIsa _isa;
    private readonly BodyVariant _variant;
    private readonly Uniformity _uniformity;
    private readonly LanePlan _plan;
    private readonly DynamicMethod _method;
    private readonly IlWriter _il;
    private readonly LocalBuilder _item;
    private readonly LocalBuilder? _entryMask;
    private readonly Label _nextItem;
    private readonly List<Label> _resumePoints = [];

    /// <summary>The block at work.</summary>
    private Block _block = null!;

    private Emitter(Function function, LanePlan plan, VectorIsa isa, BodyVariant variant, bool listing)
    {
        _function = function;
        _plan = plan;
        _isa = isa;
        _variant = variant;
        _uniformity = plan.Uniformity;
        Type[] parameters = [typeof(CpuLaunch*), typeof(CpuThread*), typeof(int), typeof(int), typeof(int), typeof(byte*)];
        _method = new DynamicMethod(function.Name, typeof(int), parameters, typeof(Emitter).Module, skipVisibility: true);
        _il = new IlWriter(_method.GetILGenerator(4096), listing);
        _item = _il.DeclareLocal(typeof(int));
        _entryMask = variant.Masked ? _il.DeclareLocal(isa.Int) : null;
        _nextItem = _il.DefineLabel();
        _homes = new Home[function.ValueCount];
        _labels = new Label[function.BlockCount];
        _incoming = new LocalBuilder?[function.BlockCount];
        _current = new LocalBuilder?[function.BlockCount];
    }

    /// <summary>Compiles one variant of a prepared function.</summary>
    public static CpuBody Emit(Function function, LanePlan plan, VectorIsa isa, BodyVariant variant)
    {
        Emitter emitter = new(function, plan, isa, variant, listing: false);
        emitter.Run();

        return emitter._method.CreateDelegate<CpuBody>();
    }

    /// <summary>The emitted IL of one variant as text.</summary>
    public static string List(Function function, LanePlan plan, VectorIsa isa, BodyVariant variant)
    {
        Emitter emitter = new(function, plan, isa, variant, listing: true);
        emitter.Run();

        return emitter._il.Listing;
    }

    private void Run()
    {
        foreach (Block block in _plan.Order)
        {
            _labels[block.Id] = _il.DefineLabel();
        }

        this.EmitPrologue();
        Label top = _il.DefineLabel();
        Label done = _il.DefineLabel();

        // The loop over the warps of the range; the masked form and barrier kernels run one warp.
        bool loops = !_variant.Masked && !_variant.MultiWarp;
        this.LoadArgument(2);
        _il.Emit(OpCodes.Stloc, _item);
        if (loops)
        {
            _il.MarkLabel(top);
            _il.Emit(OpCodes.Ldloc, _item);
            this.LoadArgument(3);
            _il.Emit(OpCodes.Bge, done);
        }

        this.EmitWarpPrologue();
        if (_variant.MultiWarp)
        {
            this.EmitStateSwitch();
        }

        for (int i = 0; i < _plan.Order.Length; i++)
        {
            this.EmitBlock(i);
        }

        _il.MarkLabel(_nextItem);
        if (loops)
        {
            _il.Emit(OpCodes.Ldloc, _item);
            _il.Emit(OpCodes.Ldc_I4, _isa.Lanes);
            _il.Emit(OpCodes.Add);
            _il.Emit(OpCodes.Stloc, _item);
            _il.Emit(OpCodes.Br, top);
            _il.MarkLabel(done);
        }

        _il.Emit(OpCodes.Ldc_I4_0);
        _il.Emit(OpCodes.Ret);
        _plan.SpillBytesPerWarp = Math.Max(_plan.SpillBytesPerWarp, (_spillBytes + 63) & ~63);
    }

    /// <summary>Loads what is the same for all warps: kernel parameters.</summary>
    private void EmitPrologue()
    {
        foreach (Value parameter in _function.ParameterValues)
        {
            if (_plan.Demand(parameter) == Demand.None)
            {
                continue;
            }

            LocalBuilder local = this.ScalarHome(parameter);
            this.LoadArgument(0);
            this.LoadField(typeof(CpuLaunch), nameof(CpuLaunch.Arguments));
            this.EmitAddOffset(_function.Parameters[(int)parameter.Imm].Offset);
            this.EmitScalarLoad(parameter.Mem == MemType.Ptr ? MemType.I64 : parameter.Mem);
            _il.Emit(OpCodes.Stloc, local);
            this.MaterialiseVector(parameter);
            _homes[parameter.Id].Fixed = true;
        }
    }

    /// <summary>Sets up one warp: entry mask, fault position, private memory, incoming masks.</summary>
    private void EmitWarpPrologue()
    {
        if (_entryMask is not null)
        {
            this.LoadArgument(3);
            this.LoadArgument(2);
            _il.Emit(OpCodes.Sub);
            _il.Emit(OpCodes.Call, _isa.Lane("FirstN"));
            _il.Emit(OpCodes.Stloc, _entryMask);
        }

        if (_plan.MayFault)
        {
            this.LoadArgument(1);
            _il.Emit(OpCodes.Ldloc, _item);
            _il.Emit(OpCodes.Stfld, Field(typeof(CpuThread), nameof(CpuThread.CurrentItem)));
        }

        foreach (Block block in _plan.Order)
        {
            if (_plan.IsMasked(block))
            {
                _incoming[block.Id] ??= _il.DeclareLocal(_isa.Int);
                _current[block.Id] ??= _il.DeclareLocal(_isa.Int);
                this.EmitZeroMask();
                _il.Emit(OpCodes.Stloc, _incoming[block.Id]!);
            }
        }

        // Values that depend on the warp alone are computed here, so that they need no spilling at barriers.
        this.EmitPositions();

        if (_plan.LocalBytes > 0)
        {
            Label skip = _il.DefineLabel();
            if (_variant.MultiWarp)
            {
                this.LoadArgument(4);
                _il.Emit(OpCodes.Brtrue, skip);
            }

            this.LoadArgument(1);
            this.LoadField(typeof(CpuThread), nameof(CpuThread.Local));
            _il.Emit(OpCodes.Ldc_I4_0);
            _il.Emit(OpCodes.Ldc_I4, _plan.LocalBytes * _isa.Lanes);
            _il.Emit(OpCodes.Unaligned, (byte)1);
            _il.Emit(OpCodes.Initblk);
            _il.MarkLabel(skip);
        }
    }

    /// <summary>Resumes after the barrier at which the warp stopped.</summary>
    private void EmitStateSwitch()
    {
        Label[] targets = new Label[_plan.BarrierCount + 1];
        Label start = _il.DefineLabel();
        targets[0] = start;
        for (int i = 1; i < targets.Length; i++)
        {
            targets[i] = _il.DefineLabel();
            _resumePoints.Add(targets[i]);
        }

        this.LoadArgument(4);
        _il.Emit(OpCodes.Switch, targets);
        _il.MarkLabel(start);
    }

    private void LoadArgument(int index)
    {
        switch (index)
        {
            case 0:
                _il.Emit(OpCodes.Ldarg_0);
                break;
            case 1:
                _il.Emit(OpCodes.Ldarg_1);
                break;
            case 2:
                _il.Emit(OpCodes.Ldarg_2);
                break;
            case 3:
                _il.Emit(OpCodes.Ldarg_3);
                break;
            default:
                _il.Emit(OpCodes.Ldarg_S, (byte)index);
                break;
        }
    }

    private void LoadField(Type type, string name) => _il.Emit(OpCodes.Ldfld, Field(type, name));

    private static FieldInfo Field(Type type, string name) => type.GetField(name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic) ?? throw new MissingFieldException(type.Name, name);

    private void Call(string lane) => _il.Emit(OpCodes.Call, _isa.Lane(lane));

    private static readonly Dictionary<string, MethodInfo> ScalarMethods = [];

    /// <summary>Calls a primitive on one value.</summary>
    private void CallScalar(string name)
    {
        MethodInfo? method;
        lock (ScalarMethods)
        {
            if (!ScalarMethods.TryGetValue(name, out method))
            {
                method = typeof(LanesScalar).GetMethod(name, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
                    ?? throw new MissingMethodException(nameof(LanesScalar), name);
                ScalarMethods.Add(name, method);
            }
        }

        _il.Emit(OpCodes.Call, method);
    }
}
