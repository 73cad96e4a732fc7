using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using ILGPU;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Frontend;

/// <summary>From the IL of a kernel method, and of everything it calls, to one SSA function.</summary>
internal static class KernelFrontend
{
    /// <summary>Every attempt learns something new about a variable; kernels that are written by people take one or two.</summary>
    private const int MaxAttempts = 1000;

    /// <summary>Reads a kernel.</summary>
    /// <param name="method">A static method or the method of a non-capturing lambda, closed over generic arguments, returning void.</param>
    /// <param name="kind">How work-items come about; implicit kinds take the index as the first parameter.</param>
    /// <param name="options">How to compile.</param>
    /// <returns>The kernel before any optimisation.</returns>
    /// <exception cref="KernelCompilationException">The kernel uses something that does not exist on devices.</exception>
    public static Function Build(MethodInfo method, KernelKind kind, FrontendOptions options) =>
        Build(method, kind, options, isKernel: true);

    /// <summary>
    /// Reads a routine of the engine itself: a static method of primitives that returns one. The function has a pointer as an
    /// additional last parameter, to which the value is stored in front of the return.
    /// </summary>
    public static Function BuildRoutine(MethodInfo method) =>
        Build(method, KernelKind.Explicit, FrontendOptions.Default, isKernel: false);

    private static Function Build(MethodInfo method, KernelKind kind, FrontendOptions options, bool isKernel)
    {
        Interpreter? interpreter = null;
        try
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            if (isKernel)
            {
                Validate(method);
            }

            IlMethod body = IlMethod.Of(method);
            ParameterInfo[] parameters = method.GetParameters();
            BuildHistory history = new();
            while (history.Attempts < MaxAttempts)
            {
                Function function = new(Names.Of(method), kind);
                interpreter = Interpreter.Create(function, options, history);
                if (interpreter.Run(body, parameters))
                {
                    return function;
                }
            }

            throw new KernelFault(Diagnostics.TooBig, "its variables could not be placed");
        }
        catch (KernelFault fault)
        {
            throw Report(fault, method, interpreter?.CurrentFrame);
        }
        catch (InsufficientExecutionStackException inner)
        {
            KernelFault fault = new(Diagnostics.TooBig, "calls are nested too deeply");

            throw new KernelCompilationException(
                fault.Diagnostic.Code, Report(fault, method, interpreter?.CurrentFrame).Message, inner);
        }
    }

    private static void Validate(MethodInfo method)
    {
        string name = Names.Of(method);
        if (method.ContainsGenericParameters)
        {
            throw new KernelFault(Diagnostics.KernelMethod, name, "it has open generic parameters");
        }

        if (method.ReturnType != typeof(void))
        {
            throw new KernelFault(Diagnostics.KernelMethod, name, $"it returns '{Names.Of(method.ReturnType)}'");
        }

        if (method.IsStatic)
        {
            return;
        }

        const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        Type closure = method.DeclaringType!;
        bool isLambda = closure.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);
        if (!isLambda)
        {
            throw new KernelFault(Diagnostics.KernelMethod, name, "it is an instance method");
        }

        if (closure.GetFields(Fields).Length > 0)
        {
            throw new KernelFault(Diagnostics.KernelMethod, name, "it is a lambda that captures variables of its surroundings");
        }
    }

    /// <summary>The line to show is one that the reader can change: not of .NET, not of this library.</summary>
    private static bool IsUserCode(MethodBase method) => method.DeclaringType is not { } type
        || (type.Assembly != typeof(KernelFrontend).Assembly && !BclIntrinsics.IsSystem(type));

    /// <summary>Puts the chain of calls and the source line into words.</summary>
    private static KernelCompilationException Report(KernelFault fault, MethodInfo kernel, Frame? frame)
    {
        StringBuilder where = new();
        if (frame is null)
        {
            where.Append("In kernel ").Append(Names.Of(kernel));
            where.Append(". ");
        }
        else
        {
            SourceLocation? place = null;
            string separator = frame.Parent is null ? "In " : "In method ";
            for (Frame? at = frame; at is not null; at = at.Parent)
            {
                where.Append(separator).Append(at.Parent is null ? "kernel " : string.Empty).Append(at.Method);
                separator = " called from ";
                if (place is null && IsUserCode(at.Method.Method))
                {
                    int offset = at.Method.Code.Instructions[at.Instruction].Offset;
                    SourceLocation location = SourceMap.Locate(at.Method.Method, offset);
                    place = location.File is null ? null : location;
                }
            }

            if (place is not null)
            {
                where.Append(" (").Append(place.File).Append(':').Append(place.Line).Append(')');
            }
            else
            {
                where.Append(" (IL_").Append(frame.Method.Code.Instructions[frame.Instruction].Offset.ToString("x4")).Append(')');
            }

            where.Append(". ");
        }

        return fault.ToException(where.ToString());
    }
}
