using System.Numerics;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    // Reading and writing elements from C#.
    public partial class Tensor
    {
        /// <summary>Its memory (CPU, contiguous, up to 2 GiB), without a copy; set: copies into it.</summary>
        /// <exception cref="InvalidOperationException">Its memory cannot be shown as bytes.</exception>
        public unsafe Span<byte> bytes
        {
            get
            {
                TensorInfo info = this.HostMemory();
                return new Span<byte>((void*)info.Data, checked((int)(info.NumberOfElements * info.ElementSize)));
            }

            set
            {
                Span<byte> own = this.bytes;
                if (own.Length != value.Length)
                {
                    throw new ArgumentException($"{value.Length} bytes for a tensor of {own.Length}");
                }

                value.CopyTo(own);
                TensorMemory.BumpVersion(this);
            }
        }

        /// <summary>Its elements as numbers of C#, without a copy if it is on the CPU.</summary>
        /// <exception cref="ArgumentException">They are of another type.</exception>
        public Utils.TensorAccessor<T> data<T>()
            where T : unmanaged
        {
            CheckType<T>(this.dtype);
            return new Utils.TensorAccessor<T>(this.is_cpu() ? this : this.cpu());
        }

        /// <summary>The one element, as a number of C#.</summary>
        /// <exception cref="ArgumentException">It is of another type, or there are more elements than one.</exception>
        public T item<T>()
            where T : unmanaged
        {
            CheckType<T>(this.dtype);
            return this.Only<T>();
        }

        /// <summary>The one element.</summary>
        public Scalar ToScalar() => Operators.item.CallScalar(this);

        /// <summary>Writes to all elements.</summary>
        public Tensor fill_(Scalar value) => Operators.fill__Scalar.CallInPlace(this, value);

        /// <summary>Reads element <paramref name="i"/> of a contiguous tensor on the CPU, as it is in memory.</summary>
        public unsafe T ReadCpuValue<T>(long i)
            where T : unmanaged
        {
            TensorInfo info = this.HostMemory();
            ArgumentOutOfRangeException.ThrowIfNegative(i);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(i, info.NumberOfElements);
            T value = ((T*)info.Data)[i];
            GC.KeepAlive(this);
            return value;
        }

        /// <inheritdoc cref="ReadCpuValue{T}(long)"/>
        public double ReadCpuDouble(long i) => this.ReadCpuValue<double>(i);

        /// <inheritdoc cref="ReadCpuValue{T}(long)"/>
        public float ReadCpuSingle(long i) => this.ReadCpuValue<float>(i);

        /// <inheritdoc cref="ReadCpuValue{T}(long)"/>
        public int ReadCpuInt32(long i) => this.ReadCpuValue<int>(i);

        /// <inheritdoc cref="ReadCpuValue{T}(long)"/>
        public long ReadCpuInt64(long i) => this.ReadCpuValue<long>(i);

        /// <inheritdoc cref="ReadCpuValue{T}(long)"/>
        public byte ReadCpuByte(long i) => this.ReadCpuValue<byte>(i);

        /// <inheritdoc cref="ReadCpuValue{T}(long)"/>
        public sbyte ReadCpuSByte(long i) => this.ReadCpuValue<sbyte>(i);

        /// <inheritdoc cref="ReadCpuValue{T}(long)"/>
        public short ReadCpuInt16(long i) => this.ReadCpuValue<short>(i);

        /// <inheritdoc cref="ReadCpuValue{T}(long)"/>
        public bool ReadCpuBool(long i) => this.ReadCpuValue<bool>(i);

        /// <inheritdoc cref="ReadCpuValue{T}(long)"/>
        public float ReadCpuFloat16(long i) => (float)this.ReadCpuValue<Half>(i);

        /// <inheritdoc cref="ReadCpuValue{T}(long)"/>
        public float ReadCpuBFloat16(long i) => this.ReadCpuValue<BFloat16>(i).ToSingle();

        /// <summary>Writes its bytes, row-major.</summary>
        public void WriteBytesToStream(Stream stream, int bufferSize = 1024)
        {
            using Tensor source = this.cpu().contiguous().alias();
            TensorInfo info = source.HostMemory();
            foreach ((long start, int length) in Blocks(info))
            {
                stream.Write(Block(info, start, length));
            }

            GC.KeepAlive(source);
        }

        /// <summary>Reads its bytes, row-major.</summary>
        /// <exception cref="EndOfStreamException">There are too few.</exception>
        public void ReadBytesFromStream(Stream stream, int bufferSize = 1024)
        {
            using Tensor target = this.is_cpu() && this.is_contiguous() ? this.alias() : empty(this.shape, this.dtype, CPU);
            TensorInfo info = target.HostMemory();
            foreach ((long start, int length) in Blocks(info))
            {
                stream.ReadExactly(Block(info, start, length));
            }

            if (target.Info.Identity == this.Info.Identity)
            {
                TensorMemory.BumpVersion(this);
            }
            else
            {
                using IDisposable none = no_grad();
                this.copy_(target);
            }
        }

        internal static void CheckType<T>(ScalarType type)
            where T : unmanaged
        {
            if (TypeOf<T>() != type)
            {
                throw new ArgumentException($"a tensor of {type} cannot be read as {typeof(T).Name}");
            }
        }

        internal static ScalarType TypeOf<T>()
            where T : unmanaged => TypeOf(typeof(T));

        internal static ScalarType TypeOf(Type type) =>
            type == typeof(float) ? ScalarType.Float32
            : type == typeof(double) ? ScalarType.Float64
            : type == typeof(long) ? ScalarType.Int64
            : type == typeof(int) ? ScalarType.Int32
            : type == typeof(bool) ? ScalarType.Bool
            : type == typeof(byte) ? ScalarType.Byte
            : type == typeof(sbyte) ? ScalarType.Int8
            : type == typeof(short) ? ScalarType.Int16
            : type == typeof(Half) ? ScalarType.Float16
            : type == typeof(BFloat16) ? ScalarType.BFloat16
            : type == typeof((float, float)) ? ScalarType.ComplexFloat32
            : type == typeof(Complex) ? ScalarType.ComplexFloat64
            : throw new ArgumentException($"no tensor has elements of type {type.Name}");

        // Its memory as host memory in row-major order.
        internal TensorInfo HostMemory()
        {
            TensorInfo info = this.Info;
            return info.DeviceType != DeviceType.CPU || (info.Flags & TensorFlags.Contiguous) == 0 || (info.Flags & TensorFlags.LazyBits) != 0
                ? throw new InvalidOperationException(
                    $"{this} is not contiguous memory of the CPU (device {this.device}, strides [{string.Join(", ", this.stride())}]): " +
                    "use cpu() and contiguous() first")
                : info;
        }

        private static IEnumerable<(long Start, int Length)> Blocks(TensorInfo info)
        {
            const int step = 1 << 20;
            long total = info.NumberOfElements * info.ElementSize;
            for (long start = 0; start < total; start += step)
            {
                yield return (start, (int)Math.Min(step, total - start));
            }
        }

        private static unsafe Span<byte> Block(in TensorInfo info, long start, int length) => new((byte*)info.Data + start, length);

        // The one element, if the type is known to fit.
        private unsafe T Only<T>()
            where T : unmanaged
        {
            TensorInfo info = this.Info;
            if (info.NumberOfElements != 1)
            {
                throw new ArgumentException($"a tensor of {info.NumberOfElements} elements is no single number");
            }

            if (info.DeviceType == DeviceType.CPU && info.Data != IntPtr.Zero && (info.Flags & TensorFlags.LazyBits) == 0)
            {
                T value = *(T*)info.Data;
                GC.KeepAlive(this);
                return value;
            }

            using Tensor host = this.resolve_conj().resolve_neg().cpu().alias();
            return *(T*)host.Info.Data;
        }
    }
}
