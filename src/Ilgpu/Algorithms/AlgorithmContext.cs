namespace ILGPU.Algorithms;

/// <summary>Kept for source compatibility.</summary>
public static class AlgorithmContext
{
    /// <summary>Does nothing: the algorithms are always available.</summary>
    public static Context.Builder EnableAlgorithms(this Context.Builder builder) => builder;
}
