namespace IlgpuOptim.MatrixCompletion.Data;

/// <summary>Opens files for reading; what goes wrong is said as for any other bad input.</summary>
internal static class InputFile
{
    public static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            string reason = exception switch
            {
                FileNotFoundException or DirectoryNotFoundException => "no such file",
                UnauthorizedAccessException when Directory.Exists(path) => "this is a folder",
                UnauthorizedAccessException => "may not be read",
                _ => exception.Message,
            };

            throw new DataFormatException(path, 0, reason, exception);
        }
    }

    /// <summary>All bytes of a file of at most a length.</summary>
    public static byte[] ReadAll(string path, long maximum = int.MaxValue / 2)
    {
        using FileStream stream = Open(path);

        if (stream.Length > maximum)
        {
            throw new DataFormatException(path, 0, $"{stream.Length} bytes are more than the {maximum} that can be read");
        }

        byte[] bytes = new byte[stream.Length];

        try
        {
            stream.ReadExactly(bytes);
        }
        catch (EndOfStreamException exception)
        {
            throw new DataFormatException(path, 0, "the file became shorter while it was read", exception);
        }

        return bytes;
    }
}
