using System.Reflection;
using System.Reflection.Emit;
using IlgpuOptim.Engine.Backends.Planning;
using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Analyses;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <content>Barriers, warp exchange, atomics, assertions.</content>
internal sealed partial class Emitter
{
    private Liveness? _liveness;
    private int _barrier;
    private int _spillBytes;

    // ---- barriers -------------------------------------------------------------------------------------------------

    private void EmitBarrier(Value barrier, int index)
    {
        if (!_variant.MultiWarp)
        {
            this.EmitBarrierOfOneWarp(barrier);

            return;
        }

        switch (barrier.Op)
        {
            case Op.BarrierPopCount or Op.BarrierOr:
                this.AddToGroup(barrier.Operands[0], negated: false);
                break;
            case Op.BarrierAnd:
                this.AddToGroup(barrier.Operands[0], negated: true);
                break;
            case Op.GroupBroadcast:
                this.OfferBroadcast(barrier);
                break;
        }

        int state = ++_barrier;
        List<LocalBuilder> saved = this.LiveLocals(barrier, index);
        foreach (LocalBuilder local in saved)
        {
            this.PushSpillAddress(local);
            _il.Emit(OpCodes.Ldloc, local);
            _il.Emit(OpCodes.Unaligned, (byte)1);
            _il.Emit(OpCodes.Stobj, local.LocalType);
        }

        _il.Emit(OpCodes.Ldc_I4, state);
        _il.Emit(OpCodes.Ret);
        _il.MarkLabel(_resumePoints[state - 1]);
        foreach (LocalBuilder local in saved)
        {
            this.PushSpillAddress(local);
            _il.Emit(OpCodes.Unaligned, (byte)1);
            _il.Emit(OpCodes.Ldobj, local.LocalType);
            _il.Emit(OpCodes.Stloc, local);
        }

        switch (barrier.Op)
        {
            case Op.BarrierPopCount:
                this.PushThread(nameof(CpuThread.GroupResult));
                this.StoreScalar(barrier);
                break;
            case Op.BarrierOr:
                this.PushThread(nameof(CpuThread.GroupResult));
                this.EmitNot();
                this.EmitNot();
                this.StoreScalar(barrier);
                break;
            case Op.BarrierAnd:
                this.PushThread(nameof(CpuThread.GroupResult));
                this.EmitNot();
                this.StoreScalar(barrier);
                break;
            case Op.GroupBroadcast:
                this.PushThread(nameof(CpuThread.GroupBroadcastResult));
                this.EmitFromBits(barrier.Type);
                this.StoreScalar(barrier);
                break;
        }
    }

    /// <summary>A group of one warp: the lanes are in step anyway, and the group's result is the warp's.</summary>
    private void EmitBarrierOfOneWarp(Value barrier)
    {
        switch (barrier.Op)
        {
            case Op.BarrierPopCount:
                this.PushCount(barrier.Operands[0], negated: false);
                this.StoreScalar(barrier);
                break;
            case Op.BarrierOr:
                this.PushCount(barrier.Operands[0], negated: false);
                this.EmitNot();
                this.EmitNot();
                this.StoreScalar(barrier);
                break;
            case Op.BarrierAnd:
                this.PushCount(barrier.Operands[0], negated: true);
                this.EmitNot();
                this.StoreScalar(barrier);
                break;
            case Op.GroupBroadcast:
                this.EmitWarpBroadcast(barrier);
                break;
        }
    }

    /// <summary>Pushes the number of active lanes with the condition (or without).</summary>
    private void PushCount(Value condition, bool negated)
    {
        if (_isa.IsScalar)
        {
            this.PushScalar(condition);
            if (negated)
            {
                this.EmitNot();
            }

            return;
        }

        this.PushVector(condition);
        if (negated)
        {
            _il.Emit(OpCodes.Call, _isa.Operator("op_OnesComplement", _isa.Int));
        }

        if (this.PushMask())
        {
            _il.Emit(OpCodes.Call, _isa.Operator("op_BitwiseAnd", _isa.Int));
        }

        this.Call("Bits");
        _il.Emit(OpCodes.Call, typeof(System.Numerics.BitOperations).GetMethod("PopCount", [typeof(uint)])!);
    }

    private void AddToGroup(Value condition, bool negated)
    {
        this.LoadArgument(1);
        this.PushThread(nameof(CpuThread.GroupAccumulator));
        this.PushCount(condition, negated);
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Stfld, Field(typeof(CpuThread), nameof(CpuThread.GroupAccumulator)));
    }

    /// <summary>The warp that holds the source work-item puts its value where all can read it after the barrier.</summary>
    private void OfferBroadcast(Value broadcast)
    {
        Label skip = _il.DefineLabel();
        LocalBuilder lane = this.Scratch(typeof(int), 8);
        this.PushScalar(broadcast.Operands[1]);
        _il.Emit(OpCodes.Ldloc, _item);
        _il.Emit(OpCodes.Sub);
        _il.Emit(OpCodes.Stloc, lane);
        _il.Emit(OpCodes.Ldloc, lane);
        _il.Emit(OpCodes.Ldc_I4, _isa.Lanes);
        _il.Emit(OpCodes.Bge_Un, skip);
        this.LoadArgument(1);
        if (_isa.IsScalar)
        {
            this.PushScalar(broadcast.Operands[0]);
        }
        else
        {
            this.PushIntegerParts(broadcast.Operands[0]);
            _il.Emit(OpCodes.Ldloc, lane);
            this.EmitExtract(broadcast.Type);
        }

        this.EmitToBits(broadcast.Type);
        _il.Emit(OpCodes.Stfld, Field(typeof(CpuThread), nameof(CpuThread.GroupBroadcastValue)));
        _il.MarkLabel(skip);
    }

    private void EmitToBits(IrType type)
    {
        if (type.IsFloat())
        {
            _il.Emit(OpCodes.Call, BitcastMethod(type));
        }

        if (VectorIsa.Parts(type) == 1)
        {
            _il.Emit(OpCodes.Conv_I8);
        }
    }

    private void EmitFromBits(IrType type)
    {
        if (VectorIsa.Parts(type) == 1)
        {
            _il.Emit(OpCodes.Conv_I4);
        }

        if (type.IsFloat())
        {
            _il.Emit(OpCodes.Call, BitcastMethod(type == IrType.F32 ? IrType.I32 : IrType.I64));
        }
    }

    /// <summary>The locals that a warp needs after a barrier. Kernel parameters and the warp's position are computed anew.</summary>
    private List<LocalBuilder> LiveLocals(Value barrier, int index)
    {
        _liveness ??= Liveness.Compute(_plan.Flow);
        WarpState state = WarpState.At(_plan, _liveness, _block, index, barrier);
        List<LocalBuilder> locals = [];
        HashSet<int> done = [];
        foreach (Value value in state.Values)
        {
            this.AddHomes(value.Id, locals, done);
        }

        if (state.Executing is { } leader)
        {
            locals.Add(_current[leader.Id]!);
        }

        foreach (Block waiting in state.Waiting)
        {
            if (_incoming[waiting.Id] is { } incoming)
            {
                locals.Add(incoming);
            }
        }

        return locals;
    }

    private void AddHomes(int id, List<LocalBuilder> locals, HashSet<int> done)
    {
        ref Home home = ref _homes[id];
        if (home.Fixed || !done.Add(id))
        {
            return;
        }

        if (home.Scalar is not null)
        {
            locals.Add(home.Scalar);
        }

        if (home.Part0 is not null)
        {
            locals.Add(home.Part0);
        }

        if (home.Part1 is not null)
        {
            locals.Add(home.Part1);
        }
    }

    private readonly Dictionary<LocalBuilder, int> _spillOffsets = [];

    private void PushSpillAddress(LocalBuilder local)
    {
        if (!_spillOffsets.TryGetValue(local, out int offset))
        {
            bool vector = !local.LocalType.IsPrimitive;
            offset = _spillBytes;
            _spillOffsets.Add(local, offset);
            _spillBytes += vector ? _isa.Bits / 8 : 8;
        }

        this.LoadArgument(5);
        this.EmitAddOffset(offset);
    }

    // ---- warps ----------------------------------------------------------------------------------------------------

    private void PushIntegerParts(Value value)
    {
        Type to = VectorIsa.Parts(value.Type) == 2 ? typeof(long) : typeof(int);
        for (int part = 0; part < VectorIsa.Parts(value.Type); part++)
        {
            this.PushPart(value, part);
            this.EmitReinterpret(VectorIsa.ElementType(value.Type), to);
        }
    }

    private void EmitWarpBroadcast(Value value)
    {
        if (_isa.IsScalar)
        {
            this.PushScalar(value.Operands[0]);
        }
        else
        {
            this.PushIntegerParts(value.Operands[0]);
            this.PushScalar(value.Operands[1]);
            _il.Emit(OpCodes.Ldc_I4, _isa.Lanes - 1);
            _il.Emit(OpCodes.And);
            this.EmitExtract(value.Type);
        }

        this.StoreLoaded(value);
    }

    private void EmitVote(Value vote)
    {
        this.PushCount(vote.Operands[0], vote.Op == Op.WarpAll);
        if (vote.Op != Op.WarpPopCount)
        {
            this.EmitNot();
            if (vote.Op == Op.WarpAny)
            {
                this.EmitNot();
            }
        }

        this.StoreLoaded(vote);
    }

    private void EmitShuffle(Value shuffle)
    {
        Value data = shuffle.Operands[0];
        if (_plan.IsScalar(shuffle))
        {
            // All lanes have the same value, or there is one lane.
            this.PushScalar(data);
            this.StoreScalar(shuffle);

            return;
        }

        if (this.ConstantSources(shuffle) is { } sources)
        {
            this.EmitConstantShuffle(shuffle, sources);

            return;
        }

        LocalBuilder source = this.Scratch(_isa.Int, 9);
        this.PushSourceLane(shuffle);
        _il.Emit(OpCodes.Stloc, source);
        if (VectorIsa.Parts(shuffle.Type) == 1)
        {
            this.PushIntegerParts(data);
            _il.Emit(OpCodes.Ldloc, source);
            this.Call("ShuffleIndex32");
            this.EmitReinterpret(typeof(int), VectorIsa.ElementType(shuffle.Type));
            this.StorePart(shuffle, 0);

            return;
        }

        for (int part = 0; part < 2; part++)
        {
            this.PushIntegerParts(data);
            _il.Emit(OpCodes.Ldloc, source);
            this.Call(part == 0 ? "ShuffleIndex64Lo" : "ShuffleIndex64Hi");
            this.EmitReinterpret(typeof(long), VectorIsa.ElementType(shuffle.Type));
            this.StorePart(shuffle, part);
        }
    }

    /// <summary>
    /// The lane to read from per lane, if that is known now, and the lanes of each part of the result lie in one part of the value;
    /// else null.
    /// </summary>
    private int[]? ConstantSources(Value shuffle)
    {
        if (shuffle.Operands[1] is not { Op: Op.Const } operand)
        {
            return null;
        }

        int width = this.WidthOf(shuffle);
        int number = (int)operand.Imm;
        int perPart = _isa.Lanes / VectorIsa.Parts(shuffle.Type);
        int[] sources = new int[_isa.Lanes];
        for (int lane = 0; lane < sources.Length; lane++)
        {
            int candidate = shuffle.Shuffle switch
            {
                ShuffleKind.Index => (lane & -width) | (number & (width - 1)),
                ShuffleKind.Up => lane - number,
                ShuffleKind.Down => lane + number,
                _ => lane ^ number,
            };
            sources[lane] = ((candidate ^ lane) & -width) == 0 ? candidate : lane;
            if (sources[lane] / perPart != sources[lane / perPart * perPart] / perPart)
            {
                return null;
            }
        }

        return sources;
    }

    private void EmitConstantShuffle(Value shuffle, int[] sources)
    {
        bool isWide = VectorIsa.Parts(shuffle.Type) == 2;
        Type index = isWide ? typeof(long) : typeof(int);
        Type vector = _isa.VectorType(shuffle.Type);
        int perPart = sources.Length / VectorIsa.Parts(shuffle.Type);
        for (int part = 0; part * perPart < sources.Length; part++)
        {
            ReadOnlySpan<int> own = sources.AsSpan(part * perPart, perPart);
            this.PushPart(shuffle.Operands[0], own[0] / perPart);
            foreach (int source in own)
            {
                // A constant vector: the just-in-time compiler picks the best instruction for it.
                _il.Emit(OpCodes.Ldc_I4, source % perPart);
                if (isWide)
                {
                    _il.Emit(OpCodes.Conv_I8);
                }
            }

            Type[] elements = new Type[perPart];
            Array.Fill(elements, index);
            _il.Emit(OpCodes.Call, _isa.Overload("Create", index.MakeArrayType(), elements));
            _il.Emit(OpCodes.Call, _isa.Overload("Shuffle", vector, vector, isWide ? _isa.Long : _isa.Int));
            this.StorePart(shuffle, part);
        }
    }

    private int WidthOf(Value shuffle) => shuffle.Imm is > 0 and var width && width < _isa.Lanes ? (int)width : _isa.Lanes;

    /// <summary>Pushes the lane to read from per lane; a source outside of the sub-warp is the own lane.</summary>
    private void PushSourceLane(Value shuffle)
    {
        int width = this.WidthOf(shuffle);
        LocalBuilder candidate = this.Scratch(_isa.Int, 10);
        switch (shuffle.Shuffle)
        {
            case ShuffleKind.Index:
                // (lane & ~(width - 1)) | (index & (width - 1))
                this.PushVector(shuffle.Operands[1]);
                this.PushInts(width - 1);
                this.IntOperator("op_BitwiseAnd");
                this.Call("Iota");
                this.PushInts(-width);
                this.IntOperator("op_BitwiseAnd");
                this.IntOperator("op_BitwiseOr");

                return;
            case ShuffleKind.Up:
                this.Call("Iota");
                this.PushVector(shuffle.Operands[1]);
                this.IntOperator("op_Subtraction");
                break;
            case ShuffleKind.Down:
                this.Call("Iota");
                this.PushVector(shuffle.Operands[1]);
                this.IntOperator("op_Addition");
                break;
            default:
                this.Call("Iota");
                this.PushVector(shuffle.Operands[1]);
                this.IntOperator("op_ExclusiveOr");
                break;
        }

        // The same sub-warp: (candidate ^ lane) & ~(width - 1) == 0.
        _il.Emit(OpCodes.Stloc, candidate);
        _il.Emit(OpCodes.Ldloc, candidate);
        this.Call("Iota");
        this.IntOperator("op_ExclusiveOr");
        this.PushInts(-width);
        this.IntOperator("op_BitwiseAnd");
        this.EmitZeroMask();
        _il.Emit(OpCodes.Call, _isa.Generic("Equals", typeof(int)));
        _il.Emit(OpCodes.Ldloc, candidate);
        this.Call("Iota");
        _il.Emit(OpCodes.Call, _isa.Generic("ConditionalSelect", typeof(int)));
    }

    private void PushInts(int value)
    {
        _il.Emit(OpCodes.Ldc_I4, value);
        this.EmitBroadcast(IrType.I32);
    }

    private void IntOperator(string name) => _il.Emit(OpCodes.Call, _isa.Operator(name, _isa.Int));

    // ---- atomics --------------------------------------------------------------------------------------------------

    /// <summary>
    /// Lanes act one after the other. Shared memory belongs to the executing thread and needs no bus lock. Scalar code
    /// uses the first lane of the narrowest vectors.
    /// </summary>
    private void EmitAtomic(Value atomic)
    {
        bool exchange = atomic.Op == Op.AtomicCas;
        int parts = VectorIsa.Parts(atomic.Type);

        // Compare-exchange compares bits, so that floats go through the integer form.
        IrType type = exchange ? (parts == 2 ? IrType.I64 : IrType.I32) : atomic.Type;
        for (int i = 0; i < atomic.Operands.Length; i++)
        {
            Value operand = atomic.Operands[i];
            for (int part = 0; part < VectorIsa.Parts(operand.Type); part++)
            {
                if (_isa.IsScalar)
                {
                    this.PushScalar(operand);
                    this.EmitBroadcast(operand.Type);
                }
                else
                {
                    this.PushPart(operand, part);
                }

                if (i > 0)
                {
                    this.EmitReinterpret(VectorIsa.ElementType(operand.Type), VectorIsa.ElementType(type));
                }
            }
        }

        if (_isa.IsScalar)
        {
            _il.Emit(OpCodes.Ldc_I4_1);
            this.Call("FirstN");
        }
        else
        {
            this.PushMaskOrAll();
        }

        _il.Emit(atomic.Operands[0].Type != IrType.PtrGlobal ? OpCodes.Ldc_I4_1 : OpCodes.Ldc_I4_0);
        MethodInfo method = _isa.Lane((exchange ? "Cas" : "Atomic" + atomic.Atomic) + Suffix(type));
        _il.Emit(OpCodes.Call, method);
        Type from = VectorIsa.ElementType(type);
        Type to = VectorIsa.ElementType(atomic.Type);
        if (parts == 1)
        {
            this.EmitReinterpret(from, to);
            this.StoreAtomicPart(atomic, 0);

            return;
        }

        LocalBuilder pair = this.Scratch(method.ReturnType, 13);
        _il.Emit(OpCodes.Stloc, pair);
        for (int part = 0; part < (_isa.IsScalar ? 1 : 2); part++)
        {
            _il.Emit(OpCodes.Ldloca, pair);
            _il.Emit(OpCodes.Ldfld, Field(method.ReturnType, part == 0 ? "Lo" : "Hi"));
            this.EmitReinterpret(from, to);
            this.StoreAtomicPart(atomic, part);
        }
    }

    private void StoreAtomicPart(Value atomic, int part)
    {
        if (!_isa.IsScalar)
        {
            this.StorePart(atomic, part);

            return;
        }

        _il.Emit(OpCodes.Call, _isa.Generic("ToScalar", VectorIsa.ElementType(atomic.Type)));
        this.StoreScalar(atomic);
    }

    // ---- assertions and output ------------------------------------------------------------------------------------

    private void EmitAssert(Value assertion)
    {
        Value condition = assertion.Operands[0];
        Label fine = _il.DefineLabel();
        if (_isa.IsScalar || _plan.IsUniform(condition))
        {
            this.PushScalar(condition);
            _il.Emit(OpCodes.Brtrue, fine);
            this.PushMaskBits();
        }
        else
        {
            LocalBuilder failed = this.Scratch(_isa.Int, 0);
            this.PushVector(condition);
            _il.Emit(OpCodes.Call, _isa.Operator("op_OnesComplement", _isa.Int));
            if (this.PushMask())
            {
                this.IntOperator("op_BitwiseAnd");
            }

            _il.Emit(OpCodes.Stloc, failed);
            _il.Emit(OpCodes.Ldloc, failed);
            this.Call("Any");
            _il.Emit(OpCodes.Brfalse, fine);
            _il.Emit(OpCodes.Ldloc, failed);
            this.Call("Bits");
        }

        _il.Emit(OpCodes.Ldstr, _function.Messages[(int)assertion.Imm]);
        _il.Emit(OpCodes.Call, typeof(CpuKernelOutput).GetMethod(nameof(CpuKernelOutput.Fail))!);
        _il.MarkLabel(fine);
    }

    private void PushMaskBits()
    {
        if (!_isa.IsScalar && this.PushMask())
        {
            this.Call("Bits");
        }
        else
        {
            _il.Emit(OpCodes.Ldc_I4, _isa.Lanes >= 32 ? -1 : (1 << _isa.Lanes) - 1);
        }
    }

    /// <summary>Writes the arguments of all lanes to a buffer on the stack; the formatter picks the active lanes.</summary>
    private void EmitPrint(Value print)
    {
        int row = _isa.Lanes * 8;
        LocalBuilder buffer = _il.DeclareLocal(typeof(byte*));
        _il.Emit(OpCodes.Ldc_I4, row * Math.Max(1, print.Operands.Length));
        _il.Emit(OpCodes.Call, typeof(CpuKernelOutput).GetMethod(nameof(CpuKernelOutput.Buffer))!);
        _il.Emit(OpCodes.Stloc, buffer);
        System.Text.StringBuilder types = new();
        for (int i = 0; i < print.Operands.Length; i++)
        {
            Value operand = print.Operands[i];
            types.Append(operand.Type switch { IrType.I1 => 'b', IrType.I32 => 'i', IrType.I64 => 'l', IrType.F32 => 'f', IrType.F64 => 'd', _ => 'p' });
            for (int part = 0; part < (_isa.IsScalar ? 1 : VectorIsa.Parts(operand.Type)); part++)
            {
                _il.Emit(OpCodes.Ldloc, buffer);
                this.EmitAddOffset((i * row) + (part * _isa.Bits / 8));
                if (_isa.IsScalar)
                {
                    this.PushScalar(operand);
                    _il.Emit(OpCodes.Stobj, VectorIsa.ElementType(operand.Type));
                }
                else
                {
                    this.PushPart(operand, part);
                    _il.Emit(OpCodes.Unaligned, (byte)1);
                    _il.Emit(OpCodes.Stobj, _isa.VectorType(operand.Type));
                }
            }
        }

        _il.Emit(OpCodes.Ldstr, _function.Messages[(int)print.Imm]);
        _il.Emit(OpCodes.Ldstr, types.ToString());
        _il.Emit(OpCodes.Ldloc, buffer);
        _il.Emit(OpCodes.Ldc_I4, _isa.Lanes);
        this.PushMaskBits();
        _il.Emit(OpCodes.Call, typeof(CpuKernelOutput).GetMethod(nameof(CpuKernelOutput.Write))!);
    }
}
