using System.Reflection;
using System.Reflection.Emit;

namespace IlgpuOptim.Engine.Frontend;

/// <summary>Asks the runtime for the places of fields in structs whose layout it chooses itself (ValueTuple, for example).</summary>
internal static class MeasuredOffsets
{
    /// <summary>Offsets in bytes of the given instance fields of a struct.</summary>
    public static unsafe int[] Measure(Type type, FieldInfo[] fields)
    {
        // void Measure(int* result): T local; result[i] = (int)((byte*)&local.field_i - (byte*)&local)
        DynamicMethod method = new("Measure", typeof(void), [typeof(int*)], typeof(MeasuredOffsets).Module, skipVisibility: true);
        ILGenerator il = method.GetILGenerator();
        LocalBuilder local = il.DeclareLocal(type);
        for (int i = 0; i < fields.Length; ++i)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldc_I4, 4 * i);
            il.Emit(OpCodes.Add);
            il.Emit(OpCodes.Ldloca, local);
            il.Emit(OpCodes.Ldflda, fields[i]);
            il.Emit(OpCodes.Conv_U);
            il.Emit(OpCodes.Ldloca, local);
            il.Emit(OpCodes.Conv_U);
            il.Emit(OpCodes.Sub);
            il.Emit(OpCodes.Conv_I4);
            il.Emit(OpCodes.Stind_I4);
        }

        il.Emit(OpCodes.Ret);
        int[] result = new int[fields.Length];
        fixed (int* pointer = result)
        {
            method.CreateDelegate<Writer>()(pointer);
        }

        return result;
    }

    private unsafe delegate void Writer(int* result);
}
