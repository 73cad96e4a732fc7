using System.Reflection;
using System.Text;

namespace IlgpuOptim.Engine.Frontend;

/// <summary>Names of types and methods as a C# programmer writes them, for messages.</summary>
internal static class Names
{
    public static string Of(Type type)
    {
        if (type.IsByRef)
        {
            return "ref " + Of(type.GetElementType()!);
        }

        if (type.IsPointer)
        {
            return Of(type.GetElementType()!) + "*";
        }

        if (type.IsArray)
        {
            return Of(type.GetElementType()!) + "[" + new string(',', type.GetArrayRank() - 1) + "]";
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        string? keyword = Type.GetTypeCode(type) switch
        {
            _ when type.IsEnum => null,
            TypeCode.Boolean => "bool",
            TypeCode.Byte => "byte",
            TypeCode.SByte => "sbyte",
            TypeCode.Int16 => "short",
            TypeCode.UInt16 => "ushort",
            TypeCode.Char => "char",
            TypeCode.Int32 => "int",
            TypeCode.UInt32 => "uint",
            TypeCode.Int64 => "long",
            TypeCode.UInt64 => "ulong",
            TypeCode.Single => "float",
            TypeCode.Double => "double",
            TypeCode.Decimal => "decimal",
            TypeCode.String => "string",
            _ => type == typeof(void) ? "void" : type == typeof(object) ? "object" : null,
        };
        if (keyword is not null)
        {
            return keyword;
        }

        StringBuilder text = new();
        string name = type.Name;
        int tick = name.IndexOf('`');
        if (type.IsNested && type.DeclaringType is { } outer)
        {
            text.Append(outer.Name.Split('`')[0]).Append('.');
        }

        text.Append(tick < 0 ? name : name[..tick]);
        if (type.IsGenericType)
        {
            AppendArguments(text, type.GetGenericArguments());
        }

        return text.ToString();
    }

    public static string Of(MethodBase method)
    {
        StringBuilder text = new();
        if (method.DeclaringType is { } type)
        {
            text.Append(Of(type)).Append('.');
        }

        text.Append(method.IsConstructor ? "ctor" : method.Name);
        if (method.IsGenericMethod)
        {
            AppendArguments(text, method.GetGenericArguments());
        }

        return text.ToString();
    }

    public static string Of(FieldInfo field) => (field.DeclaringType is { } type ? Of(type) + "." : string.Empty) + field.Name;

    private static void AppendArguments(StringBuilder text, Type[] arguments)
    {
        text.Append('<');
        for (int i = 0; i < arguments.Length; ++i)
        {
            text.Append(i == 0 ? string.Empty : ", ").Append(Of(arguments[i]));
        }

        text.Append('>');
    }
}
