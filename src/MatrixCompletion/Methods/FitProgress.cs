namespace IlgpuOptim.MatrixCompletion.Methods;

/// <summary>Where a method is; reported after an epoch, from the thread that computes.</summary>
/// <param name="Epoch">Epochs done.</param>
/// <param name="RmseTrain">Error over the training entries.</param>
/// <param name="RmseValidation">Error over the validation entries, or null without any.</param>
/// <param name="Rank">Rank in use, which may be less than allowed.</param>
/// <param name="GigabytesPerSecond">10^9 bytes per second by the performance model, or null if not measured.</param>
public readonly record struct FitProgress(
    int Epoch, double RmseTrain, double? RmseValidation, int Rank, double? GigabytesPerSecond);
