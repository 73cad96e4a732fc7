using ILGPU;

namespace IlgpuOptim.Optimizers.Kernels;

/// <summary>
/// The views of several tensors as one argument of a kernel. Device memory cannot hold views on every back end (OpenCL
/// 1.2 has no pointers in buffers), argument blocks can.
/// </summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
/// <typeparam name="T">Element type of the tensors.</typeparam>
internal interface ISlots<TSelf, T>
    where TSelf : struct, ISlots<TSelf, T>
    where T : unmanaged
{
    /// <summary>Number of views.</summary>
    static abstract int Capacity { get; }

    /// <summary>Takes up to <see cref="Capacity"/> views; missing ones stay empty.</summary>
    static abstract TSelf Create(ReadOnlySpan<ArrayView<T>> views);

    /// <summary>The view in a slot; the same slot for all lanes of a group, so that finding it costs a few scalar branches.</summary>
    ArrayView<T> At(int slot);
}

/// <summary>One view: a big tensor on its own.</summary>
internal readonly struct One<T>(ArrayView<T> view) : ISlots<One<T>, T>
    where T : unmanaged
{
    private readonly ArrayView<T> view = view;

    public static int Capacity => 1;

    public static One<T> Create(ReadOnlySpan<ArrayView<T>> views) => new(views.IsEmpty ? default : views[0]);

    public ArrayView<T> At(int slot) => this.view;
}

/// <summary>Four times as many views as <typeparamref name="TInner"/> has.</summary>
internal readonly struct Four<TInner, T>(TInner a, TInner b, TInner c, TInner d) : ISlots<Four<TInner, T>, T>
    where TInner : struct, ISlots<TInner, T>
    where T : unmanaged
{
    private readonly TInner a = a;
    private readonly TInner b = b;
    private readonly TInner c = c;
    private readonly TInner d = d;

    public static int Capacity => 4 * TInner.Capacity;

    public static Four<TInner, T> Create(ReadOnlySpan<ArrayView<T>> views) =>
        new(Part(views, 0), Part(views, 1), Part(views, 2), Part(views, 3));

    public ArrayView<T> At(int slot)
    {
        int size = TInner.Capacity;

        if (slot < 2 * size)
        {
            return slot < size ? this.a.At(slot) : this.b.At(slot - size);
        }

        return slot < 3 * size ? this.c.At(slot - (2 * size)) : this.d.At(slot - (3 * size));
    }

    private static TInner Part(ReadOnlySpan<ArrayView<T>> views, int part)
    {
        int start = Math.Min(part * TInner.Capacity, views.Length);

        return TInner.Create(views.Slice(start, Math.Min(TInner.Capacity, views.Length - start)));
    }
}
