using IlgpuOptim.Ptx.Execute;

namespace IlgpuOptim.Ptx;

/// <summary>
/// Runs PTX on the memory of this process. Kernels may touch only the ranges that have been added. A machine has no state
/// besides these ranges: launches from several threads do not disturb each other.
/// </summary>
public sealed unsafe class PtxMachine(PtxOptions options)
{
    private readonly MemoryMap _memory = new();

    /// <summary>A machine with default options.</summary>
    public PtxMachine()
        : this(new PtxOptions())
    {
    }

    /// <summary>Lets kernels use a range of native memory.</summary>
    /// <exception cref="ArgumentException">It overlaps another.</exception>
    public void AddMemory(nint address, long bytes) => this._memory.Add((ulong)address, (ulong)bytes);

    /// <summary>Takes the range that starts at an address away; what touches it from now on is told that it is freed.</summary>
    /// <exception cref="ArgumentException">No range starts there.</exception>
    public void RemoveMemory(nint address) => this._memory.Remove((ulong)address);

    /// <summary>Runs a grid to its end.</summary>
    /// <param name="kernel">The entry.</param>
    /// <param name="grid">Blocks.</param>
    /// <param name="block">Threads of a block.</param>
    /// <param name="dynamicShared">Bytes of the external shared array.</param>
    /// <param name="parameters">The parameters, one after another as the entry lays them out.</param>
    /// <returns>The number of thread instructions that ran.</returns>
    /// <exception cref="ArgumentException">The launch does not fit the entry.</exception>
    /// <exception cref="PtxFaultException">The kernel did what PTX forbids or leaves undefined.</exception>
    public long Launch(PtxKernel kernel, Dim3 grid, Dim3 block, int dynamicShared, ReadOnlySpan<byte> parameters)
    {
        Check(kernel, grid, block, dynamicShared, parameters.Length, options.MaximumSharedBytes);
        Span<byte> copy = new byte[parameters.Length + 16];
        parameters.CopyTo(copy);

        fixed (byte* place = copy)
        {
            using Block runner = new(kernel, grid, block, dynamicShared, place, this._memory, options);
            long blocks = (long)grid.X * grid.Y * grid.Z;
            long[]? order = options.Seed == 0 ? null : Order(blocks, options.Seed);

            for (long i = 0; i < blocks; i++)
            {
                runner.Run(grid.Position(order is null ? i : order[i]));
            }

            return runner.Executed;
        }
    }

    /// <summary>Whether a launch fits an entry; <see cref="Launch"/> asks by itself.</summary>
    /// <exception cref="ArgumentException">It does not.</exception>
    public static void Check(PtxKernel kernel, Dim3 grid, Dim3 block, int dynamicShared, int parameters, int maximumShared)
    {
        if (grid.X <= 0 || grid.Y is <= 0 or > 65535 || grid.Z is <= 0 or > 65535)
        {
            throw new ArgumentException($"A grid of {grid} blocks is none.");
        }

        if (block.X is <= 0 or > 1024 || block.Y is <= 0 or > 1024 || block.Z is <= 0 or > 64 || block.Count > 1024)
        {
            throw new ArgumentException($"A block of {block} threads is none.");
        }

        if (kernel.RequiredBlock is Dim3 required && required != block)
        {
            throw new ArgumentException($"'{kernel.Name}' requires blocks of {required}, not {block}.");
        }

        if (block.Count > kernel.MaximumThreads)
        {
            throw new ArgumentException($"'{kernel.Name}' allows blocks of {kernel.MaximumThreads} threads, not {block}.");
        }

        if (parameters != kernel.ParameterBytes)
        {
            throw new ArgumentException($"'{kernel.Name}' takes {kernel.ParameterBytes} bytes of parameters, not {parameters}.");
        }

        if (dynamicShared < 0 || kernel.StaticSharedBytes + dynamicShared > maximumShared)
        {
            throw new ArgumentException($"{kernel.StaticSharedBytes} + {dynamicShared} bytes of shared memory are too many.");
        }
    }

    private static long[] Order(long blocks, int seed)
    {
        long[] order = new long[blocks];

        for (long i = 0; i < blocks; i++)
        {
            order[i] = i;
        }

        new Random(seed).Shuffle(order);

        return order;
    }
}
