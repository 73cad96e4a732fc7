using Xunit;

namespace IlgpuOptim.Ptx.Tests;

/// <summary>mma.sync against a plain matrix product: fragments are filled and read by coordinates, not by the machine's tables.</summary>
public sealed class MatrixTests
{
    [Theory]
    [InlineData("m16n8k16", "bf16", 16)]
    [InlineData("m16n8k16", "f16", 16)]
    [InlineData("m16n8k8", "f16", 8)]
    [InlineData("m16n8k8", "bf16", 8)]
    public void Halves_MultiplyAsMatrices(string shape, string type, int depth)
    {
        // A is stored by rows, B by columns, C by rows; a lane loads the pairs that the ISA's tables give it:
        // rows lane/4 and +8, columns 2*(lane%4) and +1, +8 and +9.
        string registers = depth == 16 ? "{%r10, %r11, %r12, %r13}, {%r14, %r15}" : "{%r10, %r11}, {%r14}";
        string more = depth == 16
            ? "ld.global.u32 %r12, [%rd4+16]; ld.global.u32 %r13, [%rd5+16]; ld.global.u32 %r15, [%rd6+16];"
            : "";
        string module = Vm.Module($$"""
            ld.param.u64 %rd0, [input];
            ld.param.u64 %rd1, [output];
            mov.u32 %r0, %laneid;
            shr.u32 %r1, %r0, 2;
            and.b32 %r2, %r0, 3;
            mul.wide.u32 %rd2, %r1, {{depth * 2}};
            mul.wide.u32 %rd3, %r2, 4;
            add.u64 %rd4, %rd0, %rd2;
            add.u64 %rd4, %rd4, %rd3;
            add.u64 %rd5, %rd4, {{8 * depth * 2}};
            add.u64 %rd6, %rd4, {{16 * depth * 2}};
            ld.global.u32 %r10, [%rd4];
            ld.global.u32 %r11, [%rd5];
            ld.global.u32 %r14, [%rd6];
            {{more}}
            mov.f32 %f0, 0f3F800000;
            mma.sync.aligned.{{shape}}.row.col.f32.{{type}}.{{type}}.f32 {%f4, %f5, %f6, %f7}, {{registers}}, {%f0, %f0, %f0, %f0};
            mul.wide.u32 %rd7, %r1, 32;
            mul.wide.u32 %rd8, %r2, 8;
            add.u64 %rd9, %rd1, %rd7;
            add.u64 %rd9, %rd9, %rd8;
            st.global.v2.f32 [%rd9], {%f4, %f5};
            st.global.v2.f32 [%rd9+256], {%f6, %f7};
            """);
        ushort[] input = new ushort[24 * depth];
        float[] values = new float[24 * depth];

        for (int i = 0; i < input.Length; i++)
        {
            values[i] = ((i * 7) % 11) - 5;
            input[i] = type == "f16" ? BitConverter.HalfToUInt16Bits((Half)values[i]) : (ushort)(BitConverter.SingleToUInt32Bits(values[i]) >> 16);
        }

        float[] result = Vm.Run<ushort, float>(module, input, 128, new Dim3(1), new Dim3(32));
        Assert.Equal(Product(values, depth), result);
    }

    [Fact]
    public void Tensor32_MultipliesAsMatrices()
    {
        // Element by element: rows lane/4 and +8, columns lane%4 and +4.
        string module = Vm.Module("""
            ld.param.u64 %rd0, [input];
            ld.param.u64 %rd1, [output];
            mov.u32 %r0, %laneid;
            shr.u32 %r1, %r0, 2;
            and.b32 %r2, %r0, 3;
            mul.wide.u32 %rd2, %r1, 32;
            mul.wide.u32 %rd3, %r2, 4;
            add.u64 %rd4, %rd0, %rd2;
            add.u64 %rd4, %rd4, %rd3;
            ld.global.b32 %r10, [%rd4];
            ld.global.b32 %r11, [%rd4+256];
            ld.global.b32 %r12, [%rd4+16];
            ld.global.b32 %r13, [%rd4+272];
            ld.global.b32 %r14, [%rd4+512];
            ld.global.b32 %r15, [%rd4+528];
            mov.f32 %f0, 1.0;
            mma.sync.aligned.m16n8k8.row.col.f32.tf32.tf32.f32 {%f4, %f5, %f6, %f7}, {%r10, %r11, %r12, %r13}, {%r14, %r15}, {%f0, %f0, %f0, %f0};
            mul.wide.u32 %rd8, %r2, 8;
            add.u64 %rd9, %rd1, %rd2;
            add.u64 %rd9, %rd9, %rd8;
            st.global.v2.f32 [%rd9], {%f4, %f5};
            st.global.v2.f32 [%rd9+256], {%f6, %f7};
            """);
        float[] values = new float[24 * 8];

        for (int i = 0; i < values.Length; i++)
        {
            values[i] = ((i * 5) % 13) - 6;
        }

        Assert.Equal(Product(values, 8), Vm.Run<float, float>(module, values, 128, new Dim3(1), new Dim3(32)));
    }

    // 1 + A (16 rows of depth) * B (8 columns of depth, behind A).
    private static float[] Product(float[] values, int depth)
    {
        float[] product = new float[128];

        for (int i = 0; i < 128; i++)
        {
            float sum = 1;

            for (int k = 0; k < depth; k++)
            {
                sum += values[(i / 8 * depth) + k] * values[((16 + (i % 8)) * depth) + k];
            }

            product[i] = sum;
        }

        return product;
    }

    [Fact]
    public void LoadMatrix_SpreadsRowsOverLanes()
    {
        string module = Vm.Module(
            """
            ld.param.u64 %rd1, [output];
            mov.u32 %r0, %laneid;
            shl.b32 %r1, %r0, 2;
            mov.u32 %r2, data;
            add.u32 %r3, %r2, %r1;
            st.shared.u32 [%r3], %r0;
            bar.warp.sync -1;
            and.b32 %r4, %r0, 7;
            shl.b32 %r4, %r4, 4;
            add.u32 %r5, %r2, %r4;
            ldmatrix.sync.aligned.m8n8.x1.shared.b16 {%r6}, [%r5];
            mul.wide.u32 %rd2, %r0, 4;
            add.u64 %rd2, %rd2, %rd1;
            st.global.u32 [%rd2], %r6;
            """,
            shared: ".shared .align 16 .b8 data[128];");
        Assert.Equal(Enumerable.Range(0, 32), Vm.Run<int, int>(module, [0], 32, new Dim3(1), new Dim3(32)));
    }

    [Fact]
    public void PartialWarp_IsAFault()
    {
        string module = Vm.Module("""
            mov.u32 %r0, 0;
            mov.f32 %f0, 1.0;
            mma.sync.aligned.m16n8k8.row.col.f32.bf16.bf16.f32 {%f4, %f5, %f6, %f7}, {%r0, %r0}, {%r0}, {%f0, %f0, %f0, %f0};
            """);
        Assert.Throws<PtxFaultException>(() => Vm.Run<int, int>(module, [0], 1, new Dim3(1), new Dim3(16)));
    }
}
