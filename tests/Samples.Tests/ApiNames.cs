using System.Reflection;

namespace IlgpuOptim.Samples.Tests;

/// <summary>TorchSharp's public names, from torchsharp-0.107-names.txt.</summary>
internal sealed class ApiNames
{
    private static readonly string[] Spaces = ["TorchSharp.", "TorchSharp.Modules.", "TorchSharp.Utils."];

    private readonly Dictionary<string, (string[] Bases, HashSet<string> Members)> _types = [];

    private ApiNames()
    {
    }

    /// <summary>Reads the resource.</summary>
    public static ApiNames Load()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("torchsharp-names.txt")!;
        using StreamReader reader = new(stream);
        ApiNames names = new();
        HashSet<string> members = [];

        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
            {
                continue;
            }

            if (line.StartsWith(' '))
            {
                members.Add(line.Trim());
                continue;
            }

            string[] parts = line.Split(" : ");
            members = [];
            names._types[parts[0]] = (parts.Length > 1 ? parts[1].Split(' ') : [], members);
        }

        return names;
    }

    /// <summary>Whether there is such a type, such as <c>TorchSharp.torch.nn.Module`2</c>.</summary>
    public bool HasType(string type) => this._types.ContainsKey(type);

    /// <summary>Whether a type or one that it derives from has such a member, such as <c>forward(!0)</c>, or <c>get_training()</c> of a property.</summary>
    /// <remarks>Type parameters are not followed into base types: a member that moved there is found by its plain name and count of parameters.</remarks>
    public bool HasMember(string type, string member) => this.HasMember(type, candidate => candidate == member)
        || this.HasMember(type, candidate => Shape(candidate) == Shape(member) && candidate.Contains('!', StringComparison.Ordinal))
        || (PropertyOf(member) is { } property && this.HasMember(type, candidate => candidate == property));

    private bool HasMember(string type, Predicate<string> isWanted)
    {
        if (!this._types.TryGetValue(type, out (string[] Bases, HashSet<string> Members) found))
        {
            return false;
        }

        return found.Members.Any(member => isWanted(member))
            || found.Bases.Any(name => Spaces.Any(space => this.HasMember(space + name, isWanted)));
    }

    /// <summary>The property or indexer that a method is an accessor of; null if it is none.</summary>
    private static string? PropertyOf(string method)
    {
        bool isSetter = method.StartsWith("set_", StringComparison.Ordinal);

        if (!isSetter && !method.StartsWith("get_", StringComparison.Ordinal))
        {
            return null;
        }

        // The last parameter of a setter is the value.
        int open = method.IndexOf('(', StringComparison.Ordinal);
        string parameters = method[(open + 1)..^1];
        int end = parameters.Length;

        if (isSetter)
        {
            // Backwards to the comma before it that is in no angle brackets.
            int depth = 0;

            while (--end >= 0 && (depth > 0 || parameters[end] != ','))
            {
                depth += parameters[end] is '>' ? 1 : parameters[end] is '<' ? -1 : 0;
            }
        }

        return end <= 0 ? method[4..open] : $"{method[4..open]}[{parameters[..end]}]";
    }

    /// <summary>Name and number of parameters.</summary>
    private static string Shape(string member)
    {
        int depth = 0;
        int count = 1;

        foreach (char symbol in member)
        {
            depth += symbol is '<' ? 1 : symbol is '>' ? -1 : 0;
            count += symbol == ',' && depth == 0 ? 1 : 0;
        }

        return $"{member.Split('(', '[')[0]}/{count}";
    }
}
