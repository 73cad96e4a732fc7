using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace IlgpuOptim.Cli.Bench.Limits;

/// <summary>
/// Hand-written C = A * B for row-major float matrices: each thread takes strips of columns, packs the panel of B below
/// one, and walks down it with blocks of 6 rows by 4 vectors (512 bits) or 2 vectors in registers. The limit where there
/// is no OpenBLAS.
/// </summary>
internal sealed unsafe class SgemmLimit : IDisposable
{
    private const int BlockRows = 6;

    /// <summary>Depth of a panel: 512 rows of four wide vectors are 128 KiB, well inside the second cache.</summary>
    private const int Depth = 512;

    private readonly SpinTeam _team;
    private readonly int _m;
    private readonly int _n;
    private readonly int _k;
    private readonly int _strips;
    private readonly int _stripRows;
    private readonly nint[] _scratch;
    private float* _a;
    private float* _b;
    private float* _c;
    private int _next;

    /// <summary>Prepares products of an m by k with a k by n matrix, <paramref name="m"/> being at least 6.</summary>
    public SgemmLimit(SpinTeam team, int m, int n, int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(m, BlockRows);

        this._team = team;
        (this._m, this._n, this._k) = (m, n, k);

        // High strips, because each packs its panels; but some for every thread.
        this._strips = (n + Width - 1) / Width;
        int layers = Math.Clamp(4 * team.Size / this._strips, 1, m / BlockRows);
        this._stripRows = (m + layers - 1) / layers;
        this._scratch = new nint[team.Size];

        for (int i = 0; i < team.Size; i++)
        {
            // A panel, and behind it a block of C for the edges.
            this._scratch[i] = (nint)NativeMemory.AlignedAlloc((nuint)((Depth + BlockRows) * Width * sizeof(float)), 4096);
        }
    }

    private static bool IsWide => Vector512.IsHardwareAccelerated;

    /// <summary>Columns of a strip.</summary>
    private static int Width => IsWide ? 64 : Vector256.IsHardwareAccelerated ? 16 : 8;

    /// <summary>Computes C; the matrices are dense, m by k, k by n and m by n.</summary>
    public void Run(float* a, float* b, float* c)
    {
        this._a = a;
        this._b = b;
        this._c = c;
        this._next = 0;
        this._team.Run(this.MultiplyStrips);
    }

    public void Dispose()
    {
        foreach (nint memory in this._scratch)
        {
            NativeMemory.AlignedFree((void*)memory);
        }
    }

    private void MultiplyStrips(int member)
    {
        int layers = (this._m + this._stripRows - 1) / this._stripRows;

        for (int strip = Interlocked.Increment(ref this._next) - 1;
            strip < layers * this._strips;
            strip = Interlocked.Increment(ref this._next) - 1)
        {
            // The last layer may be lower than a block; it then overlaps the one above.
            int firstRow = strip / this._strips * this._stripRows;
            int endRow = Math.Min(firstRow + this._stripRows, this._m);

            this.MultiplyStrip((float*)this._scratch[member], strip % this._strips * Width, firstRow, endRow);
        }
    }

    private void MultiplyStrip(float* panel, int column, int firstRow, int endRow)
    {
        int width = Math.Min(Width, this._n - column);
        float* edge = panel + (Depth * Width);

        for (int first = 0; first < this._k; first += Depth)
        {
            int depth = Math.Min(Depth, this._k - first);

            Pack(panel, this._b + ((long)first * this._n) + column, this._n, depth, width, Width);

            for (int row = firstRow; row < endRow; row += BlockRows)
            {
                // The last block may overlap the one before, whose rows are done already.
                int top = Math.Min(row, this._m - BlockRows);
                int rows = Math.Min(BlockRows, endRow - row);
                float* a = this._a + ((long)top * this._k) + first;
                float* c = this._c + ((long)row * this._n) + column;

                if (rows == BlockRows && width == Width && top == row)
                {
                    Block(c, this._n, a, this._k, panel, depth, first > 0);
                }
                else
                {
                    Block(edge, Width, a, this._k, panel, depth, false);
                    AddEdge(c, this._n, edge + ((row - top) * Width), Width, rows, width, first > 0);
                }
            }
        }
    }

    private static void Block(float* c, long cStride, float* a, long aStride, float* panel, int depth, bool adds)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Block6x4<Ops512, Vector512<float>>(c, cStride, a, aStride, panel, depth, adds);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Block6x2<Ops256, Vector256<float>>(c, cStride, a, aStride, panel, depth, adds);
        }
        else
        {
            Block6x2<Ops128, Vector128<float>>(c, cStride, a, aStride, panel, depth, adds);
        }
    }

    /// <summary>Panel of B: <paramref name="depth"/> rows of <paramref name="panelWidth"/> floats, padded with zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Pack(float* to, float* from, long stride, int depth, int width, int panelWidth)
    {
        for (int k = 0; k < depth; k++)
        {
            new ReadOnlySpan<float>(from + (k * stride), width).CopyTo(new Span<float>(to, panelWidth));
            new Span<float>(to + width, panelWidth - width).Clear();
            to += panelWidth;
        }
    }

    private static void AddEdge(float* c, long stride, float* edge, int edgeStride, int rows, int width, bool adds)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < width; column++)
            {
                float value = edge[(row * edgeStride) + column];
                float* target = c + (row * stride) + column;
                *target = adds ? *target + value : value;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Block6x4<TOps, TVector>(
        float* c, long cStride, float* a, long aStride, float* panel, int depth, bool adds)
        where TOps : struct, IVectorOps<TVector>
        where TVector : unmanaged
    {
        int width = TOps.Count;
        float* a1 = a + aStride, a2 = a1 + aStride, a3 = a2 + aStride, a4 = a3 + aStride, a5 = a4 + aStride;
        TVector zero = TOps.Splat(0);
        TVector c00 = zero, c01 = zero, c02 = zero, c03 = zero;
        TVector c10 = zero, c11 = zero, c12 = zero, c13 = zero;
        TVector c20 = zero, c21 = zero, c22 = zero, c23 = zero;
        TVector c30 = zero, c31 = zero, c32 = zero, c33 = zero;
        TVector c40 = zero, c41 = zero, c42 = zero, c43 = zero;
        TVector c50 = zero, c51 = zero, c52 = zero, c53 = zero;

        for (long k = 0; k < depth; k++)
        {
            TVector b0 = TOps.Load(panel), b1 = TOps.Load(panel + width);
            TVector b2 = TOps.Load(panel + (2 * width)), b3 = TOps.Load(panel + (3 * width));
            TVector x = TOps.Splat(a[k]);
            c00 = TOps.Fma(x, b0, c00);
            c01 = TOps.Fma(x, b1, c01);
            c02 = TOps.Fma(x, b2, c02);
            c03 = TOps.Fma(x, b3, c03);
            x = TOps.Splat(a1[k]);
            c10 = TOps.Fma(x, b0, c10);
            c11 = TOps.Fma(x, b1, c11);
            c12 = TOps.Fma(x, b2, c12);
            c13 = TOps.Fma(x, b3, c13);
            x = TOps.Splat(a2[k]);
            c20 = TOps.Fma(x, b0, c20);
            c21 = TOps.Fma(x, b1, c21);
            c22 = TOps.Fma(x, b2, c22);
            c23 = TOps.Fma(x, b3, c23);
            x = TOps.Splat(a3[k]);
            c30 = TOps.Fma(x, b0, c30);
            c31 = TOps.Fma(x, b1, c31);
            c32 = TOps.Fma(x, b2, c32);
            c33 = TOps.Fma(x, b3, c33);
            x = TOps.Splat(a4[k]);
            c40 = TOps.Fma(x, b0, c40);
            c41 = TOps.Fma(x, b1, c41);
            c42 = TOps.Fma(x, b2, c42);
            c43 = TOps.Fma(x, b3, c43);
            x = TOps.Splat(a5[k]);
            c50 = TOps.Fma(x, b0, c50);
            c51 = TOps.Fma(x, b1, c51);
            c52 = TOps.Fma(x, b2, c52);
            c53 = TOps.Fma(x, b3, c53);
            panel += 4 * width;
        }

        Put<TOps, TVector>(c, c00, c01, adds);
        Put<TOps, TVector>(c + (2 * width), c02, c03, adds);
        Put<TOps, TVector>(c + cStride, c10, c11, adds);
        Put<TOps, TVector>(c + cStride + (2 * width), c12, c13, adds);
        Put<TOps, TVector>(c + (2 * cStride), c20, c21, adds);
        Put<TOps, TVector>(c + (2 * cStride) + (2 * width), c22, c23, adds);
        Put<TOps, TVector>(c + (3 * cStride), c30, c31, adds);
        Put<TOps, TVector>(c + (3 * cStride) + (2 * width), c32, c33, adds);
        Put<TOps, TVector>(c + (4 * cStride), c40, c41, adds);
        Put<TOps, TVector>(c + (4 * cStride) + (2 * width), c42, c43, adds);
        Put<TOps, TVector>(c + (5 * cStride), c50, c51, adds);
        Put<TOps, TVector>(c + (5 * cStride) + (2 * width), c52, c53, adds);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Block6x2<TOps, TVector>(
        float* c, long cStride, float* a, long aStride, float* panel, int depth, bool adds)
        where TOps : struct, IVectorOps<TVector>
        where TVector : unmanaged
    {
        int width = TOps.Count;
        float* a1 = a + aStride, a2 = a1 + aStride, a3 = a2 + aStride, a4 = a3 + aStride, a5 = a4 + aStride;
        TVector zero = TOps.Splat(0);
        TVector c00 = zero, c01 = zero;
        TVector c10 = zero, c11 = zero;
        TVector c20 = zero, c21 = zero;
        TVector c30 = zero, c31 = zero;
        TVector c40 = zero, c41 = zero;
        TVector c50 = zero, c51 = zero;

        for (long k = 0; k < depth; k++)
        {
            TVector b0 = TOps.Load(panel), b1 = TOps.Load(panel + width);
            TVector x = TOps.Splat(a[k]);
            c00 = TOps.Fma(x, b0, c00);
            c01 = TOps.Fma(x, b1, c01);
            x = TOps.Splat(a1[k]);
            c10 = TOps.Fma(x, b0, c10);
            c11 = TOps.Fma(x, b1, c11);
            x = TOps.Splat(a2[k]);
            c20 = TOps.Fma(x, b0, c20);
            c21 = TOps.Fma(x, b1, c21);
            x = TOps.Splat(a3[k]);
            c30 = TOps.Fma(x, b0, c30);
            c31 = TOps.Fma(x, b1, c31);
            x = TOps.Splat(a4[k]);
            c40 = TOps.Fma(x, b0, c40);
            c41 = TOps.Fma(x, b1, c41);
            x = TOps.Splat(a5[k]);
            c50 = TOps.Fma(x, b0, c50);
            c51 = TOps.Fma(x, b1, c51);
            panel += 2 * width;
        }

        Put<TOps, TVector>(c, c00, c01, adds);
        Put<TOps, TVector>(c + cStride, c10, c11, adds);
        Put<TOps, TVector>(c + (2 * cStride), c20, c21, adds);
        Put<TOps, TVector>(c + (3 * cStride), c30, c31, adds);
        Put<TOps, TVector>(c + (4 * cStride), c40, c41, adds);
        Put<TOps, TVector>(c + (5 * cStride), c50, c51, adds);
    }

    /// <summary>Two vectors of a row of C.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<TOps, TVector>(float* c, TVector x0, TVector x1, bool adds)
        where TOps : struct, IVectorOps<TVector>
        where TVector : unmanaged
    {
        TOps.Store(c, adds ? TOps.Add(x0, TOps.Load(c)) : x0);
        TOps.Store(c + TOps.Count, adds ? TOps.Add(x1, TOps.Load(c + TOps.Count)) : x1);
    }
}
