using System.Reflection;

namespace IlgpuOptim.Engine.Frontend;

/// <summary>Finds the method that a call through an interface or base class reaches on a known struct type.</summary>
internal static class VirtualCalls
{
    /// <summary>
    /// The implementation of <paramref name="method"/> in <paramref name="type"/>: instance and static members of
    /// interfaces (also explicit, generic and default ones) and overrides of Object and ValueType.
    /// </summary>
    public static MethodBase Resolve(MethodBase method, Type type)
    {
        if (method is not MethodInfo info || method.DeclaringType is not { } declaring)
        {
            return method;
        }

        if (declaring.IsInterface)
        {
            return type.IsInterface ? method : OfInterface(info, declaring, type);
        }

        if (!method.IsVirtual || !type.IsValueType || declaring == type)
        {
            return method;
        }

        // Object and ValueType members: the override of the struct, where it has one.
        Type[] parameters = Array.ConvertAll(info.GetParameters(), static p => p.ParameterType);
        MethodInfo? own = type.GetMethod(
            info.Name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly, null, parameters, null);

        return own ?? throw new KernelFault(Diagnostics.Boxing, Names.Of(type));
    }

    private static MethodBase OfInterface(MethodInfo method, Type declaring, Type type)
    {
        MethodInfo wanted = method.IsGenericMethod ? method.GetGenericMethodDefinition() : method;
        if (!declaring.IsAssignableFrom(type))
        {
            throw new KernelFault(Diagnostics.VirtualCall, Names.Of(method));
        }

        InterfaceMapping map = type.GetInterfaceMap(declaring);
        for (int i = 0; i < map.InterfaceMethods.Length; ++i)
        {
            if (map.InterfaceMethods[i].MetadataToken != wanted.MetadataToken || map.InterfaceMethods[i].Module != wanted.Module)
            {
                continue;
            }

            MethodInfo? target = map.TargetMethods[i];
            if (target is null || target.IsAbstract)
            {
                break;
            }

            return method.IsGenericMethod ? target.MakeGenericMethod(method.GetGenericArguments()) : target;
        }

        throw new KernelFault(Diagnostics.VirtualCall, Names.Of(method));
    }
}
