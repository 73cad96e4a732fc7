using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using IlgpuOptim.Engine.Frontend;
using IlgpuOptim.Engine.Runtime;

namespace ILGPU;

/// <summary>Sizes, layouts, bit patterns and output, on the host and inside kernels.</summary>
public static partial class Interop
{
    /// <summary>Bytes from an address to the next aligned one.</summary>
    /// <param name="ptr">Address.</param>
    /// <param name="alignmentInBytes">Power of two.</param>
    public static int ComputeAlignmentOffset(long ptr, int alignmentInBytes) =>
        (int)(-ptr & (alignmentInBytes - 1));

    /// <summary>Bytes in front of the first aligned address of a range, at most its length.</summary>
    /// <param name="ptr">Address.</param>
    /// <param name="length">Length of the range in bytes.</param>
    /// <param name="alignmentInBytes">Power of two.</param>
    public static long Align(long ptr, long length, int alignmentInBytes) =>
        Math.Min(ComputeAlignmentOffset(ptr, alignmentInBytes), length);

    /// <summary>Size of a type in bytes.</summary>
    /// <typeparam name="T">Type.</typeparam>
    [Intrinsic(Intrinsic.SizeOf)]
    public static int SizeOf<T>()
        where T : unmanaged => Unsafe.SizeOf<T>();

    /// <summary>Size of the type of a value in bytes.</summary>
    /// <typeparam name="T">Type.</typeparam>
    public static int SizeOf<T>(T structure)
        where T : unmanaged => SizeOf<T>();

    /// <summary>Size of a type in bytes.</summary>
    [Intrinsic(Intrinsic.HostOnly)]
    public static int SizeOf(Type type) => RuntimeHelpers.SizeOf(type.TypeHandle);

    /// <summary>How many elements of the first type the given elements of the second type occupy, rounded up.</summary>
    /// <typeparam name="TFirst">Type to count in.</typeparam>
    /// <typeparam name="TSecond">Type of the elements.</typeparam>
    public static long ComputeRelativeSizeOf<TFirst, TSecond>(long numSecondElements)
        where TFirst : unmanaged
        where TSecond : unmanaged =>
        ((numSecondElements * SizeOf<TSecond>()) + SizeOf<TFirst>() - 1) / SizeOf<TFirst>();

    /// <summary>Offset of a field in bytes.</summary>
    /// <typeparam name="T">Structure.</typeparam>
    /// <param name="fieldName">Name of the field; a constant.</param>
    /// <exception cref="ArgumentException">There is no such field.</exception>
    [Intrinsic(Intrinsic.OffsetOf)]
    public static int OffsetOf<T>(string fieldName)
        where T : unmanaged
    {
        FieldInfo field = typeof(T).GetField(fieldName, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            ?? throw new ArgumentException($"{typeof(T)} has no field '{fieldName}'.", nameof(fieldName));

        return FieldOffsets.Of(field);
    }

    /// <summary>Bit pattern of a value.</summary>
    public static ushort FloatAsInt(Half value) => value.RawValue;

    /// <summary>Bit pattern of a value.</summary>
    [Intrinsic(Intrinsic.Bitcast)]
    public static uint FloatAsInt(float value) => BitConverter.SingleToUInt32Bits(value);

    /// <summary>Bit pattern of a value.</summary>
    [Intrinsic(Intrinsic.Bitcast)]
    public static ulong FloatAsInt(double value) => BitConverter.DoubleToUInt64Bits(value);

    /// <summary>Value of a bit pattern.</summary>
    public static Half IntAsFloat(ushort value) => new(value);

    /// <summary>Value of a bit pattern.</summary>
    [Intrinsic(Intrinsic.Bitcast)]
    public static float IntAsFloat(uint value) => BitConverter.UInt32BitsToSingle(value);

    /// <summary>Value of a bit pattern.</summary>
    [Intrinsic(Intrinsic.Bitcast)]
    public static double IntAsFloat(ulong value) => BitConverter.UInt64BitsToDouble(value);

    /// <summary>Writes a text to the standard output.</summary>
    /// <param name="expression">Text; a constant.</param>
    [Intrinsic(Intrinsic.Print)]
    public static void Write(string expression) => Console.Write(expression);

    /// <summary>Writes a text and a line feed to the standard output.</summary>
    /// <param name="expression">Text; a constant.</param>
    [Intrinsic(Intrinsic.Print, Imm = 1)]
    public static void WriteLine(string expression) => Console.WriteLine(expression);

    private static void WriteHost(bool line, string format, params object?[] arguments)
    {
        string text = string.Format(CultureInfo.InvariantCulture, format, arguments);

        // One call, so that the output of several work-items is not mixed within a line.
        Console.Write(line ? text + Environment.NewLine : text);
    }
}
