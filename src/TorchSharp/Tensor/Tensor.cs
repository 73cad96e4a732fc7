using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// An n-dimensional array of numbers on some device. It owns one native handle; several tensors may share memory.
    /// </summary>
    public partial class Tensor : IDisposable
    {
        private static long s_count;
        private static long s_peak;

        private IntPtr _handle;
        private bool _counted; // by the scope that disposes of it

        internal Tensor(IntPtr handle)
        {
            this._handle = handle;
            long count = Interlocked.Increment(ref s_count);
            long peak = Volatile.Read(ref s_peak);
            while (count > peak)
            {
                long seen = Interlocked.CompareExchange(ref s_peak, count, peak);
                peak = seen == peak ? count : seen;
            }

            DisposeScopeManager.Current.Created(this);
        }

        /// <summary>Frees the native tensor if nobody did.</summary>
        ~Tensor() => this.Dispose(false);

        /// <summary>How many tensors are alive in this process.</summary>
        public static long TotalCount => Interlocked.Read(ref s_count);

        /// <summary>The most that were alive at a time.</summary>
        public static long PeakCount => Interlocked.Read(ref s_peak);

        /// <summary>A name, for the user.</summary>
        public string name { get; set; }

        /// <summary>Whether it was disposed of.</summary>
        public bool IsInvalid => this._handle == IntPtr.Zero;

        /// <summary>The native tensor: the address of an at::Tensor that this object owns.</summary>
        /// <exception cref="InvalidOperationException">It was disposed of.</exception>
        public IntPtr Handle
        {
            get
            {
                IntPtr handle = this._handle;
                if (handle == IntPtr.Zero)
                {
                    ThrowDisposed();
                }

                return handle;
            }
        }

        /// <summary>The number of dimensions.</summary>
        public long Dimensions => this.Info.Dimensions;

        /// <inheritdoc cref="Dimensions"/>
        public long ndim => this.Info.Dimensions;

        /// <summary>The number of elements.</summary>
        public long NumberOfElements => this.Info.NumberOfElements;

        /// <summary>Bytes of one element.</summary>
        public long ElementSize => this.Info.ElementSize;

        /// <summary>Whether it is on a CUDA device.</summary>
        public bool is_cuda => this.Info.DeviceType == DeviceType.CUDA;

        /// <summary>Whether it has no memory at all.</summary>
        public bool is_meta => this.Info.DeviceType == DeviceType.META;

        /// <summary>Whether the user made it, not a recorded operator: backward() leaves gradients in such tensors.</summary>
        public bool is_leaf => (this.Info.Flags & TensorFlags.Leaf) != 0;

        /// <summary>Whether it is sparse.</summary>
        public bool is_sparse => (this.Info.Flags & TensorFlags.Sparse) != 0;

        /// <summary>The element type.</summary>
        public ScalarType dtype => this.Info.Type;

        /// <summary>Where it is.</summary>
        public Device device
        {
            get
            {
                TensorInfo info = this.Info;
                return new Device(info.DeviceType, info.DeviceIndex);
            }
        }

        /// <summary>The number of its device; -1 on the CPU.</summary>
        public int device_index => this.Info.DeviceIndex;

        /// <summary>The kind of its device.</summary>
        public DeviceType device_type => this.Info.DeviceType;

        /// <summary>The length of each dimension.</summary>
        public long[] shape
        {
            get
            {
                long[] sizes = this.Info.Sizes.ToArray();
                GC.KeepAlive(this);
                return sizes;
            }
        }

        internal DisposeScope OwningScope { get; set; }

        internal TensorInfo Info => TensorMemory.Describe(this);

        /// <summary>Makes a tensor of a native one (an at::Tensor*), which then belongs to it.</summary>
        public static Tensor UnsafeCreateTensor(IntPtr handle) =>
            handle == IntPtr.Zero ? throw new ArgumentNullException(nameof(handle)) : new Tensor(handle);

        /// <summary>Whether <paramref name="obj"/> is a tensor with the same shape and values.</summary>
        public override bool Equals(object obj) => obj is Tensor other && this.Equals(other);

        /// <summary>Whether shapes and values are the same.</summary>
        public bool Equals(Tensor target) => target is not null && (ReferenceEquals(this, target) || Operators.equal.CallBoolean(this, target));

        /// <summary>Of the object, not of its values.</summary>
        public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);

        /// <summary>Frees the native tensor; its memory goes when the last tensor over it does.</summary>
        public void Dispose()
        {
            this.Dispose(true);
            GC.SuppressFinalize(this);
        }

        /// <summary>Leaves it to the next outer scope, or to the user if there is none.</summary>
        public Tensor MoveToOuterDisposeScope()
        {
            this.OwningScope?.MoveToOuter(this);
            return this;
        }

        /// <summary>Leaves it to the user: no scope disposes of it.</summary>
        public Tensor DetachFromDisposeScope()
        {
            this.OwningScope?.Detach(this);
            return this;
        }

        /// <summary>Leaves it to the scope that owns <paramref name="other"/>.</summary>
        public Tensor MoveToOtherDisposeScope(Tensor other) => this.MoveToOtherDisposeScope(other.OwningScope);

        /// <summary>Leaves it to <paramref name="other"/>.</summary>
        public Tensor MoveToOtherDisposeScope(DisposeScope other)
        {
            if (other is null)
            {
                return this.DetachFromDisposeScope();
            }

            other.Attach((IDisposable)this);
            return this;
        }

        /// <summary>Gives the native tensor away: this object is then as if disposed of.</summary>
        public IntPtr DecoupleFromNativeHandle()
        {
            GC.SuppressFinalize(this);
            IntPtr handle = Interlocked.Exchange(ref this._handle, IntPtr.Zero);
            if (handle == IntPtr.Zero)
            {
                ThrowDisposed();
            }

            Interlocked.Decrement(ref s_count);
            this.OwningScope?.MarkAsDisposed(this);
            return handle;
        }

        /// <inheritdoc cref="Dimensions"/>
        public long dim() => this.Info.Dimensions;

        /// <inheritdoc cref="NumberOfElements"/>
        public long numel() => this.Info.NumberOfElements;

        /// <inheritdoc cref="ElementSize"/>
        public long element_size() => this.Info.ElementSize;

        /// <summary>Whether its elements are whole numbers (truth values are not).</summary>
        public bool is_integral() => torch.is_integral(this.dtype);

        /// <summary>Whether its elements are real numbers.</summary>
        public bool is_floating_point() => torch.is_floating_point(this.dtype);

        /// <summary>Whether its elements are complex numbers.</summary>
        public bool is_complex() => torch.is_complex(this.dtype);

        /// <summary>Whether its elements are quantized.</summary>
        public bool is_quantized() => torch.is_quantized(this.dtype);

        /// <summary>Whether it is on the CPU.</summary>
        public bool is_cpu() => this.Info.DeviceType == DeviceType.CPU;

        /// <summary>Whether it is row-major without gaps.</summary>
        public bool is_contiguous() => (this.Info.Flags & TensorFlags.Contiguous) != 0;

        /// <summary>Elements between the start of its storage and its first element.</summary>
        public long storage_offset() => this.Info.StorageOffset;

        /// <summary>The length of one dimension; negative ones count from the end.</summary>
        public long size(int dim) => this.Of(this.Info.Sizes, dim);

        /// <inheritdoc cref="shape"/>
        public long[] size() => this.shape;

        /// <summary>The step of one dimension, in elements.</summary>
        public long stride(int dim) => this.Of(this.Info.Strides, dim);

        /// <summary>The step of each dimension, in elements.</summary>
        public long[] stride()
        {
            long[] strides = this.Info.Strides.ToArray();
            GC.KeepAlive(this);
            return strides;
        }

        /// <summary>Another tensor object for the same native tensor.</summary>
        public Tensor alias()
        {
            Tensor result = Adopt(NativeMethods.Check(NativeMethods.ito_tensor_alias(this.Handle)));
            GC.KeepAlive(this);
            return result;
        }

        /// <summary>The tensor of a handle that came from native code; null for null (an undefined tensor).</summary>
        internal static Tensor Adopt(IntPtr handle) => handle == IntPtr.Zero ? null : new Tensor(handle);

        internal void MarkCounted() => this._counted = true;

        /// <summary>Frees the native tensor.</summary>
        protected virtual void Dispose(bool disposing)
        {
            IntPtr handle = Interlocked.Exchange(ref this._handle, IntPtr.Zero);
            if (handle == IntPtr.Zero)
            {
                return;
            }

            NativeMethods.ito_tensor_free(handle);
            Interlocked.Decrement(ref s_count);
            if (!disposing)
            {
                return; // On the finalizer's thread, whose statistics and scopes are not ours.
            }

            if (this.OwningScope is DisposeScope scope)
            {
                scope.MarkAsDisposed(this);
            }
            else if (!this._counted)
            {
                DisposeScopeManager.Current.Record(this, static statistics => statistics.DisposedOutsideScopeCount++);
            }
        }

        private static void ThrowDisposed() => throw new InvalidOperationException("Tensor invalid -- empty handle.");

        private long Of(ReadOnlySpan<long> values, int dim)
        {
            int place = dim < 0 ? dim + values.Length : dim;
            if (place < 0 || place >= values.Length)
            {
                throw new IndexOutOfRangeException($"dimension {dim} of a tensor with {values.Length} dimensions");
            }

            long value = values[place];
            GC.KeepAlive(this);
            return value;
        }
    }
}
