using System.Reflection;

namespace IlgpuOptim.Engine.Tests.Api;

/// <summary>Writes public members as lines like <c>ILGPU.ArrayView&lt;T&gt;.SubView(long,long)</c>.</summary>
internal static class SurfaceDump
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(short)] = "short",
        [typeof(ushort)] = "ushort", [typeof(int)] = "int", [typeof(uint)] = "uint", [typeof(long)] = "long",
        [typeof(ulong)] = "ulong", [typeof(float)] = "float", [typeof(double)] = "double", [typeof(char)] = "char",
        [typeof(string)] = "string", [typeof(object)] = "object", [typeof(void)] = "void",
    };

    /// <summary>The members of all public types of an assembly, inherited ones included.</summary>
    public static SortedSet<string> Members(Assembly assembly)
    {
        SortedSet<string> lines = new(StringComparer.Ordinal);

        foreach (Type type in assembly.GetExportedTypes())
        {
            string name = $"{type.Namespace}.{Name(type)}";
            lines.Add(name);

            foreach (MemberInfo member in AllMembers(type))
            {
                if (Describe(member) is string text)
                {
                    lines.Add($"{name}.{text}");
                }
            }
        }

        return lines;
    }

    private static IEnumerable<MemberInfo> AllMembers(Type type)
    {
        const BindingFlags Flags = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

        for (Type? level = type; level is not null && level != typeof(object) && level != typeof(ValueType); level = level.BaseType)
        {
            foreach (MemberInfo member in level.GetMembers(Flags | BindingFlags.DeclaredOnly))
            {
                yield return member;
            }
        }
    }

    private static string? Describe(MemberInfo member) => member switch
    {
        ConstructorInfo constructor when IsVisible(constructor) && !constructor.IsStatic => $".ctor({Parameters(constructor)})",
        MethodInfo method when IsVisible(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) =>
            $"{method.Name}{Generics(method)}({Parameters(method)})"
            + (method.Name is "op_Implicit" or "op_Explicit" ? $":{Name(method.ReturnType)}" : ""),
        PropertyInfo property when property.GetMethod is MethodInfo getter && IsVisible(getter) =>
            property.GetIndexParameters().Length == 0 ? property.Name : $"this[{Parameters(getter)}]",
        FieldInfo field when field.IsPublic || field.IsFamily => field.Name,
        EventInfo added => added.Name,
        _ => null,
    };

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Generics(MethodInfo method) =>
        method.IsGenericMethodDefinition ? $"<{string.Join(",", method.GetGenericArguments().Select(static t => t.Name))}>" : "";

    private static string Parameters(MethodBase method) =>
        string.Join(",", method.GetParameters().Select(static p => Name(p.ParameterType)));

    private static string Name(Type type)
    {
        if (type.IsByRef)
        {
            return Name(type.GetElementType()!) + "&";
        }

        if (type.IsPointer)
        {
            return Name(type.GetElementType()!) + "*";
        }

        if (type.IsArray)
        {
            return $"{Name(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        }

        if (Keywords.TryGetValue(type, out string? keyword))
        {
            return keyword;
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        Type[] arguments = type.GetGenericArguments();
        Type[] outer = type.DeclaringType?.GetGenericArguments() ?? [];
        string prefix = type.DeclaringType is Type declaring
            ? Name(declaring.IsGenericTypeDefinition && arguments.Length >= outer.Length && outer.Length > 0
                ? declaring.MakeGenericType(arguments[..outer.Length])
                : declaring) + "."
            : "";
        string name = type.Name.Split('`')[0];
        Type[] own = arguments[outer.Length..];

        return prefix + name + (own.Length == 0 ? "" : $"<{string.Join(",", own.Select(Name))}>");
    }
}
