using System.Runtime.CompilerServices;
using ILGPU;
using IlgpuOptim.Engine.Frontend;

namespace IlgpuOptim.Extensions;

/// <summary>
/// Shape of the fragments of matrices that a warp multiplies: C (16 x 8) += A (16 x 16) * B (16 x 8), in binary32.
/// </summary>
/// <remarks>
/// A fragment is spread over the lanes of a warp of any size; all lanes of the warp have to take part in every operation, with equal
/// arguments, so groups need a multiple of <see cref="Warp.WarpSize"/> work-items. On NVIDIA GPUs from sm_75 (<see cref="Half"/>) and
/// sm_80 (<see cref="BFloat16"/>, <see cref="TensorFloat32"/>) on, tensor cores multiply (PTX ISA, mma.sync m16n8k16 and m16n8k8); elsewhere
/// the lanes do it by fused multiply-adds. Products are exact, so that results differ in the order and rounding of binary32 sums only.
/// Fragments are meant for local variables and local arrays; they are large where they are copied.
/// </remarks>
public static class MatrixFragment
{
    /// <summary>Rows of A and C.</summary>
    public const int Rows = 16;

    /// <summary>Columns of B and C.</summary>
    public const int Columns = 8;

    /// <summary>Columns of A, rows of B.</summary>
    public const int Depth = 16;

    private const int MaxLanes = Rows * Columns;

    /// <summary>Lanes along the rows of C: as in PTX for 32 lanes, and as many as there are for small warps.</summary>
    internal static int RowLanes => Warp.WarpSize <= 16 ? Warp.WarpSize : Warp.WarpSize < MaxLanes ? 8 : 16;

    /// <summary>Lanes along the columns of C.</summary>
    internal static int ColumnLanes => Warp.WarpSize <= 16 ? 1 : Warp.WarpSize < MaxLanes ? Warp.WarpSize / 8 : 8;

    /// <summary>Rows per lane, in steps of <see cref="RowLanes"/>.</summary>
    internal static int LaneRows => Rows / RowLanes;

    /// <summary>Neighbouring columns per lane.</summary>
    internal static int LaneColumns => Columns / ColumnLanes;

    /// <summary>First row of the lane in C.</summary>
    internal static int FirstRow => (Lane & (MaxLanes - 1)) / ColumnLanes;

    /// <summary>First column of the lane in C.</summary>
    internal static int FirstColumn => Lane % ColumnLanes * LaneColumns;

    /// <summary>Lane in a warp that is complete.</summary>
    internal static int Lane
    {
        [Intrinsic(Intrinsic.MatrixLane)]
        get => Group.Dimension.Size % Warp.WarpSize == 0
            ? Warp.LaneIdx
            : throw new InvalidOperationException(
                $"Matrix fragments need groups of a multiple of {Warp.WarpSize} work-items, the group has {Group.Dimension.Size}.");
    }

    /// <summary>The device multiplies such matrices itself: fragments have the layout of PTX.</summary>
    [Intrinsic(Intrinsic.MatrixUnit)]
    internal static bool HasUnit<T>() => false;
}

/// <summary>A type that fragments of matrices may have: <see cref="Half"/>, <see cref="BFloat16"/> and <see cref="TensorFloat32"/>.</summary>
/// <typeparam name="T">The type itself.</typeparam>
public interface IMatrixElement<T>
    where T : unmanaged, IMatrixElement<T>
{
    /// <summary>What the multiplication sees of the value.</summary>
    internal static abstract float ToFactor(T value);

    /// <summary>The value as the bits of a register, or of half of one.</summary>
    internal static abstract uint ToBits(T value);
}

/// <summary>16 x 16 elements of the left factor.</summary>
/// <typeparam name="T">Type of the elements.</typeparam>
public struct FragmentA<T>
    where T : unmanaged, IMatrixElement<T>
{
    /// <summary>Registers of PTX, or rows by depth as floats.</summary>
    internal MatrixWords256 Words;

    /// <summary>Reads 16 x 16 elements of a matrix stored by rows: element (r, c) is number r * leadingDimension + c.</summary>
    /// <param name="matrix">The matrix, in global or shared memory; indices have to fit into 32 bits.</param>
    /// <param name="row">First row.</param>
    /// <param name="column">First column.</param>
    /// <param name="leadingDimension">
    /// Elements from row to row. 16-bit elements of shared memory are read fastest where rows are known to start at multiples of 16 bytes.
    /// </param>
    public void Load(ArrayView<T> matrix, int row, int column, int leadingDimension) =>
        this.Read(matrix, (row * leadingDimension) + column, leadingDimension, 1, byRows: true);

    /// <summary>Reads 16 x 16 elements of a matrix stored by columns: element (r, c) is number c * leadingDimension + r.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="row">First row.</param>
    /// <param name="column">First column.</param>
    /// <param name="leadingDimension">Elements from column to column.</param>
    public void LoadTransposed(ArrayView<T> matrix, int row, int column, int leadingDimension) =>
        this.Read(matrix, (column * leadingDimension) + row, 1, leadingDimension, byRows: false);

    private void Read(ArrayView<T> matrix, int start, int rowStride, int columnStride, bool byRows)
    {
        int lane = MatrixFragment.Lane;

        if (!MatrixFragment.HasUnit<T>())
        {
            int first = start + (MatrixFragment.FirstRow * rowStride);

            for (int r = 0; r < MatrixFragment.LaneRows; r++)
            {
                for (int k = 0; k < MatrixFragment.Depth; k++)
                {
                    T element = matrix[first + (r * MatrixFragment.RowLanes * rowStride) + (k * columnStride)];
                    this.Words[(r * MatrixFragment.Depth) + k] = BitConverter.SingleToUInt32Bits(T.ToFactor(element));
                }
            }
        }
        else if (Interop.SizeOf<T>() == 4)
        {
            // Two products of depth 8; each has lane / 4 and 8 more as rows, lane % 4 and 4 more as columns.
            int first = start + ((lane >> 2) * rowStride) + ((lane & 3) * columnStride);

            for (int i = 0; i < 8; i++)
            {
                this.Words[i] = T.ToBits(matrix[first + (8 * (i & 1) * rowStride) + (4 * (i >> 1) * columnStride)]);
            }
        }
        else if (!MatrixUnit.IsShared(matrix))
        {
            int first = start + ((lane >> 2) * rowStride) + (2 * (lane & 3) * columnStride);

            for (int i = 0; i < 4; i++)
            {
                int at = first + (8 * (i & 1) * rowStride) + (8 * (i >> 1) * columnStride);
                this.Words[i] = T.ToBits(matrix[at]) | (T.ToBits(matrix[at + columnStride]) << 16);
            }
        }
        else
        {
            // Four matrices of 8 x 8: upper and lower rows of the left columns, then of the right ones.
            MatrixWords4 words = byRows
                ? MatrixUnit.Load4(ref matrix[start + ((lane & 15) * rowStride) + (8 * (lane >> 4))])
                : MatrixUnit.Load4Transposed(ref matrix[start + (((lane & 7) + (8 * (lane >> 4))) * columnStride) + (lane & 8)]);
            this.Words[0] = words.X;
            this.Words[1] = words.Y;
            this.Words[2] = words.Z;
            this.Words[3] = words.W;
        }
    }
}

/// <summary>16 x 8 elements of the right factor.</summary>
/// <typeparam name="T">Type of the elements.</typeparam>
public struct FragmentB<T>
    where T : unmanaged, IMatrixElement<T>
{
    /// <summary>Registers of PTX, or columns by depth as floats.</summary>
    internal MatrixWords128 Words;

    /// <summary>Reads 16 x 8 elements of a matrix stored by rows: element (r, c) is number r * leadingDimension + c.</summary>
    /// <param name="matrix">The matrix, in global or shared memory; indices have to fit into 32 bits.</param>
    /// <param name="row">First row.</param>
    /// <param name="column">First column.</param>
    /// <param name="leadingDimension">Elements from row to row; see <see cref="FragmentA{T}.Load(ArrayView{T}, int, int, int)"/>.</param>
    public void Load(ArrayView<T> matrix, int row, int column, int leadingDimension) =>
        this.Read(matrix, (row * leadingDimension) + column, leadingDimension, 1, byRows: true);

    /// <summary>Reads 16 x 8 elements of a matrix stored by columns: element (r, c) is number c * leadingDimension + r.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="row">First row.</param>
    /// <param name="column">First column.</param>
    /// <param name="leadingDimension">Elements from column to column.</param>
    public void LoadTransposed(ArrayView<T> matrix, int row, int column, int leadingDimension) =>
        this.Read(matrix, (column * leadingDimension) + row, 1, leadingDimension, byRows: false);

    private void Read(ArrayView<T> matrix, int start, int rowStride, int columnStride, bool byRows)
    {
        int lane = MatrixFragment.Lane;

        if (!MatrixFragment.HasUnit<T>())
        {
            int first = start + (MatrixFragment.FirstColumn * columnStride);

            for (int c = 0; c < MatrixFragment.LaneColumns; c++)
            {
                for (int k = 0; k < MatrixFragment.Depth; k++)
                {
                    T element = matrix[first + (c * columnStride) + (k * rowStride)];
                    this.Words[(c * MatrixFragment.Depth) + k] = BitConverter.SingleToUInt32Bits(T.ToFactor(element));
                }
            }
        }
        else if (Interop.SizeOf<T>() == 4)
        {
            int first = start + ((lane & 3) * rowStride) + ((lane >> 2) * columnStride);

            for (int i = 0; i < 4; i++)
            {
                this.Words[i] = T.ToBits(matrix[first + (4 * i * rowStride)]);
            }
        }
        else if (!MatrixUnit.IsShared(matrix))
        {
            int first = start + (2 * (lane & 3) * rowStride) + ((lane >> 2) * columnStride);

            for (int i = 0; i < 2; i++)
            {
                int at = first + (8 * i * rowStride);
                this.Words[i] = T.ToBits(matrix[at]) | (T.ToBits(matrix[at + rowStride]) << 16);
            }
        }
        else
        {
            // The upper 8 x 8 and the lower; lanes from 16 on give no addresses.
            MatrixWords2 words = byRows
                ? MatrixUnit.Load2Transposed(ref matrix[start + ((lane & 15) * rowStride)])
                : MatrixUnit.Load2(ref matrix[start + ((lane & 7) * columnStride) + (lane & 8)]);
            this.Words[0] = words.X;
            this.Words[1] = words.Y;
        }
    }
}

/// <summary>16 x 8 sums in binary32. Each lane has <see cref="Count"/> of them, which it may read and write.</summary>
public struct FragmentC
{
    /// <summary>Rows by columns of the lane.</summary>
    internal MatrixFloats128 Sums;

    /// <summary>Number of elements that a lane has: 4 of 32 lanes.</summary>
    public static int Count => MatrixFragment.LaneRows * MatrixFragment.LaneColumns;

    /// <summary>An element of the lane.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
    public float this[int index]
    {
        readonly get => this.Sums[index];
        set => this.Sums[index] = value;
    }

    /// <summary>Row in the fragment of an element of the lane.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
    public static int RowOf(int index) =>
        MatrixFragment.FirstRow + (index / MatrixFragment.LaneColumns * MatrixFragment.RowLanes);

    /// <summary>Column in the fragment of an element of the lane; those of the same row are neighbours.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
    public static int ColumnOf(int index) => MatrixFragment.FirstColumn + (index % MatrixFragment.LaneColumns);

    /// <summary>Sets all elements.</summary>
    public void Fill(float value)
    {
        for (int i = 0; i < Count; i++)
        {
            this.Sums[i] = value;
        }
    }

    /// <summary>Reads 16 x 8 elements of a matrix stored by rows.</summary>
    /// <param name="matrix">The matrix; indices have to fit into 32 bits.</param>
    /// <param name="row">First row.</param>
    /// <param name="column">First column.</param>
    /// <param name="leadingDimension">Elements from row to row.</param>
    public void Load(ArrayView<float> matrix, int row, int column, int leadingDimension)
    {
        for (int i = 0; i < Count; i++)
        {
            this.Sums[i] = matrix[((row + RowOf(i)) * leadingDimension) + column + ColumnOf(i)];
        }
    }

    /// <summary>Writes the elements to a matrix stored by rows.</summary>
    /// <param name="matrix">The matrix; indices have to fit into 32 bits.</param>
    /// <param name="row">First row.</param>
    /// <param name="column">First column.</param>
    /// <param name="leadingDimension">Elements from row to row.</param>
    public readonly void Store(ArrayView<float> matrix, int row, int column, int leadingDimension)
    {
        for (int i = 0; i < Count; i++)
        {
            matrix[((row + RowOf(i)) * leadingDimension) + column + ColumnOf(i)] = this.Sums[i];
        }
    }

    /// <summary>Adds the product of two fragments.</summary>
    /// <typeparam name="T">Type of the factors' elements.</typeparam>
    /// <param name="a">Left factor.</param>
    /// <param name="b">Right factor.</param>
    public void MultiplyAdd<T>(in FragmentA<T> a, in FragmentB<T> b)
        where T : unmanaged, IMatrixElement<T>
    {
        if (!MatrixFragment.HasUnit<T>())
        {
            // Along k on the outside: the sums do not wait for each other.
            for (int k = 0; k < MatrixFragment.Depth; k++)
            {
                for (int r = 0; r < MatrixFragment.LaneRows; r++)
                {
                    for (int c = 0; c < MatrixFragment.LaneColumns; c++)
                    {
                        int i = (r * MatrixFragment.LaneColumns) + c;
                        float left = BitConverter.UInt32BitsToSingle(a.Words[(r * MatrixFragment.Depth) + k]);
                        float right = BitConverter.UInt32BitsToSingle(b.Words[(c * MatrixFragment.Depth) + k]);
                        this.Sums[i] = MathF.FusedMultiplyAdd(left, right, this.Sums[i]);
                    }
                }
            }

            return;
        }

        MatrixFloats4 sums = Interop.SizeOf<T>() == 4
            ? MatrixUnit.Multiply<T>(
                a.Words[0], a.Words[1], a.Words[2], a.Words[3], a.Words[4], a.Words[5], a.Words[6], a.Words[7],
                b.Words[0], b.Words[1], b.Words[2], b.Words[3],
                this.Sums[0], this.Sums[1], this.Sums[2], this.Sums[3])
            : MatrixUnit.Multiply<T>(
                a.Words[0], a.Words[1], a.Words[2], a.Words[3], b.Words[0], b.Words[1],
                this.Sums[0], this.Sums[1], this.Sums[2], this.Sums[3]);
        this.Sums[0] = sums.X;
        this.Sums[1] = sums.Y;
        this.Sums[2] = sums.Z;
        this.Sums[3] = sums.W;
    }
}
