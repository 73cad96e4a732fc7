#pragma warning disable CS0649 // Fields are set by reflection.
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using IlgpuOptim.Engine.Frontend;
using IlgpuOptim.Engine.IR;
using Xunit;

namespace IlgpuOptim.Engine.Tests.Frontend;

/// <summary>Layouts are the runtime's: sizes by Unsafe.SizeOf, places of fields by writing to them.</summary>
public sealed unsafe class LayoutTests
{
    private enum Wide : ulong
    {
        A,
    }

    private struct Empty;

    private struct Mixed
    {
        public byte A;
        public double B;
        public short C;
        public bool D;
        public char E;
        public Wide F;
        public Half G;
    }

    private struct Outer<T>
        where T : unmanaged
    {
        public byte Head;
        public T Inner;
        public byte Tail;
    }

    [StructLayout(LayoutKind.Sequential, Pack = 2)]
    private struct Packed
    {
        public byte A;
        public long B;
        public Mixed C;
    }

    [StructLayout(LayoutKind.Sequential, Size = 64)]
    private struct Sized
    {
        public int A;
    }

    [StructLayout(LayoutKind.Explicit)]
    private struct Explicit
    {
        [FieldOffset(8)]
        public int A;

        [FieldOffset(0)]
        public short B;

        [FieldOffset(16)]
        public double C;
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Free
    {
        public byte A;
        public long B;
        public byte C;
        public int D;
    }

    private struct Buffered
    {
        public byte A;
        public fixed short Data[5];
        public int B;
    }

    [InlineArray(3)]
    private struct Three
    {
        private (byte, int) _first;
    }

    private struct Pointers
    {
        public int* A;
        public nint B;
        public byte C;
        public nuint D;
    }

    [Fact]
    public void Size_IsTheRuntimes()
    {
        Same<bool>();
        Same<char>();
        Same<Wide>();
        Same<nint>();
        Same<Empty>();
        Same<Mixed>();
        Same<Outer<Mixed>>();
        Same<Outer<byte>>();
        Same<Outer<Outer<double>>>();
        Same<Packed>();
        Same<Sized>();
        Same<Outer<Sized>>();
        Same<Explicit>();
        Same<Free>();
        Same<Outer<Free>>();
        Same<Buffered>();
        Same<Three>();
        Same<Outer<Three>>();
        Same<Pointers>();
        Same<(byte, long, byte)>();
        Same<(byte, (short, double), int)>();
        Same<KeyValuePair<byte, long>>();
        Same<Outer<Guid>>();
        Same<Half>();
        Same<System.Numerics.Vector3>();
        Same<System.Numerics.Matrix4x4>();
        Same<Guid>();
    }

    [Fact]
    public void View_IsAddressAndLength()
    {
        TypeLayout layout = TypeLayout.Of(typeof(ILGPU.ArrayView<double>));

        Assert.Equal(TypeKind.View, layout.Kind);
        Assert.Equal([new Leaf(MemType.Ptr, 0), new Leaf(MemType.I64, 8)], layout.Leaves);
        Assert.Equal(typeof(double), layout.ElementType);
    }

    [Fact]
    public void Parameter_IsFlattenedInOrder()
    {
        ParameterLayout layout = ParameterLayout.Of(typeof(Buffered));

        Assert.Equal(
            ["U8 .A 0 0", "I16 .Data[0] 0 2", "I16 .Data[1] 1 4", "I16 .Data[2] 2 6", "I16 .Data[3] 3 8", "I16 .Data[4] 4 10", "I32 .B 0 12"],
            layout.Leaves.Select(l => $"{l.Mem} {l.Name} {l.Element} {l.Offset}"));
        Assert.Equal("Data FixedElementField", string.Join(' ', layout.Leaves[2].Path.Select(f => f.Name)));
    }

    [Fact]
    public void Parameter_OfStructWithView_NamesTheView()
    {
        ParameterLayout layout = ParameterLayout.Of(typeof((int, ILGPU.ArrayView<byte>)));

        Assert.Equal(
            ["I32 .Item1 Value", "Ptr .Item2.Address ViewAddress", "I64 .Item2.Length ViewLength"],
            layout.Leaves.Select(l => $"{l.Mem} {l.Name} {l.Role}"));
    }

    [Fact]
    public void Parameter_OfEmptyStruct_IsNothing() => Assert.Empty(ParameterLayout.Of(typeof(Empty)).Leaves);

    [Fact]
    public void Parameter_ThatIsAClass_IsRefused() =>
        Assert.Equal("KRN0004", Assert.Throws<ILGPU.KernelCompilationException>(() => ParameterLayout.Of(typeof((int, string)))).Code);

    private static void Same<T>()
        where T : unmanaged
    {
        TypeLayout layout = TypeLayout.Of(typeof(T));
        Assert.Equal(sizeof(T), layout.Size);

        // A box whose field is set must differ from an empty one in the bytes of that field only.
        foreach (FieldLayout field in layout.Fields)
        {
            if (field.Type.Kind != TypeKind.Scalar || layout.BufferLength > 0)
            {
                continue;
            }

            object box = default(T);
            object one = One(field.Field.FieldType);
            field.Field.SetValue(box, one);
            T value = (T)box;
            byte* bytes = (byte*)&value;
            for (int i = 0; i < sizeof(T); ++i)
            {
                bool inside = i >= field.Offset && i < field.Offset + field.Type.Size;
                Assert.True(inside || bytes[i] == 0, $"{typeof(T)}.{field.Field.Name} is not at {field.Offset}");
            }

            Assert.True(new Span<byte>(bytes + field.Offset, field.Type.Size).IndexOfAnyExcept((byte)0) >= 0, $"{typeof(T)}.{field.Field.Name}");
        }
    }

    private static object One(Type type) => type switch
    {
        _ when type.IsEnum => Enum.ToObject(type, 1),
        _ when type == typeof(nint) => (nint)1,
        _ when type == typeof(nuint) => (nuint)1,
        _ => Convert.ChangeType(1, type == typeof(char) ? typeof(int) : type) is int n && type == typeof(char) ? (char)n : Convert.ChangeType(1, type),
    };
}
