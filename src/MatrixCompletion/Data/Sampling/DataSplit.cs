namespace IlgpuOptim.MatrixCompletion.Data.Sampling;

/// <summary>Which entries serve what; numbers of entries, ascending, each in one part.</summary>
/// <param name="Train">Entries to learn from.</param>
/// <param name="Validation">Entries that decide when to stop and what to choose; may be empty.</param>
/// <param name="Test">Entries that only the last measurement sees; may be empty.</param>
public sealed record DataSplit(int[] Train, int[] Validation, int[] Test);
