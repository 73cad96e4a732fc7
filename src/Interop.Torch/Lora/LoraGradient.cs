using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace IlgpuOptim.Interop.Torch.Lora;

/// <summary>The gradient of a loss by the weights of layers, which leaves the model as it was.</summary>
internal static class LoraGradient
{
    /// <summary>One gradient for each layer.</summary>
    /// <exception cref="InvalidOperationException">A layer has no part in the loss, or is used without call().</exception>
    public static IReadOnlyList<Tensor> Of(nn.Module model, List<(string Name, Linear Layer)> layers, Func<Tensor> loss)
    {
        (nn.Module Module, bool Training)[] modes = [.. model.modules().Prepend(model).Select(static module => (module, module.training))];
        bool[] trained = [.. layers.Select(static item => item.Layer.weight.requires_grad)];
        int[] calls = new int[layers.Count];
        List<Action> restore = [];

        try
        {
            model.eval();

            for (int i = 0; i < layers.Count; i++)
            {
                int index = i;
                var hook = layers[i].Layer.register_forward_pre_hook((nn.Module _) => calls[index]++);

                restore.Add(hook.remove);
                layers[i].Layer.weight.requires_grad = true;
            }

            using IDisposable enabled = enable_grad();
            using Tensor value = loss();

            if (value.numel() != 1 || !value.requires_grad)
            {
                throw new InvalidOperationException(value.numel() != 1
                    ? $"The loss has {value.numel()} elements; it must be one number."
                    : "The loss depends on none of the layers.");
            }

            IList<Tensor> gradients = autograd.grad([value], [.. layers.Select(static item => item.Layer.weight)], allow_unused: true);

            for (int i = 0; i < layers.Count; i++)
            {
                if (gradients[i] is null || gradients[i].IsInvalid)
                {
                    throw new InvalidOperationException($"Layer '{layers[i].Name}' has no part in the loss: there is no gradient for it.");
                }

                if (calls[i] == 0)
                {
                    throw new InvalidOperationException(
                        $"Layer '{layers[i].Name}' is used, but not called: its owner goes around call(), by forward() or the weight itself, "
                        + "where no adapter can take part. Use call() there.");
                }
            }

            return [.. gradients];
        }
        finally
        {
            restore.ForEach(static action => action());

            for (int i = 0; i < layers.Count; i++)
            {
                layers[i].Layer.weight.requires_grad = trained[i];
            }

            // Parents come first, so that what their children are is said last.
            foreach ((nn.Module module, bool training) in modes)
            {
                module.train(training);
            }
        }
    }
}
