using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

using IlgpuOptim.Engine.Backends.Cpu;

using Xunit;

namespace IlgpuOptim.Engine.Tests.Lanes;

/// <summary>
/// One lane primitive as tests call it: from a DynamicMethod, as the compiler does, with arrays for vectors.
/// </summary>
internal sealed unsafe class LaneCall
{
    private const int SlotBytes = 128;

    private readonly MethodInfo method;
    private readonly Action<nint> body;

    private LaneCall(int width, string name)
    {
        this.Width = width;
        this.method = Find(width, name);
        this.body = Build(this.method);
    }

    /// <summary>Lane counts of the three classes.</summary>
    public static TheoryData<int> Widths => [16, 8, 4];

    public int Width { get; }

    public static LaneCall Of(int width, string name) => new(width, name);

    public static Type ClassOf(int width) => width switch
    {
        16 => typeof(Lanes512),
        8 => typeof(Lanes256),
        _ => typeof(Lanes128),
    };

    public static MethodInfo Find(int width, string name) =>
        ClassOf(width).GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic)
        ?? throw new MissingMethodException(ClassOf(width).Name, name);

    /// <summary>
    /// Calls the primitive. Vectors are arrays of their elements, pointers nint; pairs come back as one array.
    /// </summary>
    public object Invoke(params object[] arguments)
    {
        ParameterInfo[] parameters = this.method.GetParameters();
        Assert.Equal(parameters.Length, arguments.Length);
        byte* block = (byte*)NativeMemory.AlignedAlloc((nuint)((arguments.Length + 1) * SlotBytes), SlotBytes);

        try
        {
            for (int i = 0; i < arguments.Length; i++)
            {
                Write(block + (i * SlotBytes), arguments[i], parameters[i].ParameterType);
            }

            this.body((nint)block);

            return Read(block + (arguments.Length * SlotBytes), this.method.ReturnType);
        }
        finally
        {
            NativeMemory.AlignedFree(block);
        }
    }

    public int[] Ints(params object[] arguments) => (int[])this.Invoke(arguments);

    public long[] Longs(params object[] arguments) => (long[])this.Invoke(arguments);

    public float[] Floats(params object[] arguments) => (float[])this.Invoke(arguments);

    public double[] Doubles(params object[] arguments) => (double[])this.Invoke(arguments);

    private static Action<nint> Build(MethodInfo method)
    {
        DynamicMethod dynamic = new("call_" + method.Name, typeof(void), [typeof(nint)], typeof(Lanes512).Module, skipVisibility: true);
        ILGenerator il = dynamic.GetILGenerator();
        ParameterInfo[] parameters = method.GetParameters();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldc_I4, parameters.Length * SlotBytes);
        il.Emit(OpCodes.Add);

        for (int i = 0; i < parameters.Length; i++)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldc_I4, i * SlotBytes);
            il.Emit(OpCodes.Add);
            Type type = parameters[i].ParameterType;

            if (type.IsPointer)
            {
                il.Emit(OpCodes.Ldind_I);
            }
            else
            {
                il.Emit(OpCodes.Ldobj, type);
            }
        }

        il.Emit(OpCodes.Call, method);

        if (method.ReturnType == typeof(void))
        {
            il.Emit(OpCodes.Pop);
        }
        else
        {
            il.Emit(OpCodes.Stobj, method.ReturnType);
        }

        il.Emit(OpCodes.Ret);

        return dynamic.CreateDelegate<Action<nint>>();
    }

    private static void Write(byte* slot, object value, Type type)
    {
        switch (value)
        {
            case Array array:
                Assert.Equal(type.GenericTypeArguments[0], array.GetType().GetElementType());
                int bytes = Buffer.ByteLength(array);
                Assert.Equal(VectorBytes(type), bytes);
                GCHandle handle = GCHandle.Alloc(array, GCHandleType.Pinned);
                Unsafe.CopyBlock(slot, (void*)handle.AddrOfPinnedObject(), (uint)bytes);
                handle.Free();
                break;
            case nint pointer:
                *(nint*)slot = pointer;
                break;
            case bool flag:
                *(bool*)slot = flag;
                break;
            case int number:
                *(int*)slot = number;
                break;
            case uint number:
                *(uint*)slot = number;
                break;
            default:
                throw new ArgumentException($"No slot for {value.GetType()}.");
        }
    }

    private static object Read(byte* slot, Type type)
    {
        if (type == typeof(void))
        {
            return 0;
        }

        if (type == typeof(bool))
        {
            return *(bool*)slot;
        }

        if (type == typeof(int) || type == typeof(uint))
        {
            return *(int*)slot;
        }

        if (type == typeof(long))
        {
            return *(long*)slot;
        }

        int bytes;
        Type element;

        if (type.IsGenericType)
        {
            element = type.GenericTypeArguments[0];
            bytes = VectorBytes(type);
        }
        else
        {
            element = type.GetField("Lo")!.FieldType.GenericTypeArguments[0];
            bytes = 2 * VectorBytes(type.GetField("Lo")!.FieldType);
        }

        Array result = Array.CreateInstance(element, bytes / (element == typeof(int) || element == typeof(float) ? 4 : 8));
        GCHandle handle = GCHandle.Alloc(result, GCHandleType.Pinned);
        Unsafe.CopyBlock((void*)handle.AddrOfPinnedObject(), slot, (uint)bytes);
        handle.Free();

        return result;
    }

    private static int VectorBytes(Type type) =>
        type.GetGenericTypeDefinition() == typeof(Vector512<>) ? 64 : type.GetGenericTypeDefinition() == typeof(Vector256<>) ? 32 : 16;
}
