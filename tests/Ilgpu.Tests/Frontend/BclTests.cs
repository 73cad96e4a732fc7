using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using ILGPU;
using IlgpuOptim.Engine.Frontend;
using IlgpuOptim.Engine.IR;
using Xunit;
using Half = System.Half;

namespace IlgpuOptim.Engine.Tests.Frontend;

/// <summary>Every public function of .NET's number types, on many arguments: compiled and run as .NET runs it, or refused.</summary>
public sealed unsafe class BclTests
{
    private const int Samples = 100;

    /// <summary>Compile to something more exact than .NET's estimates, or differ in what .NET leaves to the hardware.</summary>
    private static readonly string[] Inexact =
    [
        "ReciprocalEstimate", "ReciprocalSqrtEstimate", "ExpM1", "LogP1", "Exp2M1", "Exp10M1", "Log2P1", "Log10P1", "ClampNative",
        "MultiplyAddEstimate", "op_Division", "Divide", "Transform", "Concatenate", "Lerp", "MinNative", "MaxNative",
    ];

    /// <summary>Functions of these types may be refused: their IL is vector code or has checks that throw.</summary>
    private static readonly Type[] MayRefuse = [typeof(Vector2), typeof(Vector3), typeof(Vector4), typeof(Quaternion), typeof(char), typeof(nint), typeof(Half)];

    public static TheoryData<string> Types() =>
    [
        .. Cases().Select(t => t.FullName!),
    ];

    [Theory]
    [MemberData(nameof(Types))]
    public void Functions_DoWhatDotNetDoes(string name)
    {
        Type type = Cases().Single(t => t.FullName == name);
        CallEmitter emitter = new("Bcl");
        foreach (MethodBase method in Functions(type))
        {
            emitter.AddByPointer(method);
        }

        StringBuilder problems = new();
        byte* memory = (byte*)NativeMemory.AlignedAlloc(4096, 64);
        int refused = 0;
        foreach ((MethodInfo kernel, MethodBase target) in emitter.Finish())
        {
            try
            {
                Function function = KernelFrontend.Build(kernel, KernelKind.Explicit, FrontendOptions.Default);
                Verifier.Verify(function);
                Compare(kernel, target, function, memory, problems);
            }
            catch (KernelCompilationException e)
            {
                ++refused;
                bool known = MayRefuse.Contains(type) || target.Name == "Crc32C";
                _ = known ? problems : problems.Append(CultureInfo.InvariantCulture, $"{target}: {e.Message}\n");
            }
        }

        NativeMemory.AlignedFree(memory);
        Assert.True(problems.Length == 0, problems.ToString());
        Assert.True(refused < 110, $"{refused} functions are refused");
    }

    private static Type[] Cases() =>
    [
        typeof(Math), typeof(MathF), typeof(float), typeof(double), typeof(Half), typeof(int), typeof(uint), typeof(long), typeof(ulong),
        typeof(short), typeof(ushort), typeof(byte), typeof(sbyte), typeof(char), typeof(bool), typeof(nint), typeof(BitConverter),
        typeof(BitOperations), typeof(Vector2), typeof(Vector3), typeof(Vector4), typeof(Quaternion),
    ];

    private static IEnumerable<MethodBase> Functions(Type type)
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        List<MethodBase> methods = [.. type.GetMethods(All), .. type.GetConstructors()];

        return methods.Where(m => !m.IsGenericMethodDefinition && m.Name is not ("ToString" or "GetHashCode" or "Inverse")
            && m.GetParameters().All(p => IsPlain(p.ParameterType)) && IsPlain(CallEmitter.ResultType(m))
            && !(type == typeof(Quaternion) && m.Name is "op_Multiply" or "Multiply") && !(m.IsConstructor && type == typeof(nint)) && !m.Name.Contains("Checked", StringComparison.Ordinal));
    }

    private static bool IsPlain(Type type) => type.IsPrimitive || type.IsEnum || type == typeof(Half) || type == typeof(Vector2)
        || type == typeof(Vector3) || type == typeof(Vector4) || type == typeof(Quaternion)
        || type.Name.StartsWith("ValueTuple", StringComparison.Ordinal);

    private static void Compare(MethodInfo kernel, MethodBase target, Function function, byte* memory, StringBuilder problems)
    {
        Type[] types = CallEmitter.ArgumentTypes(target);
        Type result = CallEmitter.ResultType(target);
        if (Inexact.Contains(target.Name))
        {
            return;
        }

        Random random = new(11);
        object?[] pointers = new object?[types.Length + 1];
        long[] addresses = new long[types.Length + 1];
        for (int round = 0; round < Samples; ++round)
        {
            new Span<byte>(memory, 4096).Clear();
            string input = string.Empty;
            for (int i = 0; i <= types.Length; ++i)
            {
                byte* at = memory + (64 * i);
                addresses[i] = (long)at;
                pointers[i] = Pointer.Box(at, (i < types.Length ? types[i] : result).MakePointerType());
                if (i < types.Length)
                {
                    object sample = Sample(random, types[i]);
                    Write(sample, at);
                    input += sample + " ";
                }
            }

            byte* expected = memory + 2048;
            pointers[^1] = Pointer.Box(expected, result.MakePointerType());
            try
            {
                kernel.Invoke(null, pointers);
            }
            catch (TargetInvocationException)
            {
                // Division by zero and the like: undefined on a device.
                continue;
            }

            using IrMachine machine = new(function);
            machine.Run(addresses);
            if (!Same(expected, (byte*)addresses[^1], result))
            {
                problems.Append(CultureInfo.InvariantCulture, $"{target.DeclaringType}.{target}: wrong for {input}\n");

                return;
            }
        }
    }

    private static object Sample(Random random, Type type)
    {
        double[] floats =
        [
            0, -0.0, 1, -1, 0.5, -0.5, 2.5, 3.5, -2.5, 1e-3, 1e10, -1e10, double.NaN, double.PositiveInfinity, double.NegativeInfinity,
            1.4e-45, 3.4e38, (random.NextDouble() * 20) - 10, random.NextDouble() - 0.5, random.NextDouble() * 200,
        ];
        long[] integers =
        [
            0, 1, -1, 2, 3, 7, 8, 31, 32, 63, 100, -100, int.MaxValue, int.MinValue, long.MaxValue, long.MinValue, random.NextInt64(),
            -random.NextInt64(), random.Next(), random.Next(50),
        ];
        double x = floats[random.Next(floats.Length)];
        long n = integers[random.Next(integers.Length)];
        if (type.IsEnum)
        {
            return Enum.ToObject(type, random.Next(Enum.GetValues(type).Length));
        }

        switch (Type.GetTypeCode(type))
        {
            case TypeCode.Boolean:
                return (n & 1) != 0;
            case TypeCode.Single:
                return (float)x;
            case TypeCode.Double:
                return x;
            case TypeCode.Int32:
                return (int)n;
            case TypeCode.UInt32:
                return (uint)n;
            case TypeCode.Int64:
                return n;
            case TypeCode.UInt64:
                return (ulong)n;
            case TypeCode.Int16:
                return (short)n;
            case TypeCode.UInt16:
                return (ushort)n;
            case TypeCode.Byte:
                return (byte)n;
            case TypeCode.SByte:
                return (sbyte)n;
            case TypeCode.Char:
                return (char)n;
            default:
                break;
        }

        if (type == typeof(nint))
        {
            return (nint)n;
        }

        if (type == typeof(nuint))
        {
            return (nuint)(ulong)n;
        }

        if (type == typeof(Half))
        {
            return (Half)x;
        }

        object result = RuntimeHelpers.GetUninitializedObject(type);
        foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        {
            field.SetValue(result, Sample(random, field.FieldType));
        }

        return result;
    }

    private static void Write(object value, byte* at)
    {
        fixed (byte* source = &Unsafe.As<Box>(value).Data)
        {
            Buffer.MemoryCopy(source, at, 64, TypeLayout.Of(value.GetType()).Size);
        }
    }

    private static bool Same(byte* a, byte* b, Type type)
    {
        foreach (Leaf leaf in TypeLayout.Of(type).Leaves)
        {
            byte* p = a + leaf.Offset;
            byte* q = b + leaf.Offset;
            bool same = leaf.Mem switch
            {
                MemType.F32 => Near(*(float*)p, *(float*)q, 2e-6),
                MemType.F64 => Near(*(double*)p, *(double*)q, 1e-13),
                _ when type == typeof(Half) => Near((double)*(Half*)p, (double)*(Half*)q, 2e-3),
                _ => new Span<byte>(p, leaf.Mem.Size()).SequenceEqual(new Span<byte>(q, leaf.Mem.Size())),
            };
            if (!same)
            {
                return false;
            }
        }

        return true;
    }

    private static bool Near(double a, double b, double tolerance)
    {
        if (double.IsNaN(a) || double.IsNaN(b))
        {
            return double.IsNaN(a) && double.IsNaN(b);
        }

        return a == b
            ? a != 0 || double.IsNegative(a) == double.IsNegative(b)
            : Math.Abs(a - b) <= tolerance * Math.Max(Math.Abs(a), Math.Abs(b));
    }

    private sealed class Box
    {
        public byte Data = 0;
    }
}
