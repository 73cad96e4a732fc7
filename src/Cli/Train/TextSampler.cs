using System.Text;

using IlgpuOptim.Compute;

using TorchSharp;

using static TorchSharp.torch;

using Tensor = TorchSharp.torch.Tensor;

namespace IlgpuOptim.Cli.Train;

/// <summary>Lets a model write.</summary>
internal static class TextSampler
{
    /// <summary>The stream of random numbers that characters are drawn with.</summary>
    private const ulong Stream = 3;

    /// <summary>Draws characters one by one, each by the model's probabilities for what stands before.</summary>
    /// <param name="model">The model.</param>
    /// <param name="vocabulary">Its characters.</param>
    /// <param name="count">How many.</param>
    /// <param name="temperature">Below 1: likely characters become likelier.</param>
    /// <param name="seed">The same seed gives the same text.</param>
    /// <param name="device">Where the model is.</param>
    public static string Sample(
        CharacterModel model, IReadOnlyList<Rune> vocabulary, int count, double temperature, ulong seed, Device device)
    {
        // A text begins as if a line had just ended.
        List<long> tokens = [Math.Max(0, vocabulary.Index().FirstOrDefault(static item => item.Item.Value == '\n').Index)];
        using IDisposable none = no_grad();

        model.eval();

        for (int drawn = 0; drawn < count; drawn++)
        {
            using DisposeScope scope = NewDisposeScope();
            long[] seen = [.. tokens.TakeLast(model.Shape.Context)];
            Tensor scores = model.call(tensor(seen, [1, seen.Length]).to(device));
            float[] likely = scores[-1].div((float)temperature).softmax(-1).cpu().data<float>().ToArray();
            Philox random = Philox.At(seed, (ulong)drawn, Stream);

            tokens.Add(Draw(likely, Philox.ToUniform(random.X, random.Y)));
        }

        model.train();

        return CharacterText.Decode(vocabulary, tokens.Skip(1));
    }

    private static long Draw(float[] probabilities, double uniform)
    {
        double rest = uniform * probabilities.Sum(static value => (double)value);

        for (int index = 0; index < probabilities.Length; index++)
        {
            rest -= probabilities[index];

            if (rest < 0)
            {
                return index;
            }
        }

        return Array.LastIndexOf(probabilities, probabilities.Max());
    }
}
