using System.Reflection;
using IlgpuOptim.Engine.Conformance.Harness;
using IlgpuOptim.Testing;
using ILGPU;
using Xunit;

namespace IlgpuOptim.Engine.Conformance.Operators;

/// <summary>An operation on one value.</summary>
internal interface IUnary<TFrom, TTo>
{
    static abstract TTo Apply(TFrom a);
}

/// <summary>An operation on two values.</summary>
internal interface IBinary<TFirst, TSecond, TTo>
{
    static abstract TTo Apply(TFirst a, TSecond b);
}

/// <summary>Base of the operator tests: each nested structure of a holder class is one case.</summary>
public abstract class OperatorTest(TargetFixture fixture) : ConformanceTest(fixture)
{
    /// <summary>Shift counts below, at and above the width, and negative ones.</summary>
    private static readonly int[] Counts = [0, 1, 2, 7, 8, 9, 15, 16, 17, 30, 31, 32, 33, 47, 62, 63, 64, 65, 100, -1, -31, -32, int.MinValue];

    /// <summary>
    /// One part of the operators of a holder. Classes run side by side, the cases of a class one after the other; so the many operators are
    /// dealt to several classes.
    /// </summary>
    public static IEnumerable<string> Names(Type holder, int part = 0, int parts = 1)
    {
        return holder.GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic)
            .Where((_, i) => i % parts == part)
            .Select(type => type.Name);
    }

    internal void CheckOperator(string target, Type holder, string name)
    {
        Type operation = holder.GetNestedType(name, BindingFlags.Public | BindingFlags.NonPublic)!;
        Type contract = operation.GetInterfaces().Single();
        Type[] arguments = contract.GetGenericArguments();
        bool isUnary = contract.GetGenericTypeDefinition() == typeof(IUnary<,>);
        MethodInfo check = typeof(OperatorTest)
            .GetMethod(isUnary ? nameof(CheckUnary) : nameof(CheckBinary), BindingFlags.Instance | BindingFlags.NonPublic)!
            .MakeGenericMethod([operation, .. arguments]);

        try
        {
            check.Invoke(this, [target]);
        }
        catch (TargetInvocationException exception)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(exception.InnerException!);
        }
    }

    private static void UnaryKernel<TOperation, TFrom, TTo>(Index1D index, ArrayView<TFrom> source, ArrayView<TTo> target)
        where TOperation : struct, IUnary<TFrom, TTo>
        where TFrom : unmanaged
        where TTo : unmanaged
    {
        target[index] = TOperation.Apply(source[index]);
    }

    private static void BinaryKernel<TOperation, TFirst, TSecond, TTo>(
        Index1D index,
        ArrayView<TFirst> first,
        ArrayView<TSecond> second,
        ArrayView<TTo> target)
        where TOperation : struct, IBinary<TFirst, TSecond, TTo>
        where TFirst : unmanaged
        where TSecond : unmanaged
        where TTo : unmanaged
    {
        target[index] = TOperation.Apply(first[index], second[index]);
    }

    // bool buffers cannot be allocated: bytes, 0 or 1, stand for them.
    private static void UnaryToBoolKernel<TOperation, TFrom>(Index1D index, ArrayView<TFrom> source, ArrayView<byte> target)
        where TOperation : struct, IUnary<TFrom, bool>
        where TFrom : unmanaged
    {
        target[index] = TOperation.Apply(source[index]) ? (byte)1 : (byte)0;
    }

    private static void UnaryBoolKernel<TOperation>(Index1D index, ArrayView<byte> source, ArrayView<byte> target)
        where TOperation : struct, IUnary<bool, bool>
    {
        target[index] = TOperation.Apply(source[index] != 0) ? (byte)1 : (byte)0;
    }

    private static void BinaryBoolKernel<TOperation>(Index1D index, ArrayView<byte> first, ArrayView<byte> second, ArrayView<byte> target)
        where TOperation : struct, IBinary<bool, bool, bool>
    {
        target[index] = TOperation.Apply(first[index] != 0, second[index] != 0) ? (byte)1 : (byte)0;
    }

    private static void CompareBoolKernel<TOperation>(Index1D index, ArrayView<byte> first, ArrayView<byte> second, ArrayView<int> target)
        where TOperation : struct, IBinary<bool, bool, int>
    {
        target[index] = TOperation.Apply(first[index] != 0, second[index] != 0);
    }

    // char buffers cannot be allocated either.
    private static void UnaryFromCharKernel<TOperation, TTo>(Index1D index, ArrayView<ushort> source, ArrayView<TTo> target)
        where TOperation : struct, IUnary<char, TTo>
        where TTo : unmanaged
    {
        target[index] = TOperation.Apply((char)source[index]);
    }

    private static void UnaryToCharKernel<TOperation, TFrom>(Index1D index, ArrayView<TFrom> source, ArrayView<ushort> target)
        where TOperation : struct, IUnary<TFrom, char>
        where TFrom : unmanaged
    {
        target[index] = TOperation.Apply(source[index]);
    }

    private static void CompareCharKernel<TOperation>(Index1D index, ArrayView<ushort> first, ArrayView<ushort> second, ArrayView<int> target)
        where TOperation : struct, IBinary<char, char, int>
    {
        target[index] = TOperation.Apply((char)first[index], (char)second[index]);
    }

    private static MethodInfo Kernel(string name, params Type[] arguments)
    {
        return Method(typeof(OperatorTest), name, arguments);
    }

    private static byte[] Bools(IEnumerable<bool> values)
    {
        return [.. values.Select(value => value ? (byte)1 : (byte)0)];
    }

    private void CheckUnary<TOperation, TFrom, TTo>(string target)
        where TOperation : struct, IUnary<TFrom, TTo>
        where TFrom : unmanaged
        where TTo : unmanaged
    {
        TFrom[] source = EdgeValues.Of<TFrom>();

        if (typeof(TFrom) == typeof(bool))
        {
            Check(target, Kernel(nameof(UnaryBoolKernel), typeof(TOperation)), source.Length, Bools((bool[])(object)source), new byte[source.Length]);
        }
        else if (typeof(TFrom) == typeof(char))
        {
            ushort[] chars = [.. ((char[])(object)source).Select(value => (ushort)value)];
            Check(target, Kernel(nameof(UnaryFromCharKernel), typeof(TOperation), typeof(TTo)), chars.Length, chars, new TTo[chars.Length]);
        }
        else if (typeof(TTo) == typeof(char))
        {
            Check(target, Kernel(nameof(UnaryToCharKernel), typeof(TOperation), typeof(TFrom)), source.Length, source, new ushort[source.Length]);
        }
        else if (typeof(TTo) == typeof(bool))
        {
            Check(target, Kernel(nameof(UnaryToBoolKernel), typeof(TOperation), typeof(TFrom)), source.Length, source, new byte[source.Length]);
        }
        else
        {
            Check(
                target,
                Kernel(nameof(UnaryKernel), typeof(TOperation), typeof(TFrom), typeof(TTo)),
                source.Length,
                source,
                new TTo[source.Length]);
        }
    }

    private void CheckBinary<TOperation, TFirst, TSecond, TTo>(string target)
        where TOperation : struct, IBinary<TFirst, TSecond, TTo>
        where TFirst : unmanaged
        where TSecond : unmanaged
        where TTo : unmanaged
    {
        TFirst[] edges = EdgeValues.Of<TFirst>();
        bool isShift = typeof(TOperation).Name.Contains("Shift", StringComparison.Ordinal)
            || typeof(TOperation).Name.Contains("Rotate", StringComparison.Ordinal);
        (TFirst[] first, TSecond[] second) = EdgeValues.Pairs(edges, isShift ? (TSecond[])(object)Counts : EdgeValues.Of<TSecond>());
        int length = first.Length;

        if (typeof(TFirst) == typeof(bool))
        {
            byte[] left = Bools((bool[])(object)first);
            byte[] right = Bools((bool[])(object)second);

            if (typeof(TTo) == typeof(bool))
            {
                Check(target, Kernel(nameof(BinaryBoolKernel), typeof(TOperation)), length, left, right, new byte[length]);
            }
            else
            {
                Check(target, Kernel(nameof(CompareBoolKernel), typeof(TOperation)), length, left, right, new int[length]);
            }
        }
        else if (typeof(TFirst) == typeof(char))
        {
            ushort[] left = [.. ((char[])(object)first).Select(value => (ushort)value)];
            ushort[] right = [.. ((char[])(object)second).Select(value => (ushort)value)];
            Check(target, Kernel(nameof(CompareCharKernel), typeof(TOperation)), length, left, right, new int[length]);
        }
        else
        {
            Check(
                target,
                Kernel(nameof(BinaryKernel), typeof(TOperation), typeof(TFirst), typeof(TSecond), typeof(TTo)),
                length,
                first,
                second,
                new TTo[length]);
        }
    }
}

public sealed class CompareTests1(TargetFixture fixture) : OperatorTest(fixture)
{
    public static IEnumerable<string> Cases => Names(typeof(CompareOperators), 0, 4);

    [Theory]
    [EachTarget(nameof(Cases))]
    public void Operator(string target, string name)
    {
        CheckOperator(target, typeof(CompareOperators), name);
    }
}

public sealed class CompareTests2(TargetFixture fixture) : OperatorTest(fixture)
{
    public static IEnumerable<string> Cases => Names(typeof(CompareOperators), 1, 4);

    [Theory]
    [EachTarget(nameof(Cases))]
    public void Operator(string target, string name)
    {
        CheckOperator(target, typeof(CompareOperators), name);
    }
}

public sealed class CompareTests3(TargetFixture fixture) : OperatorTest(fixture)
{
    public static IEnumerable<string> Cases => Names(typeof(CompareOperators), 2, 4);

    [Theory]
    [EachTarget(nameof(Cases))]
    public void Operator(string target, string name)
    {
        CheckOperator(target, typeof(CompareOperators), name);
    }
}

public sealed class CompareTests4(TargetFixture fixture) : OperatorTest(fixture)
{
    public static IEnumerable<string> Cases => Names(typeof(CompareOperators), 3, 4);

    [Theory]
    [EachTarget(nameof(Cases))]
    public void Operator(string target, string name)
    {
        CheckOperator(target, typeof(CompareOperators), name);
    }
}

public sealed class ArithmeticTests1(TargetFixture fixture) : OperatorTest(fixture)
{
    public static IEnumerable<string> Cases => Names(typeof(ArithmeticOperators), 0, 4);

    [Theory]
    [EachTarget(nameof(Cases))]
    public void Operator(string target, string name)
    {
        CheckOperator(target, typeof(ArithmeticOperators), name);
    }
}

public sealed class ArithmeticTests2(TargetFixture fixture) : OperatorTest(fixture)
{
    public static IEnumerable<string> Cases => Names(typeof(ArithmeticOperators), 1, 4);

    [Theory]
    [EachTarget(nameof(Cases))]
    public void Operator(string target, string name)
    {
        CheckOperator(target, typeof(ArithmeticOperators), name);
    }
}

public sealed class ArithmeticTests3(TargetFixture fixture) : OperatorTest(fixture)
{
    public static IEnumerable<string> Cases => Names(typeof(ArithmeticOperators), 2, 4);

    [Theory]
    [EachTarget(nameof(Cases))]
    public void Operator(string target, string name)
    {
        CheckOperator(target, typeof(ArithmeticOperators), name);
    }
}

public sealed class ArithmeticTests4(TargetFixture fixture) : OperatorTest(fixture)
{
    public static IEnumerable<string> Cases => Names(typeof(ArithmeticOperators), 3, 4);

    [Theory]
    [EachTarget(nameof(Cases))]
    public void Operator(string target, string name)
    {
        CheckOperator(target, typeof(ArithmeticOperators), name);
    }
}

public sealed class ConversionTests1(TargetFixture fixture) : OperatorTest(fixture)
{
    public static IEnumerable<string> Cases => Names(typeof(ConversionOperators), 0, 2);

    [Theory]
    [EachTarget(nameof(Cases))]
    public void Operator(string target, string name)
    {
        CheckOperator(target, typeof(ConversionOperators), name);
    }
}

public sealed class ConversionTests2(TargetFixture fixture) : OperatorTest(fixture)
{
    public static IEnumerable<string> Cases => Names(typeof(ConversionOperators), 1, 2);

    [Theory]
    [EachTarget(nameof(Cases))]
    public void Operator(string target, string name)
    {
        CheckOperator(target, typeof(ConversionOperators), name);
    }
}

public sealed class OperatorSourceTests
{
    private const string Regenerate = "ILGPUOPTIM_REGENERATE";

    [Fact]
    public void GeneratedFiles_AreFresh()
    {
        string folder = Repository.PathOf("tests", "Conformance", "Operators");

        foreach ((string name, string text) in OperatorSource.Files())
        {
            string path = Path.Combine(folder, name);

            if (Environment.GetEnvironmentVariable(Regenerate) == "1")
            {
                File.WriteAllText(path, text);
            }

            Assert.Equal(text, File.ReadAllText(path).ReplaceLineEndings("\n"));
        }
    }
}
