using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace IlgpuOptim.Engine.Runtime.Cpu;

/// <summary>
/// One thread per work-item of a group, of which only the one with the baton runs. It runs until it ends or waits, then
/// the next one that can go on gets the baton; so the order is the same in every run.
/// </summary>
/// <remarks>
/// When nobody can go on, first the warps are released in which somebody waits for the warp, then the group. Work-items
/// that have ended, or wait for something larger, take no part in an exchange.
/// </remarks>
internal sealed class Baton(int size, int warpSize) : IDisposable
{
    private readonly Seat[] _seats = CreateSeats(size);
    private readonly Exchange _group = new(size);
    private readonly Exchange[] _warps = CreateWarps(size, warpSize);
    private readonly AutoResetEvent _finished = new(false);
    private volatile bool _aborted;

    private enum State
    {
        Ready,
        AtWarpBarrier,
        AtGroupBarrier,
        Ended,
    }

    /// <summary>Executes a body for every work-item of a group.</summary>
    /// <param name="body">The body; it gets the linear index.</param>
    /// <returns>The first failure with the index of its work-item.</returns>
    public (Exception Failure, int Item)? Run(Action<int> body)
    {
        (Exception, int)? failure = null;
        _aborted = false;

        for (int i = 0; i < size; i++)
        {
            Seat seat = _seats[i];
            int index = i;
            seat.State = State.Ready;
            seat.Thread.Body = () =>
            {
                if (!_aborted)
                {
                    try
                    {
                        body(index);
                    }
                    catch (AbortedException)
                    {
                        // Another work-item has failed.
                    }
                    catch (Exception exception)
                    {
                        failure = (exception, index);
                        _aborted = true;
                    }
                }

                WorkItem.Leave();
                seat.State = State.Ended;
                this.PassOn(index);
            };
        }

        _seats[0].Thread.Gate.Set();
        _finished.WaitOne();

        return failure;
    }

    public void Dispose()
    {
        foreach (Seat seat in _seats)
        {
            seat.Thread.Return();
        }

        _finished.Dispose();
    }

    public void GroupBarrier(WorkItem item) => this.Wait(item.Linear, State.AtGroupBarrier);

    public void WarpBarrier(WorkItem item) => this.Wait(item.Linear, State.AtWarpBarrier);

    public object?[] GroupExchange(WorkItem item, object value)
    {
        long turn = _group.Put(item.Linear, value);
        this.Wait(item.Linear, State.AtGroupBarrier);

        return _group.Values(turn);
    }

    public object?[] WarpExchange(WorkItem item, object value)
    {
        Exchange warp = _warps[item.Linear / warpSize];
        long turn = warp.Put(item.Lane, value);
        this.Wait(item.Linear, State.AtWarpBarrier);

        return warp.Values(turn);
    }

    private static Seat[] CreateSeats(int size)
    {
        Seat[] seats = new Seat[size];

        for (int i = 0; i < size; i++)
        {
            seats[i] = new Seat();
        }

        return seats;
    }

    private static Exchange[] CreateWarps(int size, int warpSize)
    {
        Exchange[] warps = new Exchange[(size + warpSize - 1) / warpSize];

        for (int i = 0; i < warps.Length; i++)
        {
            warps[i] = new Exchange(Math.Min(warpSize, size - (i * warpSize)));
        }

        return warps;
    }

    private void Wait(int index, State state)
    {
        Seat seat = _seats[index];
        seat.State = state;
        this.PassOn(index);
        seat.Thread.Gate.WaitOne();

        if (_aborted)
        {
            throw new AbortedException();
        }
    }

    private void PassOn(int from)
    {
        int next = this.NextReady(from);

        if (next < 0)
        {
            this.Release();
            next = this.NextReady(size - 1);
        }

        if (next < 0)
        {
            _finished.Set();
        }
        else
        {
            _seats[next].Thread.Gate.Set();
        }
    }

    private int NextReady(int from)
    {
        for (int i = 1; i <= size; i++)
        {
            int candidate = (from + i) % size;

            if (_seats[candidate].State == State.Ready)
            {
                return candidate;
            }
        }

        return -1;
    }

    private void Release()
    {
        bool any = false;

        for (int i = 0; i < size; i++)
        {
            if (_seats[i].State == State.AtWarpBarrier)
            {
                _seats[i].State = State.Ready;
                _warps[i / warpSize].Advance(any: true);
                any = true;
            }
        }

        foreach (Exchange warp in _warps)
        {
            warp.EndAdvance();
        }

        if (any)
        {
            return;
        }

        for (int i = 0; i < size; i++)
        {
            if (_seats[i].State == State.AtGroupBarrier)
            {
                _seats[i].State = State.Ready;
                any = true;
            }
        }

        if (any)
        {
            _group.Advance(any: true);
            _group.EndAdvance();
        }
    }

    private sealed class Seat
    {
        public readonly DebugThread Thread = DebugThread.Rent();

        public volatile State State;
    }

    /// <summary>Values on exchange. Two sets, because the next turn begins while slow readers are at the last one.</summary>
    private sealed class Exchange(int size)
    {
        private readonly (long Turn, object? Value)[][] _sets = [new (long, object?)[size], new (long, object?)[size]];
        private long _turn = 1;
        private bool _advancing;

        public long Put(int index, object value)
        {
            _sets[_turn & 1][index] = (_turn, value);

            return _turn;
        }

        public object?[] Values(long turn)
        {
            object?[] values = new object?[size];

            for (int i = 0; i < size; i++)
            {
                (long written, object? value) = _sets[turn & 1][i];
                values[i] = written == turn ? value : null;
            }

            return values;
        }

        public void Advance(bool any) => _advancing |= any;

        public void EndAdvance()
        {
            if (_advancing)
            {
                _advancing = false;
                _turn++;
            }
        }
    }

    /// <summary>Ends the threads of a group in which a work-item has failed.</summary>
    private sealed class AbortedException : Exception;
}

/// <summary>A thread for a work-item; kept for the next launch.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Lives as long as the process.")]
internal sealed class DebugThread
{
    private const int StackBytes = 1 << 20;

    private static readonly ConcurrentBag<DebugThread> Idle = [];

    private DebugThread()
    {
        Thread thread = new(this.Loop, StackBytes)
        {
            IsBackground = true,
            Name = "IlgpuOptim work-item",
        };
        thread.Start();
    }

    /// <summary>Lets the thread go on: with the body, or where it waits within.</summary>
    public AutoResetEvent Gate { get; } = new(false);

    /// <summary>What the thread executes when the gate opens for the first time.</summary>
    public Action? Body { get; set; }

    public static DebugThread Rent() => Idle.TryTake(out DebugThread? thread) ? thread : new DebugThread();

    /// <summary>Gives the thread back; it waits at its gate, or is about to.</summary>
    public void Return()
    {
        this.Body = null;
        Idle.Add(this);
    }

    private void Loop()
    {
        while (true)
        {
            this.Gate.WaitOne();
            this.Body!();
        }
    }
}
