#pragma warning disable CS0649, CS0414, CS0169, CA1822, CA2211, CS8500, CS8509
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using IlgpuOptim.Engine.Frontend;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Tests.Frontend;

/// <summary>The code that compiling the kernel must fail with, and a word its message must hold.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RejectedAttribute(string code, string word = "") : Attribute
{
    public string Code { get; } = code;

    public string Word { get; } = word;

    public KernelKind Kind { get; init; }
}

/// <summary>One kernel for each mistake.</summary>
internal static unsafe class RejectedKernels
{
    private static int mutable = 3;
    private static readonly object SomeObject = new();
    private static readonly int[] Table = [1, 2, 3];
    private static readonly Func<int, int> Doubler = static x => x * 2;

    private interface IShape
    {
        int Area();
    }

    private abstract class Base
    {
        public abstract int Get();
    }

    internal sealed class Node
    {
        public int Value;
    }

    [StructLayout(LayoutKind.Explicit)]
    private struct Union
    {
        [FieldOffset(0)]
        public int Int;

        [FieldOffset(0)]
        public float Float;
    }

    internal struct WithObject
    {
        public Node? Node;
    }

    private struct Wrapped<T>;

    private struct Huge
    {
        public fixed int Data[10000];
    }

    private struct Holder
    {
        public int* Pointer;
        public fixed int Data[4];
    }

    [Intrinsic(Intrinsic.SharedAllocate)]
    private static ref T Shared<T>()
        where T : unmanaged => throw new NotSupportedException();

    [Intrinsic(Intrinsic.OffsetOf)]
    private static int OffsetOf<T>(string name) => name.Length;

    [Intrinsic(Intrinsic.Print)]
    private static void WriteLine<T>(string format, T value) => Console.WriteLine(format, value);

    [Intrinsic(Intrinsic.HostOnly)]
    private static int OnlyHost() => 1;

    [DllImport("nothing")]
    private static extern int Native(int x);

    [Rejected("KRN0001", "Native")]
    public static void NativeCall(int i, int* a) => a[i] = Native(i);

    [Rejected("KRN0002", "returns 'int'")]
    public static int ReturnsSomething(int i, int* a) => a[i];

    [Rejected("KRN0003", "Index1D", Kind = KernelKind.Implicit1D)]
    public static void NoIndex(long i, int* a) => a[i] = 1;

    [Rejected("KRN0004", "text")]
    public static void TextParameter(int* a, string text) => a[0] = text.Length;

    [Rejected("KRN0004", "it is an array")]
    public static void ArrayParameter(int* a, int[] data) => a[0] = data[0];

    [Rejected("KRN0004", "it is a reference")]
    public static void RefParameter(int* a, ref int data) => a[0] = data;

    [Rejected("KRN0004", "Node")]
    public static void ObjectInParameter(int* a, WithObject data) => a[0] = data.Node is null ? 1 : 0;

    [Rejected("KRN0005", "Node")]
    public static void ObjectLocal(int* a)
    {
        Node? node = null;
        for (int k = 0; k < a[1]; ++k)
        {
            if (k == 3)
            {
                node = null;
            }
        }

        a[0] = node!.Value;
    }

    [Rejected("KRN0006", "decimal")]
    public static void Decimals(int* a) => a[0] = (int)(a[1] * 1.5m);

    [Rejected("KRN0006", "Int128")]
    public static void WideIntegers(int* a) => a[0] = (int)((Int128)a[1] * a[2]);

    [Rejected("KRN0007", "Union")]
    public static void Overlaps(int* a)
    {
        Union u = default;
        u.Float = 1.5f;
        a[0] = u.Int;
    }

    [Rejected("KRN0008", "{2}")]
    public static void BadFormat(int* a) => WriteLine("{2}", a[0]);

    [Rejected("KRN0008", "}")]
    public static void UnbalancedFormat(int* a) => WriteLine("a } b", a[0]);

    [Rejected("KRN0008", "argument 0")]
    public static void StructPrinted(int* a) => WriteLine("{0}", (a[0], a[1]));

    [Rejected("KRN0009", "RejectedKernels.Even calls RejectedKernels.Odd calls RejectedKernels.Even")]
    public static void Recursive(int* a) => a[0] = Even(a[1]) ? 1 : 0;

    private static bool Even(int x) => x == 0 || Odd(x - 1);

    private static bool Odd(int x) => x != 0 && Even(x - 1);

    [Rejected("KRN0009", "ever new")]
    public static void EndlessGenerics(int* a) => a[0] = Deeper<int>(a[1]);

    private static int Deeper<T>(int x) => x == 0 ? 0 : Deeper<Wrapped<T>>(x - 1);

    [Rejected("KRN0010", "Area")]
    public static void VirtualCall(int* a) => a[0] = ((IShape?)null)!.Area();

    [Rejected("KRN0011", "Node")]
    public static void NewObject(int* a) => a[0] = new Node().Value;

    [Rejected("KRN0012", "Checks called from kernel RejectedKernels.Throws")]
    public static void Throws(int* a) => a[0] = Checks(a[1]);

    private static int Checks(int x) => x < 0 ? throw new ArgumentOutOfRangeException(nameof(x)) : x;

    [Rejected("KRN0012")]
    public static void SwitchWithoutDefault(int* a) => a[0] = a[1] switch { 1 => 2, 2 => 3 };

    [Rejected("KRN0013")]
    public static void TryCatch(int* a)
    {
        try
        {
            a[0] = 1;
        }
        catch (InvalidOperationException)
        {
            a[0] = 2;
        }
    }

    [Rejected("KRN0013")]
    public static void Finally(int* a)
    {
        try
        {
            a[0] = 1;
        }
        finally
        {
            a[1] = 2;
        }
    }

    [Rejected("KRN0013")]
    public static void Locked(int* a)
    {
        lock (SomeObject)
        {
            a[0] = 1;
        }
    }

    [Rejected("KRN0014")]
    public static void Lambda(int* a)
    {
        Func<int, int> f = x => x + 1;
        a[0] = f(a[1]);
    }

    [Rejected("KRN0014")]
    public static void CapturingLambda(int* a)
    {
        int y = a[1];
        Func<int, int> f = x => x + y;
        a[0] = f(2);
    }

    [Rejected("KRN0014")]
    public static void DelegateField(int* a) => a[0] = Doubler(a[1]);

    [Rejected("KRN0014")]
    public static void FunctionPointer(int* a)
    {
        delegate*<int, int> f = &Plain;
        a[0] = f(3);
    }

    private static int Plain(int x) => x;

    [Rejected("KRN0015", "mutable")]
    public static void MutableStatic(int* a) => a[0] = mutable;

    [Rejected("KRN0015", "mutable")]
    public static void MutableStaticByReference(int* a) => a[0] = ByReference(ref mutable);

    private static int ByReference(ref int x) => x;

    [Rejected("KRN0016", "mutable")]
    public static void StaticStore(int* a) => mutable = a[0];

    [Rejected("KRN0017", "SomeObject")]
    public static void StaticObject(int* a) => a[0] = SomeObject.GetHashCode();

    [Rejected("KRN0017", "Table")]
    public static void StaticArray(int* a) => a[0] = Table[1];

    [Rejected("KRN0018")]
    public static void VariableLength(int* a) => a[0] = new int[a[1]].Length;

    [Rejected("KRN0018")]
    public static void VariableStackalloc(int* a)
    {
        int* p = stackalloc int[a[1]];
        a[0] = p[0];
    }

    [Rejected("KRN0019", "int[]")]
    public static void Jagged(int* a)
    {
        int[][] data = new int[2][];
        a[0] = data.Length;
    }

    [Rejected("KRN0019", "string")]
    public static void ArrayOfStrings(int* a) => a[0] = new string[3].Length;

    [Rejected("KRN0020")]
    public static void ArrayLivesOn(int* a)
    {
        int[] previous = new int[4];
        for (int k = 0; k < 3; ++k)
        {
            int[] current = new int[4];
            current[k] = previous[0] + 1;
            previous = current;
        }

        a[0] = previous[2];
    }

    [Rejected("KRN0021")]
    public static void CheckedAdd(int* a) => a[0] = checked(a[1] + a[2]);

    [Rejected("KRN0021")]
    public static void CheckedConversion(int* a) => a[0] = checked((byte)a[1]);

    [Rejected("KRN0022", "arglist")]
    public static void VariableArguments(int* a, __arglist) => a[0] = new ArgIterator(__arglist).GetRemainingCount();

    [Rejected("KRN0023", "local")]
    public static void MixedPointers(int* a)
    {
        int local = 3;
        int* p = a[1] > 0 ? a : &local;
        *p = 4;
        a[0] = local;
    }

    [Rejected("KRN0024", "local")]
    public static void PointerInMemory(int* a)
    {
        int local = 5;
        Holder holder = default;
        holder.Data[a[1]] = 1;
        holder.Pointer = &local;
        a[0] = *holder.Pointer + holder.Data[a[2]];
    }

    [Rejected("KRN0025")]
    public static void Strings(int* a)
    {
        string text = a[1] > 0 ? "yes" : "no";
        a[0] = text == "yes" ? 1 : 0;
    }

    [Rejected("KRN0026", "ValueTuple")]
    public static void Boxed(int* a) => a[0] = Identity((a[1], 2)) is int ? 1 : Unknown((a[1], 2));

    private static object Identity<T>(T value)
        where T : struct => value;

    private static int Unknown<T>(T value)
        where T : struct => (int)(object)value;

    [Rejected("KRN0027", "OnlyHost")]
    public static void CallsHost(int* a) => a[0] = OnlyHost();

    [Rejected("KRN0028", "fieldName")]
    public static void VariableName(int* a)
    {
        a[0] = OffsetOf<Holder>(null!);
    }

    [Rejected("KRN0029", "Shared", Kind = KernelKind.Implicit1D)]
    public static void SharedWithoutGroups(ILGPU.Index1D i, int* a) => a[0] = Shared<int>();

    [Rejected("KRN0030", "Console.WriteLine")]
    public static void ConsoleOutput(int* a) => Console.WriteLine(a[0]);

    [Rejected("KRN0030", "Thread.Sleep")]
    public static void Sleeps(int* a) => Thread.Sleep(a[0]);

    [Rejected("KRN0032", "bytes")]
    public static void BadBitCast(int* a) => a[0] = (int)Unsafe.BitCast<int, long>(a[1]);

    [Rejected("KRN0033", "10000")]
    public static void TooManyScalars(int* a)
    {
        Huge huge = default;
        a[0] = huge.Data[a[1]];
    }

    [Rejected("KRN0034")]
    public static void TypeObjects(int* a)
    {
        Type type = a[1] > 0 ? typeof(int) : typeof(float);
        a[0] = type == typeof(int) ? 1 : 0;
    }

    [Rejected("KRN0035", "'a'")]
    public static void WritesReadOnlyMemory([IlgpuOptim.Extensions.ReadOnlyMemory] int* a, int* b) => a[0] = b[0];
}
