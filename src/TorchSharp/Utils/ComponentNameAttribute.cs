namespace TorchSharp.Utils;

/// <summary>The name under which a field's module, parameter or buffer is registered, if not its own.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class ComponentNameAttribute : Attribute
{
    /// <summary>The name.</summary>
    public string Name { get; set; }
}
