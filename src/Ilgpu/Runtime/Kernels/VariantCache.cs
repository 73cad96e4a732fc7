using System.Diagnostics.CodeAnalysis;
using ILGPU.Runtime;

namespace IlgpuOptim.Engine.Runtime;

/// <summary>The compiled forms of a kernel: one per combination of values of its SpecializedValue parameters.</summary>
/// <typeparam name="TVariant">A compiled form.</typeparam>
internal sealed unsafe class VariantCache<TVariant>
    where TVariant : class
{
    private readonly Lock _lock = new();
    private readonly Accelerator _accelerator;
    private readonly KernelSignature _signature;
    private readonly Func<object?[], TVariant> _compile;
    private readonly Dictionary<int, List<Entry>> _entries = [];
    private Entry? _last;

    /// <summary>Prepares the cache; a kernel without specialised values is compiled at once, so that its errors belong to the loading.</summary>
    /// <param name="accelerator">The accelerator.</param>
    /// <param name="signature">The kernel.</param>
    /// <param name="compile">Compiles it for the values of its parameters: null where a parameter is not specialised.</param>
    public VariantCache(Accelerator accelerator, KernelSignature signature, Func<object?[], TVariant> compile)
    {
        _accelerator = accelerator;
        _signature = signature;
        _compile = compile;

        if (signature.SpecializedBytes == 0)
        {
            _last = this.Compile([], new object?[signature.Method.GetParameters().Length]);
        }
    }

    /// <summary>The variant that was used or compiled last.</summary>
    public TVariant? Last => Volatile.Read(ref _last)?.Variant;

    /// <summary>All variants so far.</summary>
    public TVariant[] All
    {
        get
        {
            lock (_lock)
            {
                return _entries.Count == 0 && _last is { } only
                    ? [only.Variant]
                    : [.. _entries.Values.SelectMany(static list => list).Select(static entry => entry.Variant)];
            }
        }
    }

    /// <summary>The variant for the specialised values of a launch; compiled when it is new.</summary>
    public TVariant Resolve(LaunchPacket packet)
    {
        ReadOnlySpan<byte> key = new(packet.Specialized, _signature.SpecializedBytes);

        if (Volatile.Read(ref _last) is { } last && key.SequenceEqual(last.Key))
        {
            return last.Variant;
        }

        HashCode hash = default;
        hash.AddBytes(key);
        int code = hash.ToHashCode();

        lock (_lock)
        {
            if (!_entries.TryGetValue(code, out List<Entry>? candidates))
            {
                candidates = [];
                _entries.Add(code, candidates);
            }

            if (!TryFind(candidates, key, out Entry? entry))
            {
                // A failure throws here and leaves nothing behind.
                entry = this.Compile(key.ToArray(), this.Values(packet));
                candidates.Add(entry);
            }

            Volatile.Write(ref _last, entry);

            return entry.Variant;
        }
    }

    private static bool TryFind(List<Entry> candidates, ReadOnlySpan<byte> key, [NotNullWhen(true)] out Entry? found)
    {
        foreach (Entry candidate in candidates)
        {
            if (key.SequenceEqual(candidate.Key))
            {
                found = candidate;

                return true;
            }
        }

        found = null;

        return false;
    }

    private Entry Compile(byte[] key, object?[] values)
    {
        Entry entry = new(key, _compile(values));
        _accelerator.Recorder?.NoteCompiled(_signature, key, values);

        return entry;
    }

    private object?[] Values(LaunchPacket packet)
    {
        int skip = _signature.Kind == IR.KernelKind.Explicit ? 0 : 1;
        object?[] values = new object?[_signature.Parameters.Length + skip];

        for (int i = 0; i < _signature.Parameters.Length; i++)
        {
            ParameterPlan parameter = _signature.Parameters[i];

            if (parameter.IsSpecialized)
            {
                values[i + skip] = SpecializedReader.Read(parameter, packet.Specialized);
            }
        }

        return values;
    }

    /// <summary>A variant and its values, laid out like arguments.</summary>
    private sealed record Entry(byte[] Key, TVariant Variant);
}
