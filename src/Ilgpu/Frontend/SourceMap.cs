using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Frontend;

/// <summary>
/// Source lines of IL, from the portable PDB next to an assembly or embedded in it. Read only when a message or a dump
/// needs them; where there is no PDB, places are named by method and IL offset.
/// </summary>
internal static class SourceMap
{
    private static readonly ConcurrentDictionary<Assembly, MetadataReader?> Readers = new();

    /// <summary>Where an IL instruction comes from.</summary>
    public static SourceLocation Locate(MethodBase method, int offset)
    {
        string name = Names.Of(method);
        if (Reader(method) is not { } reader || (method.MetadataToken & 0x00FFFFFF) == 0)
        {
            return new SourceLocation(name, offset, null, 0);
        }

        try
        {
            MethodDefinitionHandle handle = (MethodDefinitionHandle)MetadataTokens.EntityHandle(method.MetadataToken);
            MethodDebugInformation information = reader.GetMethodDebugInformation(handle.ToDebugInformationHandle());
            string? file = null;
            int line = 0;
            foreach (SequencePoint point in information.GetSequencePoints())
            {
                if (point.Offset > offset)
                {
                    break;
                }

                if (!point.IsHidden)
                {
                    file = reader.GetString(reader.GetDocument(point.Document).Name);
                    line = point.StartLine;
                }
            }

            return new SourceLocation(name, offset, file is null ? null : Path.GetFileName(file), line);
        }
        catch (BadImageFormatException)
        {
            return new SourceLocation(name, offset, null, 0);
        }
    }

    private static MetadataReader? Reader(MethodBase method)
    {
        Assembly assembly = method.Module.Assembly;
        if (assembly.IsDynamic || assembly.IsCollectible)
        {
            return null;
        }

        return Readers.GetOrAdd(assembly, static a => Open(a));
    }

    private static MetadataReader? Open(Assembly assembly)
    {
        try
        {
            string path = assembly.Location;
            if (path.Length == 0 || !File.Exists(path))
            {
                return null;
            }

            string symbols = Path.ChangeExtension(path, ".pdb");
            if (File.Exists(symbols))
            {
                return MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(symbols), MetadataStreamOptions.PrefetchMetadata)
                    .GetMetadataReader();
            }

            using PEReader image = new(File.OpenRead(path));
            foreach (DebugDirectoryEntry entry in image.ReadDebugDirectory())
            {
                if (entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb)
                {
                    return image.ReadEmbeddedPortablePdbDebugDirectoryData(entry).GetMetadataReader();
                }
            }
        }
        catch (Exception e) when (e is IOException or BadImageFormatException or UnauthorizedAccessException)
        {
            // Without symbols messages name the IL offset.
        }

        return null;
    }
}
