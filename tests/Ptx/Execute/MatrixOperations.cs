using System.Numerics;
using IlgpuOptim.Ptx.Syntax;

namespace IlgpuOptim.Ptx.Execute;

/// <summary>mma.sync and ldmatrix: fragments spread over the 32 lanes of a warp, by the tables of the ISA.</summary>
internal static unsafe class MatrixOperations
{
    /// <summary>D = A * B + C with 16 rows, 8 columns and Mode elements in depth.</summary>
    public static void Multiply(Warp warp, Instruction op, uint mask)
    {
        int depth = op.Mode;
        double[,] a = new double[16, depth];
        double[,] b = new double[depth, 8];
        bool halves = op.Type is PtxType.F16 or PtxType.BF16;

        for (int lane = 0; lane < 32; lane++)
        {
            int group = lane >> 2;
            int thread = lane & 3;

            for (int i = 0; i < op.VA.Length * (halves ? 2 : 1); i++)
            {
                // Elements go: first eight rows, last eight rows, then the same of the next columns.
                int register = halves ? i / 2 : i;
                int row = group + (8 * (register & 1));
                int column = halves ? (2 * thread) + (i & 1) + (8 * (register >> 1)) : thread + (4 * (register >> 1));
                a[row, column] = Element(warp.Regs[op.VA[register] + lane], halves ? i & 1 : 0, op);
            }

            for (int i = 0; i < op.VB.Length * (halves ? 2 : 1); i++)
            {
                int register = halves ? i / 2 : i;
                int row = halves ? (2 * thread) + (i & 1) + (8 * register) : thread + (4 * register);
                b[row, group] = Element(warp.Regs[op.VB[register] + lane], halves ? i & 1 : 0, op);
            }
        }

        for (int lane = 0; lane < 32; lane++)
        {
            for (int i = 0; i < 4; i++)
            {
                int row = (lane >> 2) + (8 * (i >> 1));
                int column = (2 * (lane & 3)) + (i & 1);
                double sum = Accumulator(warp, op, lane, i);

                for (int k = 0; k < depth; k++)
                {
                    sum += a[row, k] * b[k, column];
                }

                Write(warp, op, lane, i, sum);
            }
        }
    }

    /// <summary>ldmatrix: Mode matrices of 8x8 halves; lanes 8i to 8i+7 hold the addresses of the rows of matrix i.</summary>
    public static void Load(Warp warp, Instruction op, uint mask)
    {
        ushort* rows = stackalloc ushort[64];

        for (int matrix = 0; matrix < op.V.Length; matrix++)
        {
            for (int row = 0; row < 8; row++)
            {
                ushort* place = (ushort*)warp.Locate(op, (8 * matrix) + row, write: false);

                for (int column = 0; column < 8; column++)
                {
                    rows[(8 * row) + column] = place[column];
                }
            }

            for (int lane = 0; lane < 32; lane++)
            {
                int row = lane >> 2;
                int column = 2 * (lane & 3);
                uint low = op.IsPacked ? rows[(8 * column) + row] : rows[(8 * row) + column];
                uint high = op.IsPacked ? rows[(8 * (column + 1)) + row] : rows[(8 * row) + column + 1];
                warp.Regs[op.V[matrix] + lane] = low | (high << 16);
            }
        }
    }

    private static double Element(ulong bits, int half, Instruction op) => op.Type switch
    {
        PtxType.F16 => Floats.FromHalf((uint)(bits >> (16 * half)) & 0xFFFF),
        PtxType.BF16 => Floats.FromBrain((uint)(bits >> (16 * half)) & 0xFFFF),
        _ => BitConverter.UInt32BitsToSingle((uint)bits & 0xFFFFE000), // the multiplier does not see the low bits
    };

    private static double Accumulator(Warp warp, Instruction op, int lane, int i) => op.SourceType == PtxType.F32
        ? BitConverter.UInt32BitsToSingle((uint)warp.Regs[op.VC[i] + lane])
        : Floats.FromHalf((uint)(warp.Regs[op.VC[i / 2] + lane] >> (16 * (i & 1))) & 0xFFFF);

    private static void Write(Warp warp, Instruction op, int lane, int i, double sum)
    {
        if (op.SourceType == PtxType.F32)
        {
            *(float*)(warp.Regs + op.V[i] + lane) = double.IsNaN(sum) ? Floats.NaN : (float)sum;

            return;
        }

        ((ushort*)(warp.Regs + op.V[i / 2] + lane))[i & 1] = (ushort)Floats.Round(sum, FloatFormat.Half);
    }
}
