using System.Reflection;
using System.Reflection.Metadata;
using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Passes;
using IlgpuOptim.Extensions;

namespace IlgpuOptim.Engine.Frontend;

/// <summary>
/// Abstract interpretation of IL into SSA. The evaluation stack holds operands (scalar values and types); calls are
/// interpreted in place; blocks are visited in reverse post-order, so that only loops need open block parameters.
/// </summary>
internal sealed partial class Interpreter
{
    /// <summary>Deeper chains of calls are taken for endless generic recursion.</summary>
    private const int MaxDepth = 250;

    /// <summary>Bigger kernels are beyond what the passes and back ends are made for.</summary>
    private const int MaxValues = 2_000_000;

    private readonly Function _function;
    private readonly FrontendOptions _options;
    private readonly BuildHistory _history;
    private readonly Emitter _emit;
    private readonly SsaVariables _ssa;
    private readonly List<(Value Memory, Block Block)> _loopArrays = [];
    private Operand[] _stack = new Operand[64];
    private int _sp;
    private Frame _frame = null!;

    /// <summary>Number of instructions at the head of the entry block that belong to memory of variables and arrays.</summary>
    private int _prologue;

    /// <summary>A number of unknown origin was made an address.</summary>
    private bool _untracedPointer;

    private Interpreter(Function function, FrontendOptions options, BuildHistory history)
    {
        _function = function;
        _options = options;
        _history = history;
        _emit = new Emitter(function, options.Math);
        _ssa = new SsaVariables(function);
    }

    /// <summary>The frame in which a fault came up, for its message.</summary>
    public Frame? CurrentFrame => _frame;

    private Builder Builder => _emit.Builder;

    public static Interpreter Create(Function function, FrontendOptions options, BuildHistory history) => new(function, options, history);

    /// <summary>
    /// Interprets the kernel. Returns false when assumptions about variables turned out to be wrong: they are noted in the
    /// history, and a new attempt has to be made with a fresh function.
    /// </summary>
    public bool Run(IlMethod kernel, ParameterInfo[] parameters)
    {
        Block entry = _function.NewBlock();
        _ssa.Seal(entry);
        this.Builder.SetEnd(entry);
        this.EnterFrame(kernel, null, entry, 0, throwsAreUnreachable: false);
        this.BindArguments(_frame, this.KernelArguments(kernel, parameters));
        if (kernel.Return.Kind != TypeKind.Void)
        {
            _function.AddParameter("result", MemType.Ptr);
        }

        this.RunFrame();
        _ssa.Finish();
        _history.Add(_ssa.Escaped, _ssa.Unstable);
        if (_ssa.Escaped.Count > 0 || _ssa.Unstable.Count > 0)
        {
            return false;
        }

        this.CheckLoopArrays();
        this.CheckProvenance();
        this.CheckReadOnly();

        return true;
    }

    /// <summary>Declares the parameters of the function and makes the operands of the kernel's arguments from them.</summary>
    private Operand[] KernelArguments(IlMethod kernel, ParameterInfo[] parameters)
    {
        int first = kernel.Method.IsStatic ? 0 : 1;
        Operand[] arguments = new Operand[parameters.Length + first];
        if (first == 1)
        {
            arguments[0] = new Operand(kernel.Arguments[0], (object?)null);
        }

        int position = 0;
        if (_function.Kind != KernelKind.Explicit)
        {
            arguments[first] = this.IndexArgument(kernel, parameters);
            position = 1;
        }

        for (; position < parameters.Length; ++position)
        {
            TypeLayout type = kernel.Arguments[position + first];
            string name = parameters[position].Name ?? "p" + position;
            ParameterLayout layout;
            try
            {
                layout = ParameterLayout.Get(parameters[position].ParameterType);
            }
            catch (KernelFault fault) when (fault.Diagnostic == Diagnostics.ParameterType)
            {
                throw new KernelFault(Diagnostics.ParameterType, name, Names.Of(type.Type), fault.Reason);
            }

            if (layout.IsSpecialized)
            {
                if (_options.SpecializedValues is not { } values || !values.TryGetValue(position, out object? value))
                {
                    throw new KernelFault(Diagnostics.ParameterType, name, Names.Of(type.Type), "its value is not known yet");
                }

                TypeLayout wrapped = TypeLayout.Of(parameters[position].ParameterType.GetGenericArguments()[0]);
                arguments[position + first] = Constants.Of(_function, value, wrapped).As(type);

                continue;
            }

            bool isReadOnly = parameters[position].IsDefined(typeof(ReadOnlyMemoryAttribute), inherit: false);
            Value[] leaves = new Value[layout.Leaves.Length];
            for (int i = 0; i < leaves.Length; ++i)
            {
                leaves[i] = _function.AddParameter(name + layout.Leaves[i].Name, layout.Leaves[i].Mem, isReadOnly);
            }

            arguments[position + first] = new Operand(type, leaves);
        }

        return arguments;
    }

    /// <summary>What is marked as read-only is not written, as far as can be seen from here.</summary>
    private void CheckReadOnly()
    {
        if (!_function.Parameters.Exists(static parameter => parameter.IsReadOnly))
        {
            return;
        }

        foreach (Block block in _function.Blocks)
        {
            foreach (Value value in block.Instructions)
            {
                if (value.Op is Op.Store or Op.AtomicRmw or Op.AtomicCas && Pointers.Root(value.Operands[0]) is { Op: Op.Param } root
                    && _function.Parameters[(int)root.Imm] is { IsReadOnly: true } parameter)
                {
                    throw new KernelFault(Diagnostics.ReadOnly, parameter.Name.Split('.')[0]);
                }
            }
        }
    }

    private Operand IndexArgument(IlMethod kernel, ParameterInfo[] parameters)
    {
        int dimensions = _function.Kind - KernelKind.Implicit1D + 1;
        string expected = $"Index{dimensions}D";
        Type? type = parameters.Length == 0 ? null : parameters[0].ParameterType;
        if (type is null || type.Name != expected || type.Namespace != "ILGPU")
        {
            throw new KernelFault(Diagnostics.IndexParameter, _function.Name, type is null ? "nothing" : Names.Of(type), expected);
        }

        Value[] values = new Value[dimensions];
        for (int i = 0; i < dimensions; ++i)
        {
            values[i] = this.Builder.WithImm(Op.KernelIndex, IrType.I32, i);
        }

        return new Operand(TypeLayout.Of(type), values);
    }

    private void EnterFrame(IlMethod method, Frame? parent, Block start, int callOffset, bool throwsAreUnreachable)
    {
        if (method.Code.HasHandlers)
        {
            this.RejectHandlers(method);
        }

        int key = parent is null ? 0 : _history.FrameKey(parent.Key, callOffset);
        _frame = new Frame(method, parent, key, throwsAreUnreachable)
        {
            Start = start,
            InLoop = parent is not null && (parent.InLoop || parent.Method.Code.Blocks[parent.Block].InLoop),
        };
        if (_frame.Depth > MaxDepth)
        {
            throw new KernelFault(Diagnostics.Recursion, $"more than {MaxDepth} nested calls, the last of '{method}'");
        }
    }

    private void BindArguments(Frame frame, Operand[] arguments)
    {
        IlMethod method = frame.Method;
        for (int i = 0; i < arguments.Length; ++i)
        {
            VariableUse use = method.Code.Arguments[i];
            if ((use & VariableUse.Direct) != 0)
            {
                frame.DirectArguments[i] = arguments[i];
            }
            else
            {
                Variable variable = this.NewVariable(method.Arguments[i], VariableKey(frame.Key, i), use);
                frame.ArgumentVariables[i] = variable;
                this.WriteVariable(variable, arguments[i]);
            }
        }

        // Locals in memory are zero on entry, each time.
        for (int i = 0; i < frame.LocalVariables.Length; ++i)
        {
            VariableUse use = method.Code.Locals[i];
            if ((use & VariableUse.Address) != 0)
            {
                Variable variable = this.NewVariable(method.Local(i), VariableKey(frame.Key, i + arguments.Length), use);
                frame.LocalVariables[i] = variable;
                if (variable.Memory is { } memory && method.Code.InitLocals && frame.InLoop)
                {
                    this.ZeroMemory(memory, variable.Type.Size);
                }
            }
        }
    }

    private static long VariableKey(int frame, int slot) => ((long)frame << 24) | (uint)slot;

    private Variable NewVariable(TypeLayout type, long key, VariableUse use)
    {
        RequireValue(type);
        bool memory = _history.NeedsMemory(key) || ((use & VariableUse.Address) != 0 && type.IsUnmanaged && HasBuffer(type));
        if (memory)
        {
            return new Variable(type, -1, key, this.Allocate(type.Size, type.Align));
        }

        int first = _ssa.New(type, _frame.Start);
        if ((use & VariableUse.Address) != 0 && type.IsReadOnly && !_history.IsUnstable(key))
        {
            _ssa.Expect(first, type.Leaves.Length, key);
        }

        return new Variable(type, first, key, null);
    }

    /// <summary>Fixed buffers and inline arrays are mostly indexed by variables, which takes memory.</summary>
    private static bool HasBuffer(TypeLayout type)
    {
        if (type.BufferLength > 0)
        {
            return true;
        }

        foreach (FieldLayout field in type.Fields)
        {
            if (HasBuffer(field.Type))
            {
                return true;
            }
        }

        return false;
    }

    private static void RequireValue(TypeLayout type)
    {
        if (type.Kind == TypeKind.Class)
        {
            throw new KernelFault(
                typeof(Delegate).IsAssignableFrom(type.Type) ? Diagnostics.Delegate : Diagnostics.ManagedType, Names.Of(type.Type));
        }

        if (type.Kind is TypeKind.TypeHandle)
        {
            throw new KernelFault(Diagnostics.Typeof);
        }
    }

    private void RejectHandlers(IlMethod method)
    {
        foreach (int b in method.Code.Order)
        {
            if (method.Code.Blocks[b].Protected)
            {
                throw new KernelFault(Diagnostics.ExceptionHandling);
            }
        }
    }

    /// <summary>Interprets all reachable blocks of the current frame.</summary>
    private void RunFrame()
    {
        Frame frame = _frame;
        IlCode code = frame.Method.Code;
        int stackBase = _sp;
        int first = code.Order[0];
        if (code.Blocks[first].LoopEnd >= 0)
        {
            // The method begins with a loop: its header needs a block of its own.
            this.Jump(first, stackBase);
        }
        else
        {
            frame.Blocks[first].Start = this.Builder.Block;
            frame.Blocks[first].Stack = [];
            frame.Blocks[first].Continues = true;
        }

        for (int order = 0; order < code.Order.Length; ++order)
        {
            int b = code.Order[order];
            frame.Block = b;
            if (frame.Blocks[b].Start is { } start)
            {
                this.Builder.SetEnd(start);
                IlBlock block = code.Blocks[b];
                if (block.LoopEnd < 0 && !frame.Blocks[b].Continues)
                {
                    _ssa.Seal(start);
                }

                this.LoadStack(ref frame.Blocks[b], start, stackBase);
                this.RunBlock(frame, block, b, stackBase);
            }

            // Loop headers are complete once the last jump back was interpreted.
            foreach (int h in code.Headers)
            {
                if (code.Blocks[h].LoopEnd == order && frame.Blocks[h].Start is { } open)
                {
                    _ssa.Seal(open);
                }
            }
        }

        _sp = stackBase;
    }

    private void LoadStack(ref FrameBlock state, Block block, int stackBase)
    {
        Operand[] entries = state.Stack ?? [];
        _sp = stackBase;
        for (int i = 0; i < entries.Length; ++i)
        {
            this.Push(state.StackVariables is { } variables ? this.ReadLeaves(entries[i].Type, variables[i], block) : entries[i]);
        }
    }

    private void RunBlock(Frame frame, IlBlock block, int number, int stackBase)
    {
        IlInstruction[] code = frame.Method.Code.Instructions;
        if (block.Throws)
        {
            // Nothing in it matters, least of all the making of the exception.
            frame.Instruction = block.End - 1;
            this.Throw(frame);

            return;
        }

        for (int i = block.Start; i < block.End; ++i)
        {
            frame.Instruction = i;
            if (_options.Locations && _sp == stackBase)
            {
                this.Builder.Location = this.NewLocation(frame, i);
            }

            if (!this.Step(frame, ref code[i], i, stackBase))
            {
                return;
            }
        }

        if (_function.ValueCount > MaxValues)
        {
            throw new KernelFault(Diagnostics.TooBig, $"more than {MaxValues} operations after inlining");
        }

        this.Jump(number + 1, stackBase);
    }

    /// <summary>Interprets one instruction; false when control does not go on to the next one.</summary>
    private bool Step(Frame frame, ref IlInstruction instruction, int index, int stackBase)
    {
        switch (instruction.Op)
        {
            case ILOpCode.Nop or ILOpCode.Break:
                return true;
            case ILOpCode.Ldarg:
                this.Push(this.LoadArgument(frame, (int)instruction.Operand));
                return true;
            case ILOpCode.Ldarga:
                Variable argument = frame.ArgumentVariables[(int)instruction.Operand]!;
                this.Push(new Operand(argument.Type.Reference, this.AddressOf(argument)));
                return true;
            case ILOpCode.Starg:
                this.WriteVariable(frame.ArgumentVariables[(int)instruction.Operand]!, this.Pop());
                return true;
            case ILOpCode.Ldloc:
                this.Push(this.LoadLocal(frame, (int)instruction.Operand));
                return true;
            case ILOpCode.Ldloca:
                Variable local = frame.LocalVariables[(int)instruction.Operand]!;
                this.Push(new Operand(local.Type.Reference, this.AddressOf(local)));
                return true;
            case ILOpCode.Stloc:
                this.StoreLocal(frame, (int)instruction.Operand, this.Pop());
                return true;
            case ILOpCode.Ldc_i4:
                this.Push(new Operand(TypeLayout.Int32, _emit.I32((int)instruction.Operand)));
                return true;
            case ILOpCode.Ldc_i8:
                this.Push(new Operand(TypeLayout.Int64, _emit.I64(instruction.Operand)));
                return true;
            case ILOpCode.Ldc_r4:
                this.Push(new Operand(TypeLayout.Single, _function.Constant(IrType.F32, instruction.Operand)));
                return true;
            case ILOpCode.Ldc_r8:
                this.Push(new Operand(TypeLayout.Double, _function.Constant(IrType.F64, instruction.Operand)));
                return true;
            case ILOpCode.Dup:
                this.Push(_stack[_sp - 1]);
                return true;
            case ILOpCode.Pop:
                _ = this.Pop();
                return true;
            case ILOpCode.Ret:
                this.Return(frame, stackBase);
                return false;
            case ILOpCode.Br or ILOpCode.Leave:
                if (instruction.Op == ILOpCode.Leave)
                {
                    _sp = stackBase;
                }

                this.Jump((int)instruction.Operand, stackBase);
                return false;
            case >= ILOpCode.Brfalse and <= ILOpCode.Blt_un:
                this.Branch(instruction.Op, (int)instruction.Operand, frame.Block + 1, stackBase);
                return false;
            case ILOpCode.Switch:
                this.Switch(frame.Method.Code.SwitchTargets[(int)instruction.Operand], frame.Block + 1, stackBase);
                return false;
            case ILOpCode.Throw or ILOpCode.Rethrow:
                this.Throw(frame);
                return false;
            case ILOpCode.Call or ILOpCode.Callvirt:
                return this.Call(frame, index, instruction.Op == ILOpCode.Callvirt);
            case ILOpCode.Newobj:
                return this.NewObject(frame, index);
            default:
                this.StepData(frame, ref instruction, index);
                return true;
        }
    }

    private void Push(Operand operand)
    {
        if (_sp == _stack.Length)
        {
            Array.Resize(ref _stack, _sp * 2);
        }

        _stack[_sp++] = operand;
    }

    private Operand Pop() => _stack[--_sp];

    private Operand LoadArgument(Frame frame, int index) =>
        frame.ArgumentVariables[index] is { } variable ? this.ReadVariable(variable) : frame.DirectArguments[index];

    private Operand LoadLocal(Frame frame, int index)
    {
        if (frame.LocalVariables[index] is { } variable)
        {
            return this.ReadVariable(variable);
        }

        if ((frame.Method.Code.Locals[index] & VariableUse.Direct) != 0)
        {
            return frame.DirectLocals[index];
        }

        return this.ReadVariable(this.LocalVariable(frame, index));
    }

    private void StoreLocal(Frame frame, int index, Operand value)
    {
        if ((frame.Method.Code.Locals[index] & VariableUse.Direct) == 0)
        {
            this.WriteVariable(frame.LocalVariables[index] ?? this.LocalVariable(frame, index), value);

            return;
        }

        // Handles, boxes and texts may stand in locals as long as nothing is merged.
        frame.DirectLocals[index] = value.Tag is not null || value.Type.Kind is TypeKind.Boxed or TypeKind.Null
            ? value
            : this.Coerce(value, frame.Method.Local(index));
    }

    private Variable LocalVariable(Frame frame, int index)
    {
        Variable variable = this.NewVariable(
            frame.Method.Local(index), VariableKey(frame.Key, index + frame.Method.Arguments.Length), frame.Method.Code.Locals[index]);
        frame.LocalVariables[index] = variable;

        return variable;
    }

    private int NewLocation(Frame frame, int instruction)
    {
        SourceLocation location = SourceMap.Locate(frame.Method.Method, frame.Method.Code.Instructions[instruction].Offset);
        List<SourceLocation> known = _function.Locations;
        if (known.Count == 0 || known[^1] != location)
        {
            known.Add(location);
        }

        return known.Count - 1;
    }
}
