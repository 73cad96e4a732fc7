using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;
using IlgpuOptim.Engine.Frontend;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Runtime.Cpu;

/// <summary>
/// Finds out whether a kernel can reach a barrier or an exchange between work-items, by walking over the IL of everything
/// it calls. When in doubt the answer is yes.
/// </summary>
internal static class BarrierScan
{
    private static readonly ConcurrentDictionary<MethodInfo, bool> Known = new();
    private static readonly OpCode[] OneByte = new OpCode[256];
    private static readonly OpCode[] TwoBytes = new OpCode[256];

    static BarrierScan()
    {
        foreach (FieldInfo field in typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            OpCode code = (OpCode)field.GetValue(null)!;
            (code.Size == 1 ? OneByte : TwoBytes)[code.Value & 0xFF] = code;
        }
    }

    /// <summary>The work-items of a group need threads of their own.</summary>
    public static bool NeedsThreads(MethodInfo kernel) =>
        Known.GetOrAdd(kernel, static method => Scan(method, []));

    private static bool Scan(MethodBase method, HashSet<MethodBase> visited)
    {
        if (!visited.Add(method))
        {
            return false;
        }

        if (method.GetCustomAttribute<IntrinsicAttribute>() is IntrinsicAttribute intrinsic)
        {
            return intrinsic.Kind is Intrinsic.Shuffle or Intrinsic.Broadcast
                || (intrinsic.Kind == Intrinsic.Op && intrinsic.Op is >= Op.Barrier and <= Op.GroupBroadcast or Op.WarpBarrier);
        }

        string? assembly = method.Module.Assembly.GetName().Name;

        // The class library has no barriers of ours.
        if (assembly is null || assembly == "System" || assembly.StartsWith("System.", StringComparison.Ordinal))
        {
            return false;
        }

        return method.GetMethodBody()?.GetILAsByteArray() is byte[] il && ScanBody(method, il, visited);
    }

    private static bool ScanBody(MethodBase method, byte[] il, HashSet<MethodBase> visited)
    {
        Type[] typeArguments = method.DeclaringType?.GetGenericArguments() ?? [];
        Type[] methodArguments = method is MethodInfo ? method.GetGenericArguments() : [];
        Type? constraint = null;
        int at = 0;

        while (at < il.Length)
        {
            OpCode code = il[at] == 0xFE ? TwoBytes[il[++at]] : OneByte[il[at]];
            at++;

            if (code == OpCodes.Constrained)
            {
                constraint = method.Module.ResolveType(BitConverter.ToInt32(il, at), typeArguments, methodArguments);
            }
            else if (code.OperandType == OperandType.InlineMethod)
            {
                MethodBase? callee = method.Module.ResolveMethod(BitConverter.ToInt32(il, at), typeArguments, methodArguments);
                callee = callee is null || constraint is null ? callee : Implementation(callee, constraint);
                constraint = null;

                if (callee is null || Scan(callee, visited))
                {
                    return true;
                }
            }

            at += OperandSize(code, il, at);
        }

        return false;
    }

    // The method that a call through an interface or a virtual method reaches on a structure.
    private static MethodBase? Implementation(MethodBase callee, Type constraint)
    {
        if (callee is not MethodInfo method || method.DeclaringType is not Type declaring)
        {
            return null;
        }

        if (!declaring.IsInterface)
        {
            // Object.GetHashCode and the like.
            return Array.Find(
                constraint.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic),
                candidate => candidate.GetBaseDefinition() == method.GetBaseDefinition()) ?? callee;
        }

        if (constraint.IsInterface || constraint.IsGenericParameter || !declaring.IsAssignableFrom(constraint))
        {
            return null;
        }

        MethodInfo definition = method.IsGenericMethod ? method.GetGenericMethodDefinition() : method;
        InterfaceMapping map = constraint.GetInterfaceMap(declaring);
        int index = Array.IndexOf(map.InterfaceMethods, definition);

        if (index < 0)
        {
            return null;
        }

        MethodInfo target = map.TargetMethods[index];

        return method.IsGenericMethod ? target.MakeGenericMethod(method.GetGenericArguments()) : target;
    }

    private static int OperandSize(OpCode code, byte[] il, int at) => code.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, at)),
        _ => 4,
    };
}
