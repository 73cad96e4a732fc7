using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;

namespace IlgpuOptim.Engine.Frontend;

/// <summary>
/// Asks the runtime where the fields of structures lie in managed memory: it chooses the layout itself for many
/// (ValueTuple and what holds references, for example), and Marshal.OffsetOf tells of native memory only.
/// </summary>
internal static class FieldOffsets
{
    private static readonly ConcurrentDictionary<FieldInfo, int> Known = new();

    private delegate int Measure();

    /// <summary>Offset of an instance field in its declaring structure, in bytes.</summary>
    public static int Of(FieldInfo field)
    {
        if (!Known.TryGetValue(field, out int offset))
        {
            offset = Compute(field);
            if (!field.DeclaringType!.IsCollectible)
            {
                Known.TryAdd(field, offset);
            }
        }

        return offset;
    }

    private static int Compute(FieldInfo field)
    {
        DynamicMethod method = new("FieldOffset", typeof(int), Type.EmptyTypes, typeof(FieldOffsets).Module, skipVisibility: true);
        ILGenerator il = method.GetILGenerator();
        LocalBuilder local = il.DeclareLocal(field.DeclaringType!);
        il.Emit(OpCodes.Ldloca, local);
        il.Emit(OpCodes.Ldflda, field);
        il.Emit(OpCodes.Conv_U);
        il.Emit(OpCodes.Ldloca, local);
        il.Emit(OpCodes.Conv_U);
        il.Emit(OpCodes.Sub);
        il.Emit(OpCodes.Conv_I4);
        il.Emit(OpCodes.Ret);

        return method.CreateDelegate<Measure>()();
    }
}
