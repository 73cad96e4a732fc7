using System.Globalization;
using System.Text.Json;

using Xunit;

namespace IlgpuOptim.Cli.Tests;

public sealed class DevicesCommandTests
{
    private static readonly string[] Keys =
        ["id", "backend", "name", "simd_bits", "warp_size", "cores", "memory_bytes", "usable", "reason"];

    [Fact]
    public void Json_IsOneArrayOfObjectsWithAllKeys()
    {
        ToolResult result = Tool.Run("devices", "--json");

        Assert.Equal(0, result.ExitCode);
        Assert.Empty(result.Error);

        // Parse fails on anything behind the document.
        using JsonDocument document = JsonDocument.Parse(result.Output);

        Assert.Equal(JsonValueKind.Array, document.RootElement.ValueKind);
        Assert.All(
            document.RootElement.EnumerateArray(),
            device => Assert.Equal(Keys, device.EnumerateObject().Select(property => property.Name)));
    }

    [Fact]
    public void Json_HasTheCpuWithItsFacts()
    {
        using JsonDocument document = JsonDocument.Parse(Tool.Run("devices", "--json").Output);
        JsonElement cpu = document.RootElement.EnumerateArray().Single(device => device.GetProperty("id").GetString() == "cpu:0");

        Assert.Equal("cpu", cpu.GetProperty("backend").GetString());
        Assert.False(string.IsNullOrWhiteSpace(cpu.GetProperty("name").GetString()));
        Assert.Contains(cpu.GetProperty("simd_bits").GetInt32(), new[] { 0, 128, 256, 512 });
        Assert.Equal(Environment.ProcessorCount, cpu.GetProperty("cores").GetInt32());
        Assert.True(cpu.GetProperty("memory_bytes").GetInt64() > 1 << 20);
        Assert.True(cpu.GetProperty("usable").GetBoolean());
        Assert.Equal(JsonValueKind.Null, cpu.GetProperty("reason").ValueKind);
    }

    [Fact]
    public void Json_SaysWhySomethingIsNotUsable()
    {
        using JsonDocument document = JsonDocument.Parse(Tool.Run("devices", "--json").Output);

        Assert.All(
            document.RootElement.EnumerateArray().Where(device => !device.GetProperty("usable").GetBoolean()),
            device => Assert.False(string.IsNullOrWhiteSpace(device.GetProperty("reason").GetString())));
        Assert.Superset(
            new HashSet<string> { "cpu", "opencl", "cuda" },
            document.RootElement.EnumerateArray().Select(device => device.GetProperty("backend").GetString()!).ToHashSet());
    }

    [Theory]
    [InlineData("DOTNET_EnableAVX512", 256)]
    [InlineData("DOTNET_EnableAVX2", 128)]
    [InlineData("DOTNET_EnableHWIntrinsic", 0)]
    public void Json_SimdBits_FollowWhatTheRuntimeOffers(string disabled, int atMost)
    {
        ToolResult result = Tool.Run(new Dictionary<string, string> { [disabled] = "0" }, "devices", "--json");
        using JsonDocument document = JsonDocument.Parse(result.Output);

        // Vector128 is the baseline of x64 and arm64, so the runtime may keep it whatever is switched off.
        Assert.InRange(document.RootElement[0].GetProperty("simd_bits").GetInt32(), 0, Math.Max(atMost, 128));
    }

    [Theory]
    [InlineData("256", 8)]
    [InlineData("128", 4)]
    [InlineData("0", 1)]
    public void Json_WarpSize_IsWhatTheEngineWasToldToUse(string bits, int lanes)
    {
        ToolResult result = Tool.Run(
            new Dictionary<string, string> { ["ILGPUOPTIM_SIMD_BITS"] = bits }, "devices", "--json");
        using JsonDocument document = JsonDocument.Parse(result.Output);
        JsonElement cpu = document.RootElement[0];
        int simdBits = cpu.GetProperty("simd_bits").GetInt32();

        Assert.SkipWhen(simdBits < int.Parse(bits, CultureInfo.InvariantCulture), "the machine has no such vectors");
        Assert.Equal(lanes, cpu.GetProperty("warp_size").GetInt32());
        Assert.Equal(bits, simdBits.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Json_DebugKernels_RunWithoutVectors()
    {
        ToolResult result = Tool.Run(
            new Dictionary<string, string> { ["ILGPUOPTIM_DEBUG_KERNELS"] = "1" }, "devices", "--json");
        using JsonDocument document = JsonDocument.Parse(result.Output);

        Assert.Equal(0, document.RootElement[0].GetProperty("simd_bits").GetInt32());
    }

    [Fact]
    public void Tree_ListsEveryDeviceAndReason()
    {
        string tree = Tool.Run("devices").Output;
        using JsonDocument document = JsonDocument.Parse(Tool.Run("devices", "--json").Output);

        Assert.All(
            document.RootElement.EnumerateArray(),
            device => Assert.Contains(
                device.GetProperty(device.GetProperty("usable").GetBoolean() ? "name" : "reason").GetString()!,
                tree,
                StringComparison.Ordinal));
    }
}
