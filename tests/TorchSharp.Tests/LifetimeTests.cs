using System.Runtime.CompilerServices;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Native;
using Xunit;
using static TorchSharp.torch;

namespace IlgpuOptim.TorchSharp.Tests;

/// <summary>Who disposes of what, and that nothing native is left behind.</summary>
public sealed class LifetimeTests : TorchTest
{
    [Fact]
    public void Scope_DisposesOfWhatWasMadeInIt()
    {
        Tensor inner, kept, moved, outside = ones(1);
        using (DisposeScope outer = NewDisposeScope())
        {
            Assert.Same(outer, CurrentDisposeScope);
            using (DisposeScope scope = NewDisposeScope())
            {
                inner = ones(1) + ones(1);
                kept = ones(2).DetachFromDisposeScope();
                moved = ones(3).MoveToOuterDisposeScope();
                Assert.Equal(3, scope.DisposablesCount);
                Assert.False(scope.Contains(outside));
                inner.Dispose();
                Assert.Equal(2, scope.DisposablesCount);
                scope.Attach((IDisposable)moved);
                scope.MoveToOuter(moved);
            }

            Assert.True(inner.IsInvalid);
            Assert.False(moved.IsInvalid);
            Assert.True(outer.Contains(moved));
        }

        Assert.True(moved.IsInvalid);
        Assert.False(kept.IsInvalid);
        Assert.False(outside.IsInvalid);
        Assert.Null(CurrentDisposeScope);
        kept.Dispose();
        Assert.Throws<InvalidOperationException>(() => kept.shape);
        Assert.Throws<InvalidOperationException>(() => outside + kept);
    }

    [Fact]
    public void Scope_KeepsWhatItIsTold()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = ones(1), b = ones(1), c = ones(1);
        scope.DisposeEverythingBut(b);
        Assert.True(a.IsInvalid && c.IsInvalid && !b.IsInvalid);
        (Tensor d, Tensor e) = scope.MoveToOuter(ones(1), ones(2));
        scope.DisposeEverything();
        Assert.True(b.IsInvalid && !d.IsInvalid && !e.IsInvalid);
        Tensor result = WrappedTensorDisposeScope(() => (ones(2) + 1) * 3);
        Equal([6, 6], result);
    }

    [Fact]
    public void Statistics_CountWhatHappens()
    {
        ThreadDisposeScopeStatistics statistics = DisposeScopeManager.Statistics;
        statistics.Reset();
        Tensor a = ones(1);
        using (NewDisposeScope())
        {
            Tensor b = ones(1), c = ones(1), d = ones(1);
            b.Dispose();
            c.DetachFromDisposeScope().Dispose();
        }

        a.Dispose();
        Assert.Equal(1, statistics.CreatedOutsideScopeCount);
        Assert.Equal(3, statistics.CreatedInScopeCount);
        Assert.Equal(2, statistics.DisposedInScopeCount);
        Assert.Equal(2, statistics.DisposedOutsideScopeCount);
        Assert.Equal(1, statistics.DetachedFromScopeCount);
        Assert.Equal(0, statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Modules_OutliveTheScopeTheyAreMadeIn()
    {
        Linear module;
        using (NewDisposeScope())
        {
            module = nn.Linear(2, 2);
        }

        Assert.Equal([1, 2], module.call(ones(1, 2)).shape);
        Parameter weight = module.weight;
        module.Dispose();
        Assert.True(weight.IsInvalid);
    }

    [Fact]
    public void Training_LeavesNoNativeTensorBehind()
    {
        void Train()
        {
            using DisposeScope scope = NewDisposeScope();
            using Sequential model = nn.Sequential(nn.Linear(4, 8), nn.LayerNorm(8), nn.GELU(), nn.Dropout(0.1), nn.Linear(8, 2));
            using AdamW optimizer = optim.AdamW(model.parameters());
            optim.lr_scheduler.LRScheduler schedule = optim.lr_scheduler.CosineAnnealingLR(optimizer, 5);
            for (int step = 0; step < 5; step++)
            {
                optimizer.zero_grad();
                Tensor loss = nn.functional.cross_entropy(model.call(randn(16, 4)), randint(2, [16L]));
                loss.backward();
                nn.utils.clip_grad_norm_(model.parameters(), 1);
                optimizer.step();
                schedule.step();
            }

            model.load_state_dict(model.state_dict());
            model.to(float64);
        }

        Train();
        Collect();
        long handles = LibTorch.LiveHandles, tensors = Tensor.TotalCount;
        for (int i = 0; i < 20; i++)
        {
            Train();
        }

        Assert.Equal(handles, LibTorch.LiveHandles);
        Assert.Equal(tensors, Tensor.TotalCount);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Models_LeaveNativeMemoryFlat(bool dispose)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads /proc");

        // 264,000 parameters with gradients and two means each: 4 MB.
        [MethodImpl(MethodImplOptions.NoInlining)]
        void Train()
        {
            Sequential model = nn.Sequential(nn.Linear(256, 512), nn.ReLU(), nn.Linear(512, 256));
            AdamW optimizer = optim.AdamW(model.parameters());
            for (int step = 0; step < 5; step++)
            {
                using DisposeScope scope = NewDisposeScope();
                optimizer.zero_grad();
                model.call(rand(4, 256)).square().mean().backward();
                optimizer.step();
            }

            if (dispose)
            {
                optimizer.Dispose();
                model.Dispose();
            }
        }

        // Finalizers run when the collector does, which counts managed bytes alone.
        void Many(int count)
        {
            for (int i = 0; i < count; i++)
            {
                Train();
                if (i % 5 == 0)
                {
                    Collect();
                }
            }

            Collect();
        }

        Many(40);
        long handles = LibTorch.LiveHandles, before = ResidentBytes();
        Many(200);
        long growth = ResidentBytes() - before;
        Assert.Equal(handles, LibTorch.LiveHandles);
        Assert.True(growth < 40_000_000, $"{growth} bytes more after 200 models of 4 MB each");
    }

    [Fact]
    public void Finalizers_FreeWhatIsForgotten()
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        static void Forget()
        {
            for (int i = 0; i < 100; i++)
            {
                _ = ones(10) * i;
            }
        }

        Collect();
        long before = LibTorch.LiveHandles;
        Forget();
        Collect();
        Assert.InRange(LibTorch.LiveHandles, 0, before);
    }

    [Fact]
    public void Threads_WorkBesideEachOther()
    {
        manual_seed(3);
        Tensor shared = randn([32, 32], float64);
        double expected = shared.matmul(shared).sum().item<double>();
        Parallel.For(0, 8, _ =>
        {
            using DisposeScope scope = NewDisposeScope();
            for (int i = 0; i < 50; i++)
            {
                Tensor x = shared.detach().clone().requires_grad_();
                x.matmul(x).sum().backward();
                using (no_grad())
                {
                    Assert.Equal(expected, x.matmul(x).sum().item<double>(), 1e-9);
                }

                Assert.NotNull(x.grad);
                // Errors belong to the thread that made them.
                string message = Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => ones(i + 2) + ones(i + 3)).Message;
                Assert.Contains((i + 3).ToString(), message);
            }
        });
        int threads = get_num_threads();
        set_num_threads(1);
        Assert.Equal(1, get_num_threads());
        set_num_threads(threads);
    }

    [Fact]
    public void Handles_CanBeGivenAwayAndTaken()
    {
        Tensor a = tensor(new double[] { 1, 2 });
        nint handle = a.DecoupleFromNativeHandle();
        Assert.True(a.IsInvalid);
        using Tensor b = Tensor.UnsafeCreateTensor(handle);
        Equal([1, 2], b);
        using Tensor c = b.alias();
        Assert.NotEqual(b.Handle, c.Handle);
        Assert.Equal(TensorMemory.Describe(b).Identity, TensorMemory.Describe(c).Identity);
        Assert.Throws<ArgumentNullException>(() => Tensor.UnsafeCreateTensor(0));
    }

    private static long ResidentBytes() =>
        long.Parse(File.ReadAllText("/proc/self/statm").Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture) * Environment.SystemPageSize;

    private static void Collect()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
