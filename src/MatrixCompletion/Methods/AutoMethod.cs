using System.Numerics;

using IlgpuOptim.MatrixCompletion.Data;
using IlgpuOptim.MatrixCompletion.Data.Sampling;
using IlgpuOptim.MatrixCompletion.Solvers;

namespace IlgpuOptim.MatrixCompletion.Methods;

/// <summary>
/// Nothing to tune. The compressed deep form shows how many directions the entries support, least squares of that rank finishes, and weaker
/// directions are looked for in what is left. If that does not explain the validation entries nearly exactly, regularised least
/// squares with biases, with regularisation and rank chosen by the validation entries, is the other candidate. The better one stays.
/// </summary>
public sealed class AutoMethod : SolverMethod
{
    private const int DefaultMaxRank = 40;

    /// <summary>A validation error below this share of the scale is an exact model, and nothing else is tried.</summary>
    private const double Exact = 0.02;

    /// <summary>Share of the entries that is put aside where no validation entries are given.</summary>
    private const double Aside = 0.05;

    /// <inheritdoc/>
    public override string Name => "auto";

    /// <inheritdoc/>
    public override string Description => "finds rank, regularisation and biases by itself";

    internal override FitResult Run<T>(FitTask<T> task)
    {
        if (task.Validation is not null || task.Train.Count < 100)
        {
            return Choose(task).Finish(task);
        }

        // Decide with some entries put aside, then fit all of them the same way.
        (SparseMatrix<T> most, SparseMatrix<T> aside) = PutAside(task.Train, task.Options.Seed);
        IFinalist<T> chosen = Choose(task with { Train = most, Validation = aside });

        return chosen.Refit(task).Finish(task);
    }

    private static IFinalist<T> Choose<T>(FitTask<T> task)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        IFinalist<T>? exact = task.Options.Biases == true ? null : ExactFinalist<T>.Find(task, task.Options.Rank ?? DefaultMaxRank);

        if (task.Options.Biases == false && exact is not null)
        {
            return exact;
        }

        if (exact is not null && exact.Stage.ValidationRmse <= Exact * task.Scale(task.Train.Mean()))
        {
            return exact;
        }

        RatingFinalist<T> rating = RatingFinalist<T>.Find(task);

        return exact?.Stage.ValidationRmse < rating.Stage.ValidationRmse ? exact : rating;
    }

    private static (SparseMatrix<T> Most, SparseMatrix<T> Aside) PutAside<T>(SparseMatrix<T> data, ulong seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        DataSplit split = Splitter.Random((int)data.Count, Aside, 0, seed);
        int[] rows = data.ExpandRows();

        return (Take(split.Train), Take(split.Validation));

        SparseMatrix<T> Take(int[] entries) => SparseMatrix<T>.FromTriplets(
            data.Rows,
            data.Columns,
            Array.ConvertAll(entries, e => rows[e]),
            Array.ConvertAll(entries, e => data.ColumnIndices[e]),
            Array.ConvertAll(entries, e => data.Values[e]));
    }
}

/// <summary>A model that has been tuned, and can be fitted to other entries of the same kind.</summary>
internal interface IFinalist<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Its factors and errors.</summary>
    StageResult Stage { get; }

    /// <summary>The same choices, fitted to the entries of another task.</summary>
    IFinalist<T> Refit(FitTask<T> task);

    /// <summary>Makes the result.</summary>
    FitResult Finish(FitTask<T> task);
}
