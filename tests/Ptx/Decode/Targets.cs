namespace IlgpuOptim.Ptx.Decode;

/// <summary>Which version of PTX knows which target.</summary>
internal static class Targets
{
    /// <summary>The version times ten; 0 for targets this machine does not know.</summary>
    public static int FirstVersion(int target) => target switch
    {
        70 => 60,
        72 => 61,
        75 => 63,
        80 => 70,
        86 => 71,
        87 => 74,
        89 or 90 => 78,
        100 or 101 => 86,
        103 or 121 => 88,
        120 => 87,
        _ => 0,
    };
}
