using IlgpuOptim.Extensions;

namespace IlgpuOptim.Extensions
{
    /// <content>Factors of matrix products.</content>
    public readonly partial struct BFloat16 : IMatrixElement<BFloat16>
    {
        static float IMatrixElement<BFloat16>.ToFactor(BFloat16 value) => value;

        static uint IMatrixElement<BFloat16>.ToBits(BFloat16 value) => value._bits;
    }

    /// <summary>
    /// A float of which matrix units see 11 significant bits and the whole range: the format of tensor cores for binary32. Memory holds
    /// all bits; fragments round to the nearest value, ties away from zero.
    /// </summary>
    public readonly struct TensorFloat32 : IMatrixElement<TensorFloat32>
    {
        private const uint CutOff = 0x1FFF;

        private readonly float _value;

        private TensorFloat32(float value)
        {
            _value = value;
        }

        /// <summary>The value with all of its bits.</summary>
        public static implicit operator float(TensorFloat32 value) => value._value;

        /// <summary>The value with all of its bits; only factors of matrix products are rounded.</summary>
        public static explicit operator TensorFloat32(float value) => new(value);

        /// <summary>What a matrix product sees of a float.</summary>
        public static float Round(float value) => BitConverter.UInt32BitsToSingle(RoundBits(value));

        static float IMatrixElement<TensorFloat32>.ToFactor(TensorFloat32 value) => Round(value._value);

        static uint IMatrixElement<TensorFloat32>.ToBits(TensorFloat32 value) => RoundBits(value._value);

        private static uint RoundBits(float value) =>
            float.IsNaN(value) ? 0x7FC00000 : (BitConverter.SingleToUInt32Bits(value) + 0x1000) & ~CutOff;
    }
}

namespace ILGPU
{
    /// <content>Factors of matrix products.</content>
    public readonly partial struct Half : IMatrixElement<Half>
    {
        static float IMatrixElement<Half>.ToFactor(Half value) => value;

        static uint IMatrixElement<Half>.ToBits(Half value) => value._bits;
    }
}
