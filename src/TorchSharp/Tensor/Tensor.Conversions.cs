using System.Numerics;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The real parts.</summary>
        public Tensor real => torch.real(this);

        /// <summary>The imaginary parts.</summary>
        public Tensor imag => torch.imag(this);

        /// <summary>Transposed (all dimensions turned round).</summary>
        public Tensor T => this.permute([.. Enumerable.Range(0, (int)this.Dimensions).Reverse().Select(dim => (long)dim)]);

        /// <summary>Conjugated and transposed.</summary>
        public Tensor H => this.T.conj();

        /// <summary>The last two dimensions exchanged.</summary>
        public Tensor mT => this.transpose(-2, -1);

        /// <summary>Conjugated, the last two dimensions exchanged.</summary>
        public Tensor mH => this.adjoint();

        /// <summary>On the CPU.</summary>
        public Tensor cpu() => this.to(CPU);

        /// <summary>On a CUDA device.</summary>
        public Tensor cuda(Device device = null, bool non_blocking = false) => this.to(device ?? CUDA, non_blocking: non_blocking);

        /// <summary>On Apple's Metal device.</summary>
        public Tensor mps(bool non_blocking = false) => this.to(MPS, non_blocking: non_blocking);

        /// <summary>With elements of another type; the same memory if they are.</summary>
        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            this.Finish(Operators.to_dtype.Call(this, type, non_blocking, copy), disposeAfter);

        /// <summary>With elements of the other tensor's type.</summary>
        public Tensor type_as(Tensor tensor) => this.to_type(tensor.dtype);

        /// <summary>On another device; the same memory if it is there.</summary>
        public Tensor to(DeviceType deviceType, int deviceIndex = -1, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            this.to(new Device(deviceType, deviceIndex), copy, disposeAfter, non_blocking);

        /// <summary>With another type on another device.</summary>
        public Tensor to(ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            this.Finish(Operators.to_device.Call(this, device, type, non_blocking, copy), disposeAfter);

        /// <summary>With elements of another type; the same memory if they are.</summary>
        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            this.to_type(type, copy, disposeAfter, non_blocking);

        /// <summary>On another device; the same memory if it is there.</summary>
        public Tensor to(string device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            this.to(new Device(device), copy, disposeAfter, non_blocking);

        /// <summary>On another device; the same memory if it is there.</summary>
        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            this.to(this.dtype, device, copy, disposeAfter, non_blocking);

        /// <summary>With the other tensor's type, on its device.</summary>
        public Tensor to(Tensor other, bool non_blocking = false) => this.to(other.dtype, other.device, non_blocking: non_blocking);

        /// <summary>What the function makes of it.</summary>
        public Tensor type(Func<Tensor, Tensor> typeFunc) => typeFunc(this);

        /// <summary>With elements of another type.</summary>
        public Tensor type(ScalarType dtype) => this.to_type(dtype);

        /// <summary>As truth values.</summary>
        public Tensor @bool() => this.to_type(ScalarType.Bool);

        /// <summary>As unsigned numbers of 8 bits.</summary>
        public Tensor @byte() => this.to_type(ScalarType.Byte);

        /// <summary>As whole numbers of 8 bits.</summary>
        public Tensor @char() => this.to_type(ScalarType.Int8);

        /// <summary>As whole numbers of 16 bits.</summary>
        public Tensor @short() => this.to_type(ScalarType.Int16);

        /// <summary>As whole numbers of 32 bits.</summary>
        public Tensor @int() => this.to_type(ScalarType.Int32);

        /// <summary>As whole numbers of 64 bits.</summary>
        public Tensor @long() => this.to_type(ScalarType.Int64);

        /// <summary>As binary16.</summary>
        public Tensor half() => this.to_type(ScalarType.Float16);

        /// <summary>As bfloat16.</summary>
        public Tensor bfloat16() => this.to_type(ScalarType.BFloat16);

        /// <summary>As binary32.</summary>
        public Tensor @float() => this.to_type(ScalarType.Float32);

        /// <summary>As binary64.</summary>
        public Tensor @double() => this.to_type(ScalarType.Float64);

        /// <summary>As complex numbers of binary32.</summary>
        public Tensor cfloat() => this.to_type(ScalarType.ComplexFloat32);

        /// <summary>As complex numbers of binary64.</summary>
        public Tensor cdouble() => this.to_type(ScalarType.ComplexFloat64);

        /// <summary>Copies the source here, converting and repeating it as needed.</summary>
        public Tensor copy_(Tensor source, bool nonBlocking = false) => Operators.copy_.CallInPlace(this, source, nonBlocking);

        /// <summary>Whether its memory is pinned for fast copies to a card.</summary>
        public bool is_pinned() => this.is_cpu() && cuda_is_available() && Operators.is_pinned.CallBoolean(this);

        /// <summary>A copy in memory that is pinned for fast copies to a card.</summary>
        public Tensor pin_memory() => Operators.pin_memory.Call(this);

        /// <summary>A tensor without dimensions.</summary>
        public static implicit operator Tensor(byte value) => tensor(value);

        /// <summary>A tensor without dimensions.</summary>
        public static implicit operator Tensor(sbyte value) => tensor(value);

        /// <summary>A tensor without dimensions.</summary>
        public static implicit operator Tensor(short value) => tensor(value);

        /// <summary>A tensor without dimensions.</summary>
        public static implicit operator Tensor(int value) => tensor(value);

        /// <summary>A tensor without dimensions.</summary>
        public static implicit operator Tensor(long value) => tensor(value);

        /// <summary>A tensor without dimensions.</summary>
        public static implicit operator Tensor(float value) => tensor(value);

        /// <summary>A tensor without dimensions.</summary>
        public static implicit operator Tensor(double value) => tensor(value);

        /// <summary>A tensor without dimensions.</summary>
        public static implicit operator Tensor(bool value) => tensor(value);

        /// <summary>A tensor without dimensions.</summary>
        public static implicit operator Tensor((float, float) value) => tensor(value);

        /// <summary>A tensor without dimensions.</summary>
        public static implicit operator Tensor(Complex value) => tensor(value);

        /// <summary>A copy of the numbers.</summary>
        public static implicit operator Tensor(byte[] value) => tensor(value);

        /// <summary>A copy of the numbers.</summary>
        public static implicit operator Tensor(sbyte[] value) => tensor(value);

        /// <summary>A copy of the numbers.</summary>
        public static implicit operator Tensor(short[] value) => tensor(value);

        /// <summary>A copy of the numbers.</summary>
        public static implicit operator Tensor(int[] value) => tensor(value);

        /// <summary>A copy of the numbers.</summary>
        public static implicit operator Tensor(long[] value) => tensor(value);

        /// <summary>A copy of the numbers.</summary>
        public static implicit operator Tensor(float[] value) => tensor(value);

        /// <summary>A copy of the numbers.</summary>
        public static implicit operator Tensor(double[] value) => tensor(value);

        /// <summary>A copy of the numbers.</summary>
        public static implicit operator Tensor(bool[] value) => tensor(value);

        /// <summary>A copy of the numbers.</summary>
        public static implicit operator Tensor((float, float)[] value) => tensor(value);

        /// <summary>A copy of the numbers.</summary>
        public static implicit operator Tensor(Complex[] value) => tensor(value);

        /// <summary>A tensor without dimensions.</summary>
        public static implicit operator Tensor(Scalar scalar) => scalar.Type switch
        {
            ScalarType.Int64 => tensor(scalar.Integer),
            ScalarType.Bool => tensor(scalar.Truth),
            ScalarType.Float64 => tensor(scalar.Real),
            _ => tensor(scalar.Complex),
        };

        /// <summary>The one element.</summary>
        public static explicit operator float(Tensor value) => value.ToScalar().ToSingle();

        /// <summary>The one element.</summary>
        public static explicit operator double(Tensor value) => value.ToScalar().ToDouble();

        /// <summary>The one element.</summary>
        public static explicit operator sbyte(Tensor value) => value.ToScalar().ToSByte();

        /// <summary>The one element.</summary>
        public static explicit operator byte(Tensor value) => value.ToScalar().ToByte();

        /// <summary>The one element.</summary>
        public static explicit operator short(Tensor value) => value.ToScalar().ToInt16();

        /// <summary>The one element.</summary>
        public static explicit operator int(Tensor value) => value.ToScalar().ToInt32();

        /// <summary>The one element.</summary>
        public static explicit operator long(Tensor value) => value.ToScalar().ToInt64();

        /// <summary>The one element.</summary>
        public static explicit operator bool(Tensor value) => value.ToScalar().ToBoolean();

        /// <summary>The elements as nested lists, or the one number.</summary>
        public object tolist()
        {
            if (this.Dimensions == 0)
            {
                Scalar value = this.ToScalar();
                return value.Type switch
                {
                    ScalarType.Int64 => value.Integer,
                    ScalarType.Bool => value.Truth,
                    ScalarType.Float64 => value.Real,
                    _ => value.Complex,
                };
            }

            List<object> list = [];
            for (long i = 0; i < this.size(0); i++)
            {
                using Tensor part = this.select(0, i);
                list.Add(part.tolist());
            }

            return list;
        }

        private Tensor Finish(Tensor result, bool disposeAfter)
        {
            if (disposeAfter)
            {
                this.Dispose();
            }

            return result;
        }
    }
}
