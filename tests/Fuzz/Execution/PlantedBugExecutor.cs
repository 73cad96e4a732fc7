using System.Reflection;
using IlgpuOptim.Fuzz.Ast;
using IlgpuOptim.Fuzz.Emission;

namespace IlgpuOptim.Fuzz.Execution;

/// <summary>
/// An engine with a known bug, to test the generator and the shrinker: it rewrites expressions wrongly and lets the oracle run
/// the result.
/// </summary>
internal sealed class PlantedBugExecutor(string name, IKernelExecutor oracle, Func<Expression, Expression> bug) : IKernelExecutor
{
    public string Name { get; } = name;

    public int WarpSize => oracle.WarpSize;

    /// <summary>Shifts right without the sign.</summary>
    public static Expression ShiftWithoutSign(Expression expression)
    {
        return expression is Binary { Op: BinaryOp.ShiftRight, Type.IsUnsigned: false } shift
            ? shift with { Op = BinaryOp.ShiftRightUnsigned }
            : expression;
    }

    /// <summary>Takes a &lt;= b for !(a &gt; b), which is true for NaN.</summary>
    public static Expression UnorderedLessOrEqual(Expression expression)
    {
        return expression is Comparison { Op: CompareOp.LessOrEqual } comparison && comparison.Left.Type.IsFloat
            ? new Unary(UnaryOp.Not, comparison with { Op = CompareOp.Greater })
            : expression;
    }

    public void Run(FuzzKernel kernel, MethodInfo method, Array[] data)
    {
        FuzzKernel wrong = TreeWalker.Rewrite(kernel, bug);
        oracle.Run(wrong, AssemblyEmitter.Emit([wrong])[0], data);
    }
}
