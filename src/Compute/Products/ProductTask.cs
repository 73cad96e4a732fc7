namespace IlgpuOptim.Compute.Products;

/// <summary>Number types of a matrix product: how elements become accumulators and back.</summary>
/// <typeparam name="T">Elements.</typeparam>
/// <typeparam name="TSum">Accumulators.</typeparam>
internal interface IProductNumbers<T, TSum>
    where T : unmanaged
    where TSum : unmanaged
{
    /// <summary>0.</summary>
    static abstract TSum Zero { get; }

    /// <summary>1.</summary>
    static abstract TSum One { get; }

    /// <summary>The value is 0.</summary>
    static abstract bool IsZero(TSum value);

    /// <summary>x + y.</summary>
    static abstract TSum Add(TSum x, TSum y);

    /// <summary>x * y.</summary>
    static abstract TSum Multiply(TSum x, TSum y);

    /// <summary>The exact value of an element.</summary>
    static abstract TSum Widen(T value);

    /// <summary>The nearest element.</summary>
    static abstract T Narrow(TSum value);

    /// <summary>x * y + z, rounded once.</summary>
    static abstract TSum MultiplyAdd(TSum x, TSum y, TSum z);
}

/// <summary>Floats summed in float.</summary>
internal readonly struct SingleNumbers : IProductNumbers<float, float>
{
    public static float Zero => 0;

    public static float One => 1;

    public static bool IsZero(float value) => value == 0;

    public static float Add(float x, float y) => x + y;

    public static float Multiply(float x, float y) => x * y;

    public static float Widen(float value) => value;

    public static float Narrow(float value) => value;

    public static float MultiplyAdd(float x, float y, float z) => MathF.FusedMultiplyAdd(x, y, z);
}

/// <summary>Floats summed in double.</summary>
internal readonly struct WideSumNumbers : IProductNumbers<float, double>
{
    public static double Zero => 0;

    public static double One => 1;

    public static bool IsZero(double value) => value == 0;

    public static double Add(double x, double y) => x + y;

    public static double Multiply(double x, double y) => x * y;

    public static double Widen(float value) => value;

    public static float Narrow(double value) => (float)value;

    public static double MultiplyAdd(double x, double y, double z) => Math.FusedMultiplyAdd(x, y, z);
}

/// <summary>Doubles.</summary>
internal readonly struct DoubleNumbers : IProductNumbers<double, double>
{
    public static double Zero => 0;

    public static double One => 1;

    public static bool IsZero(double value) => value == 0;

    public static double Add(double x, double y) => x + y;

    public static double Multiply(double x, double y) => x * y;

    public static double Widen(double value) => value;

    public static double Narrow(double value) => value;

    public static double MultiplyAdd(double x, double y, double z) => Math.FusedMultiplyAdd(x, y, z);
}

/// <summary>C = alpha * A * B + beta * C for a batch of matrices of equal shapes.</summary>
/// <typeparam name="T">Elements.</typeparam>
/// <typeparam name="TSum">Accumulators.</typeparam>
/// <param name="c">First result, m x n.</param>
/// <param name="a">First left factor, m x k.</param>
/// <param name="b">First right factor, k x n.</param>
/// <param name="alpha">Factor of the product.</param>
/// <param name="beta">Factor of what stood in C; with 0 it is not read.</param>
/// <param name="cStep">Elements from a result to the next one of the batch.</param>
/// <param name="aStep">Elements from a left factor to the next one.</param>
/// <param name="bStep">Elements from a right factor to the next one.</param>
internal readonly struct ProductTask<T, TSum>(
    MatrixView<T> c, MatrixView<T> a, MatrixView<T> b, TSum alpha, TSum beta, long cStep, long aStep, long bStep)
    where T : unmanaged
    where TSum : unmanaged
{
    public readonly MatrixView<T> C = c;
    public readonly MatrixView<T> A = a;
    public readonly MatrixView<T> B = b;
    public readonly TSum Alpha = alpha;
    public readonly TSum Beta = beta;
    public readonly long CStep = cStep;
    public readonly long AStep = aStep;
    public readonly long BStep = bStep;

    public int M => this.C.Rows;

    public int N => this.C.Columns;

    public int K => this.A.Columns;

    /// <summary>The same product, transposed: C^T = B^T A^T.</summary>
    public ProductTask<T, TSum> Transposed => new(
        this.C.Transposed, this.B.Transposed, this.A.Transposed, this.Alpha, this.Beta, this.CStep, this.BStep, this.AStep);
}

/// <summary>What a compiled form of the kernel for lanes takes as constants.</summary>
/// <param name="rows">Rows of the block of C in registers.</param>
/// <param name="columns">Vectors across the block of C in registers.</param>
/// <param name="unitB">1 if neighbouring columns of B are neighbours in memory.</param>
/// <param name="triangle">1 if C is symmetric: only what lies on and below its diagonal is computed; blocks may reach beyond.</param>
internal readonly struct BlockShape(int rows, int columns, int unitB, int triangle) : IEquatable<BlockShape>
{
    public readonly int Rows = rows;
    public readonly int Columns = columns;
    public readonly int UnitB = unitB;
    public readonly int Triangle = triangle;

    public bool Equals(BlockShape other) =>
        this.Rows == other.Rows && this.Columns == other.Columns && this.UnitB == other.UnitB && this.Triangle == other.Triangle;

    public override bool Equals(object? obj) => obj is BlockShape other && this.Equals(other);

    public override int GetHashCode() => HashCode.Combine(this.Rows, this.Columns, this.UnitB, this.Triangle);
}
