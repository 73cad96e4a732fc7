using IlgpuOptim.Compute;

namespace IlgpuOptim.Optimizers;

/// <summary>A tensor of an optimizer's state.</summary>
/// <param name="Name">Parameter and quantity, such as <c>layer.weight/exp_avg</c>.</param>
/// <param name="Tensor">The values.</param>
public sealed record StateTensor(string Name, Tensor Tensor);

/// <summary>
/// Everything that an optimizer remembers between steps, as plain data. What <see cref="Optimizer.GetState"/> returns are
/// views of the optimizer's own memory: write or copy them before the next step.
/// </summary>
/// <param name="Algorithm">Name of the algorithm, such as <c>adamw</c>.</param>
/// <param name="Scalars">Counters and hyper-parameters by name: <c>calls</c>, <c>group0/learning_rate</c>, <c>layer.weight/step</c>.</param>
/// <param name="Tensors">The tensors.</param>
public sealed record OptimizerState(
    string Algorithm, IReadOnlyDictionary<string, double> Scalars, IReadOnlyList<StateTensor> Tensors);
