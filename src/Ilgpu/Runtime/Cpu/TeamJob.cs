using System.Runtime.ExceptionServices;

namespace IlgpuOptim.Engine.Runtime.Cpu;

/// <summary>
/// Work that several threads execute together. The object is reused: helpers enter only while it is open, and the owner
/// waits for them before it goes on.
/// </summary>
internal sealed class TeamJob
{
    // Number of helpers inside; negative while no one may enter.
    private int _helpers = int.MinValue;
    private int _places;
    private long _next;
    private long _units;
    private long _grain;
    private ITeamWork? _work;
    private readonly Lock _failureLock = new();
    private Exception? _failure;
    private long _failedUnit;

    /// <summary>What went wrong; the failure of the first unit when there are several.</summary>
    public Exception? Failure => _failure;

    public void Start(ITeamWork work, long units, long grain)
    {
        _work = work;
        _units = units;
        _grain = grain;
        _failure = null;
        _failedUnit = long.MaxValue;
        Volatile.Write(ref _next, 0);
    }

    /// <summary>Lets helpers in.</summary>
    public void Open(int places)
    {
        _places = places;
        Volatile.Write(ref _helpers, 0);
    }

    /// <summary>Lets no more helpers in and waits for those inside.</summary>
    public void Close()
    {
        Interlocked.Add(ref _helpers, int.MinValue);
        int spins = 0;

        while (Volatile.Read(ref _helpers) != int.MinValue)
        {
            // The helper is in its last chunk, unless it has lost its core.
            if (++spins < 2000)
            {
                Thread.SpinWait(10);
            }
            else
            {
                Thread.Yield();
            }
        }
    }

    public void Finish() => _work = null;

    /// <summary>Executes chunks as a helper.</summary>
    /// <returns>False when there was nothing to do.</returns>
    public bool TryHelp()
    {
        if (Volatile.Read(ref _next) >= _units)
        {
            return false;
        }

        int helpers = Volatile.Read(ref _helpers);

        while (true)
        {
            if (helpers < 0 || helpers >= _places)
            {
                return false;
            }

            int seen = Interlocked.CompareExchange(ref _helpers, helpers + 1, helpers);

            if (seen == helpers)
            {
                break;
            }

            helpers = seen;
        }

        this.Participate();
        Interlocked.Decrement(ref _helpers);

        return true;
    }

    /// <summary>Executes chunks until none is left.</summary>
    public void Participate()
    {
        ITeamWork work = _work!;

        while (true)
        {
            long begin = Interlocked.Add(ref _next, _grain) - _grain;

            if (begin >= _units)
            {
                return;
            }

            try
            {
                work.Execute(begin, Math.Min(begin + _grain, _units));
            }
            catch (Exception exception)
            {
                this.Fail(exception, begin);
            }
        }
    }

    public void ThrowIfFailed()
    {
        if (_failure is not null)
        {
            ExceptionDispatchInfo.Throw(_failure);
        }
    }

    private void Fail(Exception exception, long unit)
    {
        lock (_failureLock)
        {
            if (unit < _failedUnit)
            {
                _failedUnit = unit;
                _failure = exception;
            }
        }

        // Chunks that nobody has begun lie behind this one and are left out.
        Interlocked.Exchange(ref _next, _units);
    }
}
