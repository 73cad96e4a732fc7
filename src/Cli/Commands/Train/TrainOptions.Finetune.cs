using System.CommandLine;

using IlgpuOptim.Cli.Train;

namespace IlgpuOptim.Cli.Commands.Train;

/// <summary>What fine-tuning takes from the options of <c>train</c>; null where nothing was said.</summary>
/// <param name="Text">The text file.</param>
/// <param name="Shape">Of the model to pre-train, but for the vocabulary.</param>
/// <param name="Rates">As typed.</param>
/// <param name="Rank">Of the adapters.</param>
/// <param name="Steps">Of each fine-tuning.</param>
/// <param name="Batch">Examples per step.</param>
/// <param name="Seed">Seed of the pre-training, and of the only run if there is no list.</param>
/// <param name="Seeds">As typed.</param>
/// <param name="Folder">Where the pre-trained model and the results go.</param>
internal sealed record FinetuneShared(
    string Text, ModelShape Shape, string? Rates, int? Rank, int? Steps, int? Batch, ulong Seed, string? Seeds, string? Folder);

/// <content>The part that fine-tuning shares.</content>
internal sealed partial class TrainOptions
{
    /// <summary>What fine-tuning needs.</summary>
    /// <exception cref="CliException">An option was given that has no meaning there, or a number is wrong.</exception>
    public FinetuneShared Shared(ParseResult parsed)
    {
        bool Given(Option option) => parsed.GetResult(option) is { Implicit: false };

        Option[] others =
        [
            this._optimizer, this._compare, this._grid, this._decay, this._clip, this._schedule, this._evaluate, this._checkpoint, this._resume,
            this._sample, this._temperature, this._dropout,
        ];

        if (others.FirstOrDefault(Given) is { } wrong)
        {
            throw CliException.BadUsage(
                $"{wrong.Name} has no meaning with --finetune",
                wrong == this._resume ? "the same command with the same --save goes on where it was"
                    : wrong == this._grid ? "--tune chooses among six rates for each method"
                    : "train a model first, and name its checkpoint with --from");
        }

        _ = this.Threads(parsed);

        int? Number(Option<int> option) => Given(option) ? AtLeast(option, parsed.GetValue(option), 1) : null;

        return new FinetuneShared(
            parsed.GetValue(this._text) ?? DefaultText(),
            new ModelShape(
                0,
                AtLeast(this._layers, parsed.GetValue(this._layers), 1)!.Value,
                AtLeast(this._width, parsed.GetValue(this._width), 1)!.Value,
                AtLeast(this._heads, parsed.GetValue(this._heads), 1)!.Value,
                AtLeast(this._context, parsed.GetValue(this._context), 1)!.Value,
                0),
            parsed.GetValue(this._rate),
            Number(this._rank),
            Number(this._steps),
            Number(this._batch),
            parsed.GetValue(this._seed),
            parsed.GetValue(this._seeds),
            parsed.GetValue(this._save));
    }
}
