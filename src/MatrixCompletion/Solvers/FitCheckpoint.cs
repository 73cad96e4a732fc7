using System.Security.Cryptography;
using System.Text;

using IlgpuOptim.MatrixCompletion.Data;

namespace IlgpuOptim.MatrixCompletion.Solvers;

/// <summary>What a run can go on from, bit by bit.</summary>
internal sealed record CheckpointState(
    string Stage, int Epoch, int BestEpoch, double Best, IReadOnlyList<double[]> Solver, double[]? BestRows, double[]? BestColumns);

/// <summary>
/// A checkpoint file: a key that says which run it belongs to, the state, and a SHA-256 of all before it. It is replaced as a whole.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="key">What the run is: data, options, device. A checkpoint of another run is refused.</param>
internal sealed class FitCheckpoint(string path, string key)
{
    private const string Magic = "ilgpu-optim completion checkpoint 1";

    /// <summary>Writes a state.</summary>
    public void Write(CheckpointState state)
    {
        using MemoryStream memory = new();

        using (BinaryWriter writer = new(memory, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Magic);
            writer.Write(key);
            writer.Write(state.Stage);
            writer.Write(state.Epoch);
            writer.Write(state.BestEpoch);
            writer.Write(state.Best);
            writer.Write(state.Solver.Count);

            foreach (double[] values in state.Solver)
            {
                WriteValues(writer, values);
            }

            WriteValues(writer, state.BestRows);
            WriteValues(writer, state.BestColumns);
        }

        byte[] content = memory.ToArray();
        AtomicFile.Write(path, file =>
        {
            file.Write(content);
            file.Write(SHA256.HashData(content));
        });
    }

    /// <summary>The state of a stage, or null if there is no file, or the run was in another stage.</summary>
    /// <exception cref="DataFormatException">The file is damaged, or belongs to another run.</exception>
    public CheckpointState? TryRead(string stage)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        byte[] bytes = File.ReadAllBytes(path);

        if (bytes.Length < 32 || !SHA256.HashData(bytes.AsSpan(..^32)).AsSpan().SequenceEqual(bytes.AsSpan(^32..)))
        {
            throw new DataFormatException(path, 0, "the checkpoint is damaged; remove it to start anew");
        }

        using BinaryReader reader = new(new MemoryStream(bytes, 0, bytes.Length - 32), Encoding.UTF8);

        if (reader.ReadString() != Magic || reader.ReadString() != key)
        {
            throw new DataFormatException(path, 0, "the checkpoint belongs to other data, options or another device; remove it to start anew");
        }

        string name = reader.ReadString();
        int epoch = reader.ReadInt32();
        int bestEpoch = reader.ReadInt32();
        double best = reader.ReadDouble();
        double[][] solver = new double[reader.ReadInt32()][];

        for (int i = 0; i < solver.Length; i++)
        {
            solver[i] = ReadValues(reader)!;
        }

        CheckpointState state = new(name, epoch, bestEpoch, best, solver, ReadValues(reader), ReadValues(reader));

        return name == stage ? state : null;
    }

    /// <summary>Removes the file.</summary>
    public void Remove() => File.Delete(path);

    private static void WriteValues(BinaryWriter writer, double[]? values)
    {
        writer.Write(values?.Length ?? -1);

        foreach (double value in values ?? [])
        {
            writer.Write(value);
        }
    }

    private static double[]? ReadValues(BinaryReader reader)
    {
        int count = reader.ReadInt32();

        if (count < 0)
        {
            return null;
        }

        double[] values = new double[count];

        for (int i = 0; i < count; i++)
        {
            values[i] = reader.ReadDouble();
        }

        return values;
    }
}
