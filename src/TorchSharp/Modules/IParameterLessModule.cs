namespace TorchSharp.Modules;

/// <summary>Marks modules without parameters, buffers and modules of their own.</summary>
public interface IParameterLessModule
{
}
