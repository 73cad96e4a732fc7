using IlgpuOptim.Compute;
using TorchSharp;
using Xunit;

namespace IlgpuOptim.Interop.Torch.Tests;

/// <summary>The table of element types, both ways.</summary>
public sealed class TorchElementsTests
{
    /// <summary>Every element type comes back from torch's name of it.</summary>
    [Theory]
    [InlineData(ElementType.Float32)]
    [InlineData(ElementType.Float64)]
    [InlineData(ElementType.BFloat16)]
    [InlineData(ElementType.Float16)]
    [InlineData(ElementType.Int32)]
    [InlineData(ElementType.Int64)]
    [InlineData(ElementType.UInt8)]
    public void TypesRoundTrip(ElementType type) => Assert.Equal(type, type.ToTorch().ToElementType());

    /// <summary>What kernels do not have is refused by name.</summary>
    [Fact]
    public void ComplexElements_AreRefused()
    {
        NotSupportedException error = Assert.Throws<NotSupportedException>(() => torch.ScalarType.ComplexFloat32.ToElementType());
        Assert.Contains("ComplexFloat32", error.Message, StringComparison.Ordinal);
    }
}
