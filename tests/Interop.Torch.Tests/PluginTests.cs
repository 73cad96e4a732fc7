using System.Runtime.InteropServices;
using IlgpuOptim.Interop.Torch.Memory;
using IlgpuOptim.Optimizers;
using IlgpuOptim.Optimizers.Schedules;
using TorchSharp;
using TorchSharp.Native;
using Xunit;
using static TorchSharp.torch;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace IlgpuOptim.Interop.Torch.Tests;

/// <summary>What all plug-in optimizers have in common.</summary>
public sealed class PluginTests : TorchTest
{
    /// <summary>All algorithms.</summary>
    public static TheoryData<string> Names => [.. Zoo.Names];

    /// <summary>No parameter and no gradient is copied: addresses stay, and nothing is counted.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void NothingIsCopied(string name)
    {
        nn.Module<Tensor, Tensor> network = Network();
        using PluginOptimizer optimizer = Zoo.Make(name, network);
        Assert.False(optimizer.Statistics.ZeroCopy);
        IntPtr[] before = [.. network.parameters().Select(static parameter => TorchMemory.Describe(parameter).Data)];

        for (int step = 0; step < 3; step++)
        {
            optimizer.zero_grad();
            Backward(network, step);
            optimizer.step();
        }

        PluginStatistics statistics = optimizer.Statistics;
        Assert.Equal(before, network.parameters().Select(static parameter => TorchMemory.Describe(parameter).Data));
        Assert.True(statistics.ZeroCopy);
        Assert.Equal((0, 0, 3), (statistics.CopiedBytes, statistics.SkippedSteps, statistics.Steps));
        Assert.True(statistics.StepSeconds > 0 && statistics.LastGradientNorm > 0);
        long elements = network.parameters().Sum(static parameter => parameter.numel());
        Assert.Equal(8 * elements, statistics.AdamWStateBytes);
        Assert.True(name != "adamw" || statistics.StateBytes == statistics.AdamWStateBytes);
    }

    /// <summary>A graph that still needs the weights fails after a step; one of another module does not.</summary>
    [Fact]
    public void AutogradNoticesTheStep()
    {
        nn.Module<Tensor, Tensor> network = Network();
        using PluginOptimizer optimizer = new AdamW(network, 1e-3);
        Backward(network, 0);
        Tensor loss = Loss(network, 1);
        optimizer.step();
        ExternalException error = Assert.Throws<ExternalException>(() => loss.backward());
        Assert.Contains("modified by an inplace operation", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Parameters without a gradient are left alone, and a graph that needs them stays good.</summary>
    [Fact]
    public void WithoutAGradientNothingHappens()
    {
        TorchParameter with = new(ones(3));
        TorchParameter without = new(ones(3));
        using PluginOptimizer optimizer = new AdamW([with, without], 0.1);
        optimizer.step();
        Assert.Equal(0, optimizer.Statistics.Steps);
        Tensor loss = (without * without).sum();
        with.grad = ones(3);
        optimizer.step();
        Assert.Equal([1, 1, 1], Values(without));
        Assert.All(Values(with), static value => Assert.InRange(value, 0.89, 0.91));
        loss.backward();
        optimizer.step();
        Assert.All(Values(without), static value => Assert.InRange(value, 0.89, 0.91));
        Assert.Equal((true, 2), (optimizer.Statistics.ZeroCopy, optimizer.Statistics.Steps));
    }

    /// <summary>Schedules of TorchSharp set the rate.</summary>
    [Fact]
    public void SchedulesOfTorchWork()
    {
        TorchParameter parameter = new(zeros(1, float64));
        using PluginOptimizer optimizer = new Sgd([parameter], 0.1);
        optim.lr_scheduler.LRScheduler schedule = optim.lr_scheduler.StepLR(optimizer, 2, 0.5);
        double expected = 0;

        for (int step = 0; step < 6; step++)
        {
            parameter.grad = ones(1, float64);
            optimizer.step();
            schedule.step();
            expected -= 0.1 * Math.Pow(0.5, step / 2);
            Assert.Equal(expected, Values(parameter)[0], 1e-12);
        }
    }

    /// <summary>Schedules that cycle the momentum reach the kernels, too.</summary>
    [Fact]
    public void MomentumFollowsTheSchedule()
    {
        TorchParameter parameter = new(zeros(1, float64));
        using AdamW optimizer = new([parameter], 0.1);
        optim.lr_scheduler.LRScheduler schedule = optim.lr_scheduler.OneCycleLR(optimizer, 1, total_steps: 10);
        parameter.grad = ones(1, float64);
        optimizer.step();
        schedule.step();
        optimizer.step();
        Assert.Equal(optimizer.Betas.Item1, ((AdamWGroup)optimizer.Core.Groups[0]).Beta1);
        Assert.True(optimizer.Betas.Item1 < 0.95);
        Assert.Equal(optimizer.ParamGroups.First().LearningRate, optimizer.Core.Groups[0].LearningRate);
    }

    /// <summary>A momentum that would need a buffer which is not there is refused.</summary>
    [Fact]
    public void MomentumNeedsItsBuffer()
    {
        TorchParameter parameter = new(zeros(2)) { grad = ones(2) };
        using Sgd optimizer = new([parameter], 0.1);
        optimizer.Momentum = 0.9;
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => optimizer.step());
        Assert.Contains("Momentum is 0.9", error.Message, StringComparison.Ordinal);
        Assert.Equal([0, 0], Values(parameter));
        optimizer.Momentum = 0;
        optimizer.step();
        Assert.All(Values(parameter), static value => Assert.Equal(-0.1, value, 1e-7));
    }

    /// <summary>Our schedules set the rate before each step, relative to each group's own.</summary>
    [Fact]
    public void OurSchedulesWork()
    {
        TorchParameter first = new(zeros(1, float64));
        TorchParameter second = new(zeros(1, float64));
        using Sgd optimizer = new([new Sgd.ParamGroup([first]), new Sgd.ParamGroup([second], new() { LearningRate = 0.2 })], 0.1);
        Schedule schedule = ScheduleText.Parse("wsd", 10);
        optimizer.UseSchedule(schedule, 0.5);
        double expected = 0;

        for (int step = 0; step < 10; step++)
        {
            first.grad = ones(1, float64);
            second.grad = ones(1, float64);
            optimizer.step();
            expected -= 0.5 * schedule[step];
            Assert.Equal(expected, Values(first)[0], 1e-12);
            Assert.Equal(2 * expected, Values(second)[0], 1e-12);
        }
    }

    /// <summary>A closure is run with gradients on, and its loss is returned.</summary>
    [Fact]
    public void ClosuresRun()
    {
        TorchParameter parameter = new(ones(1));
        using PluginOptimizer optimizer = new Sgd([parameter], 0.1);
        using IDisposable none = no_grad();
        Tensor? loss = optimizer.step(() =>
        {
            Tensor value = (parameter * 3).sum();
            value.backward();

            return value;
        });
        Assert.Equal(3, loss!.item<float>());
        Assert.Equal(0.7, Values(parameter)[0], 1e-6);
        Assert.Null(optimizer.step());
    }

    /// <summary>Options of groups: given, or the optimizer's, or the algorithm's.</summary>
    [Fact]
    public void OptionsOfGroups()
    {
        TorchParameter first = new(zeros(2));
        TorchParameter second = new(zeros(2));
        AdamW.Options options = new() { Beta1 = 0.5, WeightDecay = 0.1 };
        using AdamW optimizer = new(
            [new AdamW.ParamGroup([first]), new AdamW.ParamGroup([second], new() { WeightDecay = 0, LearningRate = 1 })], 0.1, options);
        AdamW.ParamGroup[] groups = [.. optimizer.ParamGroups.Cast<AdamW.ParamGroup>()];
        Assert.Equal((0.1, 0.5, 0.1), (groups[0].LearningRate, groups[0].Options.Beta1!.Value, groups[0].Options.WeightDecay!.Value));
        Assert.Equal((1, 0.5, 0), (groups[1].LearningRate, groups[1].Options.Beta1!.Value, groups[1].Options.WeightDecay!.Value));
        Assert.Equal(0.999, groups[1].Options.Beta2);
        Assert.Null(options.Beta2);

        groups[1].Options.Beta2 = 0.9;
        first.grad = ones(2);
        optimizer.step();
        Assert.Equal(0.9, ((AdamWGroup)optimizer.Core.Groups[1]).Beta2);
        groups[1].Options.Beta2 = 2;
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => optimizer.step());
        Assert.Contains("Beta2 is 2", error.Message, StringComparison.Ordinal);
    }

    /// <summary>The defaults are those of the core optimizers.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void DefaultsAreTheCores(string name)
    {
        TorchParameter parameter = new(zeros(4, 4));
        using PluginOptimizer optimizer = name switch
        {
            "adamw" => new AdamW([parameter]),
            "sgd" => new Sgd([parameter], 0.1),
            "ldadam" => new LDAdam([parameter], options: new() { Rank = 2 }),
            "sirf" => new SirfShampoo([parameter], 8),
            "rms" => new RFRmsProp([parameter], 8, 0.1),
            _ => new RFAdamW([parameter], 8, 0.1),
        };
        Optimizers.Parameter core = optimizer.Core.Parameters[0];
        ParameterGroup expected = name switch
        {
            "adamw" => new AdamWGroup([core]),
            "sgd" => new SgdGroup([core]) { LearningRate = 0.1 },
            // Small last layers are common: the plug-in lowers their rank.
            "ldadam" => new LDAdamGroup([core]) { Rank = 2, RankPolicy = RankPolicy.Clamp },
            "sirf" => new SirfShampooGroup([core], 8),
            "rms" => new RootFreeRmsPropGroup([core], 0.1, 8),
            _ => new RootFreeAdamWGroup([core], 0.1, 8),
        };

        foreach (System.Reflection.PropertyInfo property in expected.GetType().GetProperties().Where(static property => property.Name != "Parameters"))
        {
            Assert.Equal(property.GetValue(expected), property.GetValue(optimizer.Core.Groups[0]));
        }

        Assert.Equal("parameter0", core.Name);
    }

    /// <summary>A group that is added later has the optimizer's options and starts at its beginning; the others go on.</summary>
    [Fact]
    public void GroupsMayBeAdded()
    {
        (nn.Module<Tensor, Tensor> first, nn.Module<Tensor, Tensor> second) = Twins();
        TorchParameter extra = new(ones(3));
        using AdamW expected = new(first, 1e-2);
        using AdamW actual = new(second, 1e-2);

        for (int step = 0; step < 6; step++)
        {
            if (step == 3)
            {
                actual.add_param_group(new AdamW.ParamGroup([("extra", extra)], new() { WeightDecay = 0 }));
            }

            extra.grad = ones(3);
            expected.zero_grad();
            actual.zero_grad();
            extra.grad = ones(3);
            Backward(first, step);
            Backward(second, step);
            expected.step();
            actual.step();
        }

        Assert.Equal(Weights(first), Weights(second));
        Assert.All(Values(extra), static value => Assert.Equal(0.97, value, 1e-5));
        ArgumentException error = Assert.Throws<ArgumentException>(() => actual.add_param_group(new AdamW.ParamGroup([("again", extra)])));
        Assert.Contains("'again' is 'extra', too", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => actual.add_param_group(new Sgd.ParamGroup([new TorchParameter(ones(1))])));
        Assert.Equal(2, actual.ParamGroups.Count());
    }

    /// <summary>What cannot be done is said with the name of the parameter.</summary>
    [Fact]
    public void Errors()
    {
        Check<ArgumentException>("at least one parameter", () => new AdamW(Array.Empty<TorchParameter>()));
        Check<NotSupportedException>("'w' has elements of type Int64", () => new AdamW([("w", new TorchParameter(ones(2, int64), false))]));
        Check<ArgumentException>("'w' of shape [2, 3] has strides [1, 0]", () => new AdamW([("w", new TorchParameter(ones(2, 1).expand(2, 3)))]));
        Check<ArgumentException>("'w' has shape [0]", () => new AdamW([("w", new TorchParameter(ones(0)))]));
        Check<ArgumentException>(
            "lower the rank", () => new LDAdam([("w", new TorchParameter(ones(2, 3)))], options: new() { RankPolicy = RankPolicy.Refuse }));
        Check<ArgumentException>(
            "named 'w'", () => new AdamW([("w", new TorchParameter(ones(2))), ("w", new TorchParameter(ones(2)))]));
        TorchParameter parameter = new(ones(3, 4));
        Check<ArgumentException>("stands once", () => new AdamW([parameter, parameter]));

        using AdamW optimizer = new([("embedding", parameter)], 0.1);
        parameter.grad = eye(3, 4).to_sparse();
        Check<ArgumentException>("gradient of parameter 'embedding' is sparse", () => optimizer.step());
        parameter.grad = null;
        Assert.Equal([1, 1], Values(parameter)[..2]);
        optimizer.Dispose();
        optimizer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => optimizer.step());

        static void Check<TException>(string text, Func<object?> action)
            where TException : Exception
        {
            TException error = Assert.ThrowsAny<TException>(action);
            Assert.Contains(text, error.Message, StringComparison.OrdinalIgnoreCase);
        }
    }

    /// <summary>Optimizers of several threads may share the device.</summary>
    [Fact]
    public void ThreadsMayShareTheDevice()
    {
        double[][] results = new double[3][];
        nn.Module<Tensor, Tensor>[] networks = [Network(), Network(), Network()];
        Array.ForEach(networks, network => network.load_state_dict(networks[0].state_dict()));
        Parallel.For(0, 3, new ParallelOptions { MaxDegreeOfParallelism = 3 }, i =>
        {
            using PluginOptimizer optimizer = new SirfShampoo(networks[i], 8, 1e-2);

            for (int step = 0; step < 10; step++)
            {
                optimizer.zero_grad();
                Backward(networks[i], step);
                optimizer.step();
            }

            results[i] = Weights(networks[i]);
        });
        Assert.InRange(Distance(results[0], results[1]), 0, 1e-5);
        Assert.InRange(Distance(results[0], results[2]), 0, 1e-5);
    }
}
