using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using IlgpuOptim.Extensions;

namespace IlgpuOptim.Engine.Conformance.Harness;

/// <summary>
/// Compares arrays of any unmanaged type field by field, since the padding between the fields of structures is not defined.
/// </summary>
internal static class ValueComparer
{
    private enum LeafKind
    {
        Bytes,
        Single,
        Double,
        Half,
        BFloat16,
    }

    /// <summary>Text that tells the first difference and how many there are, or null.</summary>
    public static string? FindDifference<T>(ReadOnlySpan<T> expected, ReadOnlySpan<T> actual, Tolerance tolerance)
        where T : unmanaged
    {
        List<Leaf> leaves = [];
        Collect(typeof(T), 0, leaves);
        ReadOnlySpan<byte> left = MemoryMarshal.AsBytes(expected);
        ReadOnlySpan<byte> right = MemoryMarshal.AsBytes(actual);
        int size = Unsafe.SizeOf<T>();
        int differences = 0;
        string? first = null;

        for (int i = 0; i < expected.Length; ++i)
        {
            foreach (Leaf leaf in leaves)
            {
                int offset = (i * size) + leaf.Offset;

                if (!AreEqual(leaf, left.Slice(offset, leaf.Size), right.Slice(offset, leaf.Size), tolerance))
                {
                    ++differences;
                    first ??= $"[{i}] expected {Show(leaf, left.Slice(offset, leaf.Size), expected[i])}, "
                        + $"got {Show(leaf, right.Slice(offset, leaf.Size), actual[i])}";
                    break;
                }
            }
        }

        return first is null ? null : $"{differences} of {expected.Length} differ, first {first}";
    }

    private static bool AreEqual(Leaf leaf, ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Tolerance tolerance)
    {
        return leaf.Kind switch
        {
            LeafKind.Single => tolerance.Accepts(MemoryMarshal.Read<float>(left), MemoryMarshal.Read<float>(right)),
            LeafKind.Double => tolerance.Accepts(MemoryMarshal.Read<double>(left), MemoryMarshal.Read<double>(right)),
            LeafKind.Half => left.SequenceEqual(right) || (IsNaN(left, 0x7c00) && IsNaN(right, 0x7c00)),
            LeafKind.BFloat16 => left.SequenceEqual(right) || (IsNaN(left, 0x7f80) && IsNaN(right, 0x7f80)),
            _ => left.SequenceEqual(right),
        };
    }

    private static bool IsNaN(ReadOnlySpan<byte> bits, int infinity)
    {
        return (MemoryMarshal.Read<ushort>(bits) & 0x7fff) > infinity;
    }

    private static string Show<T>(Leaf leaf, ReadOnlySpan<byte> bytes, T value)
    {
        string bits = Convert.ToHexStringLower([.. bytes.ToArray().Reverse()]);

        return leaf.Kind switch
        {
            LeafKind.Single => $"{MemoryMarshal.Read<float>(bytes):R} (0x{bits})",
            LeafKind.Double => $"{MemoryMarshal.Read<double>(bytes):R} (0x{bits})",
            _ => $"{value} (0x{bits} at {leaf.Offset})",
        };
    }

    private static void Collect(Type type, int offset, List<Leaf> leaves)
    {
        if (type.IsEnum)
        {
            type = type.GetEnumUnderlyingType();
        }

        LeafKind? kind = type == typeof(float) ? LeafKind.Single
            : type == typeof(double) ? LeafKind.Double
            : type == typeof(Half) || type == typeof(ILGPU.Half) ? LeafKind.Half
            : type == typeof(BFloat16) ? LeafKind.BFloat16
            : type.IsPrimitive ? LeafKind.Bytes
            : null;

        if (kind is LeafKind known)
        {
            leaves.Add(new Leaf(offset, SizeOf(type), known));

            return;
        }

        int repetitions = type.GetCustomAttribute<InlineArrayAttribute>()?.Length ?? 1;

        foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        {
            int fieldOffset = offset + OffsetOf(type, field);
            FixedBufferAttribute? buffer = field.GetCustomAttribute<FixedBufferAttribute>();
            Type fieldType = buffer?.ElementType ?? field.FieldType;
            int count = buffer?.Length ?? repetitions;

            for (int i = 0; i < count; ++i)
            {
                Collect(fieldType, fieldOffset + (i * SizeOf(fieldType)), leaves);
            }
        }
    }

    private static int SizeOf(Type type)
    {
        return (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(type).Invoke(null, null)!;
    }

    /// <summary>Offset of a field as .NET lays it out (Marshal's differs for bool and char).</summary>
    private static unsafe int OffsetOf(Type type, FieldInfo field)
    {
        // A probe of 0xff bytes in that field alone: the first non-zero byte of the boxed structure is where the field starts.
        object boxed = RuntimeHelpers.GetUninitializedObject(type);
        int size = SizeOf(type);
        object probe = RuntimeHelpers.GetUninitializedObject(field.FieldType);
        Span<byte> probeBytes = MemoryMarshal.CreateSpan(ref Unsafe.As<RawData>(probe).Data, SizeOf(field.FieldType));
        probeBytes.Fill(0xff);
        field.SetValue(boxed, probe);
        Span<byte> bytes = MemoryMarshal.CreateSpan(ref Unsafe.As<RawData>(boxed).Data, size);

        return Math.Max(0, bytes.IndexOfAnyExcept((byte)0));
    }

    private sealed record Leaf(int Offset, int Size, LeafKind Kind);

    /// <summary>Gives access to the bytes of a boxed structure.</summary>
    private sealed class RawData
    {
        public byte Data;
    }
}
