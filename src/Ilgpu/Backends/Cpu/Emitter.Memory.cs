using System.Reflection.Emit;
using IlgpuOptim.Engine.Backends.Planning;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <content>
/// Loads, stores and atomics. Private memory that stayed memory is interleaved by lanes in units of four bytes, so
/// that the lanes' equal offsets are contiguous; pointers to it are byte offsets of one lane.
/// </content>
internal sealed partial class Emitter
{
    /// <summary>Rounds of a loop that a prefetch runs ahead.</summary>
    private const long PrefetchRounds = 16;

    private void EmitLoad(Value load)
    {
        AddressMode mode = _plan.Address(load);
        if (load.Operands[0].Type == IrType.PtrLocal)
        {
            this.EmitLocalLoad(load, mode);

            return;
        }

        if (mode.Kind == AddressKind.Uniform)
        {
            this.PushScalar(load.Operands[0]);
            if ((load.Flags & ValueFlags.Volatile) != 0)
            {
                _il.Emit(OpCodes.Volatile);
            }

            this.EmitScalarLoad(load.Mem);
            this.StoreLoaded(load);

            return;
        }

        if (mode.Step is not null && System.Runtime.Intrinsics.X86.Sse.IsSupported)
        {
            this.PushScalar(load.Operands[0]);
            this.PushScalar(mode.Step);
            _il.Emit(OpCodes.Conv_I8);
            _il.Emit(OpCodes.Ldc_I8, PrefetchRounds * mode.StepScale);
            _il.Emit(OpCodes.Mul);
            _il.Emit(OpCodes.Add);
            _il.Emit(OpCodes.Call, typeof(System.Runtime.Intrinsics.X86.Sse).GetMethod("Prefetch0")!);
        }

        for (int part = 0; part < VectorIsa.Parts(load.Type); part++)
        {
            this.EmitLoadPart(load, mode, part);
            this.StorePart(load, part);
        }
    }

    /// <summary>Stores a scalar on the stack as the value, whatever its shape.</summary>
    private void StoreLoaded(Value value)
    {
        if (_plan.IsScalar(value))
        {
            this.StoreScalar(value);

            return;
        }

        LocalBuilder scalar = this.Scratch(VectorIsa.ElementType(value.Type), 3);
        _il.Emit(OpCodes.Stloc, scalar);
        for (int part = 0; part < VectorIsa.Parts(value.Type); part++)
        {
            _il.Emit(OpCodes.Ldloc, scalar);
            this.EmitBroadcast(value.Type);
            this.StorePart(value, part);
        }
    }

    /// <summary>Name part of the primitives by access size and extension.</summary>
    private static string Access(MemType mem) => mem switch
    {
        MemType.I8 => "I8",
        MemType.U8 => "U8",
        MemType.I16 => "I16",
        MemType.U16 => "U16",
        MemType.I32 or MemType.F32 => "32",
        _ => "64",
    };

    /// <summary>Name part for stores, which do not care for the sign.</summary>
    private static string StoreAccess(MemType mem) => mem switch
    {
        MemType.I8 or MemType.U8 => "I8",
        MemType.I16 or MemType.U16 => "I16",
        _ => Access(mem),
    };

    private static string Half(MemType mem, int part) => mem.Size() != 8 ? string.Empty : part == 0 ? "Lo" : "Hi";

    private void EmitLoadPart(Value load, AddressMode mode, int part)
    {
        MemType mem = load.Mem;
        string access = Access(mem);
        Type element = VectorIsa.ElementType(load.Type);
        Type loaded = mem.Size() == 8 ? typeof(long) : typeof(int);
        switch (mode.Kind)
        {
            case AddressKind.Contiguous when !this.HasMask && mem.Size() >= 4:
                this.PushScalar(load.Operands[0]);
                this.EmitAddOffset(part * (_isa.Bits / 8));
                _il.Emit(OpCodes.Call, _isa.Generic("Load", element));

                return;
            case AddressKind.Contiguous when !this.HasMask:
                this.PushScalar(load.Operands[0]);
                this.Call("Load" + access);
                break;
            case AddressKind.Contiguous:
                this.PushScalar(load.Operands[0]);
                this.PushMask();
                this.Call("LoadMasked" + access + Half(mem, part));
                break;
            case AddressKind.Strided or AddressKind.Indexed:
                this.PushIndexedAddress(load.Operands[0], mode);
                this.Call(this.PushMask() ? "Gather" + access + Half(mem, part) : "Gather" + access + Half(mem, part) + "All");
                break;
            default:
                this.PushPointerParts(load.Operands[0], mem, part);
                this.PushMaskOrAll();
                this.Call("Gather" + access + "P" + Half(mem, part));
                break;
        }

        this.EmitReinterpret(loaded, element);
    }

    /// <summary>Pushes scalar base and index vector.</summary>
    private void PushIndexedAddress(Value pointer, AddressMode mode)
    {
        if (mode.Kind == AddressKind.Strided)
        {
            this.PushScalar(pointer);
            this.Call("Iota");
            _il.Emit(OpCodes.Ldc_I4, mode.Stride);
            this.EmitBroadcast(IrType.I32);
            _il.Emit(OpCodes.Call, _isa.Operator("op_Multiply", _isa.Int));

            return;
        }

        this.PushScalar(mode.Terms![0]);
        for (int i = 1; i < mode.Terms.Count; i++)
        {
            this.PushScalar(mode.Terms[i]);
            _il.Emit(OpCodes.Add);
        }

        this.PushVector(mode.Index!);
    }

    /// <summary>Pushes the addresses: both halves for 32-bit and narrow accesses, the half of the part for 64-bit ones.</summary>
    private void PushPointerParts(Value pointer, MemType mem, int part)
    {
        if (mem.Size() == 8)
        {
            this.PushPart(pointer, part);
        }
        else
        {
            this.PushPart(pointer, 0);
            this.PushPart(pointer, 1);
        }
    }

    private void EmitStore(Value store)
    {
        AddressMode mode = _plan.Address(store);
        Value pointer = store.Operands[0];
        Value data = store.Operands[1];
        MemType mem = store.Mem;
        if (pointer.Type == IrType.PtrLocal)
        {
            this.EmitLocalStore(store, mode);

            return;
        }

        if (mode.Kind == AddressKind.Uniform)
        {
            this.PushScalar(pointer);
            this.PushLastLane(data);
            if ((store.Flags & ValueFlags.Volatile) != 0)
            {
                _il.Emit(OpCodes.Volatile);
            }

            this.EmitScalarStore(mem);

            return;
        }

        string access = StoreAccess(mem);
        Type stored = mem.Size() == 8 ? typeof(long) : typeof(int);
        Type element = VectorIsa.ElementType(data.Type);
        switch (mode.Kind)
        {
            case AddressKind.Contiguous when mem.Size() >= 4 && !this.HasMask:
                this.EmitContiguousStore(store, stored, element);
                break;
            case AddressKind.Contiguous:
                for (int part = 0; part < VectorIsa.Parts(data.Type); part++)
                {
                    this.PushScalar(pointer);
                    this.PushPart(data, part);
                    this.EmitReinterpret(element, stored);
                    this.Call(this.PushMask() ? "StoreMasked" + access + Half(mem, part) : "Store" + access);
                }

                break;
            default:
                if (mode.Kind == AddressKind.Pointer)
                {
                    this.PushPart(pointer, 0);
                    this.PushPart(pointer, 1);
                }
                else
                {
                    this.PushIndexedAddress(pointer, mode);
                }

                for (int part = 0; part < VectorIsa.Parts(data.Type); part++)
                {
                    this.PushPart(data, part);
                    this.EmitReinterpret(element, stored);
                }

                this.PushMaskOrAll();
                this.Call("Scatter" + access + (mode.Kind == AddressKind.Pointer ? "P" : string.Empty));
                break;
        }
    }

    private void EmitContiguousStore(Value store, Type stored, Type element)
    {
        Value data = store.Operands[1];
        if (_variant.Streaming && _plan.IsStreaming(store))
        {
            // Views start aligned; an access at an odd offset is not.
            string method = store.Mem.Size() == 8 ? "StoreNonTemporal64" : "StoreNonTemporal32";
            for (int part = 0; part < VectorIsa.Parts(data.Type); part++)
            {
                this.PushScalar(store.Operands[0]);
                this.EmitAddOffset(part * (_isa.Bits / 8));
                this.PushPart(data, part);
                this.EmitReinterpret(element, stored);
                if (LanePlan.IsAligned(store))
                {
                    LocalBuilder vector = this.Scratch(_isa.VectorType(stored == typeof(long) ? IrType.I64 : IrType.I32), 11);
                    LocalBuilder address = this.Scratch(typeof(long), 12);
                    _il.Emit(OpCodes.Stloc, vector);
                    _il.Emit(OpCodes.Stloc, address);
                    _il.Emit(OpCodes.Ldloc, vector);
                    _il.Emit(OpCodes.Ldloc, address);
                    _il.Emit(OpCodes.Call, _isa.Generic("StoreAlignedNonTemporal", stored));
                }
                else
                {
                    this.Call(method);
                }
            }

            return;
        }

        for (int part = 0; part < VectorIsa.Parts(data.Type); part++)
        {
            this.PushPart(data, part);
            this.PushScalar(store.Operands[0]);
            this.EmitAddOffset(part * (_isa.Bits / 8));
            _il.Emit(OpCodes.Call, _isa.Generic("Store", element));
        }
    }

    /// <summary>Pushes the value that a store of all lanes to one address leaves: that of the last active lane.</summary>
    private void PushLastLane(Value data)
    {
        if (_isa.IsScalar || _plan.IsUniform(data))
        {
            this.PushScalar(data);

            return;
        }

        for (int part = 0; part < VectorIsa.Parts(data.Type); part++)
        {
            this.PushPart(data, part);
            this.EmitReinterpret(VectorIsa.ElementType(data.Type), VectorIsa.Parts(data.Type) == 2 ? typeof(long) : typeof(int));
        }

        if (this.PushMask())
        {
            this.Call("Bits");
            _il.Emit(OpCodes.Call, typeof(System.Numerics.BitOperations).GetMethod("Log2", [typeof(uint)])!);
        }
        else
        {
            _il.Emit(OpCodes.Ldc_I4, _isa.Lanes - 1);
        }

        this.EmitExtract(data.Type);
    }

    /// <summary>(integer parts, lane) on the stack to the scalar of that lane.</summary>
    private void EmitExtract(IrType type)
    {
        this.Call(VectorIsa.Parts(type) == 2 ? "Extract64" : "Extract32");
        if (type == IrType.F32)
        {
            _il.Emit(OpCodes.Call, BitcastMethod(IrType.I32));
        }
        else if (type == IrType.F64)
        {
            _il.Emit(OpCodes.Call, BitcastMethod(IrType.I64));
        }
        else if (type == IrType.I1)
        {
            _il.Emit(OpCodes.Ldc_I4_1);
            _il.Emit(OpCodes.And);
        }
    }

    // ---- private memory -------------------------------------------------------------------------------------------

    private void PushLocalBase() => this.PushThread(nameof(CpuThread.Local));

    /// <summary>Pushes base + (offset rounded down to four) * lanes + extra.</summary>
    private void PushLocalRow(Value pointer, int extra)
    {
        this.PushLocalBase();
        this.PushScalar(pointer);
        _il.Emit(OpCodes.Ldc_I8, -4L);
        _il.Emit(OpCodes.And);
        _il.Emit(OpCodes.Ldc_I8, (long)_isa.Lanes);
        _il.Emit(OpCodes.Mul);
        _il.Emit(OpCodes.Add);
        this.EmitAddOffset(extra * _isa.Lanes);
    }

    /// <summary>Stores the index vector of the 32-bit units that the lanes' offsets point to.</summary>
    private LocalBuilder LocalIndex(Value pointer)
    {
        LocalBuilder index = this.Scratch(_isa.Int, 5);
        this.PushPart(pointer, 0);
        this.PushPart(pointer, 1);
        this.Call("Trunc");
        _il.Emit(OpCodes.Ldc_I4_2);
        _il.Emit(OpCodes.Call, _isa.Overload("ShiftRightArithmetic", _isa.Int, _isa.Int, typeof(int)));
        _il.Emit(OpCodes.Ldc_I4, _isa.Lanes);
        this.EmitBroadcast(IrType.I32);
        _il.Emit(OpCodes.Call, _isa.Operator("op_Multiply", _isa.Int));
        this.Call("Iota");
        _il.Emit(OpCodes.Call, _isa.Operator("op_Addition", _isa.Int));
        _il.Emit(OpCodes.Stloc, index);

        return index;
    }

    /// <summary>Pushes the unit (0 or 1: the second of a 64-bit access) that each lane's pointer names.</summary>
    private void PushLocalUnit(Value pointer, AddressMode mode, int unit)
    {
        if (mode.Kind == AddressKind.Uniform)
        {
            this.PushLocalRow(pointer, unit * 4);
            _il.Emit(OpCodes.Call, _isa.Generic("Load", typeof(int)));

            return;
        }

        LocalBuilder index = this.LocalIndex(pointer);
        this.PushLocalBase();
        this.EmitAddOffset(unit * 4 * _isa.Lanes);
        _il.Emit(OpCodes.Ldloc, index);
        this.PushMaskOrAll();
        this.Call("Gather32");
    }

    /// <summary>Pushes the bit position of a narrow access within its unit, per lane.</summary>
    private void PushLocalShift(Value pointer, AddressMode mode)
    {
        if (mode.Kind == AddressKind.Uniform)
        {
            this.PushScalar(pointer);
            _il.Emit(OpCodes.Conv_I4);
            this.EmitBroadcast(IrType.I32);
        }
        else
        {
            this.PushPart(pointer, 0);
            this.PushPart(pointer, 1);
            this.Call("Trunc");
        }

        _il.Emit(OpCodes.Ldc_I4_3);
        this.EmitBroadcast(IrType.I32);
        _il.Emit(OpCodes.Call, _isa.Operator("op_BitwiseAnd", _isa.Int));
        _il.Emit(OpCodes.Ldc_I4_3);
        _il.Emit(OpCodes.Call, _isa.Overload("ShiftLeft", _isa.Int, _isa.Int, typeof(int)));
    }

    private void EmitLocalLoad(Value load, AddressMode mode)
    {
        Value pointer = load.Operands[0];
        if (_isa.IsScalar)
        {
            this.PushLocalBase();
            this.PushScalar(pointer);
            _il.Emit(OpCodes.Add);
            this.EmitScalarLoad(load.Mem);
            this.StoreLoaded(load);

            return;
        }

        Type element = VectorIsa.ElementType(load.Type);
        if (load.Mem.Size() == 8)
        {
            LocalBuilder low = this.Scratch(_isa.Int, 6);
            LocalBuilder high = this.Scratch(_isa.Int, 7);
            this.PushLocalUnit(pointer, mode, 0);
            _il.Emit(OpCodes.Stloc, low);
            this.PushLocalUnit(pointer, mode, 1);
            _il.Emit(OpCodes.Stloc, high);
            for (int part = 0; part < 2; part++)
            {
                string half = part == 0 ? "ZExtLo" : "ZExtHi";
                _il.Emit(OpCodes.Ldloc, low);
                this.Call(half);
                _il.Emit(OpCodes.Ldloc, high);
                this.Call(half);
                _il.Emit(OpCodes.Ldc_I4, 32);
                _il.Emit(OpCodes.Call, _isa.Overload("ShiftLeft", _isa.Long, _isa.Long, typeof(int)));
                _il.Emit(OpCodes.Call, _isa.Operator("op_BitwiseOr", _isa.Long));
                this.EmitReinterpret(typeof(long), element);
                this.StorePart(load, part);
            }

            return;
        }

        this.PushLocalUnit(pointer, mode, 0);
        if (load.Mem.Size() < 4)
        {
            this.PushLocalShift(pointer, mode);
            this.Call("ShrU32");
            this.Call(load.Mem switch { MemType.I8 => "SExt8", MemType.U8 => "ZExt8", MemType.I16 => "SExt16", _ => "ZExt16" });
        }

        this.EmitReinterpret(typeof(int), element);
        this.StorePart(load, 0);
    }

    private void EmitLocalStore(Value store, AddressMode mode)
    {
        Value pointer = store.Operands[0];
        Value data = store.Operands[1];
        if (_isa.IsScalar)
        {
            this.PushLocalBase();
            this.PushScalar(pointer);
            _il.Emit(OpCodes.Add);
            this.PushScalar(data);
            this.EmitScalarStore(store.Mem);

            return;
        }

        LocalBuilder unit = this.Scratch(_isa.Int, 6);
        if (store.Mem.Size() == 8)
        {
            for (int half = 0; half < 2; half++)
            {
                for (int part = 0; part < 2; part++)
                {
                    this.PushPart(data, part);
                    this.EmitReinterpret(VectorIsa.ElementType(data.Type), typeof(long));
                    if (half == 1)
                    {
                        _il.Emit(OpCodes.Ldc_I4, 32);
                        _il.Emit(OpCodes.Call, _isa.Overload("ShiftRightLogical", _isa.Long, _isa.Long, typeof(int)));
                    }
                }

                this.Call("Trunc");
                _il.Emit(OpCodes.Stloc, unit);
                this.EmitLocalUnitStore(pointer, mode, half, unit);
            }

            return;
        }

        if (store.Mem.Size() == 4)
        {
            this.PushVector(data);
            this.EmitReinterpret(VectorIsa.ElementType(data.Type), typeof(int));
        }
        else
        {
            // Replace the bits of the narrow element in its unit: unit ^ ((unit ^ data << shift) & field << shift).
            LocalBuilder shift = this.Scratch(_isa.Int, 7);
            this.PushLocalShift(pointer, mode);
            _il.Emit(OpCodes.Stloc, shift);
            this.PushLocalUnit(pointer, mode, 0);
            _il.Emit(OpCodes.Stloc, unit);
            _il.Emit(OpCodes.Ldloc, unit);
            _il.Emit(OpCodes.Ldloc, unit);
            this.PushVector(data);
            _il.Emit(OpCodes.Ldloc, shift);
            this.Call("Shl32");
            _il.Emit(OpCodes.Call, _isa.Operator("op_ExclusiveOr", _isa.Int));
            _il.Emit(OpCodes.Ldc_I4, store.Mem.Size() == 1 ? 0xff : 0xffff);
            this.EmitBroadcast(IrType.I32);
            _il.Emit(OpCodes.Ldloc, shift);
            this.Call("Shl32");
            _il.Emit(OpCodes.Call, _isa.Operator("op_BitwiseAnd", _isa.Int));
            _il.Emit(OpCodes.Call, _isa.Operator("op_ExclusiveOr", _isa.Int));
        }

        _il.Emit(OpCodes.Stloc, unit);
        this.EmitLocalUnitStore(pointer, mode, 0, unit);
    }

    private void EmitLocalUnitStore(Value pointer, AddressMode mode, int unit, LocalBuilder data)
    {
        if (mode.Kind == AddressKind.Uniform)
        {
            this.PushLocalRow(pointer, unit * 4);
            _il.Emit(OpCodes.Ldloc, data);
            this.PushMaskOrAll();
            this.Call("StoreMasked32");

            return;
        }

        LocalBuilder index = this.LocalIndex(pointer);
        this.PushLocalBase();
        this.EmitAddOffset(unit * 4 * _isa.Lanes);
        _il.Emit(OpCodes.Ldloc, index);
        _il.Emit(OpCodes.Ldloc, data);
        this.PushMaskOrAll();
        this.Call("Scatter32");
    }
}
