namespace IlgpuOptim.Engine.Frontend;

/// <summary>
/// Plain C# in place of .NET methods whose own IL throws, calls native code or uses vector hardware. A holder has static
/// methods with the names and parameters of the type it stands for, instance methods with the receiver by reference
/// first, constructors as Create.
/// </summary>
internal static partial class BclReplacements
{
    /// <summary>The class that holds replacements for methods of a .NET type, if there is one.</summary>
    public static Type? HolderOf(Type type)
    {
        switch (type.FullName)
        {
            case "System.Math":
                return typeof(ForMath);
            case "System.MathF":
                return typeof(ForMathF);
            case "System.Single":
                return typeof(ForSingle);
            case "System.Double":
                return typeof(ForDouble);
            case "System.SByte":
                return typeof(ForSByte);
            case "System.Int16":
                return typeof(ForInt16);
            case "System.Int32":
                return typeof(ForInt32);
            case "System.Int64":
                return typeof(ForInt64);
            case "System.Numerics.Matrix4x4":
                return typeof(ForMatrix4x4);
            case "System.Diagnostics.Debug+AssertInterpolatedStringHandler":
                return typeof(ForAssertText);
            case "System.Half":
                return typeof(ForHalf);
            case "System.Numerics.BitOperations":
                return typeof(ForBitOperations);
            case "System.Numerics.Vector2":
                return typeof(ForVector2);
            case "System.Numerics.Vector3":
                return typeof(ForVector3);
            case "System.Numerics.Vector4":
                return typeof(ForVector4);
            case "System.Numerics.Quaternion":
                return typeof(ForQuaternion);
            default:
                return type.IsGenericType ? GenericHolderOf(type) : null;
        }
    }

    private static Type? GenericHolderOf(Type type)
    {
        Type? holder = type.GetGenericTypeDefinition().FullName switch
        {
            "System.Nullable`1" => typeof(ForNullable<>),
            "System.Span`1" => typeof(ForSpan<>),
            "System.ReadOnlySpan`1" => typeof(ForReadOnlySpan<>),
            "System.Collections.Generic.EqualityComparer`1" => typeof(ForEqualityComparer<>),
            "System.Collections.Generic.Comparer`1" => typeof(ForComparer<>),
            _ => null,
        };
        Type[] arguments = type.GetGenericArguments();

        // Spans and comparers of classes are refused by name elsewhere.
        return holder is null || !arguments[0].IsValueType ? null : holder.MakeGenericType(arguments);
    }
}
