using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace IlgpuOptim.Cli.Bench.Limits;

/// <summary>Hand-written transposition of a square matrix of floats: tiles in registers, stores around the caches.</summary>
internal static unsafe class TransposeLimit
{
    /// <summary>Rows of the source that one piece of work covers; the matrix's order is a multiple of it.</summary>
    public const int BandRows = 64;

    /// <summary>Width of the widest tile here, as a name for the report.</summary>
    public static string Name =>
        Avx512F.IsSupported ? "hand-written Vector512, 16x16 tiles in registers"
        : Avx.IsSupported ? "hand-written Vector256, 8x8 tiles in registers"
        : "hand-written scalar, 8x8 tiles";

    /// <summary>target[column, row] = source[row, column] for the rows of one band; row-major, order <paramref name="n"/>.</summary>
    public static void Band(float* target, float* source, int n, int firstRow)
    {
        if (Avx512F.IsSupported)
        {
            Band512(target, source, n, firstRow);
        }
        else if (Avx.IsSupported)
        {
            Band256(target, source, n, firstRow);
        }
        else
        {
            BandScalar(target, source, n, firstRow);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Band512(float* target, float* source, int n, int firstRow)
    {
        // Down the band first: one target row gets four lines in a row.
        for (int column = 0; column < n; column += 16)
        {
            for (int row = firstRow; row < firstRow + BandRows; row += 16)
            {
                Tile512(target + ((long)column * n) + row, source + ((long)row * n) + column, n);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Tile512(float* to, float* from, long n)
    {
        Vector512<float> r0 = Vector512.Load(from), r1 = Vector512.Load(from + n);
        Vector512<float> r2 = Vector512.Load(from + (2 * n)), r3 = Vector512.Load(from + (3 * n));
        Vector512<float> r4 = Vector512.Load(from + (4 * n)), r5 = Vector512.Load(from + (5 * n));
        Vector512<float> r6 = Vector512.Load(from + (6 * n)), r7 = Vector512.Load(from + (7 * n));
        Vector512<float> r8 = Vector512.Load(from + (8 * n)), r9 = Vector512.Load(from + (9 * n));
        Vector512<float> ra = Vector512.Load(from + (10 * n)), rb = Vector512.Load(from + (11 * n));
        Vector512<float> rc = Vector512.Load(from + (12 * n)), rd = Vector512.Load(from + (13 * n));
        Vector512<float> re = Vector512.Load(from + (14 * n)), rf = Vector512.Load(from + (15 * n));

        // Four rows to their 4x4 blocks: xyN holds column N of each block.
        Quad(ref r0, ref r1, ref r2, ref r3);
        Quad(ref r4, ref r5, ref r6, ref r7);
        Quad(ref r8, ref r9, ref ra, ref rb);
        Quad(ref rc, ref rd, ref re, ref rf);

        // The 4x4 arrangement of the blocks.
        Blocks(to, n, r0, r4, r8, rc);
        Blocks(to + n, n, r1, r5, r9, rd);
        Blocks(to + (2 * n), n, r2, r6, ra, re);
        Blocks(to + (3 * n), n, r3, r7, rb, rf);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quad(
        ref Vector512<float> a, ref Vector512<float> b, ref Vector512<float> c, ref Vector512<float> d)
    {
        Vector512<double> ab0 = Avx512F.UnpackLow(a, b).AsDouble(), ab1 = Avx512F.UnpackHigh(a, b).AsDouble();
        Vector512<double> cd0 = Avx512F.UnpackLow(c, d).AsDouble(), cd1 = Avx512F.UnpackHigh(c, d).AsDouble();

        a = Avx512F.UnpackLow(ab0, cd0).AsSingle();
        b = Avx512F.UnpackHigh(ab0, cd0).AsSingle();
        c = Avx512F.UnpackLow(ab1, cd1).AsSingle();
        d = Avx512F.UnpackHigh(ab1, cd1).AsSingle();
    }

    /// <summary>Stores four target rows, four apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Blocks(
        float* to, long n, Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d)
    {
        Vector512<float> ab02 = Avx512F.Shuffle4x128(a, b, 0x88), ab13 = Avx512F.Shuffle4x128(a, b, 0xdd);
        Vector512<float> cd02 = Avx512F.Shuffle4x128(c, d, 0x88), cd13 = Avx512F.Shuffle4x128(c, d, 0xdd);

        Vector512.StoreAlignedNonTemporal(Avx512F.Shuffle4x128(ab02, cd02, 0x88), to);
        Vector512.StoreAlignedNonTemporal(Avx512F.Shuffle4x128(ab13, cd13, 0x88), to + (4 * n));
        Vector512.StoreAlignedNonTemporal(Avx512F.Shuffle4x128(ab02, cd02, 0xdd), to + (8 * n));
        Vector512.StoreAlignedNonTemporal(Avx512F.Shuffle4x128(ab13, cd13, 0xdd), to + (12 * n));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Band256(float* target, float* source, int n, int firstRow)
    {
        for (int column = 0; column < n; column += 8)
        {
            for (int row = firstRow; row < firstRow + BandRows; row += 8)
            {
                Tile256(target + ((long)column * n) + row, source + ((long)row * n) + column, n);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Tile256(float* to, float* from, long n)
    {
        Vector256<float> r0 = Vector256.Load(from), r1 = Vector256.Load(from + n);
        Vector256<float> r2 = Vector256.Load(from + (2 * n)), r3 = Vector256.Load(from + (3 * n));
        Vector256<float> r4 = Vector256.Load(from + (4 * n)), r5 = Vector256.Load(from + (5 * n));
        Vector256<float> r6 = Vector256.Load(from + (6 * n)), r7 = Vector256.Load(from + (7 * n));

        Quad(ref r0, ref r1, ref r2, ref r3);
        Quad(ref r4, ref r5, ref r6, ref r7);
        Halves(to, n, r0, r4);
        Halves(to + n, n, r1, r5);
        Halves(to + (2 * n), n, r2, r6);
        Halves(to + (3 * n), n, r3, r7);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quad(
        ref Vector256<float> a, ref Vector256<float> b, ref Vector256<float> c, ref Vector256<float> d)
    {
        Vector256<double> ab0 = Avx.UnpackLow(a, b).AsDouble(), ab1 = Avx.UnpackHigh(a, b).AsDouble();
        Vector256<double> cd0 = Avx.UnpackLow(c, d).AsDouble(), cd1 = Avx.UnpackHigh(c, d).AsDouble();

        a = Avx.UnpackLow(ab0, cd0).AsSingle();
        b = Avx.UnpackHigh(ab0, cd0).AsSingle();
        c = Avx.UnpackLow(ab1, cd1).AsSingle();
        d = Avx.UnpackHigh(ab1, cd1).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Halves(float* to, long n, Vector256<float> a, Vector256<float> b)
    {
        Vector256.StoreAlignedNonTemporal(Avx.Permute2x128(a, b, 0x20), to);
        Vector256.StoreAlignedNonTemporal(Avx.Permute2x128(a, b, 0x31), to + (4 * n));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void BandScalar(float* target, float* source, int n, int firstRow)
    {
        for (int column = 0; column < n; column += 8)
        {
            for (int row = firstRow; row < firstRow + BandRows; row++)
            {
                for (int i = column; i < column + 8; i++)
                {
                    target[((long)i * n) + row] = source[((long)row * n) + i];
                }
            }
        }
    }
}
