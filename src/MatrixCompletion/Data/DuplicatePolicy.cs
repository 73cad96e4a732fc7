namespace IlgpuOptim.MatrixCompletion.Data;

/// <summary>What becomes of several values for one cell.</summary>
public enum DuplicatePolicy
{
    /// <summary>They are refused.</summary>
    Error,

    /// <summary>The last one, in the order of the input, stands.</summary>
    Last,

    /// <summary>Their mean stands.</summary>
    Mean,

    /// <summary>Their sum stands.</summary>
    Sum,
}
