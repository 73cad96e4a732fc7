#pragma warning disable CS0649 // Fields are set by reflection.
namespace ILGPU;

#pragma warning disable CA1822

internal readonly struct Index1D(int x)
{
    public int X { get; } = x;
}

internal readonly struct ArrayView<T>
    where T : unmanaged
{
    private readonly object? _buffer;

    public bool IsHost => _buffer is null;
}
