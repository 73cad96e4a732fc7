namespace ILGPU.Runtime;

/// <content>Everything that lives on an accelerator and is disposed with it.</content>
public abstract partial class Accelerator
{
    // Weak, so that a forgotten buffer can be collected; the slots are reused, so that the list does not grow.
    private readonly List<WeakReference<AcceleratorObject>> _children = [];
    private readonly Stack<int> _freeSlots = new();
    private readonly Lock _childLock = new();

    /// <summary>Number of living objects of the accelerator.</summary>
    public int NumberChildObjects
    {
        get
        {
            lock (_childLock)
            {
                return _children.Count - _freeSlots.Count;
            }
        }
    }

    internal void AddChild(AcceleratorObject child)
    {
        this.VerifyNotDisposed();

        lock (_childLock)
        {
            if (_freeSlots.TryPop(out int slot))
            {
                _children[slot].SetTarget(child);
            }
            else
            {
                slot = _children.Count;
                _children.Add(new WeakReference<AcceleratorObject>(child));
            }

            child.ChildSlot = slot;
        }
    }

    internal void RemoveChild(AcceleratorObject child)
    {
        if (child.ChildSlot < 0)
        {
            return;
        }

        lock (_childLock)
        {
            _children[child.ChildSlot].SetTarget(null!);
            _freeSlots.Push(child.ChildSlot);
            child.ChildSlot = -1;
        }
    }

    /// <summary>Calls a method for every living object of a class.</summary>
    /// <typeparam name="T">The class.</typeparam>
    protected void ForEachChildObject<T>(Action<T> callback)
        where T : AcceleratorObject
    {
        ArgumentNullException.ThrowIfNull(callback);

        foreach (AcceleratorObject child in this.Children())
        {
            if (child is T match)
            {
                callback(match);
            }
        }
    }

    private List<AcceleratorObject> Children()
    {
        List<AcceleratorObject> living = [];

        lock (_childLock)
        {
            foreach (WeakReference<AcceleratorObject> reference in _children)
            {
                if (reference.TryGetTarget(out AcceleratorObject? child))
                {
                    living.Add(child);
                }
            }
        }

        return living;
    }

    private void DisposeChildren()
    {
        // Buffers first: freeing them waits for the streams that may still use them.
        List<AcceleratorObject> children = this.Children();

        foreach (AcceleratorObject child in children)
        {
            if (child is not AcceleratorStream)
            {
                child.Dispose();
            }
        }

        foreach (AcceleratorObject child in children)
        {
            child.Dispose();
        }
    }
}
