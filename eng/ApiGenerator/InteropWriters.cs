using System.Text;

namespace IlgpuOptim.ApiGenerator;

/// <summary>Interop.Write and Interop.WriteLine with 1..14 arguments.</summary>
internal static class InteropWriters
{
    public static string Generate()
    {
        StringBuilder text = new("""
            using IlgpuOptim.Engine.Frontend;

            namespace ILGPU;

            /// <content>Formatted output.</content>
            public static partial class Interop
            {
            """);

        for (int n = 1; n <= 14; n++)
        {
            foreach (bool line in (bool[])[false, true])
            {
                string types = GeneratedFiles.Join(n, ", ", i => $"T{i}");
                text.Append($$"""


                    /// <summary>Writes formatted values{{(line ? " and a line feed" : "")}} to the standard output.</summary>
                {{GeneratedFiles.Join(n, "\n", i => $"    /// <typeparam name=\"T{i}\">Type of a value.</typeparam>")}}
                    /// <param name="format">Composite format; a constant.</param>
                {{GeneratedFiles.Join(n, "\n", i => $"    /// <param name=\"arg{i}\">Value of {{{i - 1}}}.</param>")}}
                    [Intrinsic(Intrinsic.Print{{(line ? ", Imm = 1" : "")}})]
                    public static void Write{{(line ? "Line" : "")}}<{{types}}>(string format, {{GeneratedFiles.Join(n, ", ", i => $"T{i} arg{i}")}})
                {{GeneratedFiles.Join(n, "\n", i => $"        where T{i} : unmanaged")}} =>
                        WriteHost({{(line ? "true" : "false")}}, format, {{GeneratedFiles.Join(n, ", ", i => $"arg{i}")}});
                """);
            }
        }

        return text.Append("\n}\n").ToString();
    }
}
