using ILGPU.Util;

namespace ILGPU.Runtime;

/// <summary>Kinds of accelerators.</summary>
public enum AcceleratorType
{
    /// <summary>The processor of the host.</summary>
    CPU = 0,

    /// <summary>A GPU with CUDA.</summary>
    Cuda = 1,

    /// <summary>A device with OpenCL.</summary>
    OpenCL = 2,
}

/// <summary>Something that belongs to an accelerator.</summary>
public interface IAcceleratorObject : IDisposable
{
    /// <summary>The accelerator.</summary>
    Accelerator Accelerator { get; }

    /// <summary>Kind of the accelerator.</summary>
    AcceleratorType AcceleratorType { get; }
}

/// <summary>Base of everything that belongs to an accelerator and is disposed with it.</summary>
public abstract class AcceleratorObject : DisposeBase, IAcceleratorObject
{
    /// <summary>Creates the object; it is disposed at the latest with the accelerator.</summary>
    protected AcceleratorObject(Accelerator accelerator)
    {
        ArgumentNullException.ThrowIfNull(accelerator);
        this.Accelerator = accelerator;
        this.ChildSlot = -1;
        accelerator.AddChild(this);
    }

    /// <summary>For objects that no accelerator has to know.</summary>
    private protected AcceleratorObject(Accelerator accelerator, bool tracked)
    {
        this.Accelerator = accelerator;
        this.ChildSlot = -1;

        if (tracked)
        {
            accelerator.AddChild(this);
        }
    }

    /// <inheritdoc/>
    public Accelerator Accelerator { get; }

    /// <inheritdoc/>
    public AcceleratorType AcceleratorType => this.Accelerator.AcceleratorType;

    /// <summary>Place in the accelerator's list; -1 when not in it. Owned by the accelerator.</summary>
    internal int ChildSlot { get; set; }

    /// <inheritdoc/>
    protected sealed override void Dispose(bool disposing)
    {
        // The finalizer also runs for an object whose constructor has thrown.
        if (this.Accelerator is null)
        {
            return;
        }

        try
        {
            this.DisposeAcceleratorObject(disposing);
        }
        finally
        {
            this.Accelerator.RemoveChild(this);
            base.Dispose(disposing);
        }
    }

    /// <summary>Frees the resources; called once.</summary>
    /// <param name="disposing">False when called by the garbage collector.</param>
    protected abstract void DisposeAcceleratorObject(bool disposing);
}

/// <summary>A failure that an accelerator reports.</summary>
public abstract class AcceleratorException : Exception
{
    /// <summary>An exception with a general message.</summary>
    protected AcceleratorException()
    {
    }

    /// <summary>An exception with a message.</summary>
    protected AcceleratorException(string? message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and a cause.</summary>
    protected AcceleratorException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Kind of the accelerator.</summary>
    public abstract AcceleratorType AcceleratorType { get; }
}
