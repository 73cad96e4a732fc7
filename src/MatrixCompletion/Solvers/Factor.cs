using System.Numerics;

using ILGPU;
using ILGPU.Runtime;

using IlgpuOptim.Compute;
using IlgpuOptim.MatrixCompletion.Kernels;

namespace IlgpuOptim.MatrixCompletion.Solvers;

/// <summary>A tall matrix on a device, a row per row or column of the data, padded with zeros for the lanes of its kernels.</summary>
internal sealed class Factor<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Tensor _tensor;

    /// <param name="device">Where.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="components">Components in use.</param>
    /// <param name="shape">How rows lie in memory.</param>
    public Factor(ComputeDevice device, int rows, int components, LaneShape shape)
    {
        this.Rows = rows;
        this.Components = components;
        this.Shape = shape;
        this._tensor = Tensor.Allocate(device, ElementTypes.Of<T>(), Math.Max(1, rows), shape.Stride);
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Components in use; those behind are zero.</summary>
    public int Components { get; }

    /// <summary>How rows lie in memory.</summary>
    public LaneShape Shape { get; }

    /// <summary>All elements.</summary>
    public ArrayView<T> Data => this._tensor.As<T>();

    /// <summary>The components in use as a matrix.</summary>
    public MatrixView<T> Matrix => new(this.Data, this.Rows, this.Components, this.Shape.Stride, 1);

    /// <summary>Sets all components from a row-major array.</summary>
    public void Set(ReadOnlySpan<double> values)
    {
        if (values.Length != this.Rows * this.Components)
        {
            throw new ArgumentException($"{values.Length} values for {this.Rows} x {this.Components}", nameof(values));
        }

        T[] padded = new T[Math.Max(1, this.Rows) * (long)this.Shape.Stride];

        for (int i = 0; i < this.Rows; i++)
        {
            for (int c = 0; c < this.Components; c++)
            {
                padded[((long)i * this.Shape.Stride) + c] = T.CreateChecked(values[(i * this.Components) + c]);
            }
        }

        this._tensor.CopyFrom<T>(padded);
    }

    /// <summary>All components as a row-major array.</summary>
    public double[] Get()
    {
        T[] padded = this._tensor.ToArray<T>();
        double[] values = new double[(long)this.Rows * this.Components];

        for (int i = 0; i < this.Rows; i++)
        {
            for (int c = 0; c < this.Components; c++)
            {
                values[((long)i * this.Components) + c] = double.CreateChecked(padded[((long)i * this.Shape.Stride) + c]);
            }
        }

        return values;
    }

    /// <summary>Copies another factor of the same shape.</summary>
    public void CopyFrom(Factor<T> source) => this._tensor.CopyFrom(source._tensor);

    public void Dispose() => this._tensor.Dispose();
}
