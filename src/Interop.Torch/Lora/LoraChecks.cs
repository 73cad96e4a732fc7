using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace IlgpuOptim.Interop.Torch.Lora;

/// <summary>What must hold before an adapter is made.</summary>
internal static class LoraChecks
{
    /// <summary>The form is the one that a class implements.</summary>
    public static void Form(LoraOptions options, LoraForm form, string what)
    {
        options.Check();

        if (options.Form != form)
        {
            throw new ArgumentException($"{what} is of the form {form}; the options say {options.Form}.");
        }
    }

    /// <summary>The options suit a layer.</summary>
    public static void Layer(Linear layer, LoraOptions options, string name)
    {
        options.Check();

        string subject = name.Length == 0 ? "the layer" : $"layer '{name}'";
        long least = Math.Min(layer.in_features, layer.out_features);
        ScalarType type = layer.weight.dtype;

        if (options.Form != LoraForm.Deep && options.Rank > least)
        {
            throw new ArgumentException(
                $"Adapter: the rank is {options.Rank}, and {subject} is {layer.out_features} x {layer.in_features}: at most {least} is possible. "
                + "Choose a lower rank, or leave the layer out.");
        }

        if (!is_floating_point(type))
        {
            throw new ArgumentException($"Adapter: the weight of {subject} is {type}; it must be of a floating-point type.");
        }
    }

    /// <summary>A gradient is one of a layer's weight.</summary>
    public static void Gradient(Linear layer, Tensor gradient)
    {
        if (gradient.Dimensions != 2 || gradient.size(0) != layer.out_features || gradient.size(1) != layer.in_features)
        {
            throw new ArgumentException(
                $"The gradient has the shape [{string.Join(", ", gradient.shape)}], and the weight [{layer.out_features}, {layer.in_features}].",
                nameof(gradient));
        }
    }
}
