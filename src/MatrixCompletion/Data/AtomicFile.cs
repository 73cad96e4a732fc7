namespace IlgpuOptim.MatrixCompletion.Data;

/// <summary>Writes files so that under their name there is the old content or all of the new, never a part.</summary>
public static class AtomicFile
{
    /// <summary>Writes a file beside its place, then moves it there.</summary>
    /// <param name="path">The place; its folder is made if it is missing.</param>
    /// <param name="write">Writes the content; if it throws, nothing is left behind.</param>
    public static void Write(string path, Action<Stream> write)
    {
        string full = Path.GetFullPath(path);
        string folder = Path.GetDirectoryName(full)!;
        string temporary = Path.Combine(folder, $".{Path.GetFileName(full)}.{Environment.ProcessId}.{Guid.NewGuid():N}.part");

        Directory.CreateDirectory(folder);

        try
        {
            using (FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);

            throw;
        }
    }
}
