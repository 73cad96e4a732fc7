using System.Numerics;
using System.Runtime.InteropServices;
using TorchSharp;
using TorchSharp.Native;
using Xunit;
using static TorchSharp.torch;

namespace IlgpuOptim.TorchSharp.Tests;

/// <summary>Making tensors, reading them, printing them, and their memory.</summary>
public sealed class TensorTests : TorchTest
{
    [Fact]
    public void Factories_MakeWhatTheySay()
    {
        Equal([0, 0, 0, 0], zeros(2, 2));
        Equal([1, 1], ones([2], int32));
        Equal([2.5, 2.5], full([2], 2.5));
        Assert.Equal(int64, full([2], 7).dtype);
        Equal([1, 3, 5], arange(1, 7, 2));
        Assert.Equal(int64, arange(3).dtype);
        Assert.Equal(float32, arange(0, 1, 0.5).dtype);
        Equal([0, 0.5, 1], linspace(0, 1, 3, float64));
        Equal([1, 0, 0, 0, 1, 0], eye(2, 3));
        Equal([1, 1], ones_like(zeros(2)));
        Assert.Equal(float64, zeros_like(zeros(2), float64).dtype);
        Assert.Equal([2, 3, 4, 5], empty(2, 3, 4, 5).shape);
        Assert.Equal([0, 3], zeros(0, 3).shape);
        Assert.True(rand(1000).min().ToSingle() >= 0);
        Assert.InRange(randint(3, 5, [100L]).max().ToInt64(), 3, 4);
        Equal([0, 1, 2, 3, 4], randperm(5).sort().Values);
        Assert.True(ones(1, requires_grad: true).requires_grad);
        Assert.Throws<NotSupportedException>(() => ones(1, names: ["N"]));
        set_default_dtype(float64);
        Assert.Equal(float64, rand(1).dtype);
        set_default_dtype(float32);
        Assert.Throws<ArgumentException>(() => set_default_dtype(int32));
    }

    [Fact]
    public void Seeds_RepeatNumbers()
    {
        manual_seed(42);
        double[] first = Values(randn(5));
        manual_seed(42);
        Assert.Equal(first, Values(randn(5)));
        using Generator generator = new(7), same = new(7);
        Assert.Equal(Values(rand(3, generator: generator)), Values(rand(3, generator: same)));
        Tensor state = generator.get_state();
        double[] next = Values(rand(3, generator: generator));
        generator.set_state(state);
        Assert.Equal(next, Values(rand(3, generator: generator)));
        Assert.Equal(7, generator.initial_seed());
        Tensor x = empty(4).uniform_(2, 3, generator);
        Assert.True(x.min().ToSingle() >= 2 && x.max().ToSingle() < 3);
    }

    [Fact]
    public void Arrays_GoInAndOut()
    {
        Assert.Equal([1, 2, 3], tensor(new[] { 1, 2, 3 }).data<int>().ToArray());
        Assert.Equal(float32, tensor(new[] { 1f }).dtype);
        Assert.Equal(bfloat16, tensor(new[] { 1f, 2f }, bfloat16).dtype);
        Assert.Equal([1, 2], tensor(new[,] { { 1L, 2L } }).shape);
        Assert.Equal(1.0 + (1.0 / 128), tensor(new BFloat16[] { new(1.0078125f) }).ToDouble());
        Assert.Equal((Half)0.5, tensor(new[] { (Half)0.5 }).item<Half>());
        Assert.True(tensor(new[] { true }).item<bool>());
        Assert.Equal(new Complex(1, 2), tensor(new[] { new Complex(1, 2) }).item<Complex>());
        Assert.Equal([1, 4, 2, 5, 3, 6], tensor(new[] { 1, 2, 3, 4, 5, 6 }, [2, 3]).T.data<int>());
        Assert.Equal(6, tensor(new[] { 1, 2, 3, 4, 5, 6 }, [2, 3]).T.data<int>()[2, 1]);
        Assert.Equal(new[,] { { 1.0, 2.0 } }, tensor(new double[] { 1, 2 }, [1, 2]).data<double>().ToNDArray());
        Assert.Throws<ArgumentException>(() => tensor(new[] { 1f }).data<double>());
        Assert.Throws<ArgumentException>(() => tensor(new[] { 1f, 2f }).item<float>());
        Assert.Throws<ArgumentException>(() => tensor(new[] { 1, 2, 3 }, [2, 2]));
        Assert.Equal(3, (int)tensor(3));
        Assert.Equal([[1L, 2L], [3L, 4L]], ((List<object>)arange(1, 5).reshape(2, 2).tolist()).Select(row => ((List<object>)row).Cast<long>()));
        Tensor implicitly = 2.5;
        Assert.Equal(float64, implicitly.dtype);
    }

    [Fact]
    public void FromArray_SharesMemory()
    {
        double[] values = [1, 2, 3];
        Tensor shared = from_array(values), copy = tensor(values);
        values[1] = 20;
        Equal([1, 20, 3], shared);
        Equal([1, 2, 3], copy);
        shared.mul_(2);
        Assert.Equal([2, 40, 6], values);
        Assert.Equal([2, 2], from_array(new int[2, 2]).shape);
        Assert.Equal(int64, from_array(new int[2], int64).dtype);
        Assert.Throws<ArgumentException>(() => from_array(new string[1]));
    }

    [Fact]
    public void Bytes_AreTheMemory()
    {
        Tensor x = tensor(new[] { 1f, 2f });
        Assert.Equal([1f, 2f], MemoryMarshal.Cast<byte, float>(x.bytes).ToArray());
        x.bytes = MemoryMarshal.AsBytes<float>(new[] { 3f, 4f }).ToArray();
        Equal([3, 4], x);
        Assert.Equal(4f, x.ReadCpuSingle(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => x.ReadCpuSingle(2));
        Assert.Throws<InvalidOperationException>(() => ones(2, 2).T[0..1].t().expand(2, 2).bytes.Length);
        x.data<float>()[0] = 9;
        Equal([9, 4], x);
        Assert.Throws<IndexOutOfRangeException>(() => x.data<float>()[2]);
    }

    [Fact]
    public void Types_Convert()
    {
        Tensor x = tensor(new[] { 1.9, -1.9 });
        Equal([1, -1], x.to(int32));
        Equal([1, 1], x.@bool());
        Assert.Equal(float16, x.half().dtype);
        Assert.Equal(1.8984375, x.bfloat16().@double()[0].item<double>());
        Assert.Equal(float32, (ones(1) + 1).dtype);
        Assert.Equal(float32, (ones([1], int32) + 1.5).dtype);
        Assert.Equal(float64, promote_types(float32, float64));
        Assert.Equal(float32, result_type(ones(1), ones([1], int32)));
        Assert.True(is_floating_point(bfloat16) && !is_floating_point(int32));
        Assert.Equal(float.MaxValue, finfo(float32).max);
        Assert.Equal(BitConverter.Int32BitsToSingle(0x3F810000), new BFloat16(1.0078f).ToSingle());
        Assert.Equal(new BFloat16(1.0078125f), new BFloat16(BitConverter.UInt32BitsToSingle(0x3F80_8001)));
        Assert.True(BFloat16.IsNaN(new BFloat16(float.NaN)));
        Tensor same = x.to(float64);
        Assert.Equal(TensorMemory.Describe(x).Data, TensorMemory.Describe(same).Data);
        Assert.Throws<ArgumentException>(() => x.to("nowhere"));
        Assert.Throws<ArgumentException>(() => new Device("cuda:x"));
        Assert.Equal("cuda:1", new Device("cuda:1").ToString());
        Assert.Equal("cpu", x.device.ToString());
    }

    [Fact]
    public void Printing_ShowsShapeAndNumbers()
    {
        Tensor x = tensor(new double[] { 1, 2.5, -3, 4 }, [2, 2]);
        Assert.Equal("[2x2], type = Float64, device = cpu", x.ToString());
        Assert.Equal("[[1 2.5]\n [-3 4]]", x.ToString(numpy, newLine: "\n"));
        Assert.Equal("[2x2], type = Float64, device = cpu, value = {{1, 2.5},\n {-3, 4}}", x.cstr(newLine: "\n"));
        Assert.Contains("-3", x.str());
        Assert.Equal("[], type = Int64, device = cpu, value = 7", tensor(7L).ToString());
        Assert.Contains("...", arange(100).ToString(numpy));
        x.Dispose();
        Assert.Equal("(disposed tensor)", x.ToString());
    }

    [Fact]
    public void Description_ShowsLayout()
    {
        Tensor x = zeros([3, 4], float64)[1.., 1..].t();
        TensorInfo info = TensorMemory.Describe(x);
        Assert.Equal([3, 2], info.Sizes.ToArray());
        Assert.Equal([1, 4], info.Strides.ToArray());
        Assert.Equal(5, info.StorageOffset);
        Assert.Equal(96, info.StorageBytes);
        Assert.Equal(6, info.NumberOfElements);
        Assert.Equal(ScalarType.Float64, info.Type);
        Assert.Equal(8, info.ElementSize);
        Assert.Equal(DeviceType.CPU, info.DeviceType);
        Assert.Equal(TensorFlags.Leaf, info.Flags);
        Assert.True((TensorMemory.Describe(zeros(2, 3).t()).Flags & (TensorFlags.Dense | TensorFlags.Contiguous)) == TensorFlags.Dense);
        Tensor p = ones(2, requires_grad: true);
        Assert.False(TensorMemory.Describe(p, out _, out _));
        p.sum().backward();
        Assert.True(TensorMemory.Describe(p, out TensorInfo weight, out TensorInfo gradient));
        Assert.Equal([1f, 1f], p.grad.data<float>().ToArray());
        Assert.Equal(TensorMemory.Describe(p.grad).Data, gradient.Data);
        Assert.Equal(TensorFlags.Leaf | TensorFlags.RequiresGrad | TensorFlags.HasGrad | TensorFlags.Contiguous | TensorFlags.Dense, weight.Flags);
        Tensor sparse = eye(3).to_sparse();
        Assert.True(sparse.is_sparse);
        Assert.Equal(0, TensorMemory.Describe(sparse).Data);
        Assert.Equal(0, TensorMemory.Describe(zeros([2], device: META)).Data);
    }

    [Fact]
    public unsafe void Pointers_BecomeTensorsWithoutACopy()
    {
        Owner owner = new();
        double* memory = (double*)NativeMemory.Alloc(6, sizeof(double));
        for (int i = 0; i < 6; i++)
        {
            memory[i] = i;
        }

        Tensor x = TensorMemory.FromPointer((nint)memory, [2, 2], [3, 1], float64, owner: owner);
        Tensor view;
        using (NewDisposeScope())
        {
            Equal([0, 1, 3, 4], x);
            view = x[1].MoveToOuterDisposeScope();
        }

        x.Dispose();
        Assert.False(owner.Disposed);
        view.add_(10);
        Assert.Equal([0, 1, 2, 13, 14, 5], new ReadOnlySpan<double>(memory, 6).ToArray());
        Tensor leaf = TensorMemory.FromPointer((nint)memory, [3], [], float64).requires_grad_();
        leaf.square().sum().backward();
        Equal([0, 2, 4], leaf.grad);
        view.Dispose();
        Assert.True(owner.Disposed);
        Assert.Throws<ArgumentException>(() => TensorMemory.FromPointer((nint)memory, [3], [1, 1], float64));
        Assert.Throws<ExternalException>(() => TensorMemory.FromPointer((nint)memory, [3], [], float64, CUDA));
        NativeMemory.Free(memory);
    }

    [Fact]
    public void Files_HoldTensors()
    {
        string path = Path.GetTempFileName();
        try
        {
            Tensor x = randn([3, 4], bfloat16).t();
            save(x, path);
            Assert.True(load(path).Equals(x));
            Assert.Equal("PK"u8.ToArray(), File.ReadAllBytes(path)[..2]);
            x.Save(path);
            using BinaryReader reader = new(File.OpenRead(path));
            Tensor back = TensorExtensionMethods.Load(reader);
            Assert.True(back.Equals(x));
            Dictionary<string, Tensor> tensors = new() { ["a"] = x, ["b"] = arange(3), ["empty"] = zeros(0, 2), ["scalar"] = tensor(1.5) };
            Safetensors.Save(path + "s", tensors, new() { ["made by"] = "a \"test\"" });
            Dictionary<string, Tensor> loaded = Safetensors.Load(path + "s", out Dictionary<string, string> metadata);
            Assert.All(tensors, item => Assert.True(loaded[item.Key].Equals(item.Value)));
            Assert.Equal("a \"test\"", metadata["made by"]);
            byte[] bytes = File.ReadAllBytes(path + "s");
            File.WriteAllBytes(path + "s", bytes[..^1]);
            Assert.Throws<InvalidDataException>(() => Safetensors.Load(path + "s", out _));
            File.WriteAllText(path + "s", "no tensors at all");
            Assert.Throws<InvalidDataException>(() => Safetensors.Load(path + "s", out _));
            Assert.Throws<ExternalException>(() => load(path + "-not-there"));
        }
        finally
        {
            File.Delete(path);
            File.Delete(path + "s");
        }
    }

    [Fact]
    public void WrongCalls_SayWhatIsWrong()
    {
        Assert.Contains("mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)", Assert.Throws<ExternalException>(() => ones(2, 3).matmul(ones(2, 3))).Message);
        Assert.Contains("size", Assert.Throws<ExternalException>(() => ones(2) + ones(3)).Message);
        Assert.DoesNotContain("frame #", Assert.Throws<ExternalException>(() => ones(2).reshape(3)).Message);
        Operator unknown = new("no_such_operator");
        Assert.Contains("has no operator aten::no_such_operator", Assert.Throws<ExternalException>(() => unknown.Call(ones(1))).Message);
        Operator relu = new("relu");
        Assert.Contains("takes 1 arguments, not 2", Assert.Throws<ExternalException>(() => relu.Call(ones(1), 2L)).Message);
        Assert.Contains("cannot be null", Assert.Throws<ExternalException>(() => relu.Call((Tensor)null!)).Message);
        Assert.Contains("has no default", Assert.Throws<ExternalException>(() => relu.Call()).Message);
    }

    private sealed class Owner : IDisposable
    {
        public bool Disposed { get; private set; }

        public void Dispose() => this.Disposed = true;
    }

    private static readonly TensorStringStyle numpy = torch.numpy;
}
