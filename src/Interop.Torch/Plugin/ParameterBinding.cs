using System.Diagnostics.CodeAnalysis;
using IlgpuOptim.Compute;
using IlgpuOptim.Interop.Torch.Memory;
using TorchSharp;
using TorchSharp.Native;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace IlgpuOptim.Interop.Torch.Plugin;

/// <summary>A torch parameter and its gradient as tensors of the core optimizer.</summary>
internal sealed class ParameterBinding : IDisposable
{
    private readonly string _what;
    private readonly string _whatGradient;
    private readonly ComputeDevice _device;
    private readonly TensorWindow _value;
    private readonly DeviceType _place;
    private readonly int _placeIndex;
    private readonly torch.ScalarType _type;
    private readonly long[] _sizes;
    private readonly long[] _strides;
    private readonly bool _isRowMajor;
    private TensorWindow? _gradient;
    private torch.Tensor? _copy;
    private TensorFlags _flags;
    private long _copiedGradients;

    /// <summary>Looks at a parameter.</summary>
    /// <exception cref="ArgumentException">Its memory cannot be used; the message says why and what to do.</exception>
    /// <exception cref="NotSupportedException">Kernels do not take its type, or do not run where it is.</exception>
    public ParameterBinding(TorchParameter parameter, string name, ComputeDevice device)
    {
        this.Parameter = parameter;
        this.Name = name;
        this._what = $"Parameter '{name}'";
        this._whatGradient = $"The gradient of parameter '{name}'";
        this._device = device;
        TensorInfo info = TensorChecks.Describe(parameter, this._what);
        ElementType type = TensorChecks.Memory(info, this._what);

        if (!type.IsFloat())
        {
            throw new NotSupportedException($"{this._what} has elements of type {info.Type}; optimizers change Float32, Float64, BFloat16 and Float16.");
        }

        this.IsShared = TorchDevices.Shares(info, device.Accelerator);

        if (!this.IsShared && info.DeviceType != DeviceType.CPU)
        {
            throw new NotSupportedException(
                $"{this._what} is on {TorchDevices.Name(info)}, the optimizer on {device}; give it that device, or none.");
        }

        this._place = info.DeviceType;
        this._placeIndex = info.DeviceIndex;
        this._type = info.Type;
        this._sizes = info.Sizes.ToArray();
        this._strides = info.Strides.ToArray();
        this._isRowMajor = (info.Flags & TensorFlags.Contiguous) != 0;
        this._value = TensorWindow.Over(device, type, this.MemoryShape(info), info, isGradient: false);
    }

    public TorchParameter Parameter { get; }

    public string Name { get; }

    /// <summary>Kernels reach the parameter's memory; else it is copied.</summary>
    public bool IsShared { get; }

    /// <summary>There was a gradient when it was last looked at.</summary>
    public bool HasGradient { get; private set; }

    /// <summary>The values, in the order of their memory.</summary>
    public Tensor Value => this._value.Tensor;

    public long Count => this._value.Tensor.Count;

    /// <summary>All that was given to kernels at the last step lay where torch has it.</summary>
    public bool IsInPlace { get; private set; }

    /// <summary>Bytes that were copied so far.</summary>
    public long CopiedBytes => this._value.CopiedBytes + this._copiedGradients + (this._gradient?.CopiedBytes ?? 0);

    /// <summary>The parameter object is gone: disposed, as by module.to(), which puts another one in its place.</summary>
    public bool IsGone => this.Parameter.IsInvalid;

    /// <summary>Looks where parameter and gradient are now.</summary>
    /// <param name="gradient">The gradient; null if there is none.</param>
    /// <param name="changed">Type, shape, order or device of the parameter are not what they were: all has to be made anew.</param>
    /// <returns>Whether <see cref="Value"/> is another object than before.</returns>
    /// <exception cref="ArgumentException">The gradient cannot be used; the message says why and what to do.</exception>
    public bool Refresh(out Tensor? gradient, out bool changed)
    {
        this.HasGradient = TorchMemory.Describe(this.Parameter, out TensorInfo info, out TensorInfo gradientInfo);
        this.DropCopy();
        this._flags = info.Flags;
        gradient = null;
        changed = info.Type != this._type || info.DeviceType != this._place || info.DeviceIndex != this._placeIndex
            || !info.Sizes.SequenceEqual(this._sizes) || !info.Strides.SequenceEqual(this._strides);

        if (changed)
        {
            return false;
        }

        bool isNew = this._value.Show(info);
        this.IsInPlace = this._value.Address == info.Data;

        if (this.HasGradient)
        {
            gradient = this.ShowGradient(gradientInfo);
        }

        return isNew;
    }

    /// <summary>Starts to bring the values to torch, if kernels have a copy and changed it.</summary>
    /// <param name="changed">They did, whether there was a gradient or not.</param>
    public void BeginFetch(bool changed)
    {
        if (changed || this.HasGradient)
        {
            this._value.BeginFetch();
        }
    }

    /// <summary>The values are in torch's memory, and autograd learns that they are others.</summary>
    /// <param name="changed">They are, whether there was a gradient or not.</param>
    public void Finish(bool changed)
    {
        this.DropCopy();

        if (!changed && !this.HasGradient)
        {
            return;
        }

        if (!this.IsShared)
        {
            this._value.EndFetch(TorchMemory.Describe(this.Parameter));
        }

        TorchMemory.CountWrite(this.Parameter, this._flags);
    }

    public void Dispose()
    {
        this.DropCopy();
        this._value.Dispose();
        this._gradient?.Dispose();
    }

    private void DropCopy()
    {
        this._copy?.Dispose();
        this._copy = null;
    }

    private Tensor ShowGradient(TensorInfo info)
    {
        ElementType type = TensorChecks.Memory(info, this._whatGradient);

        if (!info.Strides.SequenceEqual(this._strides) && !(this._isRowMajor && (info.Flags & TensorFlags.Contiguous) != 0))
        {
            info = this.Copy();
        }

        if (this._gradient is null || this._gradient.Type != type)
        {
            this._copiedGradients += this._gradient?.CopiedBytes ?? 0;
            this._gradient?.Dispose();
            this._gradient = TensorWindow.Over(this._device, type, this._value.Shape, info, isGradient: true);
        }
        else
        {
            this._gradient.Show(info);
        }

        this.IsInPlace &= this._gradient.Address == info.Data && this._copy is null;

        return this._gradient.Tensor;
    }

    /// <summary>A gradient whose elements lie in another order than the parameter's is copied into the parameter's order.</summary>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "Kept until the step is over.")]
    private TensorInfo Copy()
    {
        using torch.Tensor original = this.Parameter.grad!;
        this._copy = torch.empty_strided(this._sizes, this._strides, dtype: original.dtype, device: original.device).DetachFromDisposeScope();
        this._copy.copy_(original);
        TensorInfo info = TorchMemory.Describe(this._copy);
        this._copiedGradients += info.NumberOfElements * info.ElementSize;

        return info;
    }

    /// <summary>Extents from the longest stride to the shortest.</summary>
    private long[] MemoryShape(in TensorInfo info)
    {
        if (this._isRowMajor)
        {
            return this._sizes;
        }

        if ((info.Flags & TensorFlags.Dense) == 0)
        {
            throw new ArgumentException(
                $"{this._what} of shape {TensorChecks.Shape(this._sizes)} has strides {TensorChecks.Shape(this._strides)}: its elements overlap, or there are others "
                + "between them. Make the parameter of a contiguous() tensor.");
        }

        int[] order = [.. Enumerable.Range(0, this._sizes.Length).OrderByDescending(d => this._strides[d]).ThenByDescending(d => this._sizes[d])];

        return [.. order.Select(d => this._sizes[d])];
    }
}
