using System.Globalization;
using System.Reflection;
using System.Text;
using ILGPU;
using ILGPU.Runtime;
using IlgpuOptim.Engine.Frontend;
using IlgpuOptim.Engine.IR;
using Xunit;

namespace IlgpuOptim.Engine.Tests.Frontend;

/// <summary>Everything the API offers to kernels compiles: one kernel for each public member.</summary>
public sealed class ApiSweepTests
{
    /// <summary>Refusals that are right: host members, and lengths that have to be constants.</summary>
    private static readonly string[] Expected = ["KRN0027", "KRN0028", "KRN0004"];

    public static TheoryData<string> Types() =>
    [
        .. typeof(ArrayView<>).Assembly.GetExportedTypes().Where(IsForKernels).Select(t => t.FullName!),
    ];

    [Theory]
    [MemberData(nameof(Types))]
    public void Members_Compile(string name)
    {
        Type type = Close(typeof(ArrayView<>).Assembly.GetType(name)!);
        CallEmitter emitter = new("Api");
        foreach (MethodBase method in Members(type))
        {
            emitter.AddByValue(method);
        }

        FrontendOptions options = new() { Assertions = true, IOOperations = true };
        StringBuilder problems = new();
        foreach ((MethodInfo kernel, MethodBase target) in emitter.Finish())
        {
            try
            {
                Verifier.Verify(KernelFrontend.Build(kernel, KernelKind.Explicit, options));
            }
            catch (KernelCompilationException e) when (Expected.Contains(e.Code))
            {
            }
            catch (KernelCompilationException e)
            {
                problems.Append(CultureInfo.InvariantCulture, $"{target}: {e.Message}\n");
            }
        }

        Assert.True(problems.Length == 0, problems.ToString());
    }

    private static bool IsForKernels(Type type)
    {
        string name = type.Name.Split('`')[0];
        bool isStatic = type.IsAbstract && type.IsSealed;

        return (type.IsValueType || isStatic) && !type.IsEnum
            && (name.Contains("Index", StringComparison.Ordinal) || name.StartsWith("Stride", StringComparison.Ordinal)
                || name.StartsWith("Dense", StringComparison.Ordinal) || name is "ArrayView" or "ArrayView1D" or "ArrayView2D" or "ArrayView3D"
                    or "VariableView" or "XMath" or "IntrinsicMath" or "Half" or "BFloat16" or "Group" or "Grid" or "Warp" or "Atomic"
                    or "MemoryFence" or "Interop" or "SharedMemory" or "LocalMemory" or "General" or "Infinite");
    }

    private static IEnumerable<MethodBase> Members(Type type)
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        List<MethodBase> methods = [.. type.GetMethods(All), .. type.GetConstructors()];
        foreach (MethodBase method in methods)
        {
            if (Close(method) is not { } closed)
            {
                continue;
            }

            Type result = CallEmitter.ResultType(closed);
            bool plain = CallEmitter.ArgumentTypes(closed).All(t => t.IsValueType && !t.IsByRefLike)
                && (result.IsValueType || result == typeof(void));
            if (plain && method.Name is not ("GetHashCode" or "GetEnumerator"))
            {
                yield return closed;
            }
        }
    }

    /// <summary>The method for simple type arguments; null where its constraints ask for others.</summary>
    private static MethodBase? Close(MethodBase method)
    {
        if (!method.IsGenericMethodDefinition)
        {
            return method;
        }

        try
        {
            return ((MethodInfo)method).MakeGenericMethod(Array.ConvertAll(method.GetGenericArguments(), Argument));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static Type Close(Type type) =>
        type.IsGenericTypeDefinition ? type.MakeGenericType(Array.ConvertAll(type.GetGenericArguments(), Argument)) : type;

    private static Type Argument(Type parameter)
    {
        foreach (Type constraint in parameter.GetGenericParameterConstraints())
        {
            switch (constraint.Name)
            {
                case "IStride1D":
                    return typeof(Stride1D.Dense);
                case "IStride2D":
                    return typeof(Stride2D.DenseX);
                case "IStride3D":
                    return typeof(Stride3D.DenseXY);
                default:
                    break;
            }
        }

        return typeof(int);
    }
}
