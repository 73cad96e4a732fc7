using System.Globalization;
using System.Numerics;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <summary>What emitted kernels call to report failed assertions and to write text (Interop.Write).</summary>
internal static unsafe class CpuKernelOutput
{
    [ThreadStatic]
    private static byte[]? t_buffer;

    /// <summary>Fails the kernel with the lowest lane of the mask.</summary>
    public static void Fail(uint lanes, string message) =>
        throw new KernelFaultException(BitOperations.TrailingZeroCount(lanes), KernelFaultReason.Assertion, message);

    /// <summary>Pinned scratch memory of the calling thread, valid until its next call.</summary>
    public static byte* Buffer(int bytes)
    {
        if (t_buffer is null || t_buffer.Length < bytes)
        {
            t_buffer = GC.AllocateUninitializedArray<byte>(Math.Max(4096, bytes), pinned: true);
        }

        return (byte*)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(t_buffer, 0);
    }

    /// <summary>Formats and writes the message once per active lane, in lane order.</summary>
    public static void Write(string format, string types, byte* arguments, int lanes, uint mask)
    {
        object[] values = new object[types.Length];
        for (int lane = 0; lane < lanes; lane++)
        {
            if ((mask & (1u << lane)) == 0)
            {
                continue;
            }

            for (int i = 0; i < values.Length; i++)
            {
                byte* row = arguments + (i * lanes * 8);
                values[i] = types[i] switch
                {
                    'b' => ((int*)row)[lane] != 0,
                    'i' => ((int*)row)[lane],
                    'f' => ((float*)row)[lane],
                    'd' => ((double*)row)[lane],
                    _ => ((long*)row)[lane],
                };
            }

            Console.Out.Write(string.Format(CultureInfo.InvariantCulture, format, values));
        }
    }
}
