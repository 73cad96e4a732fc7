using System.Collections.Concurrent;
using System.Reflection;
using IlgpuOptim.Engine.Backends.Routines;
using IlgpuOptim.Engine.Frontend;
using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Passes;

namespace IlgpuOptim.Engine.Backends;

/// <summary>
/// Replaces elementary functions, and the remainder of floats, by the routines of <see cref="DeviceMath"/>: each is read by
/// the front end and optimised once per process, and its blocks are copied to where a kernel calls the function.
/// </summary>
internal static class MathLowering
{
    private static readonly ConcurrentDictionary<(string Name, bool Double), Function> Routines = [];

    /// <summary>Replaces the values for which <paramref name="needed"/> holds; true if there were any.</summary>
    public static bool Run(Function function, Func<Value, bool> needed)
    {
        Substitution substitution = new(function);
        for (int i = 0; i < function.Blocks.Count; i++)
        {
            Block block = function.Blocks[i];
            for (int k = 0; k < block.Instructions.Count; k++)
            {
                Value value = block.Instructions[k];
                if (IsRoutine(value) && needed(value))
                {
                    // What follows the call, more calls included, is in a block of its own then, or in this one further on.
                    Function routine = Get(value);
                    Inliner inliner = new(function, routine, value);
                    substitution.Replace(value, routine.Blocks.Count == 1 ? inliner.Splice(block, ref k) : inliner.Insert(block, k));
                }
            }
        }

        return substitution.Apply();
    }

    /// <summary>Operations that <see cref="DeviceMath"/> has a routine for.</summary>
    public static bool IsRoutine(Value value) => value.Op == Op.Math || (value.Op == Op.Rem && value.Type.IsFloat());

    private static Function Get(Value value)
    {
        string name = value.Op == Op.Rem ? nameof(DeviceMath.Rem) : value.MathFn.ToString();

        return Routines.GetOrAdd((name, value.Type == IrType.F64), static key => Compile(key.Name, key.Double));
    }

    private static Function Compile(string name, bool isDouble)
    {
        Type type = isDouble ? typeof(double) : typeof(float);
        MethodInfo method = typeof(DeviceMath).GetMethod(name, [type]) ?? typeof(DeviceMath).GetMethod(name, [type, type])
            ?? throw new InvalidOperationException($"There is no routine '{name}' for {type}.");
        Function function = KernelFrontend.BuildRoutine(method);
        Run(function, static _ => true);
        Pipeline.Run(function, new PassContext { IfConversionBudget = 16 });

        return function;
    }

    /// <summary>Copies one routine to one place.</summary>
    private sealed class Inliner(Function function, Function routine, Value call)
    {
        private readonly Dictionary<Value, Value> _map = [];
        private readonly Dictionary<Block, Block> _blocks = [];

        /// <summary>A routine of one block becomes part of the block; <paramref name="index"/> is moved in front of the call.</summary>
        public Value Splice(Block block, ref int index)
        {
            this.BindArguments();
            List<Value> copies = [];
            Value? result = null;
            foreach (Value value in routine.Entry.Instructions)
            {
                if (value.Op == Op.Store)
                {
                    Value stored = this.Map(value.Operands[1]);
                    result = this.AsResult(stored, block);
                    if (result != stored)
                    {
                        copies.Add(result);
                    }
                }
                else if (!value.IsTerminator)
                {
                    copies.Add(this.Copy(value, block));
                }
            }

            block.Instructions.InsertRange(index, copies);
            index += copies.Count;

            return result!;
        }

        /// <summary>A routine with branches stands between the two halves of the block.</summary>
        public Value Insert(Block block, int index)
        {
            this.BindArguments();
            Block rest = function.NewBlock();
            Value result = function.AddBlockParameter(rest, call.Type);
            List<Value> behind = block.Instructions.GetRange(index + 1, block.Instructions.Count - index - 1);
            block.Instructions.RemoveRange(index, block.Instructions.Count - index);
            rest.Instructions.AddRange(behind);
            behind.ForEach(value => value.Block = rest);
            foreach (Block source in routine.Blocks)
            {
                Block target = function.NewBlock();
                _blocks.Add(source, target);
                foreach (Value parameter in source.Parameters)
                {
                    _map.Add(parameter, function.AddBlockParameter(target, parameter.Type));
                }
            }

            Edit.AppendBranch(function, block, _blocks[routine.Entry], Value.NoOperands);
            this.CopyBlocks(rest);

            return result;
        }

        /// <summary>All copies first, operands afterwards: loops refer to values further down.</summary>
        private void CopyBlocks(Block rest)
        {
            foreach (Block source in routine.Blocks)
            {
                Value? stored = null;
                foreach (Value value in source.Instructions)
                {
                    Block target = _blocks[source];
                    if (value.Op == Op.Store)
                    {
                        stored = value.Operands[1];
                    }
                    else if (value.Op == Op.Return)
                    {
                        Value result = this.AsResult(
                            stored ?? throw new InvalidOperationException($"'{routine.Name}' returns without a value."), target);
                        if (result != stored)
                        {
                            target.Instructions.Add(result);
                        }

                        Edit.AppendBranch(function, target, rest, [result]);
                    }
                    else
                    {
                        Value copy = Edit.Copy(function, value);
                        copy.Block = target;
                        copy.Targets = value.Targets?.Select(edge => new Successor(_blocks[edge.Block], [.. edge.Arguments])).ToArray();
                        target.Instructions.Add(copy);
                        _map.TryAdd(value, copy);
                    }
                }
            }

            foreach (Block target in _blocks.Values)
            {
                foreach (Value value in target.Instructions)
                {
                    this.MapAll(value.Operands);
                    foreach (Successor edge in value.Targets ?? [])
                    {
                        this.MapAll(edge.Arguments);
                    }
                }
            }
        }

        /// <summary>Storing a reinterpreted number is folded to storing the number itself.</summary>
        private Value AsResult(Value stored, Block block)
        {
            if (stored.Type == call.Type)
            {
                return stored;
            }

            Value cast = function.NewValue(Op.Bitcast, call.Type);
            cast.Operands = [stored];
            cast.Block = block;

            return cast;
        }

        private void BindArguments()
        {
            for (int i = 0; i < call.Operands.Length; i++)
            {
                _map.Add(routine.ParameterValues[i], call.Operands[i]);
            }
        }

        private Value Copy(Value value, Block block)
        {
            Value copy = Edit.Copy(function, value);
            copy.Block = block;
            this.MapAll(copy.Operands);
            _map.Add(value, copy);

            return copy;
        }

        private void MapAll(Value[] values)
        {
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = this.Map(values[i]);
            }
        }

        private Value Map(Value value) => value.IsConst ? function.Constant(value.Type, value.Imm) : _map.GetValueOrDefault(value, value);
    }
}
