using System.Globalization;
using ILGPU;
using ILGPU.Runtime.Cuda;
using IlgpuOptim.Engine.Backends.Ptx;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Runtime.Cuda;

/// <summary>What a launch writes and reports: memory for failed assertions and for Interop.Write, read when the stream is waited for.</summary>
internal sealed unsafe class CudaReport : IDisposable
{
    private readonly CudaAccelerator _accelerator;
    private readonly string _kernel;
    private readonly string[] _messages;
    private readonly CudaMemoryBuffer _memory;

    public CudaReport(CudaAccelerator accelerator, CudaStream stream, string kernel, string[] messages)
    {
        _accelerator = accelerator;
        _kernel = kernel;
        _messages = messages;
        _memory = new CudaMemoryBuffer(accelerator, PtxReports.Words, sizeof(int), tracked: false);

        CudaDriver driver = accelerator.Driver;
        ulong address = (ulong)_memory.NativePtr;
        stream.Enqueue(queue => driver.MemsetD8Async(address, 0, PtxReports.Records * sizeof(int), queue), "prepare reports");
    }

    /// <summary>Address of the memory.</summary>
    public nint Address => _memory.NativePtr;

    /// <summary>Writes the output to the console and frees the memory; the launch is done.</summary>
    /// <returns>The exception of a failed assertion, or null.</returns>
    public CudaException? Read(nint queue)
    {
        int[] words = new int[PtxReports.Words];

        try
        {
            fixed (int* host = words)
            {
                CudaDriver driver = _accelerator.Driver;
                int error = driver.MemcpyDtoHAsync(host, (ulong)this.Address, PtxReports.Words * sizeof(int), queue);
                error = error == 0 ? driver.StreamSynchronize(queue) : error;
                driver.Check(error, $"read the reports of the kernel '{_kernel}'");
            }
        }
        finally
        {
            this.Dispose();
        }

        this.Print(words);

        if (words[PtxReports.Fault] == 0)
        {
            return null;
        }

        Index3D index = new(words[PtxReports.FaultIndex], words[PtxReports.FaultIndex + 1], words[PtxReports.FaultIndex + 2]);

        return new CudaException($"The kernel '{_kernel}' failed at thread {index}: {_messages[words[PtxReports.Fault] - 1]}");
    }

    /// <inheritdoc/>
    public void Dispose() => _memory.Dispose();

    private void Print(int[] words)
    {
        int end = PtxReports.Records + Math.Min(words[PtxReports.Used], PtxReports.Capacity);
        int i = PtxReports.Records;

        while (i + 2 <= end && i + 2 + (3 * words[i + 1]) <= end)
        {
            string format = _messages[words[i]];
            object[] values = new object[words[i + 1]];
            i += 2;

            for (int k = 0; k < values.Length; k++, i += 3)
            {
                long bits = (uint)words[i + 1] | ((long)words[i + 2] << 32);
                values[k] = (IrType)words[i] switch
                {
                    IrType.I1 => bits != 0,
                    IrType.I32 => (int)bits,
                    IrType.F32 => BitConverter.Int32BitsToSingle((int)bits),
                    IrType.F64 => BitConverter.Int64BitsToDouble(bits),
                    _ => bits,
                };
            }

            Console.Out.Write(string.Format(CultureInfo.InvariantCulture, format, values));
        }

        if (words[PtxReports.Used] > PtxReports.Capacity)
        {
            Console.Out.WriteLine($"(The kernel '{_kernel}' wrote more than fits; the rest is lost.)");
        }
    }
}
