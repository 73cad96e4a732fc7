namespace ILGPU;

/// <summary>A view of one element.</summary>
/// <typeparam name="T">Element type.</typeparam>
public readonly struct VariableView<T>
    where T : unmanaged
{
    /// <summary>The view of the first element of <paramref name="baseView"/>.</summary>
    public VariableView(ArrayView<T> baseView)
    {
        this.BaseView = baseView;
    }

    /// <summary>Size of the element in bytes.</summary>
    public static int VariableSize => Interop.SizeOf<T>();

    /// <summary>The view that holds the element.</summary>
    public ArrayView<T> BaseView { get; }

    /// <summary>There is an element.</summary>
    public bool IsValid => this.BaseView.IsValid;

    /// <summary>The element.</summary>
    public ref T Value => ref this.BaseView[0];

    /// <summary>Copies the element to another variable.</summary>
    public void CopyTo(VariableView<T> targetView) => targetView.Value = this.Value;

    /// <summary>Copies the element of another variable to this one.</summary>
    public void CopyFrom(VariableView<T> sourceView) => this.Value = sourceView.Value;

    /// <summary>The part of the element that begins <paramref name="offsetInBytes"/> behind its start.</summary>
    /// <typeparam name="TOther">Type of the part.</typeparam>
    public VariableView<TOther> SubView<TOther>(int offsetInBytes)
        where TOther : unmanaged =>
        new(this.BaseView.Cast<byte>().SubView(offsetInBytes, Interop.SizeOf<TOther>()).Cast<TOther>());

    /// <summary>The view as text.</summary>
    public override string ToString() => this.BaseView.ToString();
}
