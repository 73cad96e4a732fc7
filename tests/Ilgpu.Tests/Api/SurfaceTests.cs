using ILGPU;
using IlgpuOptim.Testing;
using Xunit;

namespace IlgpuOptim.Engine.Tests.Api;

/// <summary>The public surface keeps the members of ILGPU 1.5.3 that programs use.</summary>
public sealed class SurfaceTests
{
    [Fact]
    public void MembersOfIlgpu_AreThere()
    {
        SortedSet<string> members = SurfaceDump.Members(typeof(Context).Assembly);

        // For work on the list: every member of ours, one a line.
        if (Environment.GetEnvironmentVariable("ILGPUOPTIM_DUMP_SURFACE") is string path)
        {
            File.WriteAllLines(path, members);
        }

        string[] expected = File.ReadAllLines(Repository.PathOf("tests", "Ilgpu.Tests", "Api", "IlgpuMembers.txt"));
        string[] missing = [.. expected.Where(line => line.Length > 0 && line[0] != '#' && !members.Contains(line))];
        Assert.True(missing.Length == 0, "Missing members:\n" + string.Join("\n", missing));
    }

    [Fact]
    public void MissingMembers_AreNotThere()
    {
        SortedSet<string> members = SurfaceDump.Members(typeof(Context).Assembly);
        string[] missing = File.ReadAllLines(Repository.PathOf("tests", "Ilgpu.Tests", "Api", "IlgpuMembers.Missing.txt"));
        string[] present = [.. missing.Where(line => line.Length > 0 && line[0] != '#' && members.Contains(line))];
        Assert.True(present.Length == 0, "These exist by now; move them to IlgpuMembers.txt:\n" + string.Join("\n", present));
    }
}
