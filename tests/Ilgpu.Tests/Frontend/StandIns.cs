namespace ILGPU;

internal readonly struct Index1D(int x)
{
    public int X { get; } = x;
}
