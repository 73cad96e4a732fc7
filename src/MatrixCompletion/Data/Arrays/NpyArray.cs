namespace IlgpuOptim.MatrixCompletion.Data.Arrays;

/// <summary>A dense array as NumPy stores it, in C order (the last index runs fastest).</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="Shape">Length of each axis.</param>
/// <param name="Data">The elements.</param>
public sealed record NpyArray<T>(int[] Shape, T[] Data);
