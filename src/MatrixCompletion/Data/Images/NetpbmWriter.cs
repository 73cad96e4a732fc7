using System.Text;

namespace IlgpuOptim.MatrixCompletion.Data.Images;

/// <summary>PGM (P5) and PPM (P6), as bytes.</summary>
internal static class NetpbmWriter
{
    public static byte[] Write(Picture picture)
    {
        string kind = picture.Channels == 1 ? "P5" : "P6";
        byte[] header = Encoding.ASCII.GetBytes($"{kind}\n{picture.Width} {picture.Height}\n{picture.Maximum}\n");
        bool isWide = picture.Maximum > 255;
        byte[] file = new byte[header.Length + (picture.Samples.Length * (isWide ? 2 : 1))];
        int at = header.Length;
        header.CopyTo(file, 0);

        foreach (ushort sample in picture.Samples)
        {
            if (isWide)
            {
                file[at++] = (byte)(sample >> 8);
            }

            file[at++] = (byte)sample;
        }

        return file;
    }
}
