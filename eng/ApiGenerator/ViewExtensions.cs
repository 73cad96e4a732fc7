using System.Text;

namespace IlgpuOptim.ApiGenerator;

/// <summary>Copies between the host and strided views, per stride type.</summary>
internal static class ViewExtensions
{
    private static readonly (int Rank, string Stride)[] Strided =
    [
        (1, "Dense"), (1, "General"),
        (2, "DenseX"), (2, "DenseY"), (2, "General"),
        (3, "DenseXY"), (3, "DenseZY"), (3, "General"),
    ];

    public static string Generate()
    {
        StringBuilder text = new("""
            using System.Runtime.CompilerServices;
            using IlgpuOptim.Engine.Runtime;

            namespace ILGPU.Runtime;

            /// <content>Copies from and to arrays. The first index of an array is X; extents have to match.</content>
            public static partial class ArrayViewExtensions
            {
            """);

        foreach ((int rank, string stride) in Strided)
        {
            string view = $"ArrayView{rank}D<T, Stride{rank}D.{stride}>";
            string buffer = $"MemoryBuffer<{view}>";
            string array = $"T[{new string(',', rank - 1)}]";

            foreach ((string type, string name, string access) in (IEnumerable<(string, string, string)>)[(view, "view", "view"), (buffer, "buffer", "buffer.View")])
            {
                text.Append(Copy(type, name, access, array));
                text.Append(GetAsArray(type, name, access, array, rank));
            }

            if (rank > 1 && stride != "General")
            {
                text.Append(Allocate(rank, stride, array));
            }
        }

        foreach (string stride in (string[])["Infinite", "Dense"])
        {
            text.Append(OneDimensional($"ArrayView1D<T, Stride1D.{stride}>"));
        }

        text.Append(PageLocked("ArrayView1D<T, Stride1D.Dense>", 1));
        text.Append(PageLocked("ArrayView2D<T, Stride2D.DenseY>", 2));
        text.Append(PageLocked("ArrayView3D<T, Stride3D.DenseZY>", 3));

        foreach (int alignment in (int[])[16, 32, 64, 128, 256, 512])
        {
            text.Append(Aligned(alignment));
        }

        return text.Append("}\n").ToString();
    }

    // An array also fits the span forms (C# 14); the array form is meant.
    private static string Copy(string type, string name, string access, string array) => $$"""


            /// <summary>Copies all elements to an array and waits for it.</summary>
            /// <typeparam name="T">Element type.</typeparam>
            /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
            [OverloadResolutionPriority(1)]
            public static void CopyToCPU<T>(this {{type}} {{name}}, {{array}} data)
                where T : unmanaged => StridedCopies.ToArray(StridedCopies.DefaultStream({{access}}), {{access}}, data);

            /// <summary>Copies all elements to an array in the order of a stream and waits for it.</summary>
            /// <typeparam name="T">Element type.</typeparam>
            /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
            [OverloadResolutionPriority(1)]
            public static void CopyToCPU<T>(this {{type}} {{name}}, AcceleratorStream stream, {{array}} data)
                where T : unmanaged => StridedCopies.ToArray(stream, {{access}}, data);

            /// <summary>Copies all elements from an array and waits for it.</summary>
            /// <typeparam name="T">Element type.</typeparam>
            /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
            [OverloadResolutionPriority(1)]
            public static void CopyFromCPU<T>(this {{type}} {{name}}, {{array}} data)
                where T : unmanaged => StridedCopies.FromArray(StridedCopies.DefaultStream({{access}}), {{access}}, data);

            /// <summary>Copies all elements from an array in the order of a stream and waits for it.</summary>
            /// <typeparam name="T">Element type.</typeparam>
            /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
            [OverloadResolutionPriority(1)]
            public static void CopyFromCPU<T>(this {{type}} {{name}}, AcceleratorStream stream, {{array}} data)
                where T : unmanaged => StridedCopies.FromArray(stream, {{access}}, data);
        """;

    private static string GetAsArray(string type, string name, string access, string array, int rank)
    {
        string create = rank switch
        {
            1 => $"new T[{access}.Length]",
            2 => $"new T[{access}.Extent.X, {access}.Extent.Y]",
            _ => $"new T[{access}.Extent.X, {access}.Extent.Y, {access}.Extent.Z]",
        };

        return $$"""


                /// <summary>All elements as an array{{(rank == 1 ? "" : ", X first")}}.</summary>
                /// <typeparam name="T">Element type.</typeparam>
                public static {{array}} GetAsArray{{rank}}D<T>(this {{type}} {{name}})
                    where T : unmanaged => GetAsArray{{rank}}D({{name}}, StridedCopies.DefaultStream({{access}}));

                /// <summary>All elements as an array{{(rank == 1 ? "" : ", X first")}}, in the order of a stream.</summary>
                /// <typeparam name="T">Element type.</typeparam>
                public static {{array}} GetAsArray{{rank}}D<T>(this {{type}} {{name}}, AcceleratorStream stream)
                    where T : unmanaged
                {
                    {{array}} result = {{create}};
                    StridedCopies.ToArray(stream, {{access}}, result);

                    return result;
                }
            """;
    }

    private static string Allocate(int rank, string stride, string array)
    {
        string extent = rank == 2
            ? "new LongIndex2D(data.GetLongLength(0), data.GetLongLength(1))"
            : "new LongIndex3D(data.GetLongLength(0), data.GetLongLength(1), data.GetLongLength(2))";

        return $$"""


                /// <summary>Allocates a buffer with the content of an array.</summary>
                /// <typeparam name="T">Element type.</typeparam>
                public static MemoryBuffer{{rank}}D<T, Stride{{rank}}D.{{stride}}> Allocate{{rank}}D{{stride}}<T>(this Accelerator accelerator, {{array}} data)
                    where T : unmanaged => Allocate{{rank}}D{{stride}}(accelerator, accelerator.DefaultStream, data);

                /// <summary>Allocates a buffer with the content of an array.</summary>
                /// <typeparam name="T">Element type.</typeparam>
                public static MemoryBuffer{{rank}}D<T, Stride{{rank}}D.{{stride}}> Allocate{{rank}}D{{stride}}<T>(this Accelerator accelerator, AcceleratorStream stream, {{array}} data)
                    where T : unmanaged
                {
                    ArgumentNullException.ThrowIfNull(data);
                    MemoryBuffer{{rank}}D<T, Stride{{rank}}D.{{stride}}> buffer = accelerator.Allocate{{rank}}D{{stride}}<T>({{extent}});

                    try
                    {
                        StridedCopies.FromArray(stream, buffer.View, data);
                    }
                    catch
                    {
                        buffer.Dispose();

                        throw;
                    }

                    return buffer;
                }
            """;
    }

    private static string OneDimensional(string type) => $$"""


            /// <summary>Sets all bytes to zero.</summary>
            /// <typeparam name="T">Element type.</typeparam>
            public static void MemSetToZero<T>(this {{type}} view)
                where T : unmanaged => MemSetToZero(view.BaseView);

            /// <summary>Sets all bytes to zero in the order of a stream.</summary>
            /// <typeparam name="T">Element type.</typeparam>
            public static void MemSetToZero<T>(this {{type}} view, AcceleratorStream stream)
                where T : unmanaged => MemSetToZero(view.BaseView, stream);

            /// <summary>Sets all bytes to a value.</summary>
            /// <typeparam name="T">Element type.</typeparam>
            public static void MemSet<T>(this {{type}} view, byte value)
                where T : unmanaged => MemSet(view.BaseView, value);

            /// <summary>Sets all bytes to a value in the order of a stream.</summary>
            /// <typeparam name="T">Element type.</typeparam>
            public static void MemSet<T>(this {{type}} view, AcceleratorStream stream, byte value)
                where T : unmanaged => MemSet(view.BaseView, stream, value);

            /// <summary>Copies to a view of the same length.</summary>
            /// <typeparam name="T">Element type.</typeparam>
            /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
            public static void CopyTo<T>(this {{type}} source, {{type}} target)
                where T : unmanaged => CopyTo(source.BaseView, target.BaseView);

            /// <summary>Copies to a view of the same length in the order of a stream.</summary>
            /// <typeparam name="T">Element type.</typeparam>
            /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
            public static void CopyTo<T>(this {{type}} source, AcceleratorStream stream, in {{type}} target)
                where T : unmanaged => CopyTo(source.BaseView, stream, target.BaseView);

            /// <summary>Copies from a view of the same length.</summary>
            /// <typeparam name="T">Element type.</typeparam>
            /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
            public static void CopyFrom<T>(this {{type}} target, in {{type}} source)
                where T : unmanaged => CopyTo(source.BaseView, target.BaseView);

            /// <summary>Copies from a view of the same length in the order of a stream.</summary>
            /// <typeparam name="T">Element type.</typeparam>
            /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
            public static void CopyFrom<T>(this {{type}} target, AcceleratorStream stream, in {{type}} source)
                where T : unmanaged => CopyTo(source.BaseView, stream, target.BaseView);

            /// <summary>Copies all elements to host memory of this length and waits for it.</summary>
            /// <typeparam name="T">Element type.</typeparam>
            /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
            public static void CopyToCPU<T>(this {{type}} source, ref T cpuData, long length)
                where T : unmanaged => CopyToCPU<T, ArrayView<T>>(source.BaseView, ref cpuData, length);

            /// <summary>Copies all elements to host memory of this length in the order of a stream and waits for it.</summary>
            /// <typeparam name="T">Element type.</typeparam>
            /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
            public static void CopyToCPU<T>(this {{type}} source, AcceleratorStream stream, ref T cpuData, long length)
                where T : unmanaged => CopyToCPU<T, ArrayView<T>>(source.BaseView, stream, ref cpuData, length);

            /// <summary>Copies all elements from host memory of this length and waits for it.</summary>
            /// <typeparam name="T">Element type.</typeparam>
            /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
            public static void CopyFromCPU<T>(this {{type}} target, ref T cpuData, long length)
                where T : unmanaged => CopyFromCPU<T, ArrayView<T>>(target.BaseView, ref cpuData, length);

            /// <summary>Copies all elements from host memory of this length in the order of a stream and waits for it.</summary>
            /// <typeparam name="T">Element type.</typeparam>
            /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
            public static void CopyFromCPU<T>(this {{type}} target, AcceleratorStream stream, ref T cpuData, long length)
                where T : unmanaged => CopyFromCPU<T, ArrayView<T>>(target.BaseView, stream, ref cpuData, length);

            /// <summary>Copies all elements to a span in the order of a stream and waits for it.</summary>
            /// <typeparam name="T">Element type.</typeparam>
            /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
            public static void CopyToCPU<T>(this {{type}} source, AcceleratorStream stream, in Span<T> span)
                where T : unmanaged => CopyToCPU<T, ArrayView<T>>(source.BaseView, stream, span);

            /// <summary>Copies all elements to a span and waits for it.</summary>
            /// <typeparam name="T">Element type.</typeparam>
            /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
            public static void CopyToCPU<T>(this {{type}} source, in Span<T> span)
                where T : unmanaged => CopyToCPU<T, ArrayView<T>>(source.BaseView, span);

            /// <summary>Copies all elements from a span in the order of a stream and waits for it.</summary>
            /// <typeparam name="T">Element type.</typeparam>
            /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
            public static void CopyFromCPU<T>(this {{type}} target, AcceleratorStream stream, in ReadOnlySpan<T> span)
                where T : unmanaged => CopyFromCPU<T, ArrayView<T>>(target.BaseView, stream, span);

            /// <summary>Copies all elements from a span and waits for it.</summary>
            /// <typeparam name="T">Element type.</typeparam>
            /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
            public static void CopyFromCPU<T>(this {{type}} target, in ReadOnlySpan<T> span)
                where T : unmanaged => CopyFromCPU<T, ArrayView<T>>(target.BaseView, span);

            /// <summary>Copies to page-locked memory, asynchronously.</summary>
            /// <typeparam name="T">Element type.</typeparam>
            /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
            public static void CopyToPageLockedAsync<T>(this {{type}} source, PageLockScope<T> pageLockScope)
                where T : unmanaged => CopyToPageLockedAsync(source.BaseView, pageLockScope);

            /// <summary>Copies to page-locked memory, asynchronously in the order of a stream.</summary>
            /// <typeparam name="T">Element type.</typeparam>
            /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
            public static void CopyToPageLockedAsync<T>(this {{type}} source, AcceleratorStream stream, PageLockScope<T> pageLockScope)
                where T : unmanaged => CopyToPageLockedAsync(source.BaseView, stream, pageLockScope);

            /// <summary>Copies from page-locked memory, asynchronously.</summary>
            /// <typeparam name="T">Element type.</typeparam>
            /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
            public static void CopyFromPageLockedAsync<T>(this {{type}} target, PageLockScope<T> pageLockScope)
                where T : unmanaged => CopyFromPageLockedAsync(target.BaseView, pageLockScope);

            /// <summary>Copies from page-locked memory, asynchronously in the order of a stream.</summary>
            /// <typeparam name="T">Element type.</typeparam>
            /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
            public static void CopyFromPageLockedAsync<T>(this {{type}} target, AcceleratorStream stream, PageLockScope<T> pageLockScope)
                where T : unmanaged => CopyFromPageLockedAsync(target.BaseView, stream, pageLockScope);
        """;

    private static string PageLocked(string type, int rank)
    {
        string extent = rank == 1 ? "view.Length" : "view.Extent";

        return $$"""


                /// <summary>Copies to a page-locked array of the same extent, asynchronously.</summary>
                /// <typeparam name="T">Element type.</typeparam>
                /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
                public static void CopyToPageLockedAsync<T>(this {{type}} source, PageLockedArray{{rank}}D<T> pageLockedArray)
                    where T : unmanaged => CopyToPageLockedAsync(source, StridedCopies.DefaultStream(source), pageLockedArray);

                /// <summary>Copies to a page-locked array of the same extent, asynchronously in the order of a stream.</summary>
                /// <typeparam name="T">Element type.</typeparam>
                /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
                public static void CopyToPageLockedAsync<T>(this {{type}} source, AcceleratorStream stream, PageLockedArray{{rank}}D<T> pageLockedArray)
                    where T : unmanaged
                {
                    StridedCopies.CheckExtent(source.Extent == pageLockedArray.Extent, source.Extent, pageLockedArray.Extent);
                    StridedCopies.ToPageLocked(stream, source.BaseView, source.Length, pageLockedArray);
                }

                /// <summary>Copies from a page-locked array of the same extent, asynchronously.</summary>
                /// <typeparam name="T">Element type.</typeparam>
                /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
                public static void CopyFromPageLockedAsync<T>(this {{type}} target, PageLockedArray{{rank}}D<T> pageLockedArray)
                    where T : unmanaged => CopyFromPageLockedAsync(target, StridedCopies.DefaultStream(target), pageLockedArray);

                /// <summary>Copies from a page-locked array of the same extent, asynchronously in the order of a stream.</summary>
                /// <typeparam name="T">Element type.</typeparam>
                /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
                public static void CopyFromPageLockedAsync<T>(this {{type}} target, AcceleratorStream stream, PageLockedArray{{rank}}D<T> pageLockedArray)
                    where T : unmanaged
                {
                    StridedCopies.CheckExtent(target.Extent == pageLockedArray.Extent, target.Extent, pageLockedArray.Extent);
                    StridedCopies.FromPageLocked(stream, target.BaseView, target.Length, pageLockedArray);
                }

                /// <summary>All elements as a page-locked array; waits for the copy.</summary>
                /// <typeparam name="T">Element type.</typeparam>
                public static PageLockedArray{{rank}}D<T> GetAsPageLocked{{rank}}D<T>(this {{type}} view)
                    where T : unmanaged => GetAsPageLocked{{rank}}D(view, StridedCopies.DefaultStream(view));

                /// <summary>All elements as a page-locked array, in the order of a stream; waits for the copy.</summary>
                /// <typeparam name="T">Element type.</typeparam>
                public static PageLockedArray{{rank}}D<T> GetAsPageLocked{{rank}}D<T>(this {{type}} view, AcceleratorStream stream)
                    where T : unmanaged
                {
                    ArgumentNullException.ThrowIfNull(stream);
                    PageLockedArray{{rank}}D<T> result = stream.Accelerator.AllocatePageLocked{{rank}}D<T>({{extent}});
                    CopyToPageLockedAsync(view, stream, result);
                    stream.Synchronize();

                    return result;
                }
            """;
    }

    private static string Aligned(int alignment) => $$"""


            /// <summary>Splits a view into the elements in front of the first multiple of {{alignment}} bytes, and the rest.</summary>
            /// <typeparam name="T">Element type.</typeparam>
            public static (ArrayView<T> Prefix, ArrayView<T> Main) AlignTo{{alignment}}<T>(this ArrayView<T> view)
                where T : unmanaged => AlignTo(view, {{alignment}});

            /// <summary>Splits a view into the elements in front of the first multiple of {{alignment}} bytes, and the rest.</summary>
            /// <typeparam name="T">Element type.</typeparam>
            public static (ArrayView<T> Prefix, ArrayView<T> Main) AlignTo{{alignment}}<T>(this ArrayView1D<T, Stride1D.Dense> view)
                where T : unmanaged => AlignTo(view.BaseView, {{alignment}});

            /// <summary>The same view, promised to begin at a multiple of {{alignment}} bytes.</summary>
            /// <typeparam name="T">Element type.</typeparam>
            public static ArrayView<T> AsAligned{{alignment}}<T>(this ArrayView<T> view)
                where T : unmanaged => AsAligned(view, {{alignment}});

            /// <summary>The same view, promised to begin at a multiple of {{alignment}} bytes.</summary>
            /// <typeparam name="T">Element type.</typeparam>
            public static ArrayView1D<T, Stride1D.Dense> AsAligned{{alignment}}<T>(this ArrayView1D<T, Stride1D.Dense> view)
                where T : unmanaged => AsAligned(view.BaseView, {{alignment}});
        """;
}
