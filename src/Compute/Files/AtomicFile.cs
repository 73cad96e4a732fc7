using System.Buffers;

namespace IlgpuOptim.Compute.Files;

/// <summary>Replaces a file as a whole: whenever the process dies, the old content or the new one is there, never a part.</summary>
public static class AtomicFile
{
    private const string Extension = ".tmp";
    private const int RandomDigits = 16;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>
    /// Writes to a temporary file in the same folder, waits until it is on the disk, and renames it. Folders that are missing are
    /// created; a symbolic link stays, and what it points to is replaced. What processes that died have left is removed.
    /// </summary>
    /// <param name="path">The file to replace or create.</param>
    /// <param name="write">Writes the content; if it throws, nothing has changed.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, Action<FileStream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);

        string target = Path.GetFullPath(path);

        if (new FileInfo(target).LinkTarget is not null)
        {
            target = File.ResolveLinkTarget(target, returnFinalTarget: true)!.FullName;
        }

        if (Directory.Exists(target))
        {
            throw new IOException($"'{path}' is a folder, not a file.");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(target)!);

        // A name of its own, so that two writers never share a file: the last one to finish wins.
        string temporary = $"{target}.{Guid.NewGuid().ToString("N").AsSpan(0, RandomDigits)}{Extension}";

        try
        {
            using (FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);

            throw;
        }

        RemoveLeftovers(target);
    }

    /// <summary>Removes temporary files of this target that no living process has open.</summary>
    private static void RemoveLeftovers(string target)
    {
        string name = Path.GetFileName(target);

        try
        {
            foreach (string path in Directory.EnumerateFiles(Path.GetDirectoryName(target)!, "*" + Extension))
            {
                string middle = Path.GetFileName(path);

                if (middle.Length != name.Length + 1 + RandomDigits + Extension.Length
                    || !middle.StartsWith(name + ".", StringComparison.Ordinal)
                    || middle.AsSpan(name.Length + 1, RandomDigits).ContainsAnyExcept(HexDigits))
                {
                    continue;
                }

                // Refused while its writer lives.
                using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
                {
                }

                File.Delete(path);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The file itself is written; what is left over takes room and does no harm.
        }
    }
}
