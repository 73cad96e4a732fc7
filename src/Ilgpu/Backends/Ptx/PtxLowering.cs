using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Backends.Ptx;

/// <summary>Replaces operations that PTX has no instruction for.</summary>
internal static class PtxLowering
{
    public static void Run(Function function, PtxTarget target) => MathLowering.Run(function, value => !IsInstruction(value, target));

    /// <summary>Fast maths takes the approximations of the hardware where there are any.</summary>
    public static bool IsInstruction(Value value, PtxTarget target)
    {
        if (value.Op != Op.Math || value.Type != IrType.F32 || (value.Flags & ValueFlags.Fast) == 0)
        {
            return false;
        }

        return value.MathFn switch
        {
            MathFn.Exp or MathFn.Exp2 or MathFn.Log or MathFn.Log2 or MathFn.Log10 or MathFn.Sin or MathFn.Cos or MathFn.Rsqrt or MathFn.Rcp => true,
            MathFn.Tanh => target.Sm >= 75 && target.PtxVersion >= 70,
            _ => false,
        };
    }
}
