namespace TorchSharp.Modules;

/// <summary>The rows of tensors: item i is row i of each.</summary>
public class TensorDataset : torch.utils.data.IterableDataset
{
    private readonly torch.Tensor[] _tensors;

    internal TensorDataset(torch.Tensor[] tensors)
    {
        if (tensors.Length == 0 || tensors.Any(tensor => tensor.dim() == 0 || tensor.size(0) != tensors[0].size(0)))
        {
            throw new ArgumentException("All tensors of a data set must have the same size in their first dimension.", nameof(tensors));
        }

        // Of its own, so that the caller's may be disposed of.
        this._tensors = Array.ConvertAll(tensors, static tensor => tensor.alias().DetachFromDisposeScope());
    }

    /// <inheritdoc/>
    public override long Count => this._tensors[0].size(0);

    /// <summary>Row <paramref name="index"/> of each tensor.</summary>
    public IList<torch.Tensor> this[long index] => Array.ConvertAll(this._tensors, tensor => tensor[index]);

    /// <inheritdoc/>
    public override IList<torch.Tensor> GetTensor(long index) => this[index];

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Array.ForEach(this._tensors, static tensor => tensor.Dispose());
        }

        base.Dispose(disposing);
    }
}
