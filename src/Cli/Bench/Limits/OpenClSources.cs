namespace IlgpuOptim.Cli.Bench.Limits;

/// <summary>
/// OpenCL C as one would write it by hand for a processor (explicit vectors of V, one work-item per piece of work) and for a GPU
/// (coalesced accesses, groups with local memory). Lengths are multiples of what a work-item does.
/// </summary>
internal static class OpenClSources
{
    /// <summary>Element-wise work; V is a vector of W floats, VI one of as many ints.</summary>
    public const string Streams = """
        __kernel void triad(__global V* a, __global const V* b, __global const V* c, float scale)
        {
            size_t i = get_global_id(0);
            a[i] = fma((V)(scale), c[i], b[i]);
        }

        __kernel void adam(__global V* p, __global V* m, __global V* v, __global const V* g,
            float beta1, float beta2, float rate, float correction2, float epsilon)
        {
            size_t i = get_global_id(0);
            V gradient = g[i];
            V first = fma((V)(beta1), m[i], (1 - beta1) * gradient);
            V second = fma((V)(beta2), v[i], (1 - beta2) * (gradient * gradient));
            m[i] = first;
            v[i] = second;
            p[i] = fma((V)(-rate), first / (sqrt(second * correction2) + epsilon), p[i]);
        }

        __kernel void exponential(__global V* y, __global const V* x)
        {
            size_t i = get_global_id(0);
        #ifdef ON_CPU
            V argument = clamp(x[i], -104.0f, 89.0f);
            V power = rint(argument * 1.44269504f);
            V rest = fma(power, (V)(2.12194440e-4f), fma(power, (V)(-0.693359375f), argument));
            V sum = fma((V)(0.00138144207f), rest, (V)(0.008368745f));
            sum = fma(sum, rest, (V)(0.041668392f));
            sum = fma(sum, rest, (V)(0.166665204f));
            sum = fma(sum, rest, (V)(0.499999934f));
            sum = fma(sum, rest, (V)(1));
            sum = fma(sum, rest, (V)(1));
            // Two factors, as one would overflow at both ends of the range.
            VI n = CONVERT_VI(power);
            VI part = n >> 1;
            y[i] = sum * AS_V((part + 127) << 23) * AS_V((n - part + 127) << 23);
        #else
            y[i] = exp(x[i]);
        #endif
        }
        """;

    /// <summary>Sums of blocks; total[g] = sum of x over block g.</summary>
    public const string Reductions = """
        #ifdef ON_CPU
        float sum_of(V v)
        {
            float parts[W];
            VSTORE(v, 0, parts);
            float sum = 0;
            for (int i = 0; i < W; i++)
                sum += parts[i];
            return sum;
        }

        // One work-item per block, eight chains of additions.
        __kernel void sum_blocks(__global const float* x, __global float* total, int block)
        {
            size_t group = get_group_id(0);
            __global const V* v = (__global const V*)(x + group * block);
            V s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
            for (int i = 0; i < block / W; i += 8)
            {
                s0 += v[i];
                s1 += v[i + 1];
                s2 += v[i + 2];
                s3 += v[i + 3];
                s4 += v[i + 4];
                s5 += v[i + 5];
                s6 += v[i + 6];
                s7 += v[i + 7];
            }
            total[group] = sum_of(((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7)));
        }
        #else
        // A group of 256 per block, a tree in local memory at its end.
        __kernel void sum_blocks(__global const float* x, __global float* total, int block)
        {
            __local float parts[256];
            size_t group = get_group_id(0);
            int lane = get_local_id(0);
            __global const float4* v = (__global const float4*)(x + group * block);
            float4 sum = 0;
            for (int i = lane; i < block / 4; i += 256)
                sum += v[i];
            parts[lane] = (sum.x + sum.y) + (sum.z + sum.w);
            for (int width = 128; width > 0; width /= 2)
            {
                barrier(CLK_LOCAL_MEM_FENCE);
                if (lane < width)
                    parts[lane] += parts[lane + width];
            }
            if (lane == 0)
                total[group] = parts[0];
        }
        #endif

        __kernel void sum_total(__global const float* x, __global float* total, int length)
        {
            float sum = 0;
            for (int i = 0; i < length; i++)
                sum += x[i];
            total[0] = sum;
        }
        """;

    /// <summary>Transposition of a square matrix and the histogram of the low eight bits.</summary>
    public const string Movement = """
        #ifdef ON_CPU
        #define COLUMN(k) (float16)(r[0].s##k, r[1].s##k, r[2].s##k, r[3].s##k, r[4].s##k, r[5].s##k, r[6].s##k, r[7].s##k, \
            r[8].s##k, r[9].s##k, r[10].s##k, r[11].s##k, r[12].s##k, r[13].s##k, r[14].s##k, r[15].s##k)
        #define STORE(k, n16) vstore16(COLUMN(k), 0, target + (column + n16) * n + row)

        // A work-item moves a tile of 16 by 16 through registers.
        __kernel void transpose(__global float* target, __global const float* source, int n)
        {
            size_t column = get_global_id(1) * 16;
            size_t row = get_global_id(0) * 16;
            float16 r[16];
            #pragma unroll
            for (int i = 0; i < 16; i++)
                r[i] = vload16(0, source + (row + i) * n + column);
            STORE(0, 0);
            STORE(1, 1);
            STORE(2, 2);
            STORE(3, 3);
            STORE(4, 4);
            STORE(5, 5);
            STORE(6, 6);
            STORE(7, 7);
            STORE(8, 8);
            STORE(9, 9);
            STORE(a, 10);
            STORE(b, 11);
            STORE(c, 12);
            STORE(d, 13);
            STORE(e, 14);
            STORE(f, 15);
        }

        // One work-item per block; four sets of bins, so that equal neighbours do not wait for each other's store.
        __kernel void histogram(__global const int* x, __global int* bins, int block)
        {
            int own[4 * 256];
            for (int i = 0; i < 4 * 256; i++)
                own[i] = 0;
            __global const int* v = x + get_group_id(0) * block;
            for (int i = 0; i < block; i += 4)
            {
                own[v[i] & 255]++;
                own[256 + (v[i + 1] & 255)]++;
                own[512 + (v[i + 2] & 255)]++;
                own[768 + (v[i + 3] & 255)]++;
            }
            for (int i = 0; i < 256; i++)
                atomic_add(bins + i, own[i] + own[256 + i] + own[512 + i] + own[768 + i]);
        }
        #else
        // Groups of 32 by 8 move tiles of 32 by 32 through local memory.
        __kernel void transpose(__global float* target, __global const float* source, int n)
        {
            __local float tile[32][33];
            int x = get_local_id(0);
            size_t column = get_group_id(0) * 32;
            size_t row = get_group_id(1) * 32;
            for (int y = get_local_id(1); y < 32; y += 8)
                tile[y][x] = source[(row + y) * n + column + x];
            barrier(CLK_LOCAL_MEM_FENCE);
            for (int y = get_local_id(1); y < 32; y += 8)
                target[(column + y) * n + row + x] = tile[x][y];
        }

        // Groups of 256 count into bins of their own in local memory.
        __kernel void histogram(__global const int* x, __global int* bins, int block)
        {
            __local int own[256];
            int lane = get_local_id(0);
            own[lane] = 0;
            barrier(CLK_LOCAL_MEM_FENCE);
            __global const int* v = x + get_group_id(0) * block;
            for (int i = lane; i < block; i += 256)
                atomic_inc(own + (v[i] & 255));
            barrier(CLK_LOCAL_MEM_FENCE);
            atomic_add(bins + lane, own[lane]);
        }
        #endif
        """;

    /// <summary>C = A * B of square matrices: the tiled form for GPUs, and one for processors.</summary>
    public const string MatrixProduct = """
        // Groups of 16 by 16, tiles of A and B in local memory, one element of C per work-item.
        __kernel void sgemm_tiled(__global const float* a, __global const float* b, __global float* c, int n)
        {
            __local float left[16][16];
            __local float right[16][17];
            int x = get_local_id(0);
            int y = get_local_id(1);
            size_t column = get_global_id(0);
            size_t row = get_global_id(1);
            float total = 0;
            for (int k = 0; k < n; k += 16)
            {
                float sum = 0;
                left[y][x] = a[row * n + k + x];
                right[y][x] = b[(size_t)(k + y) * n + column];
                barrier(CLK_LOCAL_MEM_FENCE);
                #pragma unroll
                for (int i = 0; i < 16; i++)
                    sum = fma(left[y][i], right[i][x], sum);
                total += sum;
                barrier(CLK_LOCAL_MEM_FENCE);
            }
            c[row * n + column] = total;
        }

        // The columns of B in panels of 32, so that the product reads them one after the other.
        __kernel void sgemm_pack(__global const float* b, __global float16* panels, int n)
        {
            size_t panel = get_global_id(0);
            for (int k = 0; k < n; k++)
            {
                panels[(panel * n + k) * 2] = vload16(0, b + (size_t)k * n + panel * 32);
                panels[(panel * n + k) * 2 + 1] = vload16(1, b + (size_t)k * n + panel * 32);
            }
        }

        #define ROW(i) { float16 f = a[i * (size_t)n + k]; x##i = fma(f, p, x##i); y##i = fma(f, q, y##i); }
        #define SAVE(i) x##i += first > 0 ? vload16(0, c + i * (size_t)n) : 0; vstore16(x##i, 0, c + i * (size_t)n); \
            y##i += first > 0 ? vload16(1, c + i * (size_t)n) : 0; vstore16(y##i, 1, c + i * (size_t)n)

        // A work-item computes 8 rows by 32 columns in registers, in steps of 256 along k: shorter sums round less.
        __kernel void sgemm_packed(__global const float* a, __global const float16* panels, __global float* c, int n)
        {
            size_t panel = get_global_id(1);
            size_t row = get_global_id(0) * 8;
            panels += panel * n * 2;
            a += row * n;
            c += row * n + panel * 32;
            for (int first = 0; first < n; first += 256)
            {
                float16 x0 = 0, x1 = 0, x2 = 0, x3 = 0, x4 = 0, x5 = 0, x6 = 0, x7 = 0;
                float16 y0 = 0, y1 = 0, y2 = 0, y3 = 0, y4 = 0, y5 = 0, y6 = 0, y7 = 0;
                for (int k = first; k < first + 256; k++)
                {
                    float16 p = panels[2 * k];
                    float16 q = panels[2 * k + 1];
                    ROW(0) ROW(1) ROW(2) ROW(3) ROW(4) ROW(5) ROW(6) ROW(7)
                }
                SAVE(0);
                SAVE(1);
                SAVE(2);
                SAVE(3);
                SAVE(4);
                SAVE(5);
                SAVE(6);
                SAVE(7);
            }
        }
        """;

    /// <summary>As good as nothing.</summary>
    public const string Count = """
        __kernel void count(__global int* launches)
        {
            if (get_global_id(0) == 0)
                launches[0]++;
        }
        """;
}
