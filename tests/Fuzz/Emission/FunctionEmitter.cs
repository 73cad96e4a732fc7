using System.Reflection.Emit;
using IlgpuOptim.Fuzz.Ast;

namespace IlgpuOptim.Fuzz.Emission;

/// <summary>
/// Emits the IL of one function in the shape of Roslyn's release or debug builds: the former keeps values on the evaluation stack
/// and fuses comparisons with branches, the latter goes through locals and one common return.
/// </summary>
internal sealed partial class FunctionEmitter
{
    private readonly EmissionContext context;
    private readonly FuzzFunction function;
    private readonly ILGenerator il;
    private readonly bool isEntry;
    private readonly bool debug;
    private readonly Dictionary<Variable, LocalBuilder> locals = [];
    private readonly Dictionary<ViewVariable, LocalBuilder> sharedArrays = [];
    private readonly Dictionary<ViewVariable, short> viewArguments = [];
    private readonly Dictionary<Variable, short> valueArguments = [];
    private readonly Stack<(JumpTarget Break, JumpTarget Continue)> loops = [];
    private readonly Dictionary<string, JumpTarget> labels = [];
    private LocalBuilder? globalIndex;
    private LocalBuilder? returnValue;
    private JumpTarget returnTarget;

    private FunctionEmitter(EmissionContext context, FuzzFunction function, ILGenerator il, bool isEntry)
    {
        this.context = context;
        this.function = function;
        this.il = il;
        this.isEntry = isEntry;
        this.debug = context.Kernel.DebugShape;
        this.returnTarget = new JumpTarget(il.DefineLabel());
    }

    public static void Emit(EmissionContext context, FuzzFunction function, MethodBuilder method, Block body, bool isEntry)
    {
        new FunctionEmitter(context, function, method.GetILGenerator(), isEntry).EmitBody(body);
    }

    private void EmitBody(Block body)
    {
        this.MapArguments();

        foreach (Variable variable in TreeWalker.Locals(body))
        {
            this.DeclareLocal(variable);
        }

        if (this.isEntry)
        {
            this.EmitEntryPrologue();
        }

        if (this.function.ReturnType is FuzzType returnType)
        {
            this.returnValue = this.il.DeclareLocal(this.context.RuntimeType(returnType));
        }

        bool reachesEnd = this.EmitBlock(body);

        // Falling off the end of a helper gives the default value; the shrinker may have removed its return statement.
        if (reachesEnd && this.returnValue is not null)
        {
            this.EmitDefault(this.function.ReturnType!);
            this.il.Emit(OpCodes.Stloc, this.returnValue);
        }

        if (!reachesEnd && !this.returnTarget.IsUsed)
        {
            return;
        }

        this.il.MarkLabel(this.returnTarget.Label);

        if (this.returnValue is not null)
        {
            this.il.Emit(OpCodes.Ldloc, this.returnValue);
        }

        this.il.Emit(OpCodes.Ret);
    }

    private void MapArguments()
    {
        if (!this.isEntry)
        {
            for (int i = 0; i < this.function.Parameters.Count; ++i)
            {
                this.valueArguments.Add(this.function.Parameters[i], (short)i);
            }

            return;
        }

        short position = (short)(this.context.Kernel.IsGrouped ? 0 : 1);

        foreach (ViewVariable view in this.context.Kernel.Views)
        {
            this.viewArguments.Add(view, position++);
        }

        foreach (KernelArgument argument in this.context.Kernel.Arguments)
        {
            this.valueArguments.Add(argument.Variable, position++);
        }
    }

    private void DeclareLocal(Variable variable)
    {
        LocalBuilder local = this.il.DeclareLocal(this.context.RuntimeType(variable.Type));
        this.locals.Add(variable, local);

        if (variable.Type.IsArray)
        {
            this.EmitNewArray(variable.Type, local);
        }
        else if (variable.Type.IsStruct)
        {
            this.il.Emit(OpCodes.Ldloca, local);
            this.il.Emit(OpCodes.Initobj, this.context.RuntimeType(variable.Type));
        }
        else
        {
            this.EmitDefault(variable.Type);
            this.il.Emit(OpCodes.Stloc, local);
        }
    }

    private void EmitEntryPrologue()
    {
        this.globalIndex = this.il.DeclareLocal(typeof(int));

        if (this.context.Kernel.IsGrouped)
        {
            this.il.Emit(OpCodes.Call, ApiMembers.IndexProperty(IndexKind.Grid));
            this.il.Emit(OpCodes.Call, ApiMembers.IndexProperty(IndexKind.GroupSize));
            this.il.Emit(OpCodes.Mul);
            this.il.Emit(OpCodes.Call, ApiMembers.IndexProperty(IndexKind.Group));
            this.il.Emit(OpCodes.Add);
        }
        else
        {
            this.il.Emit(OpCodes.Ldarg_0);
            this.il.Emit(OpCodes.Call, ApiMembers.IndexToInt);
        }

        this.il.Emit(OpCodes.Stloc, this.globalIndex);

        foreach (ViewVariable array in this.context.Kernel.SharedArrays)
        {
            Type element = ApiMembers.RuntimeType(array.Element.ScalarKind!.Value);
            LocalBuilder local = this.il.DeclareLocal(ApiMembers.ViewType(array));
            this.il.Emit(OpCodes.Ldc_I4, array.Length);
            this.il.Emit(OpCodes.Call, ApiMembers.SharedAllocate(element));
            this.il.Emit(OpCodes.Stloc, local);
            this.sharedArrays.Add(array, local);
        }
    }

    /// <summary>Emits the statements up to the first that does not fall through; returns whether the end is reached.</summary>
    private bool EmitBlock(Block block)
    {
        foreach (Statement statement in block.Statements)
        {
            if (this.debug)
            {
                this.il.Emit(OpCodes.Nop);
            }

            if (!this.EmitStatement(statement))
            {
                return false;
            }
        }

        return true;
    }

    private bool EmitStatement(Statement statement)
    {
        switch (statement)
        {
            case Assignment assignment:
                this.EmitAssignment(assignment);
                break;
            case NewArray allocation:
                this.EmitNewArray(allocation.Array.Type, this.locals[allocation.Array]);
                break;
            case If choice:
                return this.EmitIf(choice);
            case For loop:
                this.EmitFor(loop);
                break;
            case While loop:
                return this.EmitWhile(loop);
            case Switch choice:
                return this.EmitSwitch(choice);
            case Break:
                return !this.loops.TryPeek(out (JumpTarget Break, JumpTarget Continue) loopEnd) || this.EmitJump(loopEnd.Break);
            case Continue:
                return !this.loops.TryPeek(out (JumpTarget Break, JumpTarget Continue) loopNext) || this.EmitJump(loopNext.Continue);
            case Labeled labeled:
                return this.EmitLabeled(labeled);
            case Leave leave:
                return !this.labels.TryGetValue(leave.Label, out JumpTarget? target) || this.EmitJump(target);
            case Return result:
                return this.EmitReturn(result);
            case AtomicUpdate update:
                this.EmitAtomic(update);
                break;
            case RefLocal alias:
                LocalBuilder reference = this.il.DeclareLocal(this.context.RuntimeType(alias.Alias.Type).MakeByRefType());
                this.locals[alias.Alias] = reference;
                this.EmitAddress(alias.Target);
                this.il.Emit(OpCodes.Stloc, reference);

                return this.EmitBlock(alias.Body);
            case SharedPhase phase:
                // Every element is written before any is read: shared memory starts undefined.
                this.il.Emit(OpCodes.Call, ApiMembers.GroupBarrier);
                this.EmitViewAddress(phase.Array, null);
                this.EmitDefault(phase.Array.Element);
                this.EmitStoreIndirect(phase.Array.Element);
                this.EmitBlock(phase.Write);
                this.il.Emit(OpCodes.Call, ApiMembers.GroupBarrier);
                this.EmitBlock(phase.Read);
                break;
            case GroupBarrier:
                this.il.Emit(OpCodes.Call, ApiMembers.GroupBarrier);
                break;
        }

        return true;
    }

    /// <summary>Jumps; returns false, because control does not go on behind it.</summary>
    private bool EmitJump(JumpTarget target)
    {
        target.IsUsed = true;
        this.il.Emit(OpCodes.Br, target.Label);

        return false;
    }

    private void EmitAtomic(AtomicUpdate update)
    {
        this.EmitViewAddress(update.View, update.Index);
        this.EmitValue(update.Value);
        this.il.Emit(
            OpCodes.Call,
            ApiMembers.Atomic(update.View.Atomic, ApiMembers.RuntimeType(update.View.Element.ScalarKind!.Value)));
        this.il.Emit(OpCodes.Pop);
    }

    private void EmitAssignment(Assignment assignment)
    {
        Expression target = assignment.Target;

        if (assignment.Op is BinaryOp op)
        {
            // The address is computed once and used twice, as in view[i] += x.
            if (target is VariableReference { Variable.IsReference: false })
            {
                this.EmitArithmetic(op, target.Type, () => this.EmitValue(target), assignment.Value);
                this.EmitStoreVariable(((VariableReference)target).Variable);
            }
            else
            {
                this.EmitAddress(target);
                this.il.Emit(OpCodes.Dup);
                this.EmitArithmetic(op, target.Type, () => this.EmitLoadIndirect(target.Type), assignment.Value);
                this.EmitStoreIndirect(target.Type);
            }

            return;
        }

        switch (target)
        {
            case VariableReference { Variable: { IsReference: false } variable }:
                this.EmitValue(assignment.Value);
                this.EmitStoreVariable(variable);
                break;
            case FieldAccess field:
                this.EmitAddress(field.Target);
                this.EmitValue(assignment.Value);
                this.il.Emit(OpCodes.Stfld, this.context.Fields[field.Target.Type][field.Field]);
                break;
            case ArrayElement element:
                this.EmitArrayAndIndex(element);
                this.EmitValue(assignment.Value);
                this.EmitStoreElement(element.Type);
                break;
            default:
                this.EmitAddress(target);
                this.EmitValue(assignment.Value);
                this.EmitStoreIndirect(target.Type);
                break;
        }
    }

    private bool EmitIf(If choice)
    {
        Label otherwise = this.il.DefineLabel();
        this.EmitBranch(choice.Condition, otherwise, jumpIf: false);
        bool reachesEnd = this.EmitBlock(choice.Then);

        if (choice.Else.Statements.IsEmpty)
        {
            this.il.MarkLabel(otherwise);

            return true;
        }

        JumpTarget end = new(this.il.DefineLabel());

        if (reachesEnd)
        {
            this.EmitJump(end);
        }

        this.il.MarkLabel(otherwise);
        reachesEnd |= this.EmitBlock(choice.Else);
        this.il.MarkLabel(end.Label);

        return reachesEnd;
    }

    private void EmitFor(For loop)
    {
        LocalBuilder counter = this.locals[loop.Counter];
        Label body = this.il.DefineLabel();
        Label condition = this.il.DefineLabel();
        JumpTarget next = new(this.il.DefineLabel());
        JumpTarget end = new(this.il.DefineLabel());
        this.il.Emit(OpCodes.Ldc_I4_0);
        this.il.Emit(OpCodes.Stloc, counter);
        this.il.Emit(OpCodes.Br, condition);
        this.il.MarkLabel(body);
        this.loops.Push((end, next));
        bool reachesNext = this.EmitBlock(loop.Body) || next.IsUsed;
        this.loops.Pop();
        this.il.MarkLabel(next.Label);

        if (reachesNext)
        {
            this.il.Emit(OpCodes.Ldloc, counter);
            this.il.Emit(OpCodes.Ldc_I4_1);
            this.il.Emit(OpCodes.Add);
            this.il.Emit(OpCodes.Stloc, counter);
        }

        this.il.MarkLabel(condition);
        this.il.Emit(OpCodes.Ldloc, counter);
        this.EmitValue(loop.Trips);

        if (loop.NeedsMask)
        {
            this.il.Emit(OpCodes.Ldc_I4_7);
            this.il.Emit(OpCodes.And);
        }

        if (this.debug)
        {
            LocalBuilder flag = this.il.DeclareLocal(typeof(bool));
            this.il.Emit(OpCodes.Clt);
            this.il.Emit(OpCodes.Stloc, flag);
            this.il.Emit(OpCodes.Ldloc, flag);
            this.il.Emit(OpCodes.Brtrue, body);
        }
        else
        {
            this.il.Emit(OpCodes.Blt, body);
        }

        this.il.MarkLabel(end.Label);
    }

    private bool EmitWhile(While loop)
    {
        LocalBuilder fuel = this.locals[loop.Fuel];
        Label body = this.il.DefineLabel();
        JumpTarget condition = new(this.il.DefineLabel());
        JumpTarget end = new(this.il.DefineLabel());
        this.il.Emit(OpCodes.Ldc_I4, loop.Trips);
        this.il.Emit(OpCodes.Stloc, fuel);

        if (!loop.IsDo)
        {
            this.EmitJump(condition);
        }

        this.il.MarkLabel(body);
        this.loops.Push((end, condition));
        bool reachesCondition = this.EmitBlock(loop.Body) || condition.IsUsed;
        this.loops.Pop();
        this.il.MarkLabel(condition.Label);

        if (reachesCondition)
        {
            this.EmitBranch(loop.Condition, end.Label, jumpIf: false);

            // fuel-- > 0, with the old value kept on the stack.
            this.il.Emit(OpCodes.Ldloc, fuel);
            this.il.Emit(OpCodes.Dup);
            this.il.Emit(OpCodes.Ldc_I4_1);
            this.il.Emit(OpCodes.Sub);
            this.il.Emit(OpCodes.Stloc, fuel);
            this.il.Emit(OpCodes.Ldc_I4_0);
            this.il.Emit(OpCodes.Bgt, body);
        }

        this.il.MarkLabel(end.Label);

        return reachesCondition || end.IsUsed;
    }

    private bool EmitSwitch(Switch choice)
    {
        JumpTarget end = new(this.il.DefineLabel());
        Label[] bodies = [.. choice.Bodies.Select(_ => this.il.DefineLabel())];
        Label otherwise = bodies[^1];
        int size = choice.Labels.SelectMany(values => values).Max() + 1;
        Label[] table = [.. Enumerable.Repeat(otherwise, size)];

        for (int i = 0; i < choice.Labels.Length; ++i)
        {
            foreach (int value in choice.Labels[i])
            {
                table[value] = bodies[i];
            }
        }

        this.EmitValue(choice.Value);

        if (this.debug)
        {
            LocalBuilder selector = this.il.DeclareLocal(typeof(int));
            this.il.Emit(OpCodes.Stloc, selector);
            this.il.Emit(OpCodes.Ldloc, selector);
        }

        this.il.Emit(OpCodes.Switch, table);
        this.il.Emit(OpCodes.Br, otherwise);

        for (int i = 0; i < bodies.Length; ++i)
        {
            this.il.MarkLabel(bodies[i]);

            if (this.EmitBlock(choice.Bodies[i]))
            {
                this.EmitJump(end);
            }
        }

        this.il.MarkLabel(end.Label);

        return end.IsUsed;
    }

    private bool EmitLabeled(Labeled labeled)
    {
        JumpTarget end = new(this.il.DefineLabel());
        this.labels.Add(labeled.Label, end);
        bool reachesEnd = this.EmitBlock(labeled.Body) || end.IsUsed;
        this.labels.Remove(labeled.Label);
        this.il.MarkLabel(end.Label);

        return reachesEnd;
    }

    private bool EmitReturn(Return result)
    {
        if (result.Value is null || this.returnValue is null)
        {
            return this.EmitJump(this.returnTarget);
        }

        this.EmitValue(result.Value);

        if (this.debug)
        {
            this.il.Emit(OpCodes.Stloc, this.returnValue);

            return this.EmitJump(this.returnTarget);
        }

        this.il.Emit(OpCodes.Ret);

        return false;
    }

    /// <summary>A label that knows whether something jumps there, so that no unreachable code is emitted.</summary>
    private sealed class JumpTarget(Label label)
    {
        public Label Label { get; } = label;

        public bool IsUsed { get; set; }
    }
}
