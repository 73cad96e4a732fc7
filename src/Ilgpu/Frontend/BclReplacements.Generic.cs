using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace IlgpuOptim.Engine.Frontend;

internal static partial class BclReplacements
{
    /// <summary>System.Nullable; Value of a null is the default instead of an exception.</summary>
    public static class ForNullable<T>
        where T : struct
    {
        public static T get_Value(ref T? value) => value.GetValueOrDefault();
    }

    /// <summary>The text of Debug.Assert(x, $"..."): never put together, so that the assertion itself can be compiled.</summary>
    public static class ForAssertText
    {
        public static Debug.AssertInterpolatedStringHandler Create(int literal, int formatted, bool condition, out bool append)
        {
            append = false;

            return default;
        }
    }

    /// <summary>System.Span over private memory; indices are not checked, as everywhere on a device.</summary>
    public static class ForSpan<T>
        where T : struct
    {
        public static unsafe Span<T> Create(void* pointer, int length) => MemoryMarshal.CreateSpan(ref Unsafe.AsRef<T>(pointer), length);

        public static Span<T> Create(T[] array) => MemoryMarshal.CreateSpan(ref MemoryMarshal.GetArrayDataReference(array), array.Length);

        public static Span<T> op_Implicit(T[] array) => Create(array);

        public static ref T get_Item(ref Span<T> span, int index) => ref Unsafe.Add(ref MemoryMarshal.GetReference(span), index);

        public static Span<T> Slice(ref Span<T> span, int start) =>
            MemoryMarshal.CreateSpan(ref Unsafe.Add(ref MemoryMarshal.GetReference(span), start), span.Length - start);

        public static Span<T> Slice(ref Span<T> span, int start, int length) =>
            MemoryMarshal.CreateSpan(ref Unsafe.Add(ref MemoryMarshal.GetReference(span), start), length);

        public static void Clear(ref Span<T> span)
        {
            for (int i = 0; i < span.Length; ++i)
            {
                span[i] = default;
            }
        }

        public static void Fill(ref Span<T> span, T value)
        {
            for (int i = 0; i < span.Length; ++i)
            {
                span[i] = value;
            }
        }
    }

    /// <summary>System.ReadOnlySpan, likewise.</summary>
    public static class ForReadOnlySpan<T>
        where T : struct
    {
        public static unsafe ReadOnlySpan<T> Create(void* pointer, int length) =>
            MemoryMarshal.CreateReadOnlySpan(ref Unsafe.AsRef<T>(pointer), length);

        public static ReadOnlySpan<T> Create(T[] array) =>
            MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetArrayDataReference(array), array.Length);

        public static ReadOnlySpan<T> op_Implicit(T[] array) => Create(array);

        public static ref readonly T get_Item(ref ReadOnlySpan<T> span, int index) =>
            ref Unsafe.Add(ref MemoryMarshal.GetReference(span), index);

        public static ReadOnlySpan<T> Slice(ref ReadOnlySpan<T> span, int start) =>
            MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref MemoryMarshal.GetReference(span), start), span.Length - start);

        public static ReadOnlySpan<T> Slice(ref ReadOnlySpan<T> span, int start, int length) =>
            MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref MemoryMarshal.GetReference(span), start), length);
    }

    /// <summary>EqualityComparer.Default: what records and tuples compare their fields with.</summary>
    public static class ForEqualityComparer<T>
        where T : struct
    {
        public static bool Equals(EqualityComparer<T> self, T x, T y)
        {
            if (x is IEquatable<T> equatable)
            {
                return equatable.Equals(y);
            }

            // Enums have no Equals of their own type.
            if (typeof(T).IsEnum)
            {
                if (Unsafe.SizeOf<T>() == 1)
                {
                    return Unsafe.BitCast<T, byte>(x) == Unsafe.BitCast<T, byte>(y);
                }

                if (Unsafe.SizeOf<T>() == 2)
                {
                    return Unsafe.BitCast<T, short>(x) == Unsafe.BitCast<T, short>(y);
                }

                if (Unsafe.SizeOf<T>() == 4)
                {
                    return Unsafe.BitCast<T, int>(x) == Unsafe.BitCast<T, int>(y);
                }

                return Unsafe.BitCast<T, long>(x) == Unsafe.BitCast<T, long>(y);
            }

            return x.Equals(y);
        }

        public static int GetHashCode(EqualityComparer<T> self, T x) => x.GetHashCode();
    }

    /// <summary>Comparer.Default.</summary>
    public static class ForComparer<T>
        where T : struct
    {
        public static int Compare(Comparer<T> self, T x, T y) => ((IComparable<T>)x).CompareTo(y);
    }
}
