using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace IlgpuOptim.Cli.Bench.Limits;

/// <summary>
/// Hand-written C = A * B for row-major float matrices whose row count is a multiple of 8: packed panels and a micro-kernel
/// of 8 (512 bits) or 4 rows by three vectors. The limit where there is no OpenBLAS.
/// </summary>
internal sealed unsafe class SgemmLimit : IDisposable
{
    /// <summary>Depth of a panel: 256 rows of three vectors are 48 KiB, in or near the first cache.</summary>
    private const int Depth = 384;

    /// <summary>Rows of A that a thread packs at a time: 128 KiB, well inside the second cache.</summary>
    private const int BlockRows = 128;

    private readonly SpinTeam _team;
    private readonly int _m;
    private readonly int _n;
    private readonly int _k;
    private readonly int _panelWidth;
    private readonly int _panels;
    private readonly float* _packedB;
    private readonly nint[] _packedA;
    private float* _a;
    private float* _b;
    private float* _c;
    private int _next;
    private int _offset;
    private int _depth;

    public SgemmLimit(SpinTeam team, int m, int n, int k)
    {
        this._team = team;
        (this._m, this._n, this._k) = (m, n, k);
        this._panelWidth = 3 * Count;
        this._panels = (n + this._panelWidth - 1) / this._panelWidth;
        this._packedB = Allocate((long)this._panels * this._panelWidth * Depth);
        this._packedA = new nint[team.Size];

        for (int i = 0; i < team.Size; i++)
        {
            // Room for the edge tile behind the block.
            this._packedA[i] = (nint)Allocate((BlockRows * Depth) + (8 * this._panelWidth));
        }
    }

    private static int Count => Vector512.IsHardwareAccelerated ? 16 : Vector256.IsHardwareAccelerated ? 8 : 4;

    /// <summary>Computes C; the matrices are dense, m by k, k by n and m by n.</summary>
    public void Run(float* a, float* b, float* c)
    {
        this._a = a;
        this._b = b;
        this._c = c;

        for (this._offset = 0; this._offset < this._k; this._offset += Depth)
        {
            this._depth = Math.Min(Depth, this._k - this._offset);
            this._next = 0;
            this._team.Run(this.PackPanels);
            this._next = 0;
            this._team.Run(this.MultiplyBlocks);
        }
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(this._packedB);

        foreach (nint packed in this._packedA)
        {
            NativeMemory.AlignedFree((void*)packed);
        }
    }

    private static float* Allocate(long floats) => (float*)NativeMemory.AlignedAlloc((nuint)(floats * sizeof(float)), 4096);

    private void PackPanels(int member)
    {
        for (int panel = Interlocked.Increment(ref this._next) - 1;
            panel < this._panels;
            panel = Interlocked.Increment(ref this._next) - 1)
        {
            int column = panel * this._panelWidth;

            PackB(
                this._packedB + ((long)panel * this._panelWidth * Depth),
                this._b + ((long)this._offset * this._n) + column,
                this._n,
                this._depth,
                Math.Min(this._panelWidth, this._n - column),
                this._panelWidth);
        }
    }

    private void MultiplyBlocks(int member)
    {
        int blocks = (this._m + BlockRows - 1) / BlockRows;

        for (int block = Interlocked.Increment(ref this._next) - 1;
            block < blocks;
            block = Interlocked.Increment(ref this._next) - 1)
        {
            this.MultiplyBlock((float*)this._packedA[member], block * BlockRows);
        }
    }

    private void MultiplyBlock(float* packed, int firstRow)
    {
        int rows = Math.Min(BlockRows, this._m - firstRow);
        int microRows = Vector512.IsHardwareAccelerated ? Ops512.MicroRows : Ops256.MicroRows;
        float* edge = packed + (BlockRows * Depth);

        PackA(packed, this._a + ((long)firstRow * this._k) + this._offset, this._k, rows, this._depth, microRows);

        for (int panel = 0; panel < this._panels; panel++)
        {
            int column = panel * this._panelWidth;
            int width = Math.Min(this._panelWidth, this._n - column);
            float* b = this._packedB + ((long)panel * this._panelWidth * Depth);

            for (int row = 0; row < rows; row += microRows)
            {
                float* target = this._c + ((long)(firstRow + row) * this._n) + column;
                float* a = packed + ((long)row * this._depth);
                bool adds = this._offset > 0;

                if (width == this._panelWidth)
                {
                    Micro(target, this._n, a, b, this._depth, adds);
                }
                else
                {
                    Micro(edge, this._panelWidth, a, b, this._depth, false);
                    AddEdge(target, this._n, edge, this._panelWidth, microRows, width, adds);
                }
            }
        }
    }

    private static void Micro(float* c, long stride, float* a, float* b, int depth, bool adds)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Micro8<Ops512, Vector512<float>>(c, stride, a, b, depth, adds);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Micro4<Ops256, Vector256<float>>(c, stride, a, b, depth, adds);
        }
        else
        {
            Micro4<Ops128, Vector128<float>>(c, stride, a, b, depth, adds);
        }
    }

    /// <summary>Panel of B: <paramref name="depth"/> rows of <paramref name="panelWidth"/> floats, padded with zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void PackB(float* to, float* from, long stride, int depth, int width, int panelWidth)
    {
        for (int k = 0; k < depth; k++)
        {
            new ReadOnlySpan<float>(from + (k * stride), width).CopyTo(new Span<float>(to, panelWidth));
            new Span<float>(to + width, panelWidth - width).Clear();
            to += panelWidth;
        }
    }

    /// <summary>Block of A: strips of <paramref name="microRows"/> rows, each strip column by column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void PackA(float* to, float* from, long stride, int rows, int depth, int microRows)
    {
        for (int row = 0; row < rows; row += microRows)
        {
            for (int r = 0; r < microRows; r++)
            {
                float* source = from + ((row + r) * stride);
                float* target = to + r;

                for (int k = 0; k < depth; k++)
                {
                    *target = source[k];
                    target += microRows;
                }
            }

            to += microRows * depth;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
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
    private static void Micro8<TOps, TVector>(float* c, long stride, float* a, float* b, int depth, bool adds)
        where TOps : struct, IVectorOps<TVector>
        where TVector : unmanaged
    {
        int width = TOps.Count;
        TVector zero = TOps.Splat(0);
        TVector c00 = zero, c01 = zero, c02 = zero, c10 = zero, c11 = zero, c12 = zero;
        TVector c20 = zero, c21 = zero, c22 = zero, c30 = zero, c31 = zero, c32 = zero;
        TVector c40 = zero, c41 = zero, c42 = zero, c50 = zero, c51 = zero, c52 = zero;
        TVector c60 = zero, c61 = zero, c62 = zero, c70 = zero, c71 = zero, c72 = zero;

        for (int k = 0; k < depth; k++)
        {
            TVector b0 = TOps.Load(b), b1 = TOps.Load(b + width), b2 = TOps.Load(b + (2 * width));

            TVector x = TOps.Splat(a[0]);
            c00 = TOps.Fma(x, b0, c00);
            c01 = TOps.Fma(x, b1, c01);
            c02 = TOps.Fma(x, b2, c02);
            x = TOps.Splat(a[1]);
            c10 = TOps.Fma(x, b0, c10);
            c11 = TOps.Fma(x, b1, c11);
            c12 = TOps.Fma(x, b2, c12);
            x = TOps.Splat(a[2]);
            c20 = TOps.Fma(x, b0, c20);
            c21 = TOps.Fma(x, b1, c21);
            c22 = TOps.Fma(x, b2, c22);
            x = TOps.Splat(a[3]);
            c30 = TOps.Fma(x, b0, c30);
            c31 = TOps.Fma(x, b1, c31);
            c32 = TOps.Fma(x, b2, c32);
            x = TOps.Splat(a[4]);
            c40 = TOps.Fma(x, b0, c40);
            c41 = TOps.Fma(x, b1, c41);
            c42 = TOps.Fma(x, b2, c42);
            x = TOps.Splat(a[5]);
            c50 = TOps.Fma(x, b0, c50);
            c51 = TOps.Fma(x, b1, c51);
            c52 = TOps.Fma(x, b2, c52);
            x = TOps.Splat(a[6]);
            c60 = TOps.Fma(x, b0, c60);
            c61 = TOps.Fma(x, b1, c61);
            c62 = TOps.Fma(x, b2, c62);
            x = TOps.Splat(a[7]);
            c70 = TOps.Fma(x, b0, c70);
            c71 = TOps.Fma(x, b1, c71);
            c72 = TOps.Fma(x, b2, c72);

            a += 8;
            b += 3 * width;
        }

        Row<TOps, TVector>(c, c00, c01, c02, adds);
        Row<TOps, TVector>(c + stride, c10, c11, c12, adds);
        Row<TOps, TVector>(c + (2 * stride), c20, c21, c22, adds);
        Row<TOps, TVector>(c + (3 * stride), c30, c31, c32, adds);
        Row<TOps, TVector>(c + (4 * stride), c40, c41, c42, adds);
        Row<TOps, TVector>(c + (5 * stride), c50, c51, c52, adds);
        Row<TOps, TVector>(c + (6 * stride), c60, c61, c62, adds);
        Row<TOps, TVector>(c + (7 * stride), c70, c71, c72, adds);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Micro4<TOps, TVector>(float* c, long stride, float* a, float* b, int depth, bool adds)
        where TOps : struct, IVectorOps<TVector>
        where TVector : unmanaged
    {
        int width = TOps.Count;
        TVector zero = TOps.Splat(0);
        TVector c00 = zero, c01 = zero, c02 = zero, c10 = zero, c11 = zero, c12 = zero;
        TVector c20 = zero, c21 = zero, c22 = zero, c30 = zero, c31 = zero, c32 = zero;

        for (int k = 0; k < depth; k++)
        {
            TVector b0 = TOps.Load(b), b1 = TOps.Load(b + width), b2 = TOps.Load(b + (2 * width));

            TVector x = TOps.Splat(a[0]);
            c00 = TOps.Fma(x, b0, c00);
            c01 = TOps.Fma(x, b1, c01);
            c02 = TOps.Fma(x, b2, c02);
            x = TOps.Splat(a[1]);
            c10 = TOps.Fma(x, b0, c10);
            c11 = TOps.Fma(x, b1, c11);
            c12 = TOps.Fma(x, b2, c12);
            x = TOps.Splat(a[2]);
            c20 = TOps.Fma(x, b0, c20);
            c21 = TOps.Fma(x, b1, c21);
            c22 = TOps.Fma(x, b2, c22);
            x = TOps.Splat(a[3]);
            c30 = TOps.Fma(x, b0, c30);
            c31 = TOps.Fma(x, b1, c31);
            c32 = TOps.Fma(x, b2, c32);

            a += 4;
            b += 3 * width;
        }

        Row<TOps, TVector>(c, c00, c01, c02, adds);
        Row<TOps, TVector>(c + stride, c10, c11, c12, adds);
        Row<TOps, TVector>(c + (2 * stride), c20, c21, c22, adds);
        Row<TOps, TVector>(c + (3 * stride), c30, c31, c32, adds);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row<TOps, TVector>(float* c, TVector x0, TVector x1, TVector x2, bool adds)
        where TOps : struct, IVectorOps<TVector>
        where TVector : unmanaged
    {
        int width = TOps.Count;

        if (adds)
        {
            x0 = TOps.Add(x0, TOps.Load(c));
            x1 = TOps.Add(x1, TOps.Load(c + width));
            x2 = TOps.Add(x2, TOps.Load(c + (2 * width)));
        }

        TOps.Store(c, x0);
        TOps.Store(c + width, x1);
        TOps.Store(c + (2 * width), x2);
    }
}
