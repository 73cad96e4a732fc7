namespace IlgpuOptim.TorchGenerator;

/// <summary>
/// Writes src/TorchSharp/Generated from operators.txt. Run by hand after a change: <c>dotnet run --project
/// eng/TorchGenerator</c> in the root of the repository; a test compares the result.
/// </summary>
public static class Program
{
    /// <summary>Entry point; the optional argument is the root of the repository.</summary>
    public static int Main(string[] arguments)
    {
        string root = arguments.Length > 0 ? arguments[0] : Directory.GetCurrentDirectory();
        foreach ((string path, string content) in GeneratedFiles.All())
        {
            string file = Path.Combine(root, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            if (!File.Exists(file) || File.ReadAllText(file) != content)
            {
                File.WriteAllText(file, content);
                Console.WriteLine($"written: {path}");
            }
        }

        return 0;
    }
}
