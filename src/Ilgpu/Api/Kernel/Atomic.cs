using System.Runtime.CompilerServices;
using ILGPU.AtomicOperations;
using IlgpuOptim.Engine.Frontend;

namespace ILGPU
{
    /// <summary>Indivisible operations on memory, on the host and inside kernels. All return the former value.</summary>
    public static partial class Atomic
    {
        /// <summary>Adds to a variable.</summary>
        /// <returns>The former value.</returns>
        public static Index1D Add(ref Index1D target, Index1D value) =>
            Add(ref Unsafe.As<Index1D, int>(ref target), value.X);

        /// <summary>Replaces a variable.</summary>
        /// <returns>The former value.</returns>
        public static Index1D Exchange(ref Index1D target, Index1D value) =>
            Exchange(ref Unsafe.As<Index1D, int>(ref target), value.X);

        /// <summary>Replaces a variable when it has the expected value.</summary>
        /// <returns>The former value.</returns>
        public static Index1D CompareExchange(ref Index1D target, Index1D compare, Index1D value) =>
            CompareExchange(ref Unsafe.As<Index1D, int>(ref target), compare.X, value.X);

        /// <summary>Applies any operation to a variable in an indivisible way.</summary>
        /// <typeparam name="T">Type of the variable.</typeparam>
        /// <typeparam name="TOperation">The operation.</typeparam>
        /// <typeparam name="TCompareExchangeOperation">Compare-exchange for the type.</typeparam>
        /// <returns>The former value.</returns>
        public static T MakeAtomic<T, TOperation, TCompareExchangeOperation>(
            ref T target,
            T value,
            TOperation operation,
            TCompareExchangeOperation compareExchangeOperation)
            where T : unmanaged
            where TOperation : struct, IAtomicOperation<T>
            where TCompareExchangeOperation : struct, ICompareExchangeOperation<T>
        {
            T current = target;
            T expected;

            do
            {
                expected = current;
                T next = operation.Operation(current, value);
                current = compareExchangeOperation.CompareExchange(ref target, expected, next);
            }
            while (!compareExchangeOperation.IsSame(expected, current));

            return expected;
        }
    }
}

namespace ILGPU.AtomicOperations
{
    /// <summary>An operation for <see cref="Atomic.MakeAtomic"/>.</summary>
    /// <typeparam name="T">Type of the variable.</typeparam>
    public interface IAtomicOperation<T>
        where T : unmanaged
    {
        /// <summary>The new value.</summary>
        T Operation(T current, T value);
    }

    /// <summary>Compare-exchange for <see cref="Atomic.MakeAtomic"/>.</summary>
    /// <typeparam name="T">Type of the variable.</typeparam>
    public interface ICompareExchangeOperation<T>
        where T : unmanaged
    {
        /// <summary>Replaces a variable when it has the expected value, and returns the former one.</summary>
        T CompareExchange(ref T target, T compare, T value);

        /// <summary>The values count as equal.</summary>
        bool IsSame(T left, T right);
    }
}
