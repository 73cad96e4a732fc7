using System.Runtime.InteropServices;
using IlgpuOptim.Engine.Backends.Cpu;
using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Passes;
using Xunit;

namespace IlgpuOptim.Engine.Tests.Cpu;

/// <summary>Functions in text form, executed at every vector width, against the same computation in C#.</summary>
public sealed unsafe class CpuBackendTests
{
    public static TheoryData<int> Widths => [512, 256, 128, 0];

    private const string Scale = """
        kernel "Scale" implicit1d
          param %0 ptr "a"
          param %1 i64 "n"
          param %2 ptr "b"
          param %3 i64 "m"
          param %4 f32 "s"
        b0():
          %5:i32 = kernelindex #0
          %6:i64 = sext %5
          %7:i64 = mul %6, i64 4
          %8:gptr = ptradd %2, %7
          %9:f32 = load.f32 %8
          %10:f32 = mul %9, %4
          %11:gptr = ptradd %0, %7
          store.f32 %11, %10
          return
        """;

    [Theory]
    [MemberData(nameof(Widths))]
    public void Scale_AnyLength_TouchesExactlyTheExtent(int bits)
    {
        foreach (int n in (int[])[1, 3, 16, 17, 31, 32, 1003])
        {
            float[] x = new float[n + 32];
            float[] y = new float[n + 32];
            for (int i = 0; i < x.Length; i++)
            {
                x[i] = i + 0.5f;
                y[i] = -1;
            }

            fixed (float* px = x)
            {
                fixed (float* py = y)
                {
                    Run(Scale, bits, Extent(n), (long)py, n, (long)px, n, BitConverter.SingleToInt32Bits(3f));
                }
            }

            for (int i = 0; i < y.Length; i++)
            {
                Assert.Equal(i < n ? (i + 0.5f) * 3f : -1f, y[i]);
            }
        }
    }

    /// <summary>A loop that every lane leaves at its own time, with a divergent branch inside.</summary>
    private const string Collatz = """
        kernel "Collatz" implicit1d
          param %0 ptr "steps"
          param %1 i64 "n"
        b0():
          %5:i32 = kernelindex #0
          %6:i64 = sext %5
          %7:i64 = mul %6, i64 4
          %8:gptr = ptradd %0, %7
          %30:i32 = add %5, i32 1
          branch b1(%30, i32 0)
        b1(%10:i32, %11:i32):
          %12:i1 = compare.gt %10, i32 1
          condbranch %12, b2(), b3(%11)
        b2():
          %13:i32 = and %10, i32 1
          %14:i1 = compare.eq %13, i32 0
          condbranch %14, b4(), b5()
        b4():
          %15:i32 = shr %10, i32 1
          branch b6(%15)
        b5():
          %16:i32 = mul %10, i32 3
          %17:i32 = add %16, i32 1
          branch b6(%17)
        b6(%18:i32):
          %19:i32 = add %11, i32 1
          branch b1(%18, %19)
        b3(%20:i32):
          store.i32 %8, %20
          return
        """;

    [Theory]
    [MemberData(nameof(Widths))]
    public void Collatz_LanesLeaveAtDifferentTimes_KeepTheirCounts(int bits)
    {
        const int N = 1003;
        int[] steps = new int[N];
        fixed (int* p = steps)
        {
            Run(Collatz, bits, Extent(N), (long)p, N);
        }

        for (int i = 0; i < N; i++)
        {
            int expected = 0;
            for (int v = i + 1; v > 1; expected++)
            {
                v = (v & 1) == 0 ? v >> 1 : (3 * v) + 1;
            }

            Assert.Equal(expected, steps[i]);
        }
    }

    /// <summary>Two exits of a loop, one by return inside a nested loop, and a uniform loop under a divergent branch.</summary>
    private const string Exits = """
        kernel "Exits" implicit1d
          param %0 ptr "a"
          param %1 i64 "n"
          param %2 i32 "limit"
        b0():
          %3:i32 = kernelindex #0
          %4:i64 = sext %3
          %5:i64 = mul %4, i64 4
          %6:gptr = ptradd %0, %5
          %7:i32 = and %3, i32 3
          %8:i1 = compare.eq %7, i32 1
          condbranch %8, b1(i32 0, i32 0), b4(i32 0, i32 1)
        b1(%10:i32, %11:i32):
          %12:i1 = compare.lt %10, %2
          condbranch %12, b2(), b7(%11)
        b2():
          %13:i32 = mul %10, %3
          %14:i32 = add %11, %13
          %15:i32 = add %10, i32 1
          branch b1(%15, %14)
        b4(%20:i32, %21:i32):
          %22:i32 = add %20, %3
          %23:i32 = and %22, i32 15
          %24:i1 = compare.eq %23, i32 9
          condbranch %24, b5(), b6()
        b5():
          store.i32 %6, i32 -7
          return
        b6():
          %25:i32 = add %21, %20
          %26:i32 = add %20, i32 1
          %27:i1 = compare.lt %26, %7
          condbranch %27, b4(%26, %25), b7(%25)
        b7(%30:i32):
          store.i32 %6, %30
          return
        """;

    [Theory]
    [MemberData(nameof(Widths))]
    public void Exits_ReturnBreakAndUniformLoop_AgreeWithScalarExecution(int bits)
    {
        const int N = 203;
        int[] result = new int[N];
        fixed (int* p = result)
        {
            Run(Exits, bits, Extent(N), (long)p, N, 5);
        }

        int[] expected = new int[N];
        for (int i = 0; i < N; i++)
        {
            expected[i] = ExpectedExit(i, 5);
        }

        Assert.Equal(string.Join(' ', expected), string.Join(' ', result));
    }

    private static int ExpectedExit(int i, int limit)
    {
        int sum = 0;
        if ((i & 3) == 1)
        {
            for (int k = 0; k < limit; k++)
            {
                sum += k * i;
            }

            return sum;
        }

        sum = 1;
        int j = 0;
        do
        {
            if (((j + i) & 15) == 9)
            {
                return -7;
            }

            sum += j;
            j++;
        }
        while (j < (i & 3));

        return sum;
    }

    /// <summary>Barriers in a loop, a reduction at a barrier, values that live across.</summary>
    private const string Reverse = """
        kernel "Reverse" explicit
          param %0 ptr "a"
          param %1 i64 "n"
          shared 4096 align 16
        b0():
          %5:i32 = groupidx #0
          %3:i32 = grididx #0
          %4:i32 = groupdim #0
          %6:i32 = mul %3, %4
          %7:i32 = add %6, %5
          %8:i64 = sext %7
          %9:i64 = mul %8, i64 4
          %10:gptr = ptradd %0, %9
          %11:i32 = load.i32 %10
          %12:sptr = sharedalloc #0
          %13:i64 = sext %5
          %14:i64 = mul %13, i64 4
          %15:sptr = ptradd %12, %14
          store.i32 %15, %11
          %31:i1 = compare.lt %5, i32 7
          %32:i32 = barrierpopcount %31
          branch b1(i32 0, %11)
        b1(%40:i32, %41:i32):
          %42:i1 = compare.lt %40, i32 3
          condbranch %42, b2(), b3()
        b2():
          %16:i32 = sub %4, i32 1
          %17:i32 = sub %16, %5
          %18:i64 = sext %17
          %19:i64 = mul %18, i64 4
          %20:sptr = ptradd %12, %19
          %21:i32 = load.i32 %20
          barrier
          store.i32 %15, %21
          barrier
          %43:i32 = add %40, i32 1
          %44:i32 = add %41, %21
          branch b1(%43, %44)
        b3():
          %22:i32 = add %41, %32
          store.i32 %10, %22
          return
        """;

    [Theory]
    [MemberData(nameof(Widths))]
    public void Reverse_GroupsOfAnySize_MeetAtBarriers(int bits)
    {
        foreach (int size in (int[])[1, 5, 16, 48, 50, 128, 1000])
        {
            const int Groups = 7;
            int[] data = new int[Groups * size];
            int[] expected = new int[data.Length];
            for (int i = 0; i < data.Length; i++)
            {
                data[i] = (i * 3) + 1;
            }

            for (int group = 0; group < Groups; group++)
            {
                for (int i = 0; i < size; i++)
                {
                    int own = data[(group * size) + i];
                    int other = data[(group * size) + size - 1 - i];
                    expected[(group * size) + i] = (2 * (own + other)) + Math.Min(size, 7);
                }
            }

            fixed (int* p = data)
            {
                Run(Reverse, bits, Grid(Groups, size), (long)p, data.Length);
            }

            Assert.Equal(expected, data);
        }
    }

    /// <summary>Private memory at run-time offsets: bytes, words, 64-bit values.</summary>
    private const string Private = """
        kernel "Private" implicit1d
          param %0 ptr "a"
          param %1 i64 "n"
        b0():
          %2:lptr = alloca #32
          %3:i32 = kernelindex #0
          %4:i32 = and %3, i32 15
          %5:i64 = sext %4
          %6:lptr = ptradd %2, %5
          store.u8 %6, %3
          %7:i32 = and %3, i32 1
          %8:i64 = sext %7
          %9:i64 = mul %8, i64 8
          %10:i64 = add %9, i64 16
          %11:lptr = ptradd %2, %10
          %12:i64 = sext %3
          %13:i64 = mul %12, i64 4294967299
          store.i64 %11, %13
          %14:lptr = ptradd %2, i64 4
          %15:i32 = load.i32 %14
          %16:i32 = load.i8 %6
          %17:lptr = ptradd %2, i64 16
          %18:i64 = load.i64 %17
          %19:i64 = load.i64 %11
          %20:i64 = sub %18, %19
          %21:i64 = sext %15
          %22:i64 = sext %16
          %23:i64 = add %20, %21
          %24:i64 = add %23, %22
          %25:i64 = mul %12, i64 8
          %26:gptr = ptradd %0, %25
          store.i64 %26, %24
          return
        """;

    [Theory]
    [MemberData(nameof(Widths))]
    public void Private_MixedAccesses_BehaveLikeMemory(int bits)
    {
        const int N = 301;
        long[] result = new long[N];
        fixed (long* p = result)
        {
            Run(Private, bits, Extent(N), (long)p, N);
        }

        Span<byte> memory = stackalloc byte[32];
        for (int i = 0; i < N; i++)
        {
            memory.Clear();
            memory[i & 15] = (byte)i;
            int slot = 16 + ((i & 1) * 8);
            long wide = i * 4294967299L;
            MemoryMarshal.Write(memory[slot..], wide);
            long expected = MemoryMarshal.Read<long>(memory[16..]) - wide + MemoryMarshal.Read<int>(memory[4..]) + (sbyte)i;
            Assert.Equal(expected, result[i]);
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Division_ByZeroInOneLane_NamesTheWorkItem(int bits)
    {
        const string Text = """
            kernel "Divide" implicit1d
              param %0 ptr "a"
              param %1 i64 "n"
            b0():
              %3:i32 = kernelindex #0
              %4:i64 = sext %3
              %5:i64 = mul %4, i64 4
              %6:gptr = ptradd %0, %5
              %7:i32 = sub %3, i32 37
              %8:i32 = div i32 1000, %7
              store.i32 %6, %8
              return
            """;
        int[] data = new int[100];
        fixed (int* p = data)
        {
            CpuLaunch launch = Extent(100);
            nint address = (nint)p;
            Assert.Throws<DivideByZeroException>(() =>
            {
                CpuLaunch copy = launch;
                try
                {
                    Run(Text, bits, ref copy, address, 100);
                }
                finally
                {
                    launch = copy;
                }
            });
            Assert.Equal(37, launch.FaultItem);
        }
    }

    private static CpuLaunch Extent(int x) =>
        new() { ExtentX = x, ExtentY = 1, ExtentZ = 1, GridX = 1, GridY = 1, GridZ = 1, GroupX = 16, GroupY = 1, GroupZ = 1, FaultItem = -1 };

    private static CpuLaunch Grid(int groups, int size) => new()
    {
        ExtentX = groups * size, ExtentY = 1, ExtentZ = 1, GridX = groups, GridY = 1, GridZ = 1, GroupX = size, GroupY = 1, GroupZ = 1, FaultItem = -1,
    };

    private static void Run(string text, int bits, CpuLaunch launch, params long[] arguments) => Run(text, bits, ref launch, arguments);

    private static void Run(string text, int bits, ref CpuLaunch launch, params long[] arguments)
    {
        Function function = Parser.Parse(text);
        Verifier.Verify(function);
        CpuKernel kernel = new(function, VectorIsa.Get(bits), new PassContext { Verify = true });
        Verifier.Verify(function);
        byte* block = stackalloc byte[256];
        for (int i = 0; i < arguments.Length; i++)
        {
            *(long*)(block + function.Parameters[i].Offset) = arguments[i];
        }

        launch.Arguments = block;
        CpuThread* thread = (CpuThread*)NativeMemory.AllocZeroed((nuint)sizeof(CpuThread));
        try
        {
            fixed (CpuLaunch* pointer = &launch)
            {
                kernel.Prepare(pointer);
                kernel.Execute(pointer, thread, 0, kernel.UnitCount(launch));
            }
        }
        finally
        {
            CpuKernel.Release(thread);
            NativeMemory.Free(thread);
        }
    }
}
