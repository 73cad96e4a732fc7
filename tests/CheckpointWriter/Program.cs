using System.Globalization;

using IlgpuOptim.Compute.Files;

// Replaces one file again and again, each time with another number everywhere in it. Whoever reads the file must find one number only.
string path = args[0];
float[] values = new float[int.Parse(args[1], CultureInfo.InvariantCulture)];

for (int round = 0; ; round++)
{
    Array.Fill(values, round);
    SafetensorsWriter.Write(
        path,
        [
            SafetensorsSource.From<float>("first", values, values.Length),
            SafetensorsSource.From<int>("round", new int[] { round }),
            SafetensorsSource.From<float>("second", values, values.Length),
        ],
        new Dictionary<string, string> { ["round"] = round.ToString(CultureInfo.InvariantCulture) });

    if (round == 0)
    {
        Console.WriteLine("written");
    }
}
