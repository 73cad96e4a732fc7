namespace IlgpuOptim.Engine.Backends.Cpu;

/// <summary>Operations of one value that the emitter takes from here where all lanes agree.</summary>
internal static unsafe partial class LanesScalar
{
    internal static float FmaF32(float a, float b, float c) => MathF.FusedMultiplyAdd(a, b, c);

    internal static double FmaF64(double a, double b, double c) => Math.FusedMultiplyAdd(a, b, c);

    internal static float SqrtF32(float a) => MathF.Sqrt(a);

    internal static double SqrtF64(double a) => Math.Sqrt(a);

    internal static float AbsF32(float a) => MathF.Abs(a);

    internal static double AbsF64(double a) => Math.Abs(a);

    /// <summary>The smallest number stays as it is.</summary>
    internal static int Abs32(int a) => a < 0 ? -a : a;

    /// <summary>The smallest number stays as it is.</summary>
    internal static long Abs64(long a) => a < 0 ? -a : a;
}
