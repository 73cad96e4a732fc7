using System.Reflection.Emit;
using IlgpuOptim.Engine.Backends.Planning;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <content>Where values live and how they get onto the evaluation stack.</content>
internal sealed partial class Emitter
{
    private readonly Home[] _homes;

    /// <summary>Locals of a value: scalar (lane 0 of strided ones), and the parts of its vector form.</summary>
    private struct Home
    {
        public LocalBuilder? Scalar;
        public LocalBuilder? Part0;
        public LocalBuilder? Part1;

        /// <summary>Set up anew whenever the method is entered: kernel parameters and the position of the warp.</summary>
        public bool Fixed;
    }

    private readonly Dictionary<(int Slot, int Form), LocalBuilder> _slotLocals = [];

    private LocalBuilder ScalarHome(Value value) =>
        _homes[value.Id].Scalar ??= this.DeclareHome(value, 2, VectorIsa.ElementType(value.Type));

    private LocalBuilder PartHome(Value value, int part)
    {
        ref Home home = ref _homes[value.Id];

        return part == 0
            ? home.Part0 ??= this.DeclareHome(value, 0, _isa.VectorType(value.Type))
            : home.Part1 ??= this.DeclareHome(value, 1, _isa.VectorType(value.Type));
    }

    /// <summary>A local for one form of a value (parts 0 and 1, scalar 2), shared with others of its slot.</summary>
    private LocalBuilder DeclareHome(Value value, int form, Type type)
    {
        int slot = _plan.Slots is { } slots ? slots[value.Id] : -1;
        if (slot < 0)
        {
            return _il.DeclareLocal(type);
        }

        if (!_slotLocals.TryGetValue((slot, form), out LocalBuilder? local))
        {
            local = _il.DeclareLocal(type);
            _slotLocals.Add((slot, form), local);
        }

        return local;
    }

    /// <summary>Pushes the scalar form: the uniform value, or the value of lane 0.</summary>
    private void PushScalar(Value value)
    {
        if (value.Op == Op.Const)
        {
            this.PushConstant(value);
        }
        else
        {
            _il.Emit(OpCodes.Ldloc, _homes[value.Id].Scalar
                ?? throw new InvalidOperationException($"{_function.Name}: %{value.Id} ({value}) has no scalar form"));
        }
    }

    private void PushConstant(Value value)
    {
        switch (value.Type)
        {
            case IrType.I1 or IrType.I32:
                _il.Emit(OpCodes.Ldc_I4, (int)value.Imm);
                break;
            case IrType.F32:
                _il.Emit(OpCodes.Ldc_R4, value.F32);
                break;
            case IrType.F64:
                _il.Emit(OpCodes.Ldc_R8, value.F64);
                break;
            default:
                _il.Emit(OpCodes.Ldc_I8, value.Imm);
                break;
        }
    }

    /// <summary>Pushes one part of the vector form.</summary>
    private void PushPart(Value value, int part)
    {
        if (value.Op == Op.Const)
        {
            this.PushConstant(value);
            this.EmitBroadcast(value.Type);

            return;
        }

        ref Home home = ref _homes[value.Id];
        if ((part == 0 ? home.Part0 : home.Part1) is { } local)
        {
            _il.Emit(OpCodes.Ldloc, local);

            return;
        }

        if (!_plan.IsScalar(value))
        {
            throw new InvalidOperationException($"{_function.Name}: %{value.Id} ({value}) has no vector form");
        }

        this.EmitVectorOfScalar(value, part);
    }

    private void PushVector(Value value) => this.PushPart(value, 0);

    /// <summary>Makes the vector form of a scalar value from its scalar home.</summary>
    private void EmitVectorOfScalar(Value value, int part)
    {
        this.PushScalar(value);
        this.EmitBroadcast(value.Type);
        if (_plan.IsUniform(value))
        {
            return;
        }

        long stride = _uniformity.Stride(value);
        Type vector = _isa.VectorType(value.Type);
        string iota = vector == _isa.Int ? "Iota" : part == 0 ? "IotaLongLo" : "IotaLongHi";
        this.Call(iota);
        if (stride != 1)
        {
            if (vector == _isa.Int)
            {
                _il.Emit(OpCodes.Ldc_I4, (int)stride);
                this.EmitBroadcast(IrType.I32);
                _il.Emit(OpCodes.Call, _isa.Operator("op_Multiply", vector));
            }
            else
            {
                _il.Emit(OpCodes.Ldc_I8, stride);
                this.EmitBroadcast(IrType.I64);
                _il.Emit(OpCodes.Call, _isa.Operator("op_Multiply", vector));
            }
        }

        _il.Emit(OpCodes.Call, _isa.Operator("op_Addition", vector));
    }

    /// <summary>Scalar on the stack to a vector of equal lanes; an I1 to a mask.</summary>
    private void EmitBroadcast(IrType type)
    {
        if (type == IrType.I1)
        {
            this.Call("FromBool");

            return;
        }

        Type element = VectorIsa.ElementType(type);
        _il.Emit(OpCodes.Call, _isa.Overload("Create", element, element));
    }

    /// <summary>Stores the scalar on the stack and derives the vector form if several places want it.</summary>
    private void StoreScalar(Value value)
    {
        _il.Emit(OpCodes.Stloc, this.ScalarHome(value));
        this.MaterialiseVector(value);
    }

    private void MaterialiseVector(Value value)
    {
        if ((_plan.Demand(value) & Planning.Demand.Vector) == 0 || (_plan.VectorUses(value) < 2 && _plan.IsUniform(value)))
        {
            return;
        }

        if (_plan.IsComputedByLane(value))
        {
            this.EmitVector(value);

            return;
        }

        for (int part = 0; part < VectorIsa.Parts(value.Type); part++)
        {
            this.EmitVectorOfScalar(value, part);
            _il.Emit(OpCodes.Stloc, this.PartHome(value, part));
        }
    }

    private void StorePart(Value value, int part) => _il.Emit(OpCodes.Stloc, this.PartHome(value, part));

    private void EmitZeroMask()
    {
        _il.Emit(OpCodes.Ldc_I4_0);
        this.EmitBroadcast(IrType.I32);
    }

    private void EmitReinterpret(Type from, Type to)
    {
        if (from != to)
        {
            _il.Emit(OpCodes.Call, _isa.As(from, to));
        }
    }

    /// <summary>Adds a constant to the address on the stack.</summary>
    private void EmitAddOffset(long offset)
    {
        if (offset != 0)
        {
            _il.Emit(OpCodes.Ldc_I8, offset);
            _il.Emit(OpCodes.Add);
        }
    }

    /// <summary>Values of the position of the warp: indices, dimensions, lane. They are never spilled.</summary>
    private void EmitPositions()
    {
        foreach (Block block in _plan.Order)
        {
            foreach (Value value in block.Instructions)
            {
                if (LanePlan.IsPosition(value.Op) && _plan.Demand(value) != Planning.Demand.None)
                {
                    this.EmitPosition(value);
                    _homes[value.Id].Fixed = true;
                }
            }
        }
    }

    private void EmitPosition(Value value)
    {
        int dimension = (int)value.Imm;
        switch (value.Op)
        {
            case Op.KernelIndex when dimension == 0:
                _il.Emit(OpCodes.Ldloc, _item);
                break;
            case Op.KernelIndex:
                this.PushThread(dimension == 1 ? nameof(CpuThread.IdxY) : nameof(CpuThread.IdxZ));
                break;
            case Op.GridIdx:
                this.EmitGridIdx(dimension);
                break;
            case Op.GridDim:
                this.PushLaunch(dimension switch { 0 => nameof(CpuLaunch.GridX), 1 => nameof(CpuLaunch.GridY), _ => nameof(CpuLaunch.GridZ) });
                break;
            case Op.GroupDim:
                this.PushGroupDim(dimension);
                break;
            case Op.GroupIdx:
                if (!this.EmitGroupIdx(value, dimension))
                {
                    return;
                }

                break;
            case Op.LaneIdx:
                _il.Emit(OpCodes.Ldc_I4_0);
                break;
            case Op.WarpSize:
                _il.Emit(OpCodes.Ldc_I4, _isa.Lanes);
                break;
            case Op.SharedAlloc:
                this.PushThread(nameof(CpuThread.Shared));
                this.EmitAddOffset(_plan.SharedOffsets[dimension]);
                break;
            case Op.DynamicShared:
                this.PushThread(nameof(CpuThread.Shared));
                this.EmitAddOffset(_plan.StaticSharedBytes);
                break;
            case Op.DynamicSharedSize:
                this.PushLaunch(nameof(CpuLaunch.DynamicSharedBytes));
                _il.Emit(OpCodes.Conv_I8);
                break;
            case Op.Alloca:
                _il.Emit(OpCodes.Ldc_I8, (long)_plan.LocalOffsets[value.Id]);
                break;
        }

        this.StoreScalar(value);
    }

    private void EmitGridIdx(int dimension)
    {
        if (_function.Kind != KernelKind.Explicit && dimension == 0)
        {
            // Implicit kernels see groups of one warp along X.
            _il.Emit(OpCodes.Ldloc, _item);
            _il.Emit(OpCodes.Ldc_I4, _isa.Lanes);
            _il.Emit(OpCodes.Div);
        }
        else
        {
            this.PushThread(dimension switch { 0 => nameof(CpuThread.IdxX), 1 => nameof(CpuThread.IdxY), _ => nameof(CpuThread.IdxZ) });
        }
    }

    private void PushGroupDim(int dimension) =>
        this.PushLaunch(dimension switch { 0 => nameof(CpuLaunch.GroupX), 1 => nameof(CpuLaunch.GroupY), _ => nameof(CpuLaunch.GroupZ) });

    /// <summary>Pushes lane 0's position in the group, or stores the vector and returns false where lanes wrap over X.</summary>
    private bool EmitGroupIdx(Value value, int dimension)
    {
        if (_function.Kind != KernelKind.Explicit)
        {
            _il.Emit(OpCodes.Ldc_I4_0);

            return true;
        }

        if (_variant.Flat)
        {
            if (dimension == 0)
            {
                _il.Emit(OpCodes.Ldloc, _item);
            }
            else
            {
                _il.Emit(OpCodes.Ldc_I4_0);
            }

            return true;
        }

        if (_variant.XOnly || _isa.IsScalar)
        {
            // item = x + X * (y + Y * z)
            _il.Emit(OpCodes.Ldloc, _item);
            if (dimension == 0)
            {
                this.PushGroupDim(0);
                _il.Emit(OpCodes.Rem);
            }
            else
            {
                this.PushGroupDim(0);
                _il.Emit(OpCodes.Div);
                this.PushGroupDim(1);
                _il.Emit(dimension == 1 ? OpCodes.Rem : OpCodes.Div);
            }

            return true;
        }

        this.EmitLinearItems();
        this.PushGroupDimVector(0);
        if (dimension == 0)
        {
            this.CallDivision("RemU32");
        }
        else
        {
            this.CallDivision("DivU32");
            this.PushGroupDimVector(1);
            this.CallDivision(dimension == 1 ? "RemU32" : "DivU32");
        }

        this.StorePart(value, 0);

        return false;
    }

    private void EmitLinearItems()
    {
        _il.Emit(OpCodes.Ldloc, _item);
        this.EmitBroadcast(IrType.I32);
        this.Call("Iota");
        _il.Emit(OpCodes.Call, _isa.Operator("op_Addition", _isa.Int));
    }

    private void PushGroupDimVector(int dimension)
    {
        this.PushGroupDim(dimension);
        this.EmitBroadcast(IrType.I32);
    }

    private void CallDivision(string name)
    {
        _il.Emit(OpCodes.Ldc_I4_M1);
        this.EmitBroadcast(IrType.I32);
        this.Call(name);
    }

    private void PushThread(string field)
    {
        this.LoadArgument(1);
        this.LoadField(typeof(CpuThread), field);
    }

    private void PushLaunch(string field)
    {
        this.LoadArgument(0);
        this.LoadField(typeof(CpuLaunch), field);
    }
}
