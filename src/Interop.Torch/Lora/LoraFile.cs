using System.Globalization;
using System.Runtime.InteropServices;
using IlgpuOptim.Compute;
using IlgpuOptim.Compute.Files;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace IlgpuOptim.Interop.Torch.Lora;

/// <content>Adapters alone as safetensors files.</content>
/// <remarks>
/// A tensor for each factor, <c>LAYER.factors.N</c>, and among the texts the form, rank, depth and scale, without which the factors mean
/// nothing.
/// </remarks>
public sealed partial class LoraAdapters
{
    private const string Prefix = "ilgpu_optim.lora.";
    private const string FormatVersion = "1";

    /// <summary>Writes the adapters, not the model. An old file is replaced at the end, so it is whole at all times.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Save(string path)
    {
        List<SafetensorsSource> sources = [];

        foreach ((string name, LoraAdapter adapter) in this.Adapters)
        {
            for (int i = 0; i < adapter.Factors.Count; i++)
            {
                sources.Add(Source($"{name}.factors.{i}", adapter.Factors[i]));
            }
        }

        SafetensorsWriter.Write(path, sources, new Dictionary<string, string>
        {
            [Prefix + "version"] = FormatVersion,
            [Prefix + "form"] = Text(this.Options.Form),
            [Prefix + "rank"] = Text(this.Options.Rank),
            [Prefix + "depth"] = Text(this.Options.Depth),
            [Prefix + "width"] = Text(this.Options.Width),
            [Prefix + "alpha"] = Text(this.Options.Alpha),
            [Prefix + "epsilon"] = Text(this.Options.Epsilon),
            [Prefix + "outer_rate"] = Text(this.Options.OuterRate),
        });
    }

    /// <summary>Reads the factors of a file into these adapters.</summary>
    /// <exception cref="TensorFileException">
    /// It is no file of adapters, or of another form, rank, depth or scale, or for other layers or shapes; the message says what differs, and
    /// nothing has changed.
    /// </exception>
    public void Load(string path)
    {
        using SafetensorsFile file = SafetensorsFile.Open(path);
        LoraOptions found = ReadOptions(file);

        Same("form", found.Form, this.Options.Form, file);

        if (this.Options.Form != LoraForm.Deep)
        {
            Same("rank", found.Rank, this.Options.Rank, file);
        }

        if (this.Options.Form != LoraForm.Lora)
        {
            Same("depth", found.Depth, this.Options.Depth, file);
        }

        Same("scale", found.Scale, this.Options.Scale, file);

        foreach ((string name, LoraAdapter adapter) in this.Adapters)
        {
            CheckShapes(file, name, [.. adapter.Factors.Select(static factor => factor.shape)], adapter.Base.weight.dtype);
        }

        CheckNames(file, this.Adapters.Select(static item => item.Name));

        using IDisposable none = no_grad();
        using DisposeScope scope = NewDisposeScope();

        foreach ((string name, LoraAdapter adapter) in this.Adapters)
        {
            for (int i = 0; i < adapter.Factors.Count; i++)
            {
                adapter.Factors[i].copy_(Read(file, $"{name}.factors.{i}"));
            }
        }
    }

    /// <summary>Puts the adapters of a file into a model, as <see cref="Inject"/> does with fresh ones.</summary>
    /// <exception cref="TensorFileException">It is no file of adapters, or the model has no such layers; nothing has changed.</exception>
    /// <exception cref="ArgumentException">A layer has an adapter already.</exception>
    public static LoraAdapters Attach(nn.Module model, string path)
    {
        ArgumentNullException.ThrowIfNull(model);

        using SafetensorsFile file = SafetensorsFile.Open(path);
        LoraOptions options = ReadOptions(file);
        string[] names = [.. file.Entries.Select(static entry => entry.Name).Where(static name => name.Contains(".factors.", StringComparison.Ordinal))
            .Select(static name => name[..name.LastIndexOf(".factors.", StringComparison.Ordinal)]).Distinct()];
        Dictionary<string, nn.Module> modules = model.named_modules().ToDictionary(static item => item.name, static item => item.module);
        List<(string Name, Linear Layer)> layers = [];

        foreach (string name in names)
        {
            if (modules.GetValueOrDefault(name) is not Linear layer)
            {
                throw new TensorFileException(modules.TryGetValue(name, out nn.Module? other)
                    ? $"'{path}' has an adapter for '{name}', which is a {other.GetName()} in this model, not a linear layer without an adapter"
                    : $"'{path}' has an adapter for '{name}', and this model has no such layer");
            }

            long[][] shapes = options.Form == LoraForm.Lora
                ? LoRALinear.Shapes(layer.out_features, layer.in_features, options)
                : DeepLoRALinear.Shapes(layer.out_features, layer.in_features, options);

            CheckShapes(file, name, shapes, layer.weight.dtype);
            layers.Add((name, layer));
        }

        if (names.Length == 0)
        {
            throw new TensorFileException($"'{path}' has no adapters");
        }

        CheckNames(file, names);

        using DisposeScope scope = NewDisposeScope();

        // In the order of the model, whatever that of the file is.
        return new LoraAdapters(model, options, [.. modules.Keys.Where(names.Contains).Select(name =>
        {
            Linear layer = (Linear)modules[name];
            Tensor[] factors = [.. Enumerable.Range(0, Count(file, name)).Select(i => Read(file, $"{name}.factors.{i}"))];

            return (name, options.Form == LoraForm.Lora ? (LoraAdapter)new LoRALinear(layer, options, factors) : new DeepLoRALinear(layer, options, factors));
        })]);
    }

    private static LoraOptions ReadOptions(SafetensorsFile file)
    {
        if (!file.Metadata.TryGetValue(Prefix + "version", out string? version))
        {
            throw new TensorFileException($"'{file.Path}' is no file of adapters: it has no text '{Prefix}version'");
        }

        if (version != FormatVersion)
        {
            throw new TensorFileException($"'{file.Path}' is of version {version}; this program reads version {FormatVersion}");
        }

        T Value<T>(string key)
            where T : IParsable<T> => T.TryParse(file.Metadata.GetValueOrDefault(Prefix + key), CultureInfo.InvariantCulture, out T? value)
                ? value
                : throw new TensorFileException(
                    $"'{file.Path}': the text '{Prefix}{key}' is '{file.Metadata.GetValueOrDefault(Prefix + key)}', no {typeof(T).Name}");

        if (!Enum.TryParse(file.Metadata.GetValueOrDefault(Prefix + "form"), out LoraForm form) || !Enum.IsDefined(form))
        {
            throw new TensorFileException($"'{file.Path}': there is no form '{file.Metadata.GetValueOrDefault(Prefix + "form")}'");
        }

        LoraOptions options = new()
        {
            Form = form,
            Rank = Value<int>("rank"),
            Depth = Value<int>("depth"),
            Width = Value<int>("width"),
            Alpha = Value<double>("alpha"),
            Epsilon = Value<double>("epsilon"),
            OuterRate = Value<double>("outer_rate"),
        };

        try
        {
            options.Check();
        }
        catch (ArgumentException exception)
        {
            throw new TensorFileException($"'{file.Path}': {exception.Message}", exception);
        }

        return options;
    }

    private static void Same<T>(string what, T found, T needed, SafetensorsFile file)
    {
        if (!EqualityComparer<T>.Default.Equals(found, needed))
        {
            throw new TensorFileException($"'{file.Path}' has adapters of {what} {found}; these are of {what} {needed}");
        }
    }

    private static void CheckShapes(SafetensorsFile file, string name, long[][] shapes, ScalarType type)
    {
        for (int i = 0; i < shapes.Length; i++)
        {
            string key = $"{name}.factors.{i}";

            if (!file.Contains(key))
            {
                throw new TensorFileException($"'{file.Path}' has no tensor '{key}': it is for other layers, or of another depth");
            }

            SafetensorsEntry entry = file.Find(key);

            if (!entry.Shape.SequenceEqual(shapes[i]) || entry.Type != type.ToElementType().ToFileType())
            {
                throw new TensorFileException(
                    $"'{file.Path}': tensor '{key}' is {entry.Describe()}; layer '{name}' needs "
                    + $"{type.ToElementType().ToFileType().Name()}[{string.Join(", ", shapes[i])}]");
            }
        }
    }

    private static void CheckNames(SafetensorsFile file, IEnumerable<string> layers)
    {
        HashSet<string> known = [.. layers.SelectMany(name => Enumerable.Range(0, Count(file, name)).Select(i => $"{name}.factors.{i}"))];

        if (file.Entries.FirstOrDefault(entry => !known.Contains(entry.Name)) is { } extra)
        {
            throw new TensorFileException($"'{file.Path}' has a tensor '{extra.Name}' that belongs to none of these adapters");
        }
    }

    private static int Count(SafetensorsFile file, string name)
    {
        int count = 0;

        while (file.Contains($"{name}.factors.{count}"))
        {
            count++;
        }

        return count;
    }

    private static SafetensorsSource Source(string name, Parameter factor)
    {
        using IDisposable none = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor values = factor.detach().cpu().contiguous();
        byte[] bytes = values.bytes.ToArray();

        SafetensorsSource From<T>()
            where T : unmanaged => SafetensorsSource.From<T>(name, MemoryMarshal.Cast<byte, T>(bytes).ToArray(), factor.shape);

        return factor.dtype switch
        {
            ScalarType.Float32 => From<float>(),
            ScalarType.Float64 => From<double>(),
            ScalarType.BFloat16 => From<Extensions.BFloat16>(),
            _ => From<System.Half>(),
        };
    }

    private static Tensor Read(SafetensorsFile file, string name)
    {
        SafetensorsEntry entry = file.Find(name);
        ElementType type = entry.Type.ToElementType() ?? throw new TensorFileException($"'{file.Path}': tensor '{name}' is {entry.Describe()}");
        Tensor tensor = empty([.. entry.Shape], type.ToTorch());

        file.ReadBytes(entry, 0, tensor.bytes);

        return tensor;
    }

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
