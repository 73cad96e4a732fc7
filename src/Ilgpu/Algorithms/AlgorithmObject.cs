using System.Runtime.CompilerServices;
using ILGPU.Runtime;

namespace ILGPU.Algorithms;

/// <summary>Base of algorithms that own memory.</summary>
public abstract class AlgorithmObject : AcceleratorObject
{
    /// <summary>Creates the object; it is disposed at the latest with the accelerator.</summary>
    protected AlgorithmObject(Accelerator accelerator)
        : base(accelerator)
    {
    }
}

/// <summary>
/// Temporary memory of algorithms, one piece per stream: operations of a stream follow each other, so the next use of
/// the piece begins when the last one has ended.
/// </summary>
internal static class StreamScratch
{
    private static readonly ConditionalWeakTable<AcceleratorStream, Piece> Pieces = [];

    /// <summary>Memory of at least this many elements; its content is undefined.</summary>
    public static ArrayView<T> Get<T>(AcceleratorStream stream, long length)
        where T : unmanaged
    {
        Piece piece = Pieces.GetValue(stream, static _ => new Piece());

        lock (piece)
        {
            long bytes = length * Interop.SizeOf<T>();

            if (piece.Buffer is null || piece.Buffer.LengthInBytes < bytes)
            {
                piece.Buffer?.Dispose();
                piece.Buffer = stream.Accelerator.Allocate1D<byte>(Math.Max(4096, bytes));
            }

            return piece.Buffer.View.BaseView.Cast<T>().SubView(0L, length);
        }
    }

    private sealed class Piece
    {
        public MemoryBuffer1D<byte, Stride1D.Dense>? Buffer { get; set; }
    }
}

/// <summary>Hands out parts of a temporary view.</summary>
public struct TempViewManager
{
    private readonly ArrayView<int> _view;
    private long _used;

    /// <summary>Begins with an unused view.</summary>
    /// <param name="tempView">Temporary memory.</param>
    /// <param name="paramName">Name of the parameter for messages.</param>
    public TempViewManager(ArrayView<int> tempView, string paramName)
    {
        _view = tempView;
        _used = 0;
        this.ParamName = paramName;
    }

    /// <summary>Number of elements of type int handed out.</summary>
    public readonly long NumInts => _used;

    /// <summary>Name of the parameter for messages.</summary>
    public string ParamName { get; }

    /// <summary>The memory that is left.</summary>
    public readonly ArrayView<int> TempView => _view.SubView(_used);

    /// <summary>Number of elements of type int that a part takes.</summary>
    internal static long IntsFor<T>(long length)
        where T : unmanaged
    {
        // Every part begins at a multiple of 16 bytes.
        long ints = Interop.ComputeRelativeSizeOf<int, T>(length);

        return (ints + 3) & ~3L;
    }

    /// <summary>Hands out one element.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The view is too small.</exception>
    public VariableView<T> Allocate<T>()
        where T : unmanaged => new(this.Allocate<T>(1));

    /// <summary>Hands out elements.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The view is too small.</exception>
    public ArrayView<T> Allocate<T>(long length)
        where T : unmanaged
    {
        long ints = IntsFor<T>(length);

        if (ints > _view.Length - _used)
        {
            throw IlgpuOptim.Engine.Runtime.ArgumentErrors.OutOfRange(
                this.ParamName,
                _view.Length,
                $"The temporary view has {_view.Length} elements, at least {_used + ints} are needed.");
        }

        ArrayView<T> part = _view.SubView(_used, ints).Cast<T>().SubView(0L, length);
        _used += ints;

        return part;
    }
}
