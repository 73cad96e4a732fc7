using System.Globalization;
using ILGPU;
using ILGPU.Runtime.OpenCL;
using IlgpuOptim.Engine.Backends.OpenCL;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Runtime.OpenCL;

/// <summary>What a launch writes and reports: memory for failed assertions and for Interop.Write, read when the stream is waited for.</summary>
internal sealed unsafe class OpenClReport : IDisposable
{
    private const int Words = 1 << 16;

    private readonly CLAccelerator _accelerator;
    private readonly string _kernel;
    private readonly string[] _messages;

    public OpenClReport(CLAccelerator accelerator, string kernel, string[] messages)
    {
        const ulong CopyHostPointer = 32;
        _accelerator = accelerator;
        _kernel = kernel;
        _messages = messages;
        int[] words = new int[Words];
        words[OpenClReports.Capacity] = Words - OpenClReports.Records;

        fixed (int* host = words)
        {
            this.Memory = accelerator.CreateMemory(CopyHostPointer, Words * sizeof(int), host);
        }
    }

    /// <summary>The memory (cl_mem).</summary>
    public nint Memory { get; private set; }

    /// <summary>Writes the output to the console and frees the memory; the launch is done.</summary>
    /// <returns>The exception of a failed assertion, or null.</returns>
    public CLException? Read(nint queue)
    {
        int[] words = new int[Words];

        try
        {
            fixed (int* host = words)
            {
                CLException.Check(
                    _accelerator.Api.EnqueueReadBuffer(queue, this.Memory, 1, 0, Words * sizeof(int), host, 0, null, null),
                    $"read the reports of the kernel '{_kernel}'");
            }
        }
        finally
        {
            this.Dispose();
        }

        this.Print(words);

        if (words[OpenClReports.Fault] == 0)
        {
            return null;
        }

        Index3D index = new(words[OpenClReports.FaultIndex], words[OpenClReports.FaultIndex + 1], words[OpenClReports.FaultIndex + 2]);

        return new CLException($"The kernel '{_kernel}' failed at thread {index}: {_messages[words[OpenClReports.Fault] - 1]}");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (this.Memory != 0)
        {
            _ = _accelerator.Api.ReleaseMemObject(this.Memory);
            this.Memory = 0;
        }
    }

    private void Print(int[] words)
    {
        int end = OpenClReports.Records + Math.Min(words[OpenClReports.Used], words[OpenClReports.Capacity]);
        int i = OpenClReports.Records;

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

        if (words[OpenClReports.Used] > words[OpenClReports.Capacity])
        {
            Console.Out.WriteLine($"(The kernel '{_kernel}' wrote more than fits; the rest is lost.)");
        }
    }
}
