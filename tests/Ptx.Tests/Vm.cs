using System.Runtime.InteropServices;

namespace IlgpuOptim.Ptx.Tests;

/// <summary>Short ways to run PTX in tests.</summary>
internal static unsafe class Vm
{
    /// <summary>A module of one entry with the parameters input, output (64-bit addresses) and count (.u32), and registers of all types.</summary>
    public static string Module(string body, int target = 80, string version = "7.8", string shared = "") => $$"""
        .version {{version}}
        .target sm_{{target}}
        .address_size 64
        {{shared}}
        .visible .entry main(.param .u64 input, .param .u64 output, .param .u32 count)
        {
            .reg .pred %p<8>;
            .reg .b16 %h<16>;
            .reg .b32 %r<32>;
            .reg .b64 %rd<32>;
            .reg .f32 %f<16>;
            .reg .f64 %fd<16>;
        {{body}}
        }
        """;

    /// <summary>Runs a module of the above form.</summary>
    public static TOut[] Run<TIn, TOut>(string module, TIn[] input, int outputs, Dim3 grid, Dim3 block, PtxOptions? options = null, int dynamicShared = 0)
        where TIn : unmanaged
        where TOut : unmanaged
    {
        PtxModule parsed = PtxModule.Parse(module);
        PtxMachine machine = new(options ?? new PtxOptions());
        void* source = NativeMemory.AlignedAlloc((nuint)Math.Max(1, input.Length * sizeof(TIn)), 256);
        void* target = NativeMemory.AlignedAlloc((nuint)Math.Max(1, outputs * sizeof(TOut)), 256);

        try
        {
            input.CopyTo(new Span<TIn>(source, input.Length));
            new Span<TOut>(target, outputs).Clear();
            machine.AddMemory((nint)source, Math.Max(1, input.Length * sizeof(TIn)));
            machine.AddMemory((nint)target, Math.Max(1, outputs * sizeof(TOut)));
            byte[] parameters = new byte[20];
            MemoryMarshal.Write(parameters, (ulong)source);
            MemoryMarshal.Write(parameters.AsSpan(8), (ulong)target);
            MemoryMarshal.Write(parameters.AsSpan(16), input.Length);
            machine.Launch(parsed.Kernel("main"), grid, block, dynamicShared, parameters);

            return new Span<TOut>(target, outputs).ToArray();
        }
        finally
        {
            NativeMemory.AlignedFree(source);
            NativeMemory.AlignedFree(target);
        }
    }

    /// <summary>
    /// Runs one instruction on one thread. Its operands are 1 to 4 of %rd, %r, %h and %p, which hold the inputs cut to size
    /// (%p: whether not zero); the result is register 0 of the kind that the text names first.
    /// </summary>
    public static ulong Evaluate(string instruction, ReadOnlySpan<ulong> inputs, int target = 90, string version = "8.0")
    {
        System.Text.StringBuilder body = new("ld.param.u64 %rd30, [input];\nld.param.u64 %rd31, [output];\n");

        for (int i = 0; i < inputs.Length; i++)
        {
            int n = i + 1;
            body.Append($"ld.global.b64 %rd{n}, [%rd30+{8 * i}];\ncvt.u32.u64 %r{n}, %rd{n};\ncvt.u16.u64 %h{n}, %rd{n};\nsetp.ne.u64 %p{n}, %rd{n}, 0;\n");
        }

        body.Append(instruction).Append('\n');
        string result = System.Text.RegularExpressions.Regex.Match(instruction, "%(rd|r|h|p)0").Groups[1].Value;
        body.Append(result switch
        {
            "rd" => "",
            "r" => "cvt.u64.u32 %rd0, %r0;\n",
            "h" => "cvt.u64.u16 %rd0, %h0;\n",
            _ => "selp.u64 %rd0, 1, 0, %p0;\n",
        });
        body.Append("st.global.b64 [%rd31], %rd0;\n");

        return Run<ulong, ulong>(Module(body.ToString(), target, version), inputs.ToArray(), 1, new Dim3(1), new Dim3(1))[0];
    }
}
