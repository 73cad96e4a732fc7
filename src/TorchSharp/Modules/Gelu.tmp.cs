namespace TorchSharp.Modules;
/// <summary>t</summary>
public sealed class GELU { 
/// <summary>t</summary>
public enum Approximate { 
/// <summary>t</summary>
none, 
/// <summary>t</summary>
tanh } }
