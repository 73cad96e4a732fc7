using System.Globalization;
using System.Text;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Backends.OpenCL;

/// <summary>The helper functions and types that a kernel needs, written in front of it.</summary>
internal sealed class OpenClHelpers(OpenClFeatures features)
{
    private readonly SortedDictionary<string, string> _types = new(StringComparer.Ordinal);
    private readonly List<string> _functions = [];
    private readonly HashSet<string> _known = [];

    /// <summary>Declares a type for accesses to memory, which may overlap accesses of other types.</summary>
    public void UseMemoryType(string name, string type, int align = 0) =>
        _types[name] = $"{type} __attribute__(({(align > 0 ? string.Create(CultureInfo.InvariantCulture, $"aligned({align}), ") : "")}may_alias))";

    /// <summary>Adds a function once.</summary>
    public void Add(string name, string text)
    {
        if (_known.Add(name))
        {
            _functions.Add(text);
        }
    }

    /// <summary>Adds a function on vectors, and what it calls, and returns its name.</summary>
    public string UseVector(string name, int lanes)
    {
        LaneFunction function = LaneLibrary.Get(name, lanes, features);
        if (!_known.Contains(function.Name))
        {
            foreach (string call in function.Calls)
            {
                this.UseVector(call, lanes);
            }

            foreach (string call in function.ScalarCalls)
            {
                this.Use(call);
            }

            foreach ((string memory, string type) in function.MemoryTypes)
            {
                this.UseMemoryType(memory, type);
            }

            this.Add(function.Name, function.Text);
        }

        return function.Name;
    }

    /// <summary>The name of a function of one or more vectors: one of the library, or a built-in one.</summary>
    public string VectorFunction(string name, IrType type, int lanes)
    {
        string own = name + (type == IrType.F32 ? "_f32" : "_f64");

        return LaneLibrary.Has(own) ? this.UseVector(own, lanes) : name;
    }

    /// <summary>The name of an elementary function of vectors.</summary>
    public string VectorMath(MathFn function, IrType type, bool isFast, int lanes)
    {
        string name = function.ToString().ToLowerInvariant();

        return isFast && type == IrType.F32 && IsNative(function) ? "native_" + name : this.VectorFunction(name, type, lanes);
    }

    private static bool IsNative(MathFn function) => function is MathFn.Exp or MathFn.Exp2 or MathFn.Log or MathFn.Log2 or MathFn.Log10
        or MathFn.Sin or MathFn.Cos or MathFn.Tan or MathFn.Rsqrt or MathFn.Exp10;

    /// <summary>Adds a function of the library, and what it calls, and returns its name.</summary>
    public string Use(string name)
    {
        if (_known.Add(name))
        {
            (string[] calls, string text) = OpenClLibrary.Get(name, features);
            foreach (string call in calls)
            {
                this.Use(call);
            }

            _functions.Add(text);
        }

        return name;
    }

    /// <summary>The name of an elementary function.</summary>
    public string MathFunction(MathFn function, IrType type, bool isFast)
    {
        string name = function.ToString().ToLowerInvariant();
        if (isFast && type == IrType.F32 && IsNative(function))
        {
            return "native_" + name;
        }

        string own = name + (type == IrType.F32 ? "_f32" : "_f64");

        return OpenClLibrary.Has(own) ? this.Use(own) : name;
    }

    /// <summary>
    /// The name of a function that does an atomic operation by compare-exchange, for types and operations without an instruction.
    /// </summary>
    public string AtomicLoop(string space, MemType mem, AtomicOp op)
    {
        (string type, string bits, string swap) = mem switch
        {
            MemType.F32 => ("float", "uint", "atomic_cmpxchg"),
            MemType.F64 => ("double", "ulong", "atom_cmpxchg"),
            MemType.I32 => ("uint", "uint", "atomic_cmpxchg"),
            _ => ("ulong", "ulong", "atom_cmpxchg"),
        };
        string suffix = mem.Name();
        string name = $"atomic_{op.ToString().ToLowerInvariant()}_{suffix}_{space.Trim('_')}";
        if (_known.Contains(name))
        {
            return name;
        }

        bool isFloat = mem is MemType.F32 or MemType.F64;
        string was = isFloat ? $"as_{type}(seen)" : "seen";
        string combined = this.Combine(op, mem, was, "value");
        string stored = isFloat ? $"as_{bits}({combined})" : combined;
        _known.Add(name);
        _functions.Add(
            $$"""
            static {{type}} {{name}}(volatile {{space}} {{bits}}* target, {{type}} value)
            {
                {{bits}} seen;
                {{bits}} now = *target;
                do
                {
                    seen = now;
                    now = {{swap}}(target, seen, {{stored}});
                }
                while (now != seen);
                return {{was}};
            }
            """);

        return name;
    }

    /// <summary>The result of an atomic operation as an expression of the old value and the operand, integers unsigned.</summary>
    public string Combine(AtomicOp op, MemType mem, string a, string b)
    {
        bool isFloat = mem is MemType.F32 or MemType.F64;
        (string unsigned, string signed) = mem.Size() == 8 ? ("ulong", "long") : ("uint", "int");

        return op switch
        {
            AtomicOp.Add => $"({a} + {b})",
            AtomicOp.Min when isFloat => $"{this.Use("min_" + mem.Name())}({a}, {b})",
            AtomicOp.Max when isFloat => $"{this.Use("max_" + mem.Name())}({a}, {b})",
            AtomicOp.Min => $"({unsigned})min(({signed}){a}, ({signed}){b})",
            AtomicOp.Max => $"({unsigned})max(({signed}){a}, ({signed}){b})",
            AtomicOp.MinU => $"min({a}, {b})",
            AtomicOp.MaxU => $"max({a}, {b})",
            AtomicOp.And => $"({a} & {b})",
            AtomicOp.Or => $"({a} | {b})",
            AtomicOp.Xor => $"({a} ^ {b})",
            _ => b,
        };
    }

    public void Write(StringBuilder text)
    {
        foreach ((string name, string type) in _types)
        {
            text.Append(CultureInfo.InvariantCulture, $"typedef {type} {name};\n");
        }

        text.Append(_types.Count > 0 ? "\n" : "");
        foreach (string function in _functions)
        {
            text.Append(function).Append("\n\n");
        }
    }
}
