namespace TorchSharp;

public static partial class torch
{
    /// <summary>Layers, losses and models.</summary>
    public static partial class nn
    {
    }
}
