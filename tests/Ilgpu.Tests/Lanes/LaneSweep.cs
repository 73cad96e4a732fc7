using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.Intrinsics;

using IlgpuOptim.Engine.Backends.Cpu;

namespace IlgpuOptim.Engine.Tests.Lanes;

/// <summary>A float primitive compiled into a loop over arrays, whose lengths are multiples of 16.</summary>
internal sealed unsafe class LaneSweep
{
    private readonly Action<nint, nint, nint, long> body;

    public LaneSweep(int width, string name)
    {
        MethodInfo method = LaneCall.Find(width, name);
        Type vectors = width switch { 16 => typeof(Vector512), 8 => typeof(Vector256), _ => typeof(Vector128) };
        MethodInfo load = vectors.GetMethod("Load")!.MakeGenericMethod(typeof(float));
        MethodInfo store = vectors.GetMethod("Store")!.MakeGenericMethod(typeof(float));
        DynamicMethod dynamic = new(
            "sweep_" + name, typeof(void), [typeof(nint), typeof(nint), typeof(nint), typeof(long)], typeof(Lanes512).Module, skipVisibility: true);
        ILGenerator il = dynamic.GetILGenerator();
        LocalBuilder offset = il.DeclareLocal(typeof(nint));
        Label top = il.DefineLabel();
        il.MarkLabel(top);

        for (int i = 0; i < method.GetParameters().Length; i++)
        {
            il.Emit(OpCodes.Ldarg, i + 1);
            il.Emit(OpCodes.Ldloc, offset);
            il.Emit(OpCodes.Add);
            il.Emit(OpCodes.Call, load);
        }

        il.Emit(OpCodes.Call, method);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldloc, offset);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Call, store);
        il.Emit(OpCodes.Ldloc, offset);
        il.Emit(OpCodes.Ldc_I4, width * 4);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Stloc, offset);
        il.Emit(OpCodes.Ldloc, offset);
        il.Emit(OpCodes.Ldarg_3);
        il.Emit(OpCodes.Blt, top);
        il.Emit(OpCodes.Ret);
        this.body = dynamic.CreateDelegate<Action<nint, nint, nint, long>>();
    }

    public void Run(float[] result, float[] first, float[]? second = null)
    {
        fixed (float* r = result, a = first, b = second ?? first)
        {
            this.body((nint)r, (nint)a, (nint)b, result.Length * 4L);
        }
    }
}
