using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace IlgpuOptim.MatrixCompletion.Data.Arrays;

/// <summary>The type of the elements of an .npy file, as its header names it: <c>&lt;f8</c>.</summary>
internal sealed record NpyType(string Name, char Kind, int Size, bool IsBigEndian)
{
    public static NpyType Parse(string path, string field)
    {
        string name = field.Length > 0 && field[0] is '\'' or '"' && field.IndexOf(field[0], 1) is int end and > 0 ? field[1..end] : "";
        string plain = name.TrimStart('<', '>', '|', '=');

        return plain switch
        {
            "f2" or "f4" or "f8" or "i1" or "i2" or "i4" or "i8" or "u1" or "u2" or "u4" or "u8" or "b1" =>
                new NpyType(name, plain[0], plain[1] - '0', name[0] == '>'),
            _ => throw new DataFormatException(
                path, 0, $"elements of type '{(name.Length is 0 or > 30 ? "?" : name)}' are not read; floats, integers and booleans are"),
        };
    }

    /// <summary>Converts raw elements; there are as many as the target is long.</summary>
    public void Convert<T>(ReadOnlySpan<byte> data, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!this.IsBigEndian && this.Kind == 'f' && this.Size == Marshal.SizeOf<T>())
        {
            data.CopyTo(MemoryMarshal.AsBytes(target));

            return;
        }

        Span<byte> element = stackalloc byte[8];

        for (int i = 0; i < target.Length; i++)
        {
            element.Clear();
            data.Slice(i * this.Size, this.Size).CopyTo(element);

            if (this.IsBigEndian)
            {
                element[..this.Size].Reverse();
            }

            target[i] = this.ConvertOne<T>(BinaryPrimitives.ReadUInt64LittleEndian(element));
        }
    }

    private T ConvertOne<T>(ulong bits)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => (this.Kind, this.Size) switch
        {
            ('f', 2) => T.CreateTruncating(BitConverter.UInt16BitsToHalf((ushort)bits)),
            ('f', 4) => T.CreateTruncating(BitConverter.UInt32BitsToSingle((uint)bits)),
            ('f', _) => T.CreateTruncating(BitConverter.UInt64BitsToDouble(bits)),
            ('i', 1) => T.CreateTruncating((sbyte)bits),
            ('i', 2) => T.CreateTruncating((short)bits),
            ('i', 4) => T.CreateTruncating((int)bits),
            ('i', _) => T.CreateTruncating((long)bits),
            ('b', _) => bits == 0 ? T.Zero : T.One,
            _ => T.CreateTruncating(bits),
        };
}
