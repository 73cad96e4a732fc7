using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;

namespace IlgpuOptim.Engine.Runtime;

/// <summary>Where the fields of a structure lie in managed memory (which Marshal.OffsetOf does not tell).</summary>
internal static class FieldOffsets
{
    private static readonly ConcurrentDictionary<FieldInfo, int> Known = new();

    private delegate nint Measure();

    /// <summary>Offset of an instance field in its declaring structure, in bytes.</summary>
    public static int Of(FieldInfo field) => Known.GetOrAdd(field, static f => Compute(f));

    private static int Compute(FieldInfo field)
    {
        Type type = field.DeclaringType!;
        DynamicMethod method = new("FieldOffset", typeof(nint), Type.EmptyTypes, typeof(FieldOffsets).Module, skipVisibility: true);
        ILGenerator il = method.GetILGenerator();
        LocalBuilder local = il.DeclareLocal(type);
        il.Emit(OpCodes.Ldloca, local);
        il.Emit(OpCodes.Ldflda, field);
        il.Emit(OpCodes.Conv_I);
        il.Emit(OpCodes.Ldloca, local);
        il.Emit(OpCodes.Conv_I);
        il.Emit(OpCodes.Sub);
        il.Emit(OpCodes.Ret);

        return (int)method.CreateDelegate<Measure>()();
    }
}
