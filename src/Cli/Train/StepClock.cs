using System.Diagnostics;

using TorchSharp;

using static TorchSharp.torch;

namespace IlgpuOptim.Cli.Train;

/// <summary>The parts of a training step.</summary>
internal enum StepPart
{
    Other,
    Forward,
    Backward,
    Optimizer,
}

/// <summary>
/// Where the time of a step goes. A GPU works behind the program's back: there, one step in sixteen is measured with a wait
/// behind every part, and the others are divided like it.
/// </summary>
internal sealed class StepClock(Device device)
{
    private const int GpuInterval = 16;

    private readonly long[] _ticks = new long[4];
    private readonly bool _waits = device.type != DeviceType.CPU;
    private long _started;
    private long _last;
    private StepPart _part;
    private bool _measures;

    /// <summary>Starts the time of a step.</summary>
    public void Start(int step)
    {
        this._measures = !this._waits || step % GpuInterval == 1;
        this._part = StepPart.Other;
        this._started = this._last = Stopwatch.GetTimestamp();
    }

    /// <summary>What is done from now on.</summary>
    public void Begin(StepPart part)
    {
        if (!this._measures)
        {
            return;
        }

        if (this._waits)
        {
            cuda.synchronize();
        }

        long now = Stopwatch.GetTimestamp();

        this._ticks[(int)this._part] += now - this._last;
        this._last = now;
        this._part = part;
    }

    /// <summary>Ends the step; its seconds, divided as the steps measured so far.</summary>
    public TimeSplit Stop()
    {
        this.Begin(StepPart.Other);

        double total = Stopwatch.GetElapsedTime(this._started).TotalSeconds;
        double measured = Math.Max(1, this._ticks.Sum());

        if (!this._waits)
        {
            TimeSplit split = new(
                total,
                Seconds(this._ticks[(int)StepPart.Forward]),
                Seconds(this._ticks[(int)StepPart.Backward]),
                Seconds(this._ticks[(int)StepPart.Optimizer]));

            Array.Clear(this._ticks);

            return split;
        }

        double Share(StepPart part) => total * this._ticks[(int)part] / measured;

        return new TimeSplit(total, Share(StepPart.Forward), Share(StepPart.Backward), Share(StepPart.Optimizer));
    }

    private static double Seconds(long ticks) => (double)ticks / Stopwatch.Frequency;
}
