using System.Reflection;
using Xunit;

namespace IlgpuOptim.Engine.Tests.Frontend;

/// <summary>The IR that the front end makes of C# does what .NET does with the same method, for optimised and debug IL.</summary>
public sealed class FrontendTests
{
    private static readonly string[] Holders = ["ControlFlowKernels", "ArithmeticKernels", "StructKernels", "LanguageKernels"];

    public static TheoryData<string, string, string> Kernels()
    {
        TheoryData<string, string, string> result = [];
        foreach (string holder in Holders)
        {
            Type type = Holder("Release", holder);
            foreach (MethodInfo method in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly))
            {
                if (method.GetParameters().Length == 5)
                {
                    result.Add("Release", holder, method.Name);
                    result.Add("Debug", holder, method.Name);
                }
            }
        }

        return result;
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Kernel_DoesWhatDotNetDoes(string configuration, string holder, string name) =>
        KernelRun.Compare(Holder(configuration, holder).GetMethod(name)!);

    private static Type Holder(string configuration, string name)
    {
        Assembly assembly = Assembly.Load("IlgpuOptim.Kernels." + configuration);

        return assembly.GetType("IlgpuOptim.Engine.Tests.Frontend.Kernels." + name, throwOnError: true)!;
    }
}
