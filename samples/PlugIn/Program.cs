// Trains a TorchSharp model with LDAdam, which keeps a fraction of AdamW's state. Run it with: dotnet run --project samples/PlugIn
using IlgpuOptim.Interop.Torch;
using TorchSharp;
using static TorchSharp.torch;

manual_seed(1);
using nn.Module<Tensor, Tensor> model = nn.Sequential(nn.Linear(8, 128), nn.GELU(), nn.Linear(128, 128), nn.GELU(), nn.Linear(128, 1));
using LDAdam optimizer = new(model, lr: 3e-3); // instead of optim.AdamW(model.parameters(), lr: 3e-3)
Tensor x = rand(512, 8), y = (x * x).sum(1, keepdim: true);
double first = 0, last = 0;

for (int step = 0; step < 300; step++)
{
    using DisposeScope scope = NewDisposeScope();
    optimizer.zero_grad();
    Tensor loss = nn.functional.mse_loss(model.call(x), y);
    loss.backward();
    optimizer.step();
    last = loss.item<float>();
    first = step == 0 ? last : first;
}

PluginStatistics statistics = optimizer.Statistics;
bool isGood = last < first / 100 && statistics.ZeroCopy;
Console.WriteLine($"loss {first:F4} -> {last:F6}, state {statistics.StateBytes} bytes (AdamW: {statistics.AdamWStateBytes}), zero copies: {statistics.ZeroCopy}");
Console.WriteLine($"LDAdam: {(isGood ? "PASS" : "FAIL")}");
return isGood ? 0 : 1;
