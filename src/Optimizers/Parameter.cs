using IlgpuOptim.Compute;

namespace IlgpuOptim.Optimizers;

/// <summary>A tensor that an optimizer changes in place. Its memory is the caller's.</summary>
public sealed class Parameter
{
    /// <summary>Names a tensor as a parameter.</summary>
    /// <param name="name">Name, such as <c>encoder.0.weight</c>; state and checkpoints use it.</param>
    /// <param name="tensor">Dense row-major values of type float32, float64, bfloat16 or float16.</param>
    /// <exception cref="ArgumentException">The name is empty, or the tensor has another type or gaps.</exception>
    public Parameter(string name, Tensor tensor)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(tensor);

        if (!tensor.Type.IsFloat())
        {
            throw new ArgumentException(
                $"Parameter '{name}' is {tensor}; optimizers work on Float32, Float64, BFloat16 and Float16.", nameof(tensor));
        }

        if (!tensor.IsContiguous)
        {
            throw new ArgumentException(
                $"Parameter '{name}' is {tensor} with strides; optimizers need dense row-major memory.", nameof(tensor));
        }

        this.Name = name;
        this.Tensor = tensor;
    }

    /// <summary>Name, unique within an optimizer.</summary>
    public string Name { get; }

    /// <summary>The values.</summary>
    public Tensor Tensor { get; }

    /// <summary>Name and tensor.</summary>
    public override string ToString() => $"{this.Name}: {this.Tensor}";
}
