namespace TorchSharp;

/// <summary>
/// Disposes of every tensor that is made on its thread while it is the innermost scope, unless it is moved out or detached.
/// </summary>
public sealed class DisposeScope : IDisposable
{
    private readonly HashSet<IDisposable> _disposables = new(ReferenceEqualityComparer.Instance);
    private readonly DisposeScopeManager _manager;
    private bool _closed;

    internal DisposeScope(DisposeScopeManager manager) => this._manager = manager;

    /// <summary>What it will dispose of.</summary>
    public IReadOnlyList<IDisposable> DisposablesView => [.. this._disposables];

    /// <summary>How many it will dispose of.</summary>
    public int DisposablesCount => this._disposables.Count;

    /// <summary>Leaves it to the next outer scope, or to the user if there is none.</summary>
    public T MoveToOuter<T>(T disposable)
        where T : IDisposable => this.MoveToOther(this._manager.Outside(this), disposable);

    /// <inheritdoc cref="MoveToOuter{T}(T)"/>
    public (T1 first, T2 second) MoveToOuter<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable => (this.MoveToOuter(first), this.MoveToOuter(second));

    /// <inheritdoc cref="MoveToOuter{T}(T)"/>
    public (T1 first, T2 second, T3 third) MoveToOuter<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable => (this.MoveToOuter(first), this.MoveToOuter(second), this.MoveToOuter(third));

    /// <inheritdoc cref="MoveToOuter{T}(T)"/>
    public void MoveToOuter(params IDisposable[] disposables) => this.MoveToOuter((IEnumerable<IDisposable>)disposables);

    /// <inheritdoc cref="MoveToOuter{T}(T)"/>
    public void MoveToOuter(IEnumerable<IDisposable> disposables) => this.MoveToOther(this._manager.Outside(this), disposables);

    /// <summary>Leaves it to another scope; null: to the user.</summary>
    public T MoveToOther<T>(DisposeScope scope, T disposable)
        where T : IDisposable
    {
        this.Move(scope, disposable);
        return disposable;
    }

    /// <inheritdoc cref="MoveToOther{T}(DisposeScope, T)"/>
    public (T1 first, T2 second) MoveToOther<T1, T2>(DisposeScope scope, T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable => (this.MoveToOther(scope, first), this.MoveToOther(scope, second));

    /// <inheritdoc cref="MoveToOther{T}(DisposeScope, T)"/>
    public (T1 first, T2 second, T3 third) MoveToOther<T1, T2, T3>(DisposeScope scope, T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable => (this.MoveToOther(scope, first), this.MoveToOther(scope, second), this.MoveToOther(scope, third));

    /// <inheritdoc cref="MoveToOther{T}(DisposeScope, T)"/>
    public void MoveToOther(DisposeScope scope, params IDisposable[] disposables) =>
        this.MoveToOther(scope, (IEnumerable<IDisposable>)disposables);

    /// <inheritdoc cref="MoveToOther{T}(DisposeScope, T)"/>
    public void MoveToOther(DisposeScope scope, IEnumerable<IDisposable> disposables)
    {
        foreach (IDisposable disposable in disposables)
        {
            this.Move(scope, disposable);
        }
    }

    /// <summary>Leaves it to the user, who disposes of it.</summary>
    public T Detach<T>(T disposable)
        where T : IDisposable => this.MoveToOther(null, disposable);

    /// <inheritdoc cref="Detach{T}(T)"/>
    public (T1 first, T2 second) Detach<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable => this.MoveToOther(null, first, second);

    /// <inheritdoc cref="Detach{T}(T)"/>
    public (T1 first, T2 second, T3 third) Detach<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable => this.MoveToOther(null, first, second, third);

    /// <inheritdoc cref="Detach{T}(T)"/>
    public void Detach(params IDisposable[] disposables) => this.MoveToOther(null, (IEnumerable<IDisposable>)disposables);

    /// <inheritdoc cref="Detach{T}(T)"/>
    public void Detach(IEnumerable<IDisposable> disposables) => this.MoveToOther(null, disposables);

    /// <summary>Takes it over from wherever it is.</summary>
    public void Attach(IDisposable disposable)
    {
        if (disposable is torch.Tensor { OwningScope: DisposeScope owner })
        {
            owner.Move(this, disposable);
        }
        else if (disposable is not null && this.Add(disposable))
        {
            this._manager.Record(disposable, static statistics => statistics.AttachedToScopeCount++);
        }
    }

    /// <inheritdoc cref="Attach(IDisposable)"/>
    public void Attach(params IDisposable[] disposables) => this.Attach((IEnumerable<IDisposable>)disposables);

    /// <inheritdoc cref="Attach(IDisposable)"/>
    public IReadOnlyList<IDisposable> Attach(IEnumerable<IDisposable> disposables)
    {
        IDisposable[] all = [.. disposables];
        foreach (IDisposable disposable in all)
        {
            this.Attach(disposable);
        }

        return all;
    }

    /// <summary>Disposes of what it holds now, and stays open.</summary>
    public void DisposeEverything() => this.DisposeEverythingBut(Enumerable.Empty<IDisposable>());

    /// <summary>Disposes of what it holds now, except <paramref name="inKeep"/>.</summary>
    public void DisposeEverythingBut(IEnumerable<IDisposable> inKeep)
    {
        HashSet<IDisposable> keep = new(inKeep, ReferenceEqualityComparer.Instance);
        IDisposable[] doomed;
        lock (this._disposables)
        {
            doomed = [.. this._disposables.Where(disposable => !keep.Contains(disposable))];
            this._disposables.ExceptWith(doomed);
        }

        foreach (IDisposable disposable in doomed)
        {
            this._manager.Record(disposable, static statistics => statistics.DisposedInScopeCount++);
            SetOwner(disposable, null);
            (disposable as torch.Tensor)?.MarkCounted();
            disposable.Dispose();
        }
    }

    /// <inheritdoc cref="DisposeEverythingBut(IEnumerable{IDisposable})"/>
    public void DisposeEverythingBut(params IDisposable[] keep) => this.DisposeEverythingBut((IEnumerable<IDisposable>)keep);

    /// <inheritdoc cref="DisposeEverythingBut(IEnumerable{IDisposable})"/>
    public T DisposeEverythingBut<T>(T keep)
        where T : IDisposable
    {
        this.DisposeEverythingBut((IEnumerable<IDisposable>)[keep]);
        return keep;
    }

    /// <inheritdoc cref="DisposeEverythingBut(IEnumerable{IDisposable})"/>
    public (T1 first, T2 second) DisposeEverythingBut<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable
    {
        this.DisposeEverythingBut((IEnumerable<IDisposable>)[first, second]);
        return (first, second);
    }

    /// <inheritdoc cref="DisposeEverythingBut(IEnumerable{IDisposable})"/>
    public (T1 first, T2 second, T3 third) DisposeEverythingBut<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable
    {
        this.DisposeEverythingBut((IEnumerable<IDisposable>)[first, second, third]);
        return (first, second, third);
    }

    /// <summary>Disposes of what it holds and ends.</summary>
    public void Dispose()
    {
        if (!this._closed)
        {
            this._closed = true;
            this.DisposeEverything();
            this._manager.Close(this);
        }
    }

    /// <summary>Forgets it, because somebody else has disposed of it.</summary>
    public void MarkAsDisposed(IDisposable disposable)
    {
        if (this.Remove(disposable))
        {
            this._manager.Record(disposable, static statistics => statistics.DisposedInScopeCount++);
            SetOwner(disposable, null);
        }
    }

    /// <summary>Whether it will dispose of it.</summary>
    public bool Contains(IDisposable disposable) => this._disposables.Contains(disposable);

    internal bool Add(IDisposable disposable)
    {
        SetOwner(disposable, this);
        lock (this._disposables)
        {
            return this._disposables.Add(disposable);
        }
    }

    // A tensor may be disposed of on another thread than its scope's.
    private bool Remove(IDisposable disposable)
    {
        lock (this._disposables)
        {
            return this._disposables.Remove(disposable);
        }
    }

    private void Move(DisposeScope scope, IDisposable disposable)
    {
        if (disposable is null || !this.Remove(disposable))
        {
            return;
        }

        SetOwner(disposable, null);
        if (scope is not null)
        {
            scope.Add(disposable);
        }
        else
        {
            this._manager.Record(disposable, static statistics => statistics.DetachedFromScopeCount++);
        }
    }

    private static void SetOwner(IDisposable disposable, DisposeScope owner)
    {
        if (disposable is torch.Tensor tensor)
        {
            tensor.OwningScope = owner;
        }
    }
}

/// <summary>The open scopes of one thread.</summary>
public class DisposeScopeManager
{
    [ThreadStatic]
    private static DisposeScopeManager t_current;

    private readonly List<DisposeScope> _scopes = [];
    private readonly ThreadDisposeScopeStatistics _statistics = new();

    /// <summary>What happened to tensors on this thread.</summary>
    public static ThreadDisposeScopeStatistics Statistics => Current._statistics;

    internal static DisposeScopeManager Current => t_current ??= new DisposeScopeManager();

    internal DisposeScope Innermost => this._scopes.Count == 0 ? null : this._scopes[^1];

    internal DisposeScope Open()
    {
        DisposeScope scope = new(this);
        this._scopes.Add(scope);
        return scope;
    }

    internal void Close(DisposeScope scope) => this._scopes.Remove(scope);

    internal DisposeScope Outside(DisposeScope scope)
    {
        int place = this._scopes.IndexOf(scope);
        return place > 0 ? this._scopes[place - 1] : null;
    }

    internal void Created(torch.Tensor tensor)
    {
        LifetimeStatistics statistics = this._statistics.TensorStatistics;
        if (this.Innermost is DisposeScope scope)
        {
            scope.Add(tensor);
            statistics.CreatedInScopeCount++;
        }
        else
        {
            statistics.CreatedOutsideScopeCount++;
        }
    }

    internal void Record(IDisposable disposable, Action<LifetimeStatistics> change)
    {
        if (disposable is torch.Tensor)
        {
            change(this._statistics.TensorStatistics);
        }
    }
}

/// <summary>Counts of what happened to tensors on one thread.</summary>
public class LifetimeStatistics
{
    /// <summary>Made while no scope was open.</summary>
    public long CreatedOutsideScopeCount { get; internal set; }

    /// <summary>Disposed of while no scope owned them.</summary>
    public long DisposedOutsideScopeCount { get; internal set; }

    /// <summary>Made inside a scope.</summary>
    public long CreatedInScopeCount { get; internal set; }

    /// <summary>Disposed of by their scope, or while it owned them.</summary>
    public long DisposedInScopeCount { get; internal set; }

    /// <summary>Given to a scope later.</summary>
    public long AttachedToScopeCount { get; internal set; }

    /// <summary>Taken out of a scope.</summary>
    public long DetachedFromScopeCount { get; internal set; }

    /// <summary>Made and not disposed of.</summary>
    public long ThreadTotalLiveCount =>
        this.CreatedInScopeCount + this.CreatedOutsideScopeCount - this.DisposedInScopeCount - this.DisposedOutsideScopeCount;

    /// <summary>Starts counting anew.</summary>
    public void Reset() =>
        this.CreatedOutsideScopeCount = this.DisposedOutsideScopeCount = this.CreatedInScopeCount = this.DisposedInScopeCount =
            this.AttachedToScopeCount = this.DetachedFromScopeCount = 0;

    /// <inheritdoc/>
    public override string ToString() =>
        $"ThreadTotalLiveCount: {this.ThreadTotalLiveCount}; CreatedOutsideScopeCount: {this.CreatedOutsideScopeCount}; " +
        $"DisposedOutsideScopeCount: {this.DisposedOutsideScopeCount}; CreatedInScopeCount: {this.CreatedInScopeCount}; " +
        $"DisposedInScopeCount: {this.DisposedInScopeCount}; AttachedToScopeCount: {this.AttachedToScopeCount}; " +
        $"DetachedFromScopeCount: {this.DetachedFromScopeCount}";
}

/// <summary>The counts of one thread.</summary>
public class ThreadDisposeScopeStatistics
{
    /// <summary>Of tensors.</summary>
    public LifetimeStatistics TensorStatistics { get; } = new();

    /// <inheritdoc cref="LifetimeStatistics.CreatedOutsideScopeCount"/>
    public long CreatedOutsideScopeCount => this.TensorStatistics.CreatedOutsideScopeCount;

    /// <inheritdoc cref="LifetimeStatistics.DisposedOutsideScopeCount"/>
    public long DisposedOutsideScopeCount => this.TensorStatistics.DisposedOutsideScopeCount;

    /// <inheritdoc cref="LifetimeStatistics.CreatedInScopeCount"/>
    public long CreatedInScopeCount => this.TensorStatistics.CreatedInScopeCount;

    /// <inheritdoc cref="LifetimeStatistics.DisposedInScopeCount"/>
    public long DisposedInScopeCount => this.TensorStatistics.DisposedInScopeCount;

    /// <inheritdoc cref="LifetimeStatistics.AttachedToScopeCount"/>
    public long AttachedToScopeCount => this.TensorStatistics.AttachedToScopeCount;

    /// <inheritdoc cref="LifetimeStatistics.DetachedFromScopeCount"/>
    public long DetachedFromScopeCount => this.TensorStatistics.DetachedFromScopeCount;

    /// <inheritdoc cref="LifetimeStatistics.ThreadTotalLiveCount"/>
    public long ThreadTotalLiveCount => this.TensorStatistics.ThreadTotalLiveCount;

    /// <summary>Starts counting anew.</summary>
    public void Reset() => this.TensorStatistics.Reset();

    /// <inheritdoc/>
    public override string ToString() => this.TensorStatistics.ToString();
}

public static partial class torch
{
    /// <summary>The innermost scope of this thread; null if none is open.</summary>
    public static DisposeScope CurrentDisposeScope => DisposeScopeManager.Current.Innermost;

    /// <summary>Opens a scope: tensors that this thread makes from now on are disposed of with it.</summary>
    public static DisposeScope NewDisposeScope() => DisposeScopeManager.Current.Open();

    /// <summary>Runs <paramref name="expr"/> in a scope of its own that only the result leaves.</summary>
    public static Tensor WrappedTensorDisposeScope(Func<Tensor> expr)
    {
        using DisposeScope scope = NewDisposeScope();
        return expr().MoveToOuterDisposeScope();
    }
}
