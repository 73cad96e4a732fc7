using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace IlgpuOptim.TorchSharp.Tests;

/// <summary>Optimizers against their formulas in float64.</summary>
public sealed class OptimizerTests : TorchTest
{
    private const int Steps = 12;

    [Theory]
    [InlineData(0, false, false)]
    [InlineData(0.1, false, false)]
    [InlineData(0.1, true, false)]
    [InlineData(0.1, false, true)]
    public void Adam_FollowsTheFormula(double decay, bool amsgrad, bool maximize) => this.CheckAdam(false, decay, amsgrad, maximize);

    [Theory]
    [InlineData(0, false, false)]
    [InlineData(0.1, false, false)]
    [InlineData(0.1, true, true)]
    public void AdamW_FollowsTheFormula(double decay, bool amsgrad, bool maximize) => this.CheckAdam(true, decay, amsgrad, maximize);

    [Theory]
    [InlineData(0, 0, 0, false)]
    [InlineData(0.9, 0, 0, false)]
    [InlineData(0.9, 0.5, 0.01, false)]
    [InlineData(0.9, 0, 0.01, true)]
    public void Sgd_FollowsTheFormula(double momentum, double dampening, double decay, bool nesterov)
    {
        Parameter p = Start();
        using SGD optimizer = optim.SGD([p], 0.05, momentum, dampening, decay, nesterov);
        double[] x = Values(p), buffer = new double[x.Length];
        for (int t = 0; t < Steps; t++)
        {
            double[] g = SetGradient(p, t);
            optimizer.step();
            for (int i = 0; i < x.Length; i++)
            {
                double d = g[i] + (decay * x[i]);
                buffer[i] = t == 0 ? d : (momentum * buffer[i]) + ((1 - dampening) * d);
                d = momentum == 0 ? d : nesterov ? d + (momentum * buffer[i]) : buffer[i];
                x[i] -= 0.05 * d;
            }

            Equal(x, p, 1e-14);
        }
    }

    [Fact]
    public void Groups_HaveOptionsOfTheirOwn()
    {
        Parameter slow = nn.Parameter(ones(1, float64)), fast = nn.Parameter(ones(1, float64));
        using SGD optimizer = optim.SGD(
            (SGD.ParamGroup[])[new([slow]) { Options = new SGD.Options { LearningRate = 0.1 } }, new() { Parameters = [fast] }], 0.5);
        foreach (Parameter parameter in optimizer.parameters())
        {
            parameter.grad = ones(1, float64);
        }

        optimizer.step();
        Equal([0.9], slow, 1e-15);
        Equal([0.5], fast, 1e-15);
        Assert.Equal([0.1, 0.5], optimizer.ParamGroups.Select(group => group.LearningRate));
        optimizer.ParamGroups.Last().LearningRate = 0.25;
        optimizer.step();
        Equal([0.25], fast, 1e-15);
        Parameter more = nn.Parameter(ones(1, float64));
        optimizer.add_param_group(new SGD.ParamGroup([more]) { Options = new SGD.Options() });
        Assert.Equal(0.5, optimizer.ParamGroups.Last().LearningRate);
        Assert.Throws<ArgumentException>(() => optimizer.add_param_group(new SGD.ParamGroup([more])));
        optimizer.zero_grad();
        Equal([0], slow.grad);
    }

    [Fact]
    public void Step_RunsTheClosureWithGradients()
    {
        Parameter p = nn.Parameter(full([1], 3.0, float64));
        using SGD optimizer = optim.SGD([p], 0.1);
        Tensor loss = optimizer.step(() =>
        {
            optimizer.zero_grad();
            Tensor value = p.square().sum();
            value.backward();
            return value;
        });
        Equal([9], loss);
        Equal([3 - (0.1 * 6)], p, 1e-15);
        Assert.True(p.requires_grad);
        Assert.Throws<ArgumentException>(() => optim.SGD([p], -1));
        Assert.Throws<ArgumentException>(() => optim.SGD([p], 1, nesterov: true));
        Assert.Throws<ArgumentException>(() => optim.Adam([p], beta1: 1));
    }

    [Fact]
    public void ParametersWithoutGradient_StayAsTheyAre()
    {
        Parameter with = Start(), without = Start();
        using AdamW optimizer = optim.AdamW([with, without], weight_decay: 0.1);
        double[] before = Values(without);
        SetGradient(with, 0);
        optimizer.step();
        Equal(before, without);
    }

    [Fact]
    public void State_GoesOnWhereItWasSaved()
    {
        double[] Run(bool interrupted, Func<Parameter, OptimizerHelper> make)
        {
            Parameter p = Start();
            OptimizerHelper optimizer = make(p);
            for (int t = 0; t < Steps; t++)
            {
                if (interrupted && t == 5)
                {
                    using MemoryStream stream = new();
                    using BinaryWriter writer = new(stream);
                    optimizer.save_state_dict(writer);
                    writer.Flush();
                    stream.Position = 0;
                    optimizer.Dispose();
                    optimizer = make(p);
                    using (NewDisposeScope())
                    {
                        // What is loaded must outlive the scope it is loaded in.
                        optimizer.load_state_dict(new BinaryReader(stream));
                    }
                }

                SetGradient(p, t);
                optimizer.step();
            }

            return Values(p);
        }

        foreach (Func<Parameter, OptimizerHelper> make in (Func<Parameter, OptimizerHelper>[])[
            p => optim.Adam([p], 0.01), p => optim.AdamW([p], 0.01, amsgrad: true, weight_decay: 0.1), p => optim.SGD([p], 0.01, momentum: 0.9)])
        {
            Assert.Equal(Run(false, make), Run(true, make));
        }
    }

    [Fact]
    public void State_OfAnotherKindIsRefused()
    {
        Parameter p = Start();
        using SGD sgd = optim.SGD([p], 0.1, momentum: 0.9);
        using Adam adam = optim.Adam([p]), two = optim.Adam([p, Start()]);
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        sgd.save_state_dict(writer);
        stream.Position = 0;
        Assert.Throws<InvalidDataException>(() => adam.load_state_dict(new BinaryReader(stream)));
        Assert.Throws<InvalidDataException>(() => two.load_state_dict(adam.state_dict()));
        SetGradient(p, 0);
        adam.step();
        using Adam copy = optim.Adam([p]);
        copy.load_state_dict(adam.state_dict());
        Assert.True(copy.state_dict().State[0].ApproximatelyEquals(adam.state_dict().State[0]));
        Assert.NotSame(((Adam.State)copy.state_dict().State[0]).exp_avg, ((Adam.State)adam.state_dict().State[0]).exp_avg);
    }

    [Fact]
    public void State_SurvivesTheUsersScopes()
    {
        Parameter p = Start();
        using SGD optimizer = optim.SGD([p], 0.1, momentum: 0.9);
        for (int t = 0; t < 3; t++)
        {
            using DisposeScope scope = NewDisposeScope();
            SetGradient(p, t);
            optimizer.step();
        }

        Assert.False(((SGD.State)optimizer.state_dict().State[0]).momentum_buffer.IsInvalid);
    }

    [Fact]
    public void Clipping_ScalesToTheNorm()
    {
        Parameter a = Start(), b = Start();
        double[] g = [.. SetGradient(a, 1), .. SetGradient(b, 2)];
        double norm = Math.Sqrt(g.Sum(value => value * value));
        Assert.Equal(norm, nn.utils.clip_grad_norm_([a, b], 0.5), 1e-12);
        Equal([.. g.Select(value => value * 0.5 / (norm + 1e-6))], cat([a.grad, b.grad]), 1e-12);
        nn.utils.clip_grad_norm_([a, b], 0.6);
        Equal([.. g.Select(value => value * 0.5 / (norm + 1e-6))], cat([a.grad, b.grad]), 1e-12);
        nn.utils.clip_grad_value_([a], 0.01);
        Assert.True(a.grad.abs().max().ToDouble() <= 0.01);
        Tensor vector = nn.utils.parameters_to_vector([a, b]);
        nn.utils.vector_to_parameters(vector * 2, [a, b]);
        Equal([.. Values(vector).Select(value => 2 * value)], nn.utils.parameters_to_vector([a, b]));
    }

    [Fact]
    public void PluginOptimizers_DeriveFromTheHelper()
    {
        Parameter p = nn.Parameter(ones(2, float64));
        using SignDescent optimizer = new([p], 0.25);
        p.grad = tensor(new double[] { 3, -4 });
        optimizer.step();
        Equal([0.75, 1.25], p);
        optim.lr_scheduler.LRScheduler schedule = optim.lr_scheduler.StepLR(optimizer, 1, 0.5);
        schedule.step();
        optimizer.step();
        Equal([0.625, 1.375], p);
        Assert.Equal(2, ((SignDescent.State)optimizer.state_dict().State[0]).Steps);
    }

    private static Parameter Start() => nn.Parameter(tensor(new double[] { 1.5, -0.5, 0.25, 2 }));

    // Some gradients, the same each time.
    private static double[] SetGradient(Parameter p, int t)
    {
        Random random = new(100 + t);
        double[] g = [.. Enumerable.Range(0, (int)p.numel()).Select(_ => (2 * random.NextDouble()) - 1)];
        p.grad = tensor(g);
        return g;
    }

    private void CheckAdam(bool decoupled, double decay, bool amsgrad, bool maximize)
    {
        const double rate = 0.02, beta1 = 0.8, beta2 = 0.95, eps = 1e-8;
        Parameter p = Start();
        using OptimizerHelper optimizer = decoupled
            ? optim.AdamW([p], rate, beta1, beta2, eps, decay, amsgrad, maximize)
            : optim.Adam([p], rate, beta1, beta2, eps, decay, amsgrad, maximize);
        double[] x = Values(p), m = new double[x.Length], v = new double[x.Length], most = new double[x.Length];
        for (int t = 1; t <= Steps; t++)
        {
            double[] g = SetGradient(p, t);
            optimizer.step();
            for (int i = 0; i < x.Length; i++)
            {
                double d = maximize ? -g[i] : g[i];
                if (decoupled)
                {
                    x[i] -= rate * decay * x[i];
                }
                else
                {
                    d += decay * x[i];
                }

                m[i] = (beta1 * m[i]) + ((1 - beta1) * d);
                v[i] = (beta2 * v[i]) + ((1 - beta2) * d * d);
                most[i] = Math.Max(most[i], v[i]);
                double mean = m[i] / (1 - Math.Pow(beta1, t)), square = (amsgrad ? most[i] : v[i]) / (1 - Math.Pow(beta2, t));
                x[i] -= rate * mean / (Math.Sqrt(square) + eps);
            }

            Equal(x, p, 1e-13);
        }
    }

    // As a library outside writes one.
    private sealed class SignDescent : OptimizerHelper
    {
        public SignDescent(IEnumerable<Parameter> parameters, double lr)
        {
            this._defaults = new OptimizerOptions { LearningRate = lr };
            this._parameter_groups = [];
            this.add_param_group(new ParamGroup<OptimizerOptions>(parameters));
        }

        public override void add_param_group(ParamGroup group)
        {
            group.Options ??= new OptimizerOptions();
            group.Options.LearningRate ??= this._defaults.LearningRate;
            group.Options.InitialLearningRate = group.Options.LearningRate!.Value;
            group.Parameters = [.. group.Parameters];
            base.add_param_group(group);
            foreach (Parameter parameter in group.Parameters)
            {
                this._state[parameter.Handle] = new State(parameter);
            }
        }

        public override Tensor step(Func<Tensor>? closure = null) => this._step<ParamGroup<OptimizerOptions>>(
            group =>
            {
                foreach (Parameter parameter in group.Parameters)
                {
                    parameter.add_(parameter.grad.sign(), -group.LearningRate);
                    ((State)this._state[parameter.Handle]).Steps++;
                }
            },
            closure);

        public sealed class State(Parameter parameter) : OptimizerState(parameter)
        {
            public long Steps { get; set; }

            public override void Initialize(OptimizerOptions options) => this.Steps = 0;

            public override void LoadStateDict(BinaryReader reader) => this.Steps = reader.ReadInt64();

            public override void LoadStateDict(OptimizerState source) => this.Steps = ((State)source).Steps;

            public override void SaveStateDict(BinaryWriter writer) => writer.Write(this.Steps);
        }
    }
}
