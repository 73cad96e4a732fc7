using System.Text;

namespace IlgpuOptim.ApiGenerator;

/// <summary>Index1D..Index3D and LongIndex1D..LongIndex3D.</summary>
internal static class IndexTypes
{
    private static readonly string[] Axes = ["X", "Y", "Z"];

    public static string Generate()
    {
        StringBuilder text = new("namespace ILGPU;\n");

        foreach (bool isLong in (bool[])[false, true])
        {
            for (int dimensions = 1; dimensions <= 3; dimensions++)
            {
                text.Append(Type(dimensions, isLong));
            }
        }

        return text.ToString();
    }

    private static string Type(int n, bool isLong)
    {
        string name = $"{(isLong ? "Long" : "")}Index{n}D";
        string other = $"{(isLong ? "" : "Long")}Index{n}D";
        string scalar = isLong ? "long" : "int";
        string[] axes = Axes[..n];
        string All(string separator, Func<string, string> item) => string.Join(separator, axes.Select(item));
        string interfaces = isLong ? $"ILongIndex<{name}, {other}>" : $"IIntIndex<{name}, {other}>";
        string fieldText = n == 1 ? $"{{this.X}}" : $"({All(", ", a => $"{{this.{a}}}")})";
        string lower(string axis) => axis.ToLowerInvariant();
        StringBuilder text = new();

        text.Append($$"""

            /// <summary>{{n}}-dimensional {{(isLong ? 64 : 32)}}-bit index or extent.</summary>
            public readonly struct {{name}} : {{interfaces}}
            {
                /// <summary>All components have the value <paramref name="value"/>.</summary>
                /// <param name="value">Value of every component.</param>
                public {{name}}({{scalar}} {{(n == 1 ? "x" : "value")}})
                {
            {{All("\n", a => $"        this.{a} = {(n == 1 ? "x" : "value")};")}}
                }

            """.Replace(n == 1 ? "<paramref name=\"value\"/>" : "\0", "<paramref name=\"x\"/>")
               .Replace(n == 1 ? "<param name=\"value\">Value of every component" : "\0", "<param name=\"x\">The component"));

        if (n > 1)
        {
            text.Append($$"""

                    /// <summary>The index with these components.</summary>
                    public {{name}}({{All(", ", a => $"{scalar} {lower(a)}")}})
                    {
                {{All("\n", a => $"        this.{a} = {lower(a)};")}}
                    }

                """);
        }

        if (n == 3)
        {
            string two = name.Replace('3', '2');
            text.Append($$"""

                    /// <summary>The index with X and Y of <paramref name="xy"/>.</summary>
                    public {{name}}({{two}} xy, {{scalar}} z)
                        : this(xy.X, xy.Y, z)
                    {
                    }

                    /// <summary>The index with Y and Z taken from X and Y of <paramref name="yz"/>.</summary>
                    public {{name}}({{scalar}} x, {{two}} yz)
                        : this(x, yz.X, yz.Y)
                    {
                    }

                    /// <summary>The first two components.</summary>
                    public {{two}} XY => new(this.X, this.Y);

                    /// <summary>The last two components.</summary>
                    public {{two}} YZ => new(this.Y, this.Z);

                """);
        }

        text.Append($$"""

                /// <summary>The index with all components -1.</summary>
                public static {{name}} Invalid => new(-1);

                /// <summary>The index with all components 0.</summary>
                public static {{name}} Zero => new(0);

                /// <summary>The index with all components 1.</summary>
                public static {{name}} One => new(1);

            """);

        foreach (string axis in axes)
        {
            text.Append($$"""

                    /// <summary>Component {{axis}}{{(axis == "X" ? ", the first axis" : "")}}.</summary>
                    public {{scalar}} {{axis}} { get; }

                """);
        }

        string size = All(" * ", a => $"this.{a}");
        string longSize = All(" * ", a => a == "X" && !isLong ? "(long)this.X" : $"this.{a}");
        text.Append($$"""

                /// <summary>All components are zero.</summary>
                public bool IsFirst => {{All(" && ", a => $"this.{a} == 0")}};

            """);

        if (isLong)
        {
            text.Append($$"""

                    /// <summary>Product of the components.</summary>
                    public long Size => {{size}};

                """);
        }
        else
        {
            text.Append($$"""

                    /// <summary>Product of the components. On the host an overflow is an <see cref="OverflowException"/>.</summary>
                    public int Size
                    {
                        get
                        {
                {{(n == 1 ? "" : "            IndexTypeExtensions.AssertIntIndexRange(this.LongSize);\n")}}
                            return {{size}};
                        }
                    }

                    /// <summary>Product of the components.</summary>
                    public long LongSize => {{longSize}};

                    /// <inheritdoc/>
                    long IIndex.Size => this.LongSize;

                """);
        }

        text.Append($$"""

                /// <inheritdoc/>
                public IndexType IndexType => IndexType.{{name}};

                /// <summary>Smaller of the values, component by component.</summary>
                public static {{name}} Min({{name}} first, {{name}} second) =>
                    new({{All(", ", a => $"Math.Min(first.{a}, second.{a})")}});

                /// <summary>Larger of the values, component by component.</summary>
                public static {{name}} Max({{name}} first, {{name}} second) =>
                    new({{All(", ", a => $"Math.Max(first.{a}, second.{a})")}});

                /// <summary>The value limited to [min, max], component by component.</summary>
                public static {{name}} Clamp({{name}} value, {{name}} min, {{name}} max) =>
                    Max(Min(value, max), min);

                /// <summary>Sum, component by component.</summary>
                public static {{name}} Add({{name}} first, {{name}} second) => first + second;

                /// <summary>Difference, component by component.</summary>
                public static {{name}} Subtract({{name}} first, {{name}} second) => first - second;

                /// <summary>Product, component by component.</summary>
                public static {{name}} Multiply({{name}} first, {{name}} second) => first * second;

                /// <summary>Quotient, component by component.</summary>
                public static {{name}} Divide({{name}} first, {{name}} second) => first / second;

                /// <summary>Sum, component by component.</summary>
                public static {{name}} operator +({{name}} first, {{name}} second) =>
                    new({{All(", ", a => $"first.{a} + second.{a}")}});

                /// <summary>Difference, component by component.</summary>
                public static {{name}} operator -({{name}} first, {{name}} second) =>
                    new({{All(", ", a => $"first.{a} - second.{a}")}});

                /// <summary>Product, component by component.</summary>
                public static {{name}} operator *({{name}} first, {{name}} second) =>
                    new({{All(", ", a => $"first.{a} * second.{a}")}});

                /// <summary>Quotient, component by component.</summary>
                public static {{name}} operator /({{name}} first, {{name}} second) =>
                    new({{All(", ", a => $"first.{a} / second.{a}")}});

                /// <summary>All components are equal.</summary>
                public static bool operator ==({{name}} first, {{name}} second) =>
                    {{All(" && ", a => $"first.{a} == second.{a}")}};

                /// <summary>Some component differs.</summary>
                public static bool operator !=({{name}} first, {{name}} second) => !(first == second);

            """);

        text.Append(Conversions(n, isLong, name, other, scalar, axes));
        text.Append($$"""

                /// <inheritdoc/>
                public bool InBounds({{name}} dimension) =>
                    {{All(" && ", a => $"this.{a} >= 0 && this.{a} < dimension.{a}")}};

                /// <inheritdoc/>
                public bool InBoundsInclusive({{name}} dimension) =>
                    {{All(" && ", a => $"this.{a} >= 0 && this.{a} <= dimension.{a}")}};

                /// <inheritdoc/>
                public {{name}} Add({{name}} rhs) => this + rhs;

                /// <inheritdoc/>
                public {{name}} Subtract({{name}} rhs) => this - rhs;

                /// <inheritdoc/>
                public bool Equals({{name}} other) => this == other;

                /// <inheritdoc/>
                public override bool Equals(object? obj) => obj is {{name}} other && this == other;

                /// <inheritdoc/>
                public override int GetHashCode() => {{Hash(axes, isLong)}};

                /// <summary>The components as text.</summary>
                public override string ToString() => $"{{fieldText}}";
            }

            """);

        return text.ToString();
    }

    // Plain arithmetic instead of HashCode: kernels may call it, and the value is the same in every process.
    private static string Hash(string[] axes, bool isLong)
    {
        string Folded(string axis) => isLong ? $"(int)(this.{axis} ^ (this.{axis} >> 32))" : $"this.{axis}";
        string hash = Folded(axes[0]);

        foreach (string axis in axes[1..])
        {
            hash = $"(({hash}) * 397) ^ {Folded(axis)}";
        }

        return hash;
    }

    private static string Conversions(int n, bool isLong, string name, string other, string scalar, string[] axes)
    {
        string All(string separator, Func<string, string> item) => string.Join(separator, axes.Select(item));
        StringBuilder text = new();

        if (isLong)
        {
            text.Append($$"""

                    /// <summary>The 32-bit index; components that do not fit are an <see cref="OverflowException"/> on the host.</summary>
                    public static explicit operator {{other}}({{name}} index) => index.ToIntIndex();

                    /// <summary>The 32-bit index; components that do not fit are an <see cref="OverflowException"/> on the host.</summary>
                    public {{other}} ToIntIndex()
                    {
                {{All("\n", a => $"        IndexTypeExtensions.AssertIntIndex(this.{a});")}}

                        return new({{All(", ", a => $"(int)this.{a}")}});
                    }

                """);
        }
        else
        {
            text.Append($$"""

                    /// <summary>The 64-bit index.</summary>
                    public static implicit operator {{other}}({{name}} index) => index.ToLongIndex();

                    /// <summary>The 64-bit index.</summary>
                    public {{other}} ToLongIndex() => new({{All(", ", a => $"this.{a}")}});

                """);
        }

        if (n == 1)
        {
            text.Append($$"""

                    /// <summary>The component.</summary>
                    public static implicit operator {{scalar}}({{name}} idx) => idx.X;

                    /// <summary>The index with this component.</summary>
                    public static implicit operator {{name}}({{scalar}} idx) => new(idx);

                    /// <summary>The component as an unsigned number.</summary>
                    public static explicit operator u{{scalar}}({{name}} idx) => (u{{scalar}})idx.X;

                """);
        }
        else
        {
            string tuple = $"({All(", ", _ => scalar)})";
            text.Append($$"""

                    /// <summary>The index with the components of a tuple.</summary>
                    public static implicit operator {{name}}({{tuple}} values) =>
                        new({{string.Join(", ", Enumerable.Range(1, n).Select(i => $"values.Item{i}"))}});

                    /// <summary>The components as a tuple.</summary>
                    public {{tuple}} ToValueTuple() => ({{All(", ", a => $"this.{a}")}});

                    /// <summary>Takes the index apart.</summary>
                    public void Deconstruct({{All(", ", a => $"out {scalar} {a.ToLowerInvariant()}")}})
                    {
                {{All("\n", a => $"        {a.ToLowerInvariant()} = this.{a};")}}
                    }

                """);
        }

        return text.ToString();
    }
}
