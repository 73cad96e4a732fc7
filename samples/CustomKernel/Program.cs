// A kernel in C# as a differentiable layer of a TorchSharp model, and one that changes a tensor in place: no memory is copied.
// Run it with: dotnet run --project samples/CustomKernel
using CustomKernel;
using IlgpuOptim.Interop.Torch;
using ILGPU;
using ILGPU.Runtime;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

manual_seed(1);

// In place: the kernel writes where torch reads.
using Context context = Context.CreateDefault();
using Accelerator accelerator = context.GetPreferredDevice(preferCPU: true).CreateAccelerator(context);
Tensor numbers = arange(1000, dtype: float32);
accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<float>>(Square)(1000, TorchView.Alias<float>(numbers, accelerator));
accelerator.Synchronize();
TorchView.CountWrite(numbers);
bool isSquared = numbers.sum().item<float>() is > 332_833_400 and < 332_833_600;
Console.WriteLine($"squared in place: {isSquared}");

// As a layer: the same values and gradients as torch's own operators give.
Tensor x = randn(64, 100, requires_grad: true);
Tensor own = x.detach().clone().requires_grad_();
x.relu().square().sum().backward();
SquaredRelu.Apply(own).sum().backward();
bool isEqual = allclose(own.grad, x.grad) && allclose(SquaredRelu.Apply(own), x.relu().square());
Console.WriteLine($"values and gradients as by torch's operators: {isEqual}");

// In training, beside torch's layers.
using nn.Module<Tensor, Tensor> first = nn.Linear(100, 64), second = nn.Linear(64, 1);
using SGD optimizer = optim.SGD([.. first.parameters(), .. second.parameters()], 0.01);
Tensor target = x.detach().sum(1, keepdim: true).abs();
double start = 0, end = 0;

for (int step = 0; step < 200; step++)
{
    using DisposeScope scope = NewDisposeScope();
    optimizer.zero_grad();
    Tensor loss = nn.functional.mse_loss(second.call(SquaredRelu.Apply(first.call(x.detach()))), target);
    loss.backward();
    optimizer.step();
    end = loss.item<float>();
    start = step == 0 ? end : start;
}

Console.WriteLine($"loss {start:F3} -> {end:F5}");
bool isGood = isSquared && isEqual && end < start / 20;
Console.WriteLine($"custom kernel: {(isGood ? "PASS" : "FAIL")}");
return isGood ? 0 : 1;

static void Square(Index1D i, ArrayView<float> numbers) => numbers[i] *= numbers[i];
