using System.Text;

namespace IlgpuOptim.ApiGenerator;

/// <summary>ILGPU.Util: DataBlock and the small vectors.</summary>
internal static class VectorTypes
{
    private static readonly string[] Axes = ["X", "Y", "Z", "W"];

    public static string GenerateDataBlocks()
    {
        StringBuilder text = new("namespace ILGPU.Util;\n");

        for (int n = 2; n <= 15; n++)
        {
            string types = GeneratedFiles.Join(n, ", ", i => $"T{i}");
            string name = $"DataBlock<{types}>";
            string tuple = $"({types})";
            text.Append($$"""

                /// <summary>{{n}} values side by side.</summary>
                {{GeneratedFiles.Join(n, "\n", i => $"/// <typeparam name=\"T{i}\">Type of a value.</typeparam>")}}
                public struct DataBlock<{{types}}> : IEquatable<{{name}}>
                {{GeneratedFiles.Join(n, "\n", i => $"    where T{i} : unmanaged, IEquatable<T{i}>")}}
                {
                    /// <summary>The block of these values.</summary>
                    public DataBlock({{GeneratedFiles.Join(n, ", ", i => $"T{i} param{i}")}})
                    {
                {{GeneratedFiles.Join(n, "\n", i => $"        this.Item{i} = param{i};")}}
                    }

                    /// <summary>The block of the values of a tuple.</summary>
                    public DataBlock({{tuple}} valueTuple)
                    {
                {{GeneratedFiles.Join(n, "\n", i => $"        this.Item{i} = valueTuple.Item{i};")}}
                    }

                    /// <summary>Size in bytes.</summary>
                    public static int ElementSize => Interop.SizeOf<{{name}}>();

                """);

            for (int i = 1; i <= n; i++)
            {
                text.Append($$"""

                        /// <summary>Value {{i}}.</summary>
                        public T{{i}} Item{{i}} { get; set; }

                    """);
            }

            text.Append($$"""

                    /// <summary>The values as a tuple.</summary>
                    public static implicit operator {{tuple}}({{name}} dataBlock) => dataBlock.ToValueTuple();

                    /// <summary>The block of the values of a tuple.</summary>
                    public static implicit operator {{name}}({{tuple}} valueTuple) => new(valueTuple);

                    /// <summary>All values are equal.</summary>
                    public static bool operator ==({{name}} left, {{name}} right) => left.Equals(right);

                    /// <summary>Some value differs.</summary>
                    public static bool operator !=({{name}} left, {{name}} right) => !left.Equals(right);

                    /// <summary>The values as a tuple.</summary>
                    public readonly {{tuple}} ToValueTuple() => ({{GeneratedFiles.Join(n, ", ", i => $"this.Item{i}")}});

                    /// <inheritdoc/>
                    public readonly bool Equals({{name}} other) =>
                        {{GeneratedFiles.Join(n, "\n            && ", i => $"this.Item{i}.Equals(other.Item{i})")}};

                    /// <inheritdoc/>
                    public override readonly bool Equals(object? obj) => obj is {{name}} other && this.Equals(other);

                    /// <inheritdoc/>
                    public override readonly int GetHashCode() => this.ToValueTuple().GetHashCode();

                    /// <summary>The values as text.</summary>
                    public override readonly string ToString() => this.ToValueTuple().ToString();
                }

                """);
        }

        return text.ToString();
    }

    public static string GenerateVectors()
    {
        StringBuilder text = new("namespace ILGPU.Util;\n");

        foreach ((string prefix, string scalar) in (IEnumerable<(string, string)>)
            [("Half", "Half"), ("Float", "float"), ("Double", "double"), ("Short", "short"), ("Int", "int"), ("Long", "long")])
        {
            for (int n = 2; n <= 4; n++)
            {
                text.Append(Vector(prefix + n, scalar, Axes[..n]));
            }
        }

        return text.ToString();
    }

    private static string Vector(string name, string scalar, string[] axes)
    {
        string All(string separator, Func<string, string> item) => string.Join(separator, axes.Select(item));
        string block = $"DataBlock<{All(", ", _ => scalar)}>";
        string tuple = $"({All(", ", _ => scalar)})";
        string Operator(string symbol, string what) => $$"""

                /// <summary>{{what}}, component by component.</summary>
                public static {{name}} operator {{symbol}}({{name}} left, {{name}} right) =>
                    new({{All(", ", a => scalar == "short" ? $"(short)(left.{a} {symbol} right.{a})" : $"left.{a} {symbol} right.{a}")}});

            """;

        StringBuilder text = new();
        text.Append($$"""

            /// <summary>{{axes.Length}} components of type {{scalar}}.</summary>
            public struct {{name}} : IEquatable<{{name}}>
            {
                /// <summary>All components have this value.</summary>
                public {{name}}({{scalar}} value)
                {
            {{All("\n", a => $"        this.{a} = value;")}}
                }

                /// <summary>The vector with these components.</summary>
                public {{name}}({{All(", ", a => $"{scalar} {a.ToLowerInvariant()}")}})
                {
            {{All("\n", a => $"        this.{a} = {a.ToLowerInvariant()};")}}
                }

                /// <summary>The vector with the components of a block.</summary>
                public {{name}}({{block}} block)
                {
            {{string.Join("\n", axes.Select((a, i) => $"        this.{a} = block.Item{i + 1};"))}}
                }

                /// <summary>Size in bytes.</summary>
                public static int ElementSize => Interop.SizeOf<{{name}}>();

                /// <summary>The components as a block.</summary>
                public readonly {{block}} DataBlock => new({{All(", ", a => $"this.{a}")}});

            """);

        foreach (string axis in axes)
        {
            text.Append($$"""

                    /// <summary>Component {{axis}}.</summary>
                    public {{scalar}} {{axis}} { get; set; }

                """);
        }

        text.Append(Operator("+", "Sum")).Append(Operator("-", "Difference"));
        text.Append(Operator("*", "Product")).Append(Operator("/", "Quotient"));
        text.Append($$"""

                /// <summary>All components have this value.</summary>
                public static implicit operator {{name}}({{scalar}} value) => new(value);

                /// <summary>The components as a tuple.</summary>
                public static implicit operator {{tuple}}({{name}} value) => value.ToValueTuple();

                /// <summary>The components as a block.</summary>
                public static implicit operator {{block}}({{name}} value) => value.DataBlock;

                /// <summary>All components are equal.</summary>
                public static bool operator ==({{name}} left, {{name}} right) =>
                    {{All(" && ", a => $"left.{a} == right.{a}")}};

                /// <summary>Some component differs.</summary>
                public static bool operator !=({{name}} left, {{name}} right) => !(left == right);

                /// <summary>The components as a tuple.</summary>
                public readonly {{tuple}} ToValueTuple() => ({{All(", ", a => $"this.{a}")}});

                /// <inheritdoc/>
                public readonly bool Equals({{name}} other) => this == other;

                /// <inheritdoc/>
                public override readonly bool Equals(object? obj) => obj is {{name}} other && this == other;

                /// <inheritdoc/>
                public override readonly int GetHashCode() => this.ToValueTuple().GetHashCode();

                /// <summary>The components as text.</summary>
                public override readonly string ToString() => this.ToValueTuple().ToString();
            }

            """);

        return text.ToString();
    }
}
