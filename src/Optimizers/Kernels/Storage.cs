using System.Numerics;
using IlgpuOptim.Compute;
using IlgpuOptim.Extensions;
using Half = System.Half;

namespace IlgpuOptim.Optimizers.Kernels;

/// <summary>How numbers of a type in memory become those that kernels calculate with, and back.</summary>
/// <typeparam name="T">Type in memory.</typeparam>
/// <typeparam name="TReal">Type of the arithmetic.</typeparam>
internal interface IStorage<T, TReal>
    where T : unmanaged
    where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
{
    /// <summary>Whether <see cref="Store"/> uses its random bits; if not, none are drawn.</summary>
    static abstract bool IsStochastic { get; }

    /// <summary>The exact value.</summary>
    static abstract TReal Load(T value);

    /// <summary>The rounded value.</summary>
    static abstract T Store(TReal value, uint random);
}

/// <summary>Numbers that need no conversion.</summary>
internal readonly struct Exact<TReal> : IStorage<TReal, TReal>
    where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
{
    public static bool IsStochastic => false;

    public static TReal Load(TReal value) => value;

    public static TReal Store(TReal value, uint random) => value;
}

/// <summary>float16 in memory, rounded to nearest.</summary>
internal readonly struct HalfNearest : IStorage<Half, float>
{
    public static bool IsStochastic => false;

    public static float Load(Half value) => (float)value;

    public static Half Store(float value, uint random) => (Half)value;
}

/// <summary>bfloat16 in memory, rounded to nearest.</summary>
internal readonly struct BFloat16Nearest : IStorage<BFloat16, float>
{
    public static bool IsStochastic => false;

    public static float Load(BFloat16 value) => value;

    public static BFloat16 Store(float value, uint random) => (BFloat16)value;
}

/// <summary>
/// bfloat16 in memory, rounded up with a probability equal to the discarded fraction: small changes are kept on average
/// instead of vanishing.
/// </summary>
internal readonly struct BFloat16Stochastic : IStorage<BFloat16, float>
{
    public static bool IsStochastic => true;

    public static float Load(BFloat16 value) => value;

    public static BFloat16 Store(float value, uint random) => StochasticRounding.ToBFloat16(value, random);
}
