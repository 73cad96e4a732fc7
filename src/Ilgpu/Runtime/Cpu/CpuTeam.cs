using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace IlgpuOptim.Engine.Runtime.Cpu;

/// <summary>Work that can be split into units.</summary>
internal interface ITeamWork
{
    /// <summary>Number of units.</summary>
    long Units { get; }

    /// <summary>Units that a thread takes at a time.</summary>
    long Grain { get; }

    /// <summary>Largest number of threads.</summary>
    int MaxThreads { get; }

    /// <summary>Executes units; called by several threads at the same time.</summary>
    void Execute(long begin, long end);
}

/// <summary>
/// The worker threads of all CPU accelerators: one less than there are cores, because the thread that waits for a
/// result works, too. They drain streams and help with large launches. Idle workers look for work for a moment before
/// they sleep, so that a sequence of small launches never waits for a thread to wake up.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Lives as long as the process.")]
internal sealed class CpuTeam
{
    private const int MaxJobs = 32;
    private static readonly long SpinTicks = Stopwatch.Frequency * 40 / 1_000_000;

    private readonly Lock _startLock = new();
    private readonly Lock _readyLock = new();
    private readonly Queue<CpuStream> _ready = new();
    private readonly TeamJob?[] _jobs = new TeamJob?[MaxJobs];
    private readonly SemaphoreSlim _wake = new(0);
    private readonly int _workers;
    private volatile int _readyCount;
    private volatile int _openJobs;
    private int _sleeping;
    private volatile bool _started;

    private CpuTeam(int workers)
    {
        _workers = workers;
    }

    /// <summary>The team of the process.</summary>
    public static CpuTeam Shared { get; } = new(Math.Max(1, Environment.ProcessorCount - 1));

    /// <summary>Executes work with the help of the workers, and waits for it.</summary>
    public void Run(ITeamWork work)
    {
        TeamJob job = new();
        this.Run(job, work);
        job.ThrowIfFailed();
    }

    /// <summary>Executes work with the help of the workers, and waits for it. A failure is left in the job.</summary>
    public void Run(TeamJob job, ITeamWork work)
    {
        long units = work.Units;
        long grain = Math.Max(1, work.Grain);
        job.Start(work, units, grain);
        long chunks = (units + grain - 1) / grain;
        int helpers = (int)Math.Min(Math.Min(chunks, work.MaxThreads) - 1, _workers);

        if (helpers <= 0)
        {
            job.Participate();
            job.Finish();

            return;
        }

        int slot = this.Publish(job, helpers);
        job.Participate();

        if (slot >= 0)
        {
            Volatile.Write(ref _jobs[slot], null);
            Interlocked.Decrement(ref _openJobs);
        }

        job.Close();
        job.Finish();
    }

    /// <summary>Tells the workers that a stream has operations.</summary>
    public void Schedule(CpuStream stream)
    {
        this.EnsureStarted();

        lock (_readyLock)
        {
            _ready.Enqueue(stream);
            _readyCount++;
        }

        this.Wake(1);
    }

    private int Publish(TeamJob job, int helpers)
    {
        this.EnsureStarted();
        job.Open(helpers);

        for (int i = 0; i < MaxJobs; i++)
        {
            if (Volatile.Read(ref _jobs[i]) is null && Interlocked.CompareExchange(ref _jobs[i], job, null) is null)
            {
                Interlocked.Increment(ref _openJobs);
                this.Wake(helpers);

                return i;
            }
        }

        // Very many launches at a time: this one runs without help.
        return -1;
    }

    private void EnsureStarted()
    {
        if (_started)
        {
            return;
        }

        lock (_startLock)
        {
            if (_started)
            {
                return;
            }

            for (int i = 0; i < _workers; i++)
            {
                Thread thread = new(this.Work)
                {
                    IsBackground = true,
                    Name = $"IlgpuOptim CPU {i}",
                };
                thread.Start();
            }

            _started = true;
        }
    }

    private void Wake(int count)
    {
        // Pairs with the increment in Work: either the sleeper sees the work, or we see the sleeper.
        Interlocked.MemoryBarrier();

        while (count > 0)
        {
            int sleeping = Volatile.Read(ref _sleeping);

            if (sleeping == 0)
            {
                return;
            }

            if (Interlocked.CompareExchange(ref _sleeping, sleeping - 1, sleeping) == sleeping)
            {
                _wake.Release();
                count--;
            }
        }
    }

    private void Work()
    {
        long idleSince = Stopwatch.GetTimestamp();

        while (true)
        {
            if (this.TryWork())
            {
                idleSince = Stopwatch.GetTimestamp();
            }
            else if (Stopwatch.GetTimestamp() - idleSince < SpinTicks)
            {
                Thread.SpinWait(20);
            }
            else
            {
                this.Sleep();
                idleSince = Stopwatch.GetTimestamp();
            }
        }
    }

    private void Sleep()
    {
        Interlocked.Increment(ref _sleeping);

        if (_readyCount + _openJobs > 0)
        {
            // Work has come; take back the announcement unless somebody has already answered it.
            int sleeping = Volatile.Read(ref _sleeping);

            while (sleeping > 0)
            {
                if (Interlocked.CompareExchange(ref _sleeping, sleeping - 1, sleeping) == sleeping)
                {
                    return;
                }

                sleeping = Volatile.Read(ref _sleeping);
            }
        }

        _wake.Wait();
    }

    private bool TryWork()
    {
        if (_openJobs > 0)
        {
            for (int i = 0; i < MaxJobs; i++)
            {
                if (Volatile.Read(ref _jobs[i]) is TeamJob job && job.TryHelp())
                {
                    return true;
                }
            }
        }

        if (_readyCount > 0)
        {
            CpuStream? stream;

            lock (_readyLock)
            {
                if (_ready.TryDequeue(out stream))
                {
                    _readyCount--;
                }
            }

            if (stream is not null)
            {
                stream.DrainByWorker();

                return true;
            }
        }

        return false;
    }
}
