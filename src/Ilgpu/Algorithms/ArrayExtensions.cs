namespace ILGPU.Algorithms;

/// <summary>Arrays and index types, on the host.</summary>
public static class ArrayExtensions
{
    /// <summary>Number of elements.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static Index1D GetExtent<T>(this T[] array) => new(array.Length);

    /// <summary>Number of elements per dimension.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static Index2D GetExtent<T>(this T[,] array) => new(array.GetLength(0), array.GetLength(1));

    /// <summary>Number of elements per dimension.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static Index3D GetExtent<T>(this T[,,] array) =>
        new(array.GetLength(0), array.GetLength(1), array.GetLength(2));

    /// <summary>The element at an index.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static T GetValue<T>(this T[] array, Index1D index) => array[index.X];

    /// <summary>The element at an index.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static T GetValue<T>(this T[,] array, Index2D index) => array[index.X, index.Y];

    /// <summary>The element at an index.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static T GetValue<T>(this T[,,] array, Index3D index) => array[index.X, index.Y, index.Z];

    /// <summary>Sets the element at an index.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static void SetValue<T>(this T[] array, T value, Index1D index) => array[index.X] = value;

    /// <summary>Sets the element at an index.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static void SetValue<T>(this T[,] array, T value, Index2D index) => array[index.X, index.Y] = value;

    /// <summary>Sets the element at an index.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static void SetValue<T>(this T[,,] array, T value, Index3D index) => array[index.X, index.Y, index.Z] = value;
}
