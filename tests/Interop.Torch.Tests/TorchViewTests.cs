using System.Runtime.InteropServices;
using IlgpuOptim.Compute;
using IlgpuOptim.Interop.Torch.Memory;
using ILGPU;
using ILGPU.Runtime;
using TorchSharp;
using TorchSharp.Native;
using Xunit;

namespace IlgpuOptim.Interop.Torch.Tests;

/// <summary>Kernels and torch on the same memory.</summary>
public sealed class TorchViewTests : TorchTest
{
    /// <summary>What a kernel writes is in the tensor, and what torch writes is seen by the next kernel.</summary>
    [Theory]
    [InlineData("cpu")]
    [InlineData("opencl")]
    public void KernelsWorkOnTheTensor(string name)
    {
        using ComputeDevice device = Devices.Open(name);
        using torch.Tensor tensor = torch.arange(1000, torch.float32);
        ArrayView<float> view = TorchView.Alias<float>(tensor, device);
        Action<AcceleratorStream, Index1D, ArrayView<float>> kernel = device.Accelerator.LoadAutoGroupedKernel<Index1D, ArrayView<float>>(Double);
        kernel(device.Stream, 1000, view);
        TorchView.Leave(device);
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => 2.0 * i), Values(tensor));
        tensor.add_(1);
        kernel(device.Stream, 1000, view);
        TorchView.Leave(device);
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => (4.0 * i) + 2), Values(tensor));
        tensor.sub_(1);
        Assert.Equal(1, Values(tensor)[0]);
    }

    /// <summary>A part of a tensor that begins somewhere within it.</summary>
    [Theory]
    [InlineData("cpu")]
    [InlineData("opencl")]
    public void PartsBeginWhereTheyBegin(string name)
    {
        using ComputeDevice device = Devices.Open(name);
        using torch.Tensor tensor = torch.zeros(7, 5);
        using torch.Tensor row = tensor[3];
        Tensor view = TorchView.ToComputeTensor(row, device);
        view.CopyFrom<float>([1, 2, 3, 4, 5]);
        Assert.Equal([0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 0, 0], Values(tensor)[10..22]);
        Assert.Equal(15, tensor.sum().item<float>());
    }

    /// <summary>Strides are kept: a transposed matrix is one for kernels, too.</summary>
    [Fact]
    public void StridesAreKept()
    {
        using ComputeDevice device = Devices.Open("cpu");
        using torch.Tensor tensor = torch.arange(6, torch.float64).reshape(2, 3);
        using torch.Tensor transposed = tensor.t();
        Tensor view = TorchView.ToComputeTensor(transposed, device);
        Assert.Equal([3, 2], view.Shape.ToArray());
        Assert.Equal([1, 3], view.Strides.ToArray());
        Assert.Equal([0, 3, 1, 4, 2, 5], view.ToArray<double>());
        Assert.Equal(5, view.Matrix<double>().Rows + view.Matrix<double>().Columns);
        ArgumentException error = Assert.Throws<ArgumentException>(() => TorchView.Alias<double>(transposed, device));
        Assert.Contains("strides [1, 3]", error.Message, StringComparison.Ordinal);
        Assert.Contains("contiguous()", error.Message, StringComparison.Ordinal);
    }

    /// <summary>All element types that both sides have.</summary>
    [Theory]
    [InlineData(torch.ScalarType.Float32)]
    [InlineData(torch.ScalarType.Float64)]
    [InlineData(torch.ScalarType.BFloat16)]
    [InlineData(torch.ScalarType.Float16)]
    [InlineData(torch.ScalarType.Int32)]
    [InlineData(torch.ScalarType.Int64)]
    [InlineData(torch.ScalarType.Byte)]
    public void AllTypes(torch.ScalarType type)
    {
        using ComputeDevice device = Devices.Open("cpu");
        using torch.Tensor tensor = torch.arange(5, type);
        Tensor view = TorchView.ToComputeTensor(tensor, device);
        Assert.Equal((type.ToElementType(), 5L), (view.Type, view.Count));
        view.Clear();
        device.Synchronize();
        Assert.Equal(new double[5], Values(tensor));
    }

    /// <summary>A view outlives the tensor it was made of.</summary>
    [Fact]
    public void AViewKeepsTheMemory()
    {
        using ComputeDevice device = Devices.Open("cpu");
        Collect();
        long before = LibTorch.LiveHandles;
        Kept(device);
        Collect();
        Assert.Equal(before, LibTorch.LiveHandles);

        static void Kept(ComputeDevice device)
        {
            torch.Tensor tensor = torch.full([1 << 16], 3f);
            ArrayView<float> view = TorchView.Alias<float>(tensor, device);
            tensor.Dispose();
            Collect();
            using torch.Tensor other = torch.full([1 << 16], 7f);
            Assert.All(view.GetAsArray(), static value => Assert.Equal(3, value));
        }
    }

    /// <summary>Dispose scopes do not take the memory away.</summary>
    [Fact]
    public void AScopeDoesNotFreeTheMemoryOfAView()
    {
        using ComputeDevice device = Devices.Open("cpu");
        ArrayView<float> view;

        using (torch.NewDisposeScope())
        {
            view = TorchView.Alias<float>(torch.full([1000], 3f), device);
        }

        using torch.Tensor other = torch.full([1000], 7f);
        Assert.All(view.GetAsArray(), static value => Assert.Equal(3, value));
    }

    /// <summary>What has no plain memory, or not here, is refused: what, why, and what to do.</summary>
    [Theory]
    [InlineData("sparse", "sparse", "to_dense()")]
    [InlineData("expanded", "share memory", "contiguous()")]
    [InlineData("empty", "no elements", "Leave it out")]
    [InlineData("complex", "ComplexFloat32", "Float32")]
    [InlineData("meta", "no memory on meta", "never materialized")]
    [InlineData("conjugate", "lazily", "resolve_conj()")]
    [InlineData("freed", "disposed", "DetachFromDisposeScope")]
    public void Refusals(string kind, string reason, string remedy)
    {
        using ComputeDevice device = Devices.Open("cpu");
        torch.Tensor tensor = kind switch
        {
            "sparse" => torch.eye(3).to_sparse(),
            "expanded" => torch.ones(3, 1).expand(3, 4),
            "empty" => torch.zeros(0, 4),
            "complex" => torch.zeros(2, torch.complex64),
            "meta" => torch.zeros([2], device: torch.META),
            "conjugate" => torch.zeros(2, torch.complex64).conj(),
            _ => torch.zeros(2),
        };

        if (kind == "freed")
        {
            tensor.Dispose();
        }
        else
        {
            tensor.name = "my_tensor";
        }

        Exception error = Assert.ThrowsAny<Exception>(() => TorchView.ToComputeTensor(tensor, device));
        Assert.True(error is ArgumentException or NotSupportedException or ObjectDisposedException, error.ToString());
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, error.Message, StringComparison.Ordinal);
        Assert.Contains(kind == "freed" ? "The tensor" : "'my_tensor'", error.Message, StringComparison.Ordinal);
    }

    /// <summary>A view of another type than the elements' is refused.</summary>
    [Fact]
    public void TypesHaveToAgree()
    {
        using ComputeDevice device = Devices.Open("cpu");
        using torch.Tensor tensor = torch.zeros(3, torch.bfloat16);
        ArgumentException error = Assert.Throws<ArgumentException>(() => TorchView.Alias<float>(tensor, device));
        Assert.Contains("BFloat16", error.Message, StringComparison.Ordinal);
        Assert.Contains("Float32", error.Message, StringComparison.Ordinal);
    }

    /// <summary>A device that cannot reach the memory is refused, and says what would do.</summary>
    [Fact]
    public void DevicesHaveToShareTheMemory()
    {
        using VirtualGpu gpu = new();
        using torch.Tensor tensor = torch.zeros(3);
        NotSupportedException error = Assert.Throws<NotSupportedException>(() => TorchView.ToComputeTensor(tensor, gpu.Device));
        Assert.Contains("is on cpu", error.Message, StringComparison.Ordinal);
        Assert.Contains("OpenCL processor", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Autograd hears of a write that is counted, and not of one that is not.</summary>
    [Fact]
    public void CountedWritesAreNoticed()
    {
        using ComputeDevice device = Devices.Open("cpu");
        torch.Tensor leaf = torch.ones([3], requires_grad: true);

        foreach (bool counted in (bool[])[false, true])
        {
            torch.Tensor middle = leaf * 2;
            torch.Tensor loss = (middle * middle).sum();
            TorchView.ToComputeTensor(middle, device).Clear();
            device.Synchronize();

            if (counted)
            {
                TorchView.CountWrite(middle);
                ExternalException error = Assert.Throws<ExternalException>(() => loss.backward());
                Assert.Contains("modified by an inplace operation", error.Message, StringComparison.Ordinal);
            }
            else
            {
                loss.backward();
            }
        }
    }

    private static void Double(Index1D index, ArrayView<float> values) => values[index] *= 2;

    private static void Collect()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
