using System.Text.Json;

using IlgpuOptim.Compute.Files;

using TorchSharp.Modules;

using static TorchSharp.torch;

namespace IlgpuOptim.Cli.Train;

/// <summary>
/// A training at one moment in one safetensors file, replaced as a whole or not at all: parameters under their own names, the state
/// of the optimizer as TorchSharp writes it, and texts that say the rest.
/// </summary>
internal static class TrainCheckpoint
{
    private const string OptimizerName = "optimizer_state";
    private const string PlanKey = "train.plan";
    private const string StateKey = "train.state";
    private const string VocabularyKey = "train.vocabulary";

    /// <summary>Writes model, optimizer and what is known of the training.</summary>
    public static void Write(
        string path, TrainPlan plan, TrainState state, string vocabulary, CharacterModel model, OptimizerHelper optimizer)
    {
        using MemoryStream bytes = new();
        using (BinaryWriter writer = new(bytes))
        {
            optimizer.save_state_dict(writer);
        }

        List<SafetensorsSource> sources =
        [
            .. model.named_parameters().Select(static item =>
                SafetensorsSource.From<float>(item.name, Values(item.parameter), item.parameter.shape)),
            SafetensorsSource.From<byte>(OptimizerName, bytes.ToArray(), bytes.ToArray().Length),
        ];

        SafetensorsWriter.Write(path, sources, new Dictionary<string, string>
        {
            ["format"] = "pt",
            [PlanKey] = JsonSerializer.Serialize(plan, TrainJson.Default.TrainPlan),
            [StateKey] = JsonSerializer.Serialize(state, TrainJson.Default.TrainState),
            [VocabularyKey] = vocabulary,
        });
    }

    /// <summary>Reads what is known of a training.</summary>
    /// <exception cref="TensorFileException">The file is damaged, or no checkpoint of a training.</exception>
    public static (TrainPlan Plan, TrainState State, string Vocabulary) ReadState(string path)
    {
        using SafetensorsFile file = SafetensorsFile.Open(path);

        string Text(string key) => file.Metadata.TryGetValue(key, out string? text)
            ? text
            : throw new TensorFileException($"'{path}': this is no checkpoint of 'train': it says nothing of {key}");

        try
        {
            return (
                JsonSerializer.Deserialize(Text(PlanKey), TrainJson.Default.TrainPlan)!,
                JsonSerializer.Deserialize(Text(StateKey), TrainJson.Default.TrainState)!,
                Text(VocabularyKey));
        }
        catch (JsonException exception)
        {
            throw new TensorFileException($"'{path}': {exception.Message}", exception);
        }
    }

    /// <summary>Puts model and optimizer back; the optimizer may be left out.</summary>
    /// <exception cref="TensorFileException">The file is damaged, or of another model; what is changed by then is of no use.</exception>
    public static void Restore(string path, CharacterModel model, OptimizerHelper? optimizer)
    {
        using SafetensorsFile file = SafetensorsFile.Open(path);
        using IDisposable none = no_grad();

        foreach ((string name, Parameter parameter) in model.named_parameters())
        {
            if (!file.Find(name).Shape.SequenceEqual(parameter.shape))
            {
                throw new TensorFileException(
                    $"'{path}': '{name}' has shape [{string.Join(", ", file.Find(name).Shape)}]; the model needs [{string.Join(", ", parameter.shape)}]");
            }

            using Tensor values = tensor(file.Read<float>(name), parameter.shape);

            parameter.copy_(values);
        }

        if (optimizer is not null)
        {
            using BinaryReader reader = new(new MemoryStream(file.Read<byte>(OptimizerName)));

            try
            {
                optimizer.load_state_dict(reader);
            }
            catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or ArgumentException)
            {
                throw new TensorFileException($"'{path}': the state of the optimizer does not fit: {exception.Message}", exception);
            }
        }
    }

    private static float[] Values(Tensor parameter)
    {
        using IDisposable none = no_grad();
        using Tensor host = parameter.detach().cpu();

        return host.data<float>().ToArray();
    }
}
