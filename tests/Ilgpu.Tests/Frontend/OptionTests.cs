#pragma warning disable CA2211, CS0649
using System.Diagnostics;
using System.Reflection;
using IlgpuOptim.Engine.Frontend;
using IlgpuOptim.Engine.IR;
using Xunit;

namespace IlgpuOptim.Engine.Tests.Frontend;

/// <summary>What the options of the front end, and the ways to load a kernel, change.</summary>
public sealed unsafe class OptionTests
{
    private static readonly int[] Table = [10, 20, 30, 40];
    private static readonly (int, float)[,] Pairs = { { (1, 2), (3, 4) }, { (5, 6), (7, 8) } };
    private static int mutable = 3;

    private static int CurrentType
    {
        [Intrinsic(Intrinsic.AcceleratorType)]
        get => 0;
    }

    [Intrinsic(Intrinsic.Print, Imm = 1)]
    private static void WriteLine<T>(string format, T value) => Console.WriteLine(format, value);

    [Fact]
    public void Assertions_VanishByDefault()
    {
        Function function = Build(nameof(Asserting), new FrontendOptions());

        Assert.DoesNotContain(Values(function), v => v.Op == Op.Assert);
    }

    [Fact]
    public void Assertions_CarryPlaceAndText()
    {
        Function function = Build(nameof(Asserting), new FrontendOptions { Assertions = true });
        using IrMachine machine = new(function);
        int* data = stackalloc int[2];
        machine.Run(-1, (long)data);

        Assert.Equal(2, machine.Output.Count);
        Assert.Matches(@"^Assertion failed in OptionTests\.Asserting \(OptionTests\.cs:\d+\): negative$", machine.Output[0]);
        Assert.Matches(@"^Assertion failed in OptionTests\.Asserting \(OptionTests\.cs:\d+\)", machine.Output[1]);
    }

    [Fact]
    public void Output_VanishesByDefault()
    {
        Assert.DoesNotContain(Values(Build(nameof(Printing), new FrontendOptions())), v => v.Op == Op.Print);
        Function function = Build(nameof(Printing), new FrontendOptions { IOOperations = true });
        using IrMachine machine = new(function);
        machine.Run(7);

        Assert.Equal(["value 7\n"], machine.Output);
    }

    [Fact]
    public void AcceleratorType_DecidesAtCompileTime()
    {
        Function function = Build(nameof(PerAccelerator), new FrontendOptions { AcceleratorType = 2 });
        int* data = stackalloc int[1];
        using IrMachine machine = new(function);
        machine.Run((long)data);

        Assert.Equal(222, *data);
        Assert.Single(function.Blocks);
    }

    [Fact]
    public void MutableStatics_AreReadWhenAllowed()
    {
        Function function = Build(nameof(ReadsStatic), new FrontendOptions { StaticFields = StaticFieldPolicy.MutableStaticFields });

        Assert.Equal(3, RunForInt(function));
    }

    [Fact]
    public void StaticStores_AreDroppedWhenAllowed()
    {
        FrontendOptions options = new() { StaticFields = StaticFieldPolicy.IgnoreStaticFieldStores };

        Assert.Equal(1, RunForInt(Build(nameof(WritesStatic), options)));
        Assert.Equal(3, mutable);
    }

    [Fact]
    public void StaticArrays_AreCopiedInWhenAllowed()
    {
        FrontendOptions options = new() { Arrays = ArrayPolicy.InlineMutableStaticArrays };

        Assert.Equal(30 + 40 + 4 + 7 + 4 + 2, RunForInt(Build(nameof(ReadsTables), options)));
    }

    [Fact]
    public void FastMath_MarksFloatOperations()
    {
        Function all = Build(nameof(Floats), new FrontendOptions { Math = FastMath.All });
        Function single = Build(nameof(Floats), new FrontendOptions { Math = FastMath.Float32Only });
        Function none = Build(nameof(Floats), new FrontendOptions());

        Assert.All(Values(all).Where(v => v.Op is Op.Add or Op.Mul && v.Type.IsFloat()), v => Assert.Equal(ValueFlags.Fast, v.Flags));
        Assert.All(Values(single).Where(v => v.Op is Op.Add or Op.Mul), v => Assert.Equal(v.Type == IrType.F32, v.Flags == ValueFlags.Fast));
        Assert.DoesNotContain(Values(none), v => v.Flags != ValueFlags.None);
    }

    [Fact]
    public void Locations_AreKeptOnDemand()
    {
        Function function = Build(nameof(Floats), new FrontendOptions { Locations = true });

        Assert.Contains(Values(function), v => v.Location >= 0 && function.Locations[v.Location].File == "OptionTests.cs");
        Assert.Empty(Build(nameof(Floats), new FrontendOptions()).Locations);
    }

    [Fact]
    public void Lambda_IsAKernel()
    {
        Kernel lambda = static (i, a) => a[i] = i + 5;
        Function function = KernelFrontend.Build(lambda.Method, KernelKind.Explicit, FrontendOptions.Default);
        int* data = stackalloc int[4];
        using IrMachine machine = new(function);
        machine.Run(2, (long)data);

        Assert.Equal(7, data[2]);
        Assert.Equal(["i", "a"], function.Parameters.Select(p => p.Name));
    }

    [Fact]
    public void LocalFunction_IsAKernel()
    {
        static void Kernel(int i, int* a) => a[i] = i * 3;
        Kernel kernel = Kernel;
        Function function = KernelFrontend.Build(kernel.Method, KernelKind.Explicit, FrontendOptions.Default);
        int* data = stackalloc int[4];
        using IrMachine machine = new(function);
        machine.Run(3, (long)data);

        Assert.Equal(9, data[3]);
    }

    [Fact]
    public void GenericKernel_IsClosed()
    {
        MethodInfo method = Method(nameof(Generic)).MakeGenericMethod(typeof(short));
        Function function = KernelFrontend.Build(method, KernelKind.Explicit, FrontendOptions.Default);
        short* data = stackalloc short[2];
        data[0] = -5;
        using IrMachine machine = new(function);
        machine.Run((long)data, (ushort)300);

        Assert.Equal(295, data[1]);
    }

    [Fact]
    public void Arguments_LieInTheBlockNaturallyAligned()
    {
        Function function = Build(nameof(ManyArguments), FrontendOptions.Default);

        Assert.Equal(
            ["a 0 U8", "b 8 F64", "c.A 16 I16", "c.B 24 I64", "d 32 U16", "e 40 Ptr"],
            function.Parameters.Select(p => $"{p.Name} {p.Offset} {p.Mem}"));
        Assert.Equal(48, function.ArgumentBytes);
    }

    [Fact]
    public void Compilation_IsRepeatable()
    {
        MethodInfo method = Method(nameof(ReadsTables));
        FrontendOptions options = new() { Arrays = ArrayPolicy.InlineMutableStaticArrays };
        string first = KernelFrontend.Build(method, KernelKind.Explicit, options).ToString();
        string[] others = new string[16];
        Parallel.For(0, others.Length, i => others[i] = KernelFrontend.Build(method, KernelKind.Explicit, options).ToString());

        Assert.All(others, text => Assert.Equal(first, text));
    }

    private delegate void Kernel(int i, int* a);

    private struct Pair
    {
        public short A;
        public long B;
    }

    private static void Asserting(int i, int* a)
    {
        Trace.Assert(i >= 0, "negative");
        a[0] = i;
        Trace.Assert(i * 2 >= 0);
    }

    private static void Printing(int i) => WriteLine("value {0}", i);

    private static void PerAccelerator(int* a)
    {
        if (CurrentType == 0)
        {
            a[0] = 111;
        }
        else if (CurrentType == 2)
        {
            a[0] = 222;
        }
        else
        {
            Console.WriteLine("never compiled");
        }
    }

    private static void ReadsStatic(int* a) => a[0] = mutable;

    private static void WritesStatic(int* a)
    {
        mutable = 5;
        a[0] = 1;
    }

    private static void ReadsTables(int* a)
    {
        int sum = Table.Length;
        for (int k = 2; k < 4; ++k)
        {
            sum += Table[k];
        }

        a[0] = sum + Pairs[1, 1].Item1 + (int)Pairs[0, 1].Item2 + Pairs.GetLength(1);
    }

    private static void Floats(float* f, double* d)
    {
        f[0] = (f[0] * f[1]) + 2;
        d[0] = (d[0] * d[1]) + 2;
    }

    private static void Generic<T>(T* data, T value)
        where T : unmanaged, System.Numerics.INumber<T> => data[1] = data[0] + value;

    private static void ManyArguments(bool a, double b, Pair c, char d, int* e) => e[0] = a ? (int)b + c.A + (int)c.B + d : 0;

    private static int RunForInt(Function function)
    {
        int* data = stackalloc int[1];
        using IrMachine machine = new(function);
        machine.Run((long)data);

        return *data;
    }

    private static MethodInfo Method(string name) => typeof(OptionTests).GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic)!;

    private static Function Build(string name, FrontendOptions options) => KernelFrontend.Build(Method(name), KernelKind.Explicit, options);

    private static IEnumerable<Value> Values(Function function) => function.Blocks.SelectMany(b => b.Instructions);
}
