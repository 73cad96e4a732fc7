using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

using IlgpuOptim.MatrixCompletion.Data;

namespace IlgpuOptim.Cli.Bench.Suites.Completion;

/// <summary>Reads indices and values, and adds up the gathered rows, for both sides, on all cores.</summary>
internal sealed unsafe class GatherLimit : IDisposable
{
    private const int Chunk = 64;

    /// <summary>Entries ahead of which rows are asked for; the best of 8, 16 and 32.</summary>
    private const int Ahead = 16;

    private readonly BenchSession _session;
    private readonly SparseMatrix<float> _data;
    private readonly float* _rows;
    private readonly float* _columns;
    private readonly float* _sums;
    private readonly int _stride;

    public GatherLimit(BenchSession session, SparseMatrix<float> data, int k)
    {
        this._session = session;
        this._data = data;
        this._stride = (k + 15) / 16 * 16;
        this._rows = Allocate(data.Rows);
        this._columns = Allocate(data.Columns);
        this._sums = Allocate(Math.Max(data.Rows, data.Columns));

        float* Allocate(int rows)
        {
            nuint bytes = (nuint)rows * (nuint)this._stride * sizeof(float);
            float* memory = (float*)NativeMemory.AlignedAlloc(bytes, 64);
            NativeMemory.Clear(memory, bytes);

            return memory;
        }
    }

    public void Run()
    {
        this.Gather(this._data.RowStarts, this._data.ColumnIndices, this._data.Values, this._columns);
        this.Gather(this._data.ColumnStarts, this._data.RowIndices, this._data.ColumnValues, this._rows);
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(this._rows);
        NativeMemory.AlignedFree(this._columns);
        NativeMemory.AlignedFree(this._sums);
    }

    private void Gather(long[] starts, int[] indices, float[] values, float* other)
    {
        int stride = this._stride;
        float* sums = this._sums;

        this._session.Team.For(starts.Length - 1, Chunk, (first, end) =>
        {
            for (long row = first; row < end && row < starts.Length - 1; row++)
            {
                Vector512<float> a = Vector512<float>.Zero, b = a, c = a, d = a;

                for (long e = starts[row]; e < starts[row + 1]; e++)
                {
                    float* from = other + ((long)indices[e] * stride);
                    float* next = other + ((long)indices[Math.Min(e + Ahead, indices.Length - 1)] * stride);

                    if (Sse.IsSupported)
                    {
                        for (int line = 0; line < stride; line += 16)
                        {
                            Sse.Prefetch0(next + line);
                        }
                    }

                    a += Vector512.LoadAligned(from);
                    b += Vector512.LoadAligned(from + 16);

                    if (stride > 32)
                    {
                        c += Vector512.LoadAligned(from + 32);
                        d += Vector512.LoadAligned(from + 48);
                    }

                    a += Vector512.CreateScalar(values[e]);
                }

                a.StoreAligned(sums + (row * stride));
                (b + c + d).StoreAligned(sums + (row * stride) + 16);
            }
        });
    }
}

/// <summary>Multiply-adds in registers, as many as are asked for, on all cores.</summary>
internal sealed class MultiplyAddLimit(BenchSession session)
{
    private const int Sums = 12;
    private const int Chunk = 64;
    private const int StepsPerItem = 1000;

    private float _sink;

    /// <summary>Does a number of operations, two for each multiply-add.</summary>
    public void Run(double operations)
    {
        int width = Vector512.IsHardwareAccelerated ? 16 : 8;
        long items = (long)(operations / (2.0 * Sums * width * StepsPerItem));

        session.Team.For(items, Chunk, (first, end) =>
            this._sink = Vector512.IsHardwareAccelerated ? Wide((int)(end - first) * StepsPerItem) : Narrow((int)(end - first) * StepsPerItem));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Wide(int steps)
    {
        Vector512<float> x = Vector512.Create(0.99f);
        Vector512<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;

        for (int step = 0; step < steps; step++)
        {
            a = Vector512.FusedMultiplyAdd(a, x, x);
            b = Vector512.FusedMultiplyAdd(b, x, x);
            c = Vector512.FusedMultiplyAdd(c, x, x);
            d = Vector512.FusedMultiplyAdd(d, x, x);
            e = Vector512.FusedMultiplyAdd(e, x, x);
            f = Vector512.FusedMultiplyAdd(f, x, x);
            g = Vector512.FusedMultiplyAdd(g, x, x);
            h = Vector512.FusedMultiplyAdd(h, x, x);
            i = Vector512.FusedMultiplyAdd(i, x, x);
            j = Vector512.FusedMultiplyAdd(j, x, x);
            k = Vector512.FusedMultiplyAdd(k, x, x);
            l = Vector512.FusedMultiplyAdd(l, x, x);
        }

        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Narrow(int steps)
    {
        Vector256<float> x = Vector256.Create(0.99f);
        Vector256<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;

        for (int step = 0; step < steps; step++)
        {
            a = Vector256.FusedMultiplyAdd(a, x, x);
            b = Vector256.FusedMultiplyAdd(b, x, x);
            c = Vector256.FusedMultiplyAdd(c, x, x);
            d = Vector256.FusedMultiplyAdd(d, x, x);
            e = Vector256.FusedMultiplyAdd(e, x, x);
            f = Vector256.FusedMultiplyAdd(f, x, x);
            g = Vector256.FusedMultiplyAdd(g, x, x);
            h = Vector256.FusedMultiplyAdd(h, x, x);
            i = Vector256.FusedMultiplyAdd(i, x, x);
            j = Vector256.FusedMultiplyAdd(j, x, x);
            k = Vector256.FusedMultiplyAdd(k, x, x);
            l = Vector256.FusedMultiplyAdd(l, x, x);
        }

        return Vector256.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }
}
