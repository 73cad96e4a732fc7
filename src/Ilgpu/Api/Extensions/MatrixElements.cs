using IlgpuOptim.Extensions;

namespace IlgpuOptim.Extensions
{
    /// <content>Factors of matrix products.</content>
    public readonly partial struct BFloat16 : IMatrixElement<BFloat16>
    {
        static float IMatrixElement<BFloat16>.ToFactor(BFloat16 value) => value;

        static uint IMatrixElement<BFloat16>.ToBits(BFloat16 value) => value._bits;
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
