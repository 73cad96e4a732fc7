namespace IlgpuOptim.Ptx;

/// <summary>Extents or positions in three dimensions.</summary>
public readonly record struct Dim3(int X, int Y = 1, int Z = 1)
{
    /// <summary>The product; saturates at int.MaxValue.</summary>
    public int Count => (int)Int128.Min((Int128)this.X * this.Y * this.Z, int.MaxValue);

    /// <inheritdoc/>
    public override string ToString() => $"({this.X}, {this.Y}, {this.Z})";

    internal Dim3 Position(long index) =>
        new((int)(index % this.X), (int)(index / this.X % this.Y), (int)(index / this.X / this.Y));
}
