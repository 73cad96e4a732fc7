using IlgpuOptim.Eng;

string root = args.Length > 0 ? args[0] : Directory.GetCurrentDirectory();
string lanes = Path.Combine(root, "src", "Ilgpu", "Backends", "Cpu", "Lanes");

foreach (string path in Directory.GetFiles(lanes, "Lanes512.*.cs"))
{
    string name = Path.GetFileName(path);

    if (LaneText.IsByHand(name))
    {
        continue;
    }

    foreach (int width in LaneText.Widths)
    {
        string target = Path.Combine(lanes, LaneText.FileName(name, width));
        string text = LaneText.Convert(name, File.ReadAllText(path), width);

        if (!File.Exists(target) || File.ReadAllText(target) != text)
        {
            File.WriteAllText(target, text);
            Console.WriteLine(Path.GetFileName(target));
        }
    }
}
