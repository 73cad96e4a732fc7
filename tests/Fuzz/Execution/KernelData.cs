using IlgpuOptim.Fuzz.Ast;
using IlgpuOptim.Fuzz.Emission;
using IlgpuOptim.Fuzz.Generation;

namespace IlgpuOptim.Fuzz.Execution;

/// <summary>Contents of the views of a kernel, one array of the element type per view.</summary>
internal static class KernelData
{
    /// <summary>Random inputs with edge values, the same for the same kernel seed; outputs start with a pattern.</summary>
    public static Array[] CreateInputs(FuzzKernel kernel)
    {
        FuzzRandom random = new(kernel.Seed ^ 0x7f4a7c159e3779b9UL);

        return [.. kernel.Views.Select(view => view.Role == ViewRole.Output
            ? Fill(view, () => 1)
            : Fill(view, () => Values.Random(random, view.Element)))];
    }

    public static Array[] Clone(Array[] data)
    {
        return [.. data.Select(array => (Array)array.Clone())];
    }

    public static object Box(FuzzType type, long bits)
    {
        return type.ScalarKind switch
        {
            Scalar.Bool => bits != 0,
            Scalar.I8 => (sbyte)bits,
            Scalar.U8 => (byte)bits,
            Scalar.I16 => (short)bits,
            Scalar.U16 => (ushort)bits,
            Scalar.I32 => (int)bits,
            Scalar.U32 => (uint)bits,
            Scalar.I64 => bits,
            Scalar.U64 => (ulong)bits,
            Scalar.F32 => BitConverter.Int32BitsToSingle((int)bits),
            _ => BitConverter.Int64BitsToDouble(bits),
        };
    }

    /// <summary>The first difference between two sets of arrays, or null. All NaN are equal.</summary>
    public static string? FindDifference(FuzzKernel kernel, Array[] expected, Array[] actual)
    {
        for (int v = 0; v < expected.Length; ++v)
        {
            for (int i = 0; i < expected[v].Length; ++i)
            {
                object left = expected[v].GetValue(i)!;
                object right = actual[v].GetValue(i)!;

                if (!AreEqual(left, right))
                {
                    return $"{kernel.Views[v].Name}[{i}]: expected {Show(left)}, got {Show(right)}";
                }
            }
        }

        return null;
    }

    private static bool AreEqual(object left, object right)
    {
        return (left, right) switch
        {
            (float a, float b) => BitConverter.SingleToInt32Bits(a) == BitConverter.SingleToInt32Bits(b)
                || (float.IsNaN(a) && float.IsNaN(b)),
            (double a, double b) => BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b)
                || (double.IsNaN(a) && double.IsNaN(b)),
            _ => left.Equals(right),
        };
    }

    private static string Show(object value)
    {
        return value switch
        {
            float single => $"{single:R} (0x{BitConverter.SingleToInt32Bits(single):x8})",
            double number => $"{number:R} (0x{BitConverter.DoubleToInt64Bits(number):x16})",
            _ => $"{value} (0x{value:x})",
        };
    }

    private static Array Fill(ViewVariable view, Func<long> next)
    {
        Array array = Array.CreateInstance(ApiMembers.RuntimeType(view.Element.ScalarKind!.Value), view.Length);

        for (int i = 0; i < array.Length; ++i)
        {
            array.SetValue(Box(view.Element, next()), i);
        }

        return array;
    }
}
