using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Frontend;

/// <summary>Calls: resolution of the target, inlining, construction of structs.</summary>
internal sealed partial class Interpreter
{
    /// <summary>More instances of one generic method in a chain of calls are taken for endless.</summary>
    private const int MaxInstances = 24;

    /// <summary>Type of the constrained. prefix of the current call.</summary>
    private Type? _constrained;

    private bool Call(Frame frame, int index, bool isVirtual)
    {
        CallTarget target;
        if (_constrained is { } type)
        {
            _constrained = null;
            target = frame.Method.ConstrainedCallAt(index, type);
            if (target.HasThis && !type.IsValueType)
            {
                throw new KernelFault(Diagnostics.ManagedType, Names.Of(type));
            }

            if (target.HasThis && target.Method.DeclaringType is { IsValueType: false } declaring)
            {
                // A default interface method: 'this' is the struct as an interface.
                if (!declaring.IsInterface)
                {
                    throw new KernelFault(Diagnostics.Boxing, Names.Of(type));
                }

                ref Operand receiver = ref _stack[_sp - target.ArgumentCount];
                receiver = new Operand(TypeLayout.BoxOf(TypeLayout.Of(type)), this.Address(receiver));
            }
        }
        else
        {
            target = frame.Method.CallAt(index);
            if (target.Kind == CallKind.ArrayMember)
            {
                this.ArrayMember(frame, target, create: false);

                return true;
            }

            if (target.HasThis && target.Kind == CallKind.Inline && ReferenceEquals(target.Implementation, target.Method) && target.Method.DeclaringType is { IsValueType: false })
            {
                target = this.Devirtualize(target, isVirtual);
            }
        }

        return this.Invoke(frame, target, index);
    }

    /// <summary>A call on an object: only boxes of structs are known well enough.</summary>
    private CallTarget Devirtualize(CallTarget target, bool isVirtual)
    {
        ref Operand receiver = ref _stack[_sp - target.ArgumentCount];
        if (receiver.Type.Kind == TypeKind.Boxed && (isVirtual || target.Method.IsVirtual))
        {
            Type content = receiver.Type.ElementType!;
            CallTarget resolved = CallTarget.Of(VirtualCalls.Resolve(target.Method, content));
            if (resolved.Method.DeclaringType is { IsValueType: true })
            {
                receiver = new Operand(TypeLayout.Of(content).Reference, receiver.Value);
            }

            return resolved;
        }

        if (receiver.Type.Kind == TypeKind.Class && !target.Method.IsVirtual)
        {
            return target;
        }

        if (typeof(Delegate).IsAssignableFrom(target.Method.DeclaringType))
        {
            throw new KernelFault(Diagnostics.Delegate, Names.Of(target.Method.DeclaringType!));
        }

        if (target.Method.IsVirtual)
        {
            throw new KernelFault(Diagnostics.VirtualCall, target.ToString());
        }

        return target;
    }

    /// <summary>Calls a method whose arguments are on the stack. False when control does not come back.</summary>
    private bool Invoke(Frame frame, CallTarget target, int index)
    {
        switch (target.Kind)
        {
            case CallKind.Api:
                return this.CallApi(target, index);
            case CallKind.Bcl:
                return this.CallBcl(target, index);
            default:
                break;
        }

        IlMethod body = this.BodyOf(target);
        if (target.Method.IsConstructor && body.Method.IsStatic)
        {
            return this.ReplacedConstructor(frame, target, body, index);
        }

        int count = target.ArgumentCount;
        Operand[] arguments = new Operand[count];
        for (int i = count - 1; i >= 0; --i)
        {
            arguments[i] = this.Argument(this.Pop(), body.Arguments[i]);
        }

        return this.Inline(frame, target, body, arguments, index);
    }

    /// <summary>'this' and arguments on the stack: a replaced constructor is a static method that returns the value.</summary>
    private bool ReplacedConstructor(Frame frame, CallTarget target, IlMethod body, int index)
    {
        Operand[] arguments = new Operand[target.ParameterTypes.Length];
        for (int i = arguments.Length - 1; i >= 0; --i)
        {
            arguments[i] = this.Argument(this.Pop(), body.Arguments[i]);
        }

        Operand self = this.Pop();
        if (!this.Inline(frame, target, body, arguments, index))
        {
            return false;
        }

        this.StoreTo(this.Address(self), body.Return, this.Pop());

        return true;
    }

    private IlMethod BodyOf(CallTarget target)
    {
        MethodBase method = target.Implementation;
        if (method.IsAbstract)
        {
            throw new KernelFault(Diagnostics.VirtualCall, Names.Of(method));
        }

        if ((method.Attributes & MethodAttributes.PinvokeImpl) != 0
            || (method.GetMethodImplementationFlags() & (MethodImplAttributes.InternalCall | MethodImplAttributes.Runtime)) != 0)
        {
            throw new KernelFault(Diagnostics.NoBody, Names.Of(method));
        }

        return target.Body;
    }

    private Operand Argument(Operand value, TypeLayout type) =>
        value.Tag is not null || value.Type.Kind is TypeKind.Boxed or TypeKind.Null ? value : this.Coerce(value, type);

    /// <summary>Interprets a method in place of its call.</summary>
    private bool Inline(Frame frame, CallTarget target, IlMethod body, Operand[] arguments, int slot)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        int instances = 0;
        for (Frame? at = frame; at is not null; at = at.Parent)
        {
            if (at.Method.Method.MetadataToken == body.Method.MetadataToken && at.Method.Method.Module == body.Method.Module
                && ++instances > MaxInstances)
            {
                throw new KernelFault(Diagnostics.Recursion, $"'{body.Method.Name}' calls itself with ever new generic arguments");
            }

            if (ReferenceEquals(at.Method, body) || at.Method.Method == body.Method)
            {
                throw new KernelFault(Diagnostics.Recursion, Cycle(frame, at, body));
            }
        }

        int location = this.Builder.Location;
        this.EnterFrame(body, frame, this.Builder.Block, slot, target.AssumesNoThrow);
        Frame callee = _frame;
        this.BindArguments(callee, arguments);
        this.RunFrame();
        _frame = frame;
        this.Builder.Location = location;
        if (callee.Exit is not { } exit)
        {
            return false;
        }

        if (body.Code.Returns > 1)
        {
            _ssa.Seal(exit);
        }

        this.Builder.SetEnd(exit);
        if (body.Return.Kind != TypeKind.Void)
        {
            this.Push(callee.ResultVariables >= 0 ? this.ReadLeaves(callee.Result.Type, callee.ResultVariables, exit) : callee.Result);
        }

        return true;
    }

    private static string Cycle(Frame from, Frame to, IlMethod method)
    {
        StringBuilder text = new();
        List<string> names = [];
        for (Frame? at = from; at is not null; at = at.Parent)
        {
            names.Add(at.Method.ToString());
            if (ReferenceEquals(at, to))
            {
                break;
            }
        }

        names.Reverse();
        text.AppendJoin(" calls ", names).Append(" calls ").Append(method);

        return text.ToString();
    }

    private bool NewObject(Frame frame, int index)
    {
        CallTarget target = frame.Method.CallAt(index);
        Type type = target.Method.DeclaringType!;
        if (target.Kind == CallKind.ArrayMember)
        {
            this.ArrayMember(frame, target, create: true);

            return true;
        }

        if (!type.IsValueType)
        {
            throw new KernelFault(
                typeof(Delegate).IsAssignableFrom(type) || type.Name.Contains("DisplayClass", StringComparison.Ordinal)
                    ? Diagnostics.Delegate
                    : Diagnostics.Allocation,
                Names.Of(type));
        }

        if (target.Kind == CallKind.Api)
        {
            return this.CallApi(target, index);
        }

        TypeLayout layout = TypeLayout.Of(type);
        Variable temporary = this.NewTemporary(layout, index);
        if (temporary.Memory is not null)
        {
            this.WriteVariable(temporary, this.ZeroOf(layout));
        }

        if (target.Kind == CallKind.Bcl)
        {
            throw new KernelFault(Diagnostics.CallTarget, target.ToString());
        }

        int count = target.ParameterTypes.Length;
        IlMethod body = this.BodyOf(target);
        Operand[] arguments = new Operand[count + 1];
        int shift = body.Method.IsStatic ? 1 : 0;
        for (int i = count; i >= 1; --i)
        {
            arguments[i] = this.Argument(this.Pop(), body.Arguments[i - shift]);
        }

        // A replacement of a constructor is a static method that returns the value.
        arguments[0] = new Operand(layout.Reference, this.AddressOf(temporary));
        if (body.Method.IsStatic)
        {
            return this.Inline(frame, target, body, arguments[1..], index);
        }

        if (!this.Inline(frame, target, body, arguments, index))
        {
            return false;
        }

        this.Push(this.ReadVariable(temporary));

        return true;
    }
}
