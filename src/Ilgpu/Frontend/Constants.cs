using System.Runtime.CompilerServices;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Frontend;

/// <summary>Turns objects of the compiling process into constants of a kernel.</summary>
internal static class Constants
{
    /// <summary>Constant leaves of a boxed value.</summary>
    public static Operand Of(Function function, object boxed, TypeLayout layout)
    {
        Value[] values = new Value[layout.Leaves.Length];
        if (layout.IsUnmanaged)
        {
            ref byte data = ref Unsafe.As<RawBox>(boxed).Data;
            for (int i = 0; i < values.Length; ++i)
            {
                values[i] = Read(function, ref Unsafe.Add(ref data, layout.Leaves[i].Offset), layout.Leaves[i].Mem);
            }
        }
        else
        {
            Fill(function, boxed, layout, values, 0);
        }

        return new Operand(layout, values);
    }

    private static void Fill(Function function, object boxed, TypeLayout layout, Value[] values, int at)
    {
        if (layout.Kind == TypeKind.View)
        {
            // The only view there is at compile time is the empty one.
            values[at] = function.Null(IrType.PtrGlobal);
            values[at + 1] = function.ConstI64(0);
            if (!boxed.Equals(RuntimeHelpers.GetUninitializedObject(layout.Type)))
            {
                throw new KernelFault(Diagnostics.StaticFieldType, "view", Names.Of(layout.Type));
            }

            return;
        }

        if (layout.Kind != TypeKind.Struct)
        {
            throw new KernelFault(Diagnostics.StaticFieldType, "value", Names.Of(layout.Type));
        }

        foreach (FieldLayout field in layout.Fields)
        {
            object? value = field.Field.GetValue(boxed);
            if (field.Type.IsUnmanaged)
            {
                Operand part = Of(function, value!, field.Type);
                part.ToArray().CopyTo(values, at + field.FirstLeaf);
            }
            else
            {
                Fill(function, value!, field.Type, values, at + field.FirstLeaf);
            }
        }
    }

    private static Value Read(Function function, ref byte at, MemType mem) => mem switch
    {
        MemType.I8 => function.ConstI32((sbyte)at),
        MemType.U8 => function.ConstI32(at),
        MemType.I16 => function.ConstI32(Unsafe.ReadUnaligned<short>(ref at)),
        MemType.U16 => function.ConstI32(Unsafe.ReadUnaligned<ushort>(ref at)),
        MemType.I32 => function.ConstI32(Unsafe.ReadUnaligned<int>(ref at)),
        MemType.I64 => function.ConstI64(Unsafe.ReadUnaligned<long>(ref at)),
        MemType.F32 => function.Constant(IrType.F32, Unsafe.ReadUnaligned<int>(ref at)),
        MemType.F64 => function.Constant(IrType.F64, Unsafe.ReadUnaligned<long>(ref at)),
        _ => function.Constant(IrType.PtrGlobal, Unsafe.ReadUnaligned<long>(ref at) == 0
            ? 0
            : throw new KernelFault(Diagnostics.StaticFieldType, "pointer", "pointer")),
    };

    /// <summary>Stands for any boxed value: its first byte is that of the value.</summary>
    private sealed class RawBox
    {
        public byte Data = 0;
    }
}
