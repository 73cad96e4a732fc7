using System.Reflection;
using System.Runtime.Loader;

using ILGPU;

namespace IlgpuOptim.Cli.Kernels;

/// <summary>From what was typed to a kernel: a name of the catalogue, or a method in somebody's assembly.</summary>
internal static class KernelFinder
{
    private const BindingFlags AllMethods =
        BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Finds a kernel by its name, or as <c>Assembly.dll:Namespace.Type.Method</c>.</summary>
    /// <param name="name">What was typed.</param>
    /// <param name="profile">The kind of device that it is wanted for.</param>
    /// <exception cref="CliException">There is no such kernel.</exception>
    public static NamedKernel Find(string name, KernelProfile profile)
    {
        int colon = name.LastIndexOf(':');

        // A colon at 1 is that of a drive.
        if (colon > 1)
        {
            return FindInAssembly(name, name[..colon], name[(colon + 1)..]);
        }

        return KernelCatalog.Find(name, profile) ?? throw CliException.BadUsage(
            $"there is no kernel '{name}' for this target",
            Suggestions.Hint(name, KernelCatalog.List(profile).Select(kernel => kernel.Name))
                ?? $"see '{CommandLine.ToolName} kernel list', or name a method: Assembly.dll:Namespace.Type.Method");
    }

    private static NamedKernel FindInAssembly(string typed, string file, string path)
    {
        Type[] types = GetTypes(Load(file));
        int dot = path.LastIndexOf('.');
        string typeName = dot < 0 ? "" : path[..dot];
        string methodName = path[(dot + 1)..];
        Type[] owners = [.. types.Where(type => NameOf(type) == typeName)];

        // A type without its namespace is good enough as long as it is the only one.
        if (owners.Length == 0)
        {
            owners = [.. types.Where(type => NameOf(type).EndsWith("." + typeName, StringComparison.Ordinal))];
        }

        if (owners.Length != 1)
        {
            string problem = dot < 0 ? $"'{path}' is not of the form Namespace.Type.Method"
                : owners.Length == 0 ? $"there is no type '{typeName}' in '{file}'"
                : $"'{typeName}' is ambiguous in '{file}': " + string.Join(", ", owners.Select(NameOf));

            throw CliException.BadUsage(problem, Hint(path, types));
        }

        MethodInfo[] methods = [.. owners[0].GetMethods(AllMethods).Where(method => ShortName(method) == methodName)];

        if (methods.Length != 1)
        {
            throw methods.Length == 0
                ? CliException.BadUsage($"there is no method '{methodName}' in '{NameOf(owners[0])}'", Hint(path, types))
                : CliException.BadUsage(
                    $"'{path}' has {methods.Length} overloads", "give the kernel a name of its own, so that it can be told apart");
        }

        if (methods[0].ContainsGenericParameters || owners[0].ContainsGenericParameters)
        {
            throw CliException.BadUsage(
                $"'{path}' is generic, and its type arguments cannot be stated here",
                "add a method that calls it with the type arguments, and name that one");
        }

        return new NamedKernel(typed, $"{methods[0].Name} of {file}", methods[0]);
    }

    private static Assembly Load(string file)
    {
        string path = Path.GetFullPath(file);

        if (!File.Exists(path))
        {
            throw CliException.BadUsage($"there is no file '{file}'");
        }

        try
        {
            return new KernelLoadContext(path).LoadFromAssemblyPath(path);
        }
        catch (Exception exception) when (exception is BadImageFormatException or FileLoadException)
        {
            throw CliException.BadUsage($"'{file}' is not a .NET assembly that can be loaded here: {exception.Message}");
        }
    }

    private static Type[] GetTypes(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException exception)
        {
            // What depends on something that is not there cannot be a kernel; the others still can.
            return [.. exception.Types.OfType<Type>()];
        }
    }

    /// <summary>Full name with dots between nested types, as in C#.</summary>
    private static string NameOf(Type type) => (type.FullName ?? type.Name).Replace('+', '.');

    /// <summary>Name as in the source, of local functions too: the compiler calls those <c>&lt;Outer&gt;g__Name|0_0</c>.</summary>
    private static string ShortName(MethodInfo method)
    {
        const string mark = ">g__";
        int start = method.Name.IndexOf(mark, StringComparison.Ordinal);
        int end = method.Name.IndexOf('|', StringComparison.Ordinal);

        return start < 0 || end < start ? method.Name : method.Name[(start + mark.Length)..end];
    }

    /// <summary>The nearest kernels of an assembly, as fully qualified as what was typed; all if nothing is near and they are few.</summary>
    private static string? Hint(string path, Type[] types)
    {
        int parts = Math.Max(2, path.Split('.').Length);
        string[] kernels =
        [
            .. types.SelectMany(type => type.GetMethods(AllMethods))
                .Where(LooksLikeKernel)
                .Select(method => (NameOf(method.DeclaringType!) + "." + ShortName(method)).Split('.'))
                .Select(name => string.Join('.', name[Math.Max(0, name.Length - parts)..]))
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

        return Suggestions.Hint(path, kernels)
            ?? (kernels.Length is > 0 and <= 12 ? "kernels in there: " + string.Join(", ", kernels) : null);
    }

    private static bool LooksLikeKernel(MethodInfo method)
    {
        try
        {
            return method.IsStatic && method.ReturnType == typeof(void) && !method.ContainsGenericParameters
                && method.GetParameters().Any(parameter => parameter.ParameterType.Assembly == typeof(Index1D).Assembly);
        }
        catch (Exception exception) when (exception is FileNotFoundException or TypeLoadException or FileLoadException)
        {
            return false;
        }
    }

    /// <summary>Resolves what an assembly needs from beside it, but shares the engine, so that its types are the same.</summary>
    private sealed class KernelLoadContext(string path) : AssemblyLoadContext("kernels")
    {
        private readonly AssemblyDependencyResolver _resolver = new(path);

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            if (assemblyName.Name == typeof(Index1D).Assembly.GetName().Name)
            {
                return typeof(Index1D).Assembly;
            }

            string? file = _resolver.ResolveAssemblyToPath(assemblyName);

            return file is null ? null : this.LoadFromAssemblyPath(file);
        }
    }
}
