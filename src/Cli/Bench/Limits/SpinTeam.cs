using System.Diagnostics;

namespace IlgpuOptim.Cli.Bench.Limits;

/// <summary>
/// A fixed team of threads, the caller being member 0. Members spin for a moment before they sleep: a fork and join of
/// two takes 0.1 microseconds that way, where a thread pool takes two or more.
/// </summary>
internal sealed class SpinTeam : IDisposable
{
    private static readonly long SpinTicks = Stopwatch.Frequency / 20_000; // 50 us

    private readonly Member[] _members;
    private Action<int> _work = _ => { };
    private long _round;
    private int _running;
    private volatile bool _disposed;

    public SpinTeam(int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);

        this._members = new Member[size - 1];

        for (int i = 0; i < this._members.Length; i++)
        {
            Member member = new();
            int index = i + 1;
            this._members[i] = member;
            member.Thread = new Thread(() => this.Serve(member, index)) { IsBackground = true, Name = $"bench team {index}" };
            member.Thread.Start();
        }
    }

    /// <summary>Threads, the caller included.</summary>
    public int Size => this._members.Length + 1;

    /// <summary>Runs <paramref name="work"/> once per member, given the member's index, and waits for all.</summary>
    public void Run(Action<int> work)
    {
        this._work = work;
        Volatile.Write(ref this._running, this._members.Length);
        Interlocked.Increment(ref this._round);

        foreach (Member member in this._members)
        {
            if (Interlocked.Exchange(ref member.Asleep, 0) == 1)
            {
                member.Wake.Release();
            }
        }

        work(0);

        for (int spins = 0; Volatile.Read(ref this._running) != 0; spins++)
        {
            // A member that lost its core must get one, so the wait does not hold this one for ever.
            if (spins % 1024 == 1023)
            {
                Thread.Yield();
            }
            else
            {
                Thread.SpinWait(1);
            }
        }
    }

    /// <summary>Splits a range into chunks that members take as they get free; never holds more than one thread per chunk.</summary>
    public void For(long length, long chunk, Action<long, long> body)
    {
        long next = 0;

        this.Run(_ =>
        {
            while (true)
            {
                long start = Interlocked.Add(ref next, chunk) - chunk;

                if (start >= length)
                {
                    return;
                }

                body(start, Math.Min(length, start + chunk));
            }
        });
    }

    public void Dispose()
    {
        this._disposed = true;
        Interlocked.Increment(ref this._round);

        foreach (Member member in this._members)
        {
            member.Wake.Release();
            member.Thread!.Join();
            member.Dispose();
        }
    }

    private void Serve(Member member, int index)
    {
        long seen = 0;

        while (true)
        {
            this.WaitForRound(member, seen);
            seen = Volatile.Read(ref this._round);

            if (this._disposed)
            {
                return;
            }

            this._work(index);
            Interlocked.Decrement(ref this._running);
        }
    }

    private void WaitForRound(Member member, long seen)
    {
        long until = Stopwatch.GetTimestamp() + SpinTicks;

        while (Volatile.Read(ref this._round) == seen)
        {
            if (Stopwatch.GetTimestamp() < until)
            {
                Thread.SpinWait(1);
                continue;
            }

            // Said before the last look: either this look sees the new round, or Run sees the sleeper.
            Interlocked.Exchange(ref member.Asleep, 1);

            if (Volatile.Read(ref this._round) != seen && Interlocked.Exchange(ref member.Asleep, 0) == 1)
            {
                return;
            }

            member.Wake.Wait();
            until = Stopwatch.GetTimestamp() + SpinTicks;
        }
    }

    private sealed class Member : IDisposable
    {
        public readonly SemaphoreSlim Wake = new(0);
        public int Asleep;
        public Thread? Thread;

        public void Dispose() => this.Wake.Dispose();
    }
}
