using System.Text;

namespace IlgpuOptim.TorchGenerator;

/// <summary>The families of module base classes with 1 to 6 inputs.</summary>
internal static class ModuleWriter
{
    private const int Most = 6;

    public static string Modules()
    {
        StringBuilder text = new(
            "using TorchSharp.Modules;\n\nnamespace TorchSharp\n{\n    public static partial class torch\n    {\n        public static partial class nn\n        {\n");
        for (int count = 1; count <= Most; count++)
        {
            Module(text, count);
        }

        text.Append("        }\n    }\n}\n\nnamespace TorchSharp.Modules\n{\n");
        for (int count = 1; count <= Most; count++)
        {
            ParameterLess(text, count);
        }

        text.Length--;
        return text.Append("}\n").ToString();
    }

    private static string Join(int count, Func<int, string> item) => string.Join(", ", Enumerable.Range(1, count).Select(item));

    private static string Generics(int count) => count == 1 ? "T" : Join(count, i => $"T{i}");

    private static void Module(StringBuilder text, int count)
    {
        string types = Generics(count);
        string self = $"Module<{types}, TResult>";
        string parameters = count == 1 ? "T input" : Join(count, i => $"T{i} input{i}");
        string arguments = count == 1 ? "input" : Join(count, i => $"input{i}");
        string pre = count == 1 ? $"Func<{self}, T, T>" : $"Func<{self}, {types}, ({types})?>";
        string post = $"Func<{self}, {types}, TResult, TResult>";
        string[] lines =
        [
            "/// <summary>What can be called with those inputs.</summary>",
            $"public interface IModule<{types.Replace("T", "in T")}, out TResult>",
            "{",
            "    /// <summary>Runs it, with its hooks.</summary>",
            $"    TResult call({(count == 1 ? "T input1" : parameters)});",
            "}",
            "",
            "/// <summary>A module with those inputs.</summary>",
            $"public abstract class {self} : HookableModule<{pre}, {post}>, IModule<{types}, TResult>",
            "{",
            "    /// <summary>A module of that name.</summary>",
            "    protected Module(string name)",
            "        : base(name)",
            "    {",
            "    }",
            "",
            "    /// <summary>What it computes.</summary>",
            $"    public abstract TResult forward({parameters});",
            "",
            "    /// <summary>Runs it, with its hooks.</summary>",
            $"    public TResult call({parameters})",
            "    {",
            "        this.BeforeForward();",
            $"        foreach ({pre} hook in this.pre_hooks.Values)",
            "        {",
            .. count == 1
                ? (string[])["            input = hook(this, input);"]
                :
                [
                    $"            if (hook(this, {arguments}) is ({types}) changed)",
                    "            {",
                    $"                ({arguments}) = changed;",
                    "            }",
                ],
            "        }",
            "",
            $"        TResult result = this.forward({arguments});",
            $"        foreach ({post} hook in this.post_hooks.Values)",
            "        {",
            $"            result = hook(this, {arguments}, result);",
            "        }",
            "",
            "        this.AfterForward();",
            "        return result;",
            "    }",
            "}",
            "",
        ];
        Add(text, lines, 3);
    }

    private static void ParameterLess(StringBuilder text, int count)
    {
        string types = Join(count, i => $"T{i}");
        string[] lines =
        [
            "/// <summary>A module without parameters, buffers and modules of its own.</summary>",
            $"public abstract class ParameterLessModule<{types}, TResult> : torch.nn.Module<{types}, TResult>, IParameterLessModule",
            "{",
            "    /// <summary>A module of that name.</summary>",
            "    protected ParameterLessModule(string name)",
            "        : base(name)",
            "    {",
            "    }",
            "",
            "    /// <summary>Refused.</summary>",
            "    public override void register_buffer(string name, torch.Tensor tensor, bool persistent = true) =>",
            "        throw new InvalidOperationException($\"Cannot register a buffer with {this.GetName()}, which has no parameters.\");",
            "",
            "    /// <summary>Refused.</summary>",
            "    public override void register_parameter(string name, Parameter param) =>",
            "        throw new InvalidOperationException($\"Cannot register a parameter with {this.GetName()}, which has no parameters.\");",
            "",
            "    /// <summary>Refused.</summary>",
            "    public override void register_module(string name, torch.nn.Module submodule) =>",
            "        throw new InvalidOperationException($\"Cannot register a module with {this.GetName()}, which has no parameters.\");",
            "}",
            "",
        ];
        Add(text, lines, 1);
    }

    private static void Add(StringBuilder text, string[] lines, int indent)
    {
        foreach (string line in lines)
        {
            text.Append(line.Length == 0 ? "\n" : new string(' ', 4 * indent) + line + "\n");
        }
    }
}
