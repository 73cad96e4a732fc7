namespace IlgpuOptim.Engine.Runtime;

/// <summary>Exceptions about arguments of a caller further up.</summary>
internal static class ArgumentErrors
{
    public static Exception OutOfRange(string name, object? value, string message) =>
        new ArgumentOutOfRangeException(name, value, message);

    public static Exception Invalid(string name, string message) => new ArgumentException(message, name);
}
