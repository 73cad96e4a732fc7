// Trains a convolutional network on generated images, then fine-tunes it with the plug-in optimizers on images that look different.
// Run it with: dotnet run --project samples/ImageClassifier
using ImageClassifier;
using IlgpuOptim.Interop.Torch;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

const int Batch = 50;
const int Epochs = 5;
const double Threshold = 0.9;

ShapeImages.Style upright = new(Turn: 0.15, Noise: 0.2, IsNegative: false);
ShapeImages.Style shifted = new(Turn: 0.6, Noise: 0.3, IsNegative: true);
(Tensor Images, Tensor Labels) test = ShapeImages.Draw(500, shifted, seed: 4);
manual_seed(1);

// What all fine-tuning starts from.
using Sequential pretrained = CreateModel();
using (optim.Optimizer optimizer = optim.AdamW(pretrained.parameters(), lr: 3e-3))
{
    Train(pretrained, optimizer, ShapeImages.Draw(2000, upright, seed: 1), epochs: 3);
}

double onOwn = Accuracy(pretrained, ShapeImages.Draw(500, upright, seed: 2));
double before = Accuracy(pretrained, test);
Console.WriteLine($"trained by AdamW: {onOwn:P1} of upright bright shapes are told right, {before:P1} of turned dark ones");
bool isGood = onOwn >= Threshold && before < Threshold;

isGood &= FineTune("SirfShampoo", model => new SirfShampoo(
    model, batchSize: Batch, lr: 0.01, new SirfShampoo.Options { Interval = 2, Lambda = 0.01, Beta2 = 0.05 }));
isGood &= FineTune("LDAdam", model => new LDAdam(model, lr: 1e-2, new LDAdam.Options { Rank = 8 }));
Console.WriteLine($"fine-tuned to {Threshold:P0} and more: {(isGood ? "PASS" : "FAIL")}");
return isGood ? 0 : 1;

bool FineTune(string name, Func<Sequential, PluginOptimizer> create)
{
    using Sequential model = CreateModel();
    model.load_state_dict(pretrained.state_dict());
    using PluginOptimizer optimizer = create(model);
    optim.lr_scheduler.LRScheduler schedule = optim.lr_scheduler.CosineAnnealingLR(optimizer, Epochs);

    for (int epoch = 0; epoch < Epochs; epoch++)
    {
        Train(model, optimizer, ShapeImages.Draw(2000, shifted, seed: 3), epochs: 1);
        schedule.step();
    }

    double after = Accuracy(model, test);
    PluginStatistics statistics = optimizer.Statistics;
    Console.WriteLine($"fine-tuned by {name}: {after:P1}, state {statistics.StateBytes} bytes (AdamW: {statistics.AdamWStateBytes}), zero copies: {statistics.ZeroCopy}");

    return after >= Threshold && statistics.ZeroCopy;
}

static Sequential CreateModel() => Sequential(
    ("conv1", Conv2d(1, 16, 3, padding: 1)),
    ("norm1", BatchNorm2d(16)),
    ("relu1", ReLU()),
    ("pool1", MaxPool2d(2)),
    ("conv2", Conv2d(16, 32, 3, padding: 1)),
    ("norm2", BatchNorm2d(32)),
    ("relu2", ReLU()),
    ("pool2", AdaptiveAvgPool2d(2)),
    ("flatten", Flatten()),
    ("hidden", Linear(32 * 2 * 2, 64)),
    ("relu3", ReLU()),
    ("output", Linear(64, ShapeImages.Classes)));

static void Train(Sequential model, optim.Optimizer optimizer, (Tensor Images, Tensor Labels) data, int epochs)
{
    model.train();
    using TensorDataset set = torch.utils.data.TensorDataset(data.Images, data.Labels);
    using IterableDataLoader loader = torch.utils.data.DataLoader(set, Batch, shuffle: true, seed: 7, drop_last: true);

    for (int epoch = 0; epoch < epochs; epoch++)
    {
        foreach (IList<Tensor> batch in loader)
        {
            using DisposeScope scope = NewDisposeScope();
            optimizer.zero_grad();
            functional.cross_entropy(model.call(batch[0]), batch[1]).backward();
            optimizer.step();
        }
    }
}

static double Accuracy(Sequential model, (Tensor Images, Tensor Labels) data)
{
    model.eval();
    using IDisposable none = no_grad();
    using DisposeScope scope = NewDisposeScope();

    return model.call(data.Images).argmax(1).eq(data.Labels).to(float32).mean().item<float>();
}
