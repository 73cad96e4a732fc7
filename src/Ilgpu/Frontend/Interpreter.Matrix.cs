using IlgpuOptim.Engine.IR;
using IlgpuOptim.Extensions;

namespace IlgpuOptim.Engine.Frontend;

/// <summary>What some targets have: matrix units, copies in the background, packed atomics (Api/Extensions).</summary>
internal sealed partial class Interpreter
{
    /// <summary>The first architectures with matrix units for a type.</summary>
    private const int FirstWithHalf = 75;
    private const int FirstWithBFloat16 = 80;
    private const int FirstWithAsyncCopy = 80;
    private const int FirstWithHalfAtomics = 60;
    private const int FirstWithBFloat16Atomics = 90;

    private Operand ApiMatrix(CallTarget target, IntrinsicAttribute api, Operand[] arguments, TypeLayout result)
    {
        switch (api.Kind)
        {
            case Intrinsic.MatrixLane:
                this.RequireGroups(target);
                _function.NeedsWholeWarps = true;

                return new Operand(result, this.Builder.WithImm(Op.LaneIdx, IrType.I32, 0));
            case Intrinsic.MatrixUnit:
                return new Operand(result, _emit.Bool(this.HasMatrixUnit(FormatOf(target))));
            case Intrinsic.ViewIsShared:
                return new Operand(result, _emit.Bool(this.SpaceOf(arguments[0]) == IrType.PtrShared));
            case Intrinsic.MatrixLoad:
                return this.WithParts(result, this.Builder.WithImm(Op.MatrixLoad, IrType.I32, api.Imm, this.Address(arguments[0])));
            case Intrinsic.AtomicUnit:
                int first = api.Atomic == AtomicOp.AddBFloat16Pair ? FirstWithBFloat16Atomics : FirstWithHalfAtomics;

                return new Operand(result, _emit.Bool(
                    _options.CudaArchitecture >= first && this.Address(arguments[0]).Type != IrType.PtrLocal));
            case Intrinsic.AsyncUnit:
                return new Operand(result, _emit.Bool(this.HasAsyncUnit(arguments)));
            case Intrinsic.AsyncCopy:
                this.Builder.WithImm(Op.AsyncCopy, IrType.Void, api.Imm, this.Address(arguments[0]), this.Address(arguments[1]));

                return default;
            case Intrinsic.AsyncWait:
                this.Builder.WithImm(Op.AsyncWait, IrType.Void, this.ConstantLength(target, arguments, "pending"));

                return default;
            case Intrinsic.Prefetch:
                this.Builder.WithImm(Op.Prefetch, IrType.Void, 0, this.Address(arguments[0]));

                return default;
            default:
                Value[] operands = new Value[arguments.Length];
                for (int i = 0; i < operands.Length; ++i)
                {
                    operands[i] = this.Scalar(this.ValueOf(arguments[i]));
                }

                return this.WithParts(result, this.Builder.WithImm(Op.MatrixMultiply, IrType.F32, (long)FormatOf(target), operands));
        }
    }

    private static MatrixFormat FormatOf(CallTarget target)
    {
        Type type = target.GenericArguments[0];

        return type == typeof(ILGPU.Half) ? MatrixFormat.F16
            : type == typeof(BFloat16) ? MatrixFormat.BF16
            : type == typeof(TensorFloat32) ? MatrixFormat.Tf32
            : throw new KernelFault(Diagnostics.UnsupportedType, $"{Names.Of(type)} in a matrix fragment");
    }

    private bool HasMatrixUnit(MatrixFormat format) =>
        _options.CudaArchitecture >= (format == MatrixFormat.F16 ? FirstWithHalf : FirstWithBFloat16);

    private bool HasAsyncUnit(Operand[] views) => _options.CudaArchitecture >= FirstWithAsyncCopy
        && (views.Length == 0 || (this.SpaceOf(views[0]) == IrType.PtrShared && this.SpaceOf(views[1]) == IrType.PtrGlobal));

    private IrType SpaceOf(Operand view) => SsaVariables.Resolve(this.View(view)[0]).Type;

    /// <summary>A struct of all results of an operation.</summary>
    private Operand WithParts(TypeLayout result, Value first)
    {
        Value[] values = new Value[result.Leaves.Length];
        values[0] = first;
        for (int i = 1; i < values.Length; ++i)
        {
            values[i] = this.Builder.WithImm(Op.Part, first.Type, i, first);
        }

        return new Operand(result, values);
    }
}
