using IlgpuOptim.Engine.IR.Analyses;

namespace IlgpuOptim.Engine.IR;

/// <summary>The IR of a function breaks a rule; a defect of the front end or of a pass, never of the user's kernel.</summary>
internal sealed class InvalidIrException(string message) : Exception(message);

/// <summary>Checks structure, types and dominance of a function.</summary>
internal static class Verifier
{
    /// <exception cref="InvalidIrException">A rule is broken; the message names function, block and instruction.</exception>
    public static void Verify(Function function)
    {
        new Checker(function).Run();
    }

    private sealed class Checker(Function function)
    {
        /// <summary>Position of a value within its block (parameters 0), or -1 for values that are in no block.</summary>
        private readonly int[] _position = new int[function.ValueCount];
        private readonly Value?[] _values = new Value?[function.ValueCount];
        private readonly Block?[] _blocks = new Block?[function.BlockCount];
        private Action<bool, string>? _check;
        private Block? _block;
        private Value? _value;

        public void Run()
        {
            Array.Fill(_position, -1);
            this.Check(function.Blocks.Count > 0, "no blocks");
            this.Check(function.Parameters.Count == function.ParameterValues.Count, "parameters and their values differ in number");
            for (int i = 0; i < function.ParameterValues.Count; i++)
            {
                Value parameter = function.ParameterValues[i];
                _value = parameter;
                this.Register(parameter);
                this.Check(
                    parameter.Op == Op.Param && parameter.Imm == i && parameter.Type == function.Parameters[i].Mem.ValueType(),
                    "malformed kernel parameter");
            }

            foreach (Block block in function.Blocks)
            {
                this.RegisterBlock(block);
            }

            _block = function.Entry;
            this.Check(function.Entry.Parameters.Count == 0, "the entry block has parameters");
            foreach (Block block in function.Blocks)
            {
                _block = block;
                for (int i = 0; i < block.Instructions.Count; i++)
                {
                    _value = block.Instructions[i];
                    this.CheckStructure(_value, i);
                    this.CheckOperands(_value);
                    TypeRules.Check(function, _value, _check ??= this.Check);
                }

                _value = null;
            }

            this.CheckDominance();
        }

        private void RegisterBlock(Block block)
        {
            _block = block;
            _value = null;
            this.Check(block.Function == function, "the block belongs to another function");
            this.Check(block.Id >= 0 && block.Id < _blocks.Length && _blocks[block.Id] is null, "block number out of range or in use twice");
            _blocks[block.Id] = block;
            this.Check(block.HasTerminator, "the block has no terminator");
            for (int i = 0; i < block.Parameters.Count; i++)
            {
                _value = block.Parameters[i];
                this.Register(_value);
                this.Check(
                    _value.Op == Op.BlockParam && _value.Imm == i && _value.Block == block && _value.Type != IrType.Void,
                    "malformed block parameter");
                _position[_value.Id] = 0;
            }

            for (int i = 0; i < block.Instructions.Count; i++)
            {
                _value = block.Instructions[i];
                this.Register(_value);
                _position[_value.Id] = i + 1;
            }

            _value = null;
        }

        private void Register(Value value)
        {
            this.Check(value.Id >= 0 && value.Id < _values.Length && _values[value.Id] is null, "value number out of range or in use twice");
            _values[value.Id] = value;
        }

        private void CheckStructure(Value value, int index)
        {
            this.Check(value.Block == _block, "the instruction does not know its block");
            this.Check(value.Op is not (Op.Const or Op.Param or Op.BlockParam), "constants and parameters are no instructions");
            bool last = index == _block!.Instructions.Count - 1;
            this.Check(value.IsTerminator == last, last ? "the block ends without terminator" : "a terminator in the middle of its block");
            this.Check(value.Op != Op.Alloca || _block == function.Entry, "alloca outside of the entry block");
            int targets = value.Targets?.Length ?? 0;
            this.Check(
                value.Op switch
                {
                    Op.Branch => targets == 1,
                    Op.CondBranch => targets == 2,
                    Op.Switch => targets >= 1,
                    _ => targets == 0,
                },
                "wrong number of targets");
            foreach (Successor target in value.Targets ?? [])
            {
                this.Check(
                    target.Block.Id >= 0 && target.Block.Id < _blocks.Length && _blocks[target.Block.Id] == target.Block,
                    "a target is not a block of the function");
                this.Check(target.Block != function.Entry, "a branch to the entry block");
                this.Check(target.Arguments.Length == target.Block.Parameters.Count, "wrong number of arguments for a target");
                for (int i = 0; i < target.Arguments.Length; i++)
                {
                    this.CheckKnown(target.Arguments[i]);
                    if (target.Arguments[i].Type != target.Block.Parameters[i].Type)
                    {
                        throw this.Error($"argument {i} for {target.Block} has type {target.Arguments[i].Type.Name()}");
                    }
                }
            }
        }

        private void CheckOperands(Value value)
        {
            for (int i = 0; i < value.Operands.Length; i++)
            {
                this.CheckKnown(value.Operands[i]);
            }
        }

        private void CheckKnown(Value operand)
        {
            if (operand.Op == Op.Const)
            {
                this.Check(operand.Id >= 0 && operand.Id < _values.Length, "the number of a constant is out of range");
                this.Check(_values[operand.Id] is null || _values[operand.Id] == operand, "the number of a constant is in use twice");
                _values[operand.Id] = operand;
                this.Check(
                    operand.Type switch
                    {
                        IrType.I1 => operand.Imm is 0 or 1,
                        IrType.I32 or IrType.F32 => operand.Imm == (int)operand.Imm,
                        IrType.Void => false,
                        _ => !operand.Type.IsPointer() || operand.Imm == 0,
                    },
                    "malformed constant");

                return;
            }

            if ((uint)operand.Id >= (uint)_values.Length || _values[operand.Id] != operand)
            {
                throw this.Error($"operand {Printer.Operand(operand)} is not a value of the function");
            }

            this.Check(operand.Type != IrType.Void, "an operand has no value");
        }

        private void CheckDominance()
        {
            ControlFlow flow = ControlFlow.Compute(function);
            Dominators dominators = Dominators.Compute(flow);
            foreach (Block block in flow.ReversePostOrder)
            {
                _block = block;
                for (int i = 0; i < block.Instructions.Count; i++)
                {
                    _value = block.Instructions[i];
                    foreach (Value operand in _value.Operands)
                    {
                        this.CheckDominates(dominators, operand, i);
                    }

                    foreach (Successor target in _value.Targets ?? [])
                    {
                        foreach (Value argument in target.Arguments)
                        {
                            this.CheckDominates(dominators, argument, i);
                        }
                    }
                }
            }
        }

        private void CheckDominates(Dominators dominators, Value operand, int index)
        {
            if (operand.Op is Op.Const or Op.Param)
            {
                return;
            }

            bool visible = operand.Block == _block
                ? _position[operand.Id] <= index
                : dominators.Dominates(operand.Block!, _block!);
            if (!visible)
            {
                throw this.Error($"the definition of {Printer.Operand(operand)} does not dominate its use");
            }
        }

        private void Check(bool holds, string rule)
        {
            if (!holds)
            {
                throw this.Error(rule);
            }
        }

        private InvalidIrException Error(string rule) => new(
            $"invalid IR in '{function.Name}'{(_block is null ? "" : $", {_block}")}: {rule}{(_value is null ? "" : $": {Printer.Line(_value)}")}");
    }
}
