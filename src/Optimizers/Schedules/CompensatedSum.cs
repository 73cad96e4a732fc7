namespace IlgpuOptim.Optimizers.Schedules;

/// <summary>Neumaier's sum: the rounding errors of the additions are added up beside it.</summary>
internal struct CompensatedSum
{
    private double _sum;
    private double _error;

    public readonly double Value => this._sum + this._error;

    public void Add(double term)
    {
        double sum = this._sum + term;

        this._error += Math.Abs(this._sum) >= Math.Abs(term)
            ? this._sum - sum + term
            : term - sum + this._sum;
        this._sum = sum;
    }
}
