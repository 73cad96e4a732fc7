using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Metadata;

namespace IlgpuOptim.Engine.Frontend;

/// <summary>
/// One IL instruction. Short forms are expanded: ldloc.0 is <see cref="ILOpCode.Ldloc"/> with operand 0. The operand of a
/// branch is a block number, that of a switch an index into <see cref="IlCode.SwitchTargets"/>.
/// </summary>
internal struct IlInstruction
{
    public ILOpCode Op;

    public int Offset;

    /// <summary>Number, token, variable, block or bits of a float constant.</summary>
    public long Operand;
}

/// <summary>Basic block of IL and what static analysis knows about it.</summary>
internal sealed class IlBlock(int start)
{
    /// <summary>First instruction, and the one behind the last.</summary>
    public int Start = start, End;

    public int[] Successors = [];

    public readonly List<int> Predecessors = [];

    /// <summary>Position in reverse post-order, or -1 when unreachable.</summary>
    public int Order = -1;

    /// <summary>Immediate dominator.</summary>
    public int Dominator = -1;

    /// <summary>The block can be reached from itself.</summary>
    public bool InLoop;

    /// <summary>Position of the last block with an edge back to this one: then all edges are known. -1: no edge comes back.</summary>
    public int LoopEnd = -1;

    /// <summary>The block is part of a try, catch, filter or finally.</summary>
    public bool Protected;

    /// <summary>Whatever happens in the block, a 'throw' follows.</summary>
    public bool Throws;
}

/// <summary>How a local variable or argument is used in the IL.</summary>
[Flags]
internal enum VariableUse : byte
{
    None = 0,

    /// <summary>Its address is taken (ldloca, ldarga).</summary>
    Address = 1,

    /// <summary>Locals: one store that dominates all loads. Arguments: never stored. Needs no place in memory or SSA tables.</summary>
    Direct = 2,

    /// <summary>Stored at least once (stloc, starg).</summary>
    Stored = 4,
}

/// <summary>
/// The decoded IL of a method: instructions, control flow graph and use of variables.
/// </summary>
internal sealed class IlCode
{
    private IlCode(IlInstruction[] instructions, List<int[]> switchTargets)
    {
        this.Instructions = instructions;
        this.SwitchTargets = switchTargets;
    }

    public IlInstruction[] Instructions { get; }

    public List<int[]> SwitchTargets { get; }

    public IlBlock[] Blocks { get; private set; } = [];

    /// <summary>Reachable blocks in reverse post-order.</summary>
    public int[] Order { get; private set; } = [];

    /// <summary>Blocks that edges lead back to.</summary>
    public int[] Headers { get; private set; } = [];

    public VariableUse[] Locals { get; private set; } = [];

    /// <summary>Types of the local variables for the generic arguments the code was read with.</summary>
    public Type[] LocalTypes { get; private init; } = [];

    public VariableUse[] Arguments { get; private set; } = [];

    /// <summary>Number of reachable ret instructions.</summary>
    public int Returns { get; private set; }

    public bool InitLocals { get; private set; }

    public bool HasHandlers { get; private set; }

    public static IlCode Read(MethodBase method)
    {
        MethodBody body = method.GetMethodBody() ?? throw new KernelFault(Diagnostics.NoBody, Names.Of(method));
        byte[] bytes = body.GetILAsByteArray() ?? throw new KernelFault(Diagnostics.NoBody, Names.Of(method));
        List<int[]> switchTargets = [];
        IlInstruction[] instructions = Decode(bytes, switchTargets, method);
        IlCode code = new(instructions, switchTargets)
        {
            InitLocals = body.InitLocals,
            LocalTypes = LocalTypesOf(body),
            HasHandlers = body.ExceptionHandlingClauses.Count > 0,
        };
        code.BuildBlocks(bytes.Length, method, body.ExceptionHandlingClauses);
        IlFlow.Analyze(code.Blocks, out int[] order);
        code.Order = order;
        code.Headers = Array.FindAll(order, b => code.Blocks[b].LoopEnd >= 0);
        int arguments = method.GetParameters().Length + (method.IsStatic ? 0 : 1);
        code.FindThrows();
        code.ScanVariables(body.LocalVariables.Count, arguments);

        return code;
    }

    private static Type[] LocalTypesOf(MethodBody body)
    {
        IList<LocalVariableInfo> locals = body.LocalVariables;
        Type[] types = new Type[locals.Count];
        for (int i = 0; i < types.Length; ++i)
        {
            types[i] = locals[i].LocalType;
        }

        return types;
    }

    private static IlInstruction[] Decode(ReadOnlySpan<byte> il, List<int[]> switchTargets, MethodBase method)
    {
        List<IlInstruction> result = new(il.Length / 2);
        int at = 0;
        while (at < il.Length)
        {
            IlInstruction instruction = new() { Offset = at };
            int code = il[at++];
            if (code == 0xFE)
            {
                code = 0xFE00 | il[at++];
            }

            instruction.Op = (ILOpCode)code;
            switch (IlOpcodes.OperandOf(instruction.Op))
            {
                case IlOperand.None:
                    break;
                case IlOperand.I8:
                    instruction.Operand = (sbyte)il[at];
                    at += 1;
                    break;
                case IlOperand.U8:
                    instruction.Operand = il[at];
                    at += 1;
                    break;
                case IlOperand.U16:
                    instruction.Operand = BinaryPrimitives.ReadUInt16LittleEndian(il[at..]);
                    at += 2;
                    break;
                case IlOperand.I32:
                    instruction.Operand = BinaryPrimitives.ReadInt32LittleEndian(il[at..]);
                    at += 4;
                    break;
                case IlOperand.I64:
                    instruction.Operand = BinaryPrimitives.ReadInt64LittleEndian(il[at..]);
                    at += 8;
                    break;
                case IlOperand.Branch8:
                    instruction.Operand = at + 1 + (sbyte)il[at];
                    at += 1;
                    break;
                case IlOperand.Branch32:
                    instruction.Operand = at + 4 + BinaryPrimitives.ReadInt32LittleEndian(il[at..]);
                    at += 4;
                    break;
                case IlOperand.Switch:
                    int count = BinaryPrimitives.ReadInt32LittleEndian(il[at..]);
                    int end = at + 4 + (4 * count);
                    int[] targets = new int[count];
                    for (int i = 0; i < count; ++i)
                    {
                        targets[i] = end + BinaryPrimitives.ReadInt32LittleEndian(il[(at + 4 + (4 * i))..]);
                    }

                    instruction.Operand = switchTargets.Count;
                    switchTargets.Add(targets);
                    at = end;
                    break;
                default:
                    throw new KernelFault(Diagnostics.InvalidIl, Names.Of(method), $"opcode {code:x} at IL_{instruction.Offset:x4}");
            }

            IlOpcodes.Expand(ref instruction);
            result.Add(instruction);
        }

        return [.. result];
    }

    private void BuildBlocks(int length, MethodBase method, IList<ExceptionHandlingClause> clauses)
    {
        int[] instructionAt = new int[length + 1];
        bool[] leader = new bool[length + 1];
        Array.Fill(instructionAt, -1);
        IlInstruction[] code = this.Instructions;
        leader[0] = true;
        for (int i = 0; i < code.Length; ++i)
        {
            instructionAt[code[i].Offset] = i;
            int next = i + 1 < code.Length ? code[i + 1].Offset : length;
            if (IlOpcodes.IsBranch(code[i].Op))
            {
                leader[code[i].Operand] = true;
                leader[next] = true;
            }
            else if (code[i].Op == ILOpCode.Switch)
            {
                foreach (int target in this.SwitchTargets[(int)code[i].Operand])
                {
                    leader[target] = true;
                }

                leader[next] = true;
            }
            else if (code[i].Op is ILOpCode.Ret or ILOpCode.Throw or ILOpCode.Rethrow or ILOpCode.Endfinally or ILOpCode.Endfilter)
            {
                leader[next] = true;
            }
        }

        foreach (ExceptionHandlingClause clause in clauses)
        {
            leader[clause.TryOffset] = true;
            leader[clause.TryOffset + clause.TryLength] = true;
            leader[clause.HandlerOffset] = true;
            leader[clause.HandlerOffset + clause.HandlerLength] = true;
        }

        List<IlBlock> blocks = [];
        int[] blockAt = new int[length + 1];
        Array.Fill(blockAt, -1);
        for (int i = 0; i < code.Length; ++i)
        {
            if (leader[code[i].Offset])
            {
                if (blocks.Count > 0)
                {
                    blocks[^1].End = i;
                }

                blockAt[code[i].Offset] = blocks.Count;
                blocks.Add(new IlBlock(i));
            }
        }

        blocks[^1].End = code.Length;
        this.Blocks = [.. blocks];
        for (int b = 0; b < blocks.Count; ++b)
        {
            IlBlock block = blocks[b];
            ref IlInstruction last = ref code[block.End - 1];
            switch (last.Op)
            {
                case ILOpCode.Ret or ILOpCode.Throw or ILOpCode.Rethrow or ILOpCode.Endfinally or ILOpCode.Endfilter or ILOpCode.Jmp:
                    break;
                case ILOpCode.Br or ILOpCode.Leave:
                    last.Operand = BlockAt((int)last.Operand);
                    block.Successors = [(int)last.Operand];
                    break;
                case ILOpCode.Switch:
                    int[] targets = this.SwitchTargets[(int)last.Operand];
                    int[] successors = new int[targets.Length + 1];
                    for (int i = 0; i < targets.Length; ++i)
                    {
                        targets[i] = BlockAt(targets[i]);
                        successors[i] = targets[i];
                    }

                    successors[^1] = Next();
                    block.Successors = successors;
                    break;
                default:
                    if (IlOpcodes.IsBranch(last.Op))
                    {
                        last.Operand = BlockAt((int)last.Operand);
                        block.Successors = [(int)last.Operand, Next()];
                    }
                    else
                    {
                        block.Successors = [Next()];
                    }

                    break;
            }

            foreach (ExceptionHandlingClause clause in clauses)
            {
                int offset = code[block.Start].Offset;
                block.Protected |= (offset >= clause.TryOffset && offset < clause.TryOffset + clause.TryLength)
                    || (offset >= clause.HandlerOffset && offset < clause.HandlerOffset + clause.HandlerLength);
            }

            int Next() => b + 1 < blocks.Count
                ? b + 1
                : throw new KernelFault(Diagnostics.InvalidIl, Names.Of(method), "control runs off the end");
        }

        int BlockAt(int offset) => offset >= 0 && offset <= length && blockAt[offset] >= 0
            ? blockAt[offset]
            : throw new KernelFault(Diagnostics.InvalidIl, Names.Of(method), $"branch to IL_{offset:x4}");
    }

    /// <summary>Marks the blocks that end in a throw, and those that lead to such blocks only (they build the message).</summary>
    private void FindThrows()
    {
        for (int i = this.Order.Length - 1; i >= 0; --i)
        {
            IlBlock block = this.Blocks[this.Order[i]];
            bool throws = block.Successors.Length > 0;
            foreach (int successor in block.Successors)
            {
                throws &= this.Blocks[successor].Throws;
            }

            block.Throws = throws || this.Instructions[block.End - 1].Op is ILOpCode.Throw or ILOpCode.Rethrow;
        }
    }

    /// <summary>Finds out which variables need SSA construction at all: most have one store in front of all loads.</summary>
    private void ScanVariables(int locals, int arguments)
    {
        this.Locals = new VariableUse[locals];
        this.Arguments = new VariableUse[arguments];
        int[] storeAt = new int[locals];
        int[] storeBlock = new int[locals];
        int[] stores = new int[locals];
        foreach (int b in this.Order)
        {
            IlBlock block = this.Blocks[b];
            for (int i = block.Start; i < block.End; ++i)
            {
                ref IlInstruction instruction = ref this.Instructions[i];
                int variable = (int)instruction.Operand;
                switch (instruction.Op)
                {
                    case ILOpCode.Stloc:
                        this.Locals[variable] |= VariableUse.Stored;
                        ++stores[variable];
                        storeAt[variable] = i;
                        storeBlock[variable] = b;
                        break;
                    case ILOpCode.Ldloca:
                        this.Locals[variable] |= VariableUse.Address;
                        break;
                    case ILOpCode.Starg:
                        this.Arguments[variable] |= VariableUse.Stored;
                        break;
                    case ILOpCode.Ldarga:
                        this.Arguments[variable] |= VariableUse.Address;
                        break;
                    case ILOpCode.Ret:
                        ++this.Returns;
                        break;
                    default:
                        break;
                }
            }
        }

        for (int i = 0; i < arguments; ++i)
        {
            if ((this.Arguments[i] & (VariableUse.Stored | VariableUse.Address)) == 0)
            {
                this.Arguments[i] |= VariableUse.Direct;
            }
        }

        for (int i = 0; i < locals; ++i)
        {
            if (stores[i] == 1 && (this.Locals[i] & VariableUse.Address) == 0)
            {
                this.Locals[i] |= VariableUse.Direct;
            }
        }

        foreach (int b in this.Order)
        {
            IlBlock block = this.Blocks[b];
            for (int i = block.Start; i < block.End; ++i)
            {
                ref IlInstruction instruction = ref this.Instructions[i];
                if (instruction.Op != ILOpCode.Ldloc)
                {
                    continue;
                }

                int variable = (int)instruction.Operand;
                bool dominated = storeBlock[variable] == b ? storeAt[variable] < i : IlFlow.Dominates(this.Blocks, storeBlock[variable], b);
                if (!dominated)
                {
                    this.Locals[variable] &= ~VariableUse.Direct;
                }
            }
        }
    }
}
