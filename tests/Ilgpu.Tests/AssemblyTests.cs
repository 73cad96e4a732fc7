using System.Reflection;

using IlgpuOptim.Engine.IR;

using Xunit;

namespace IlgpuOptim.Engine.Tests;

public sealed class AssemblyTests
{
    private static readonly Assembly Engine = typeof(Function).Assembly;

    [Fact]
    public void Name_IsTheOneThatFriendsAndPackagesExpect() =>
        Assert.Equal("IlgpuOptim.Ilgpu", Engine.GetName().Name);

    [Fact]
    public void References_AreTheFrameworkOnly()
    {
        string[] foreign =
        [
            .. Engine.GetReferencedAssemblies()
                .Select(reference => reference.Name!)
                .Where(name => name is not ("mscorlib" or "netstandard") && !name.StartsWith("System.", StringComparison.Ordinal)),
        ];

        Assert.Empty(foreign);
    }
}
