using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Tests.IR;

/// <summary>
/// Random functions as a front end would make them: locals in private memory as well as SSA values, nested control
/// flow with break and continue, or blocks connected at random (with irreducible cycles). All terminate, never divide by
/// zero and access memory in bounds.
/// </summary>
internal sealed class RandomFunction
{
    /// <summary>Bytes of global memory: integers of all sizes in the first half, floats in the second.</summary>
    public const int MemoryBytes = 512;

    /// <summary>Bytes of the view that all work-items of a kernel read: 64 elements and one for each of 64 work-items.</summary>
    public const int InputBytes = 512;

    private const int HalfBytes = MemoryBytes / 2;

    private readonly Random _random;
    private readonly Function _function = new("random", KernelKind.Implicit1D);
    private readonly Builder _builder;
    private readonly List<(Value Pointer, MemType Mem)> _locals = [];
    private readonly List<Value> _available = [];
    private readonly List<(Block Break, Block Continue)> _loops = [];
    private Value _array = null!;
    private Value _floats = null!;
    private Value _overlapped = null!;
    private Value _shared = null!;
    private readonly bool _isKernel;
    private Value _data = null!;
    private Value _hash = null!;
    private Value _index = null!;
    private int _budget;

    private RandomFunction(int seed, bool isKernel = false)
    {
        _isKernel = isKernel;
        _random = new Random(seed);
        _builder = new Builder(_function);
    }

    public static Function Structured(int seed) => new RandomFunction(seed).MakeStructured();

    public static Function Unstructured(int seed) => new RandomFunction(seed).MakeUnstructured();

    /// <summary>
    /// A function for many work-items: each has <see cref="MemoryBytes"/> bytes of its own in the first view, reads the
    /// second, of <see cref="InputBytes"/> bytes, and writes a number in the third that depends on all it has computed.
    /// </summary>
    public static Function Kernel(int seed)
    {
        RandomFunction random = new(seed, isKernel: true);

        return seed % 4 == 3 ? random.MakeUnstructured() : random.MakeStructured();
    }

    public static byte[] Memory(int seed)
    {
        byte[] memory = new byte[MemoryBytes];
        Random random = new(seed);
        random.NextBytes(memory.AsSpan(0, HalfBytes));
        for (int i = HalfBytes; i < MemoryBytes; i += 4)
        {
            BitConverter.TryWriteBytes(memory.AsSpan(i), (float)((random.NextDouble() - 0.5) * 100));
        }

        return memory;
    }

    public static long[] Arguments(int seed)
    {
        Random random = new(seed);

        return
        [
            0, MemoryBytes, random.Next(-5, 12), random.NextInt64(), BitConverter.SingleToInt32Bits((float)random.NextDouble() * 8),
            BitConverter.DoubleToInt64Bits(random.NextDouble()), random.Next(2),
        ];
    }

    private Function MakeStructured()
    {
        this.Prologue();
        _budget = 25 + _random.Next(40);
        this.Statements(3);
        this.Epilogue();
        _builder.Return();

        return _function;
    }

    /// <summary>Blocks that jump anywhere until the fuel runs out.</summary>
    private Function MakeUnstructured()
    {
        this.Prologue();
        Value fuel = _builder.WithImm(Op.Alloca, IrType.PtrLocal, 4);
        _function.Entry.Instructions.Remove(fuel);
        _function.Entry.Instructions.Insert(0, fuel);
        _builder.Store(MemType.I32, fuel, _function.ConstI32(20 + _random.Next(40)));
        Block[] blocks = new Block[3 + _random.Next(9)];
        for (int i = 0; i < blocks.Length; i++)
        {
            blocks[i] = _function.NewBlock();
            for (int k = _random.Next(3); k > 0; k--)
            {
                _function.AddBlockParameter(blocks[i], _random.Next(2) == 0 ? IrType.I32 : IrType.F32);
            }
        }

        Block end = _function.NewBlock();
        _builder.Branch(this.Edge(blocks[0]));
        foreach (Block block in blocks)
        {
            _builder.SetEnd(block);
            _available.Clear();
            _available.AddRange(block.Parameters);
            _budget = _random.Next(4);
            while (_budget-- > 0)
            {
                this.SimpleStatement();
            }

            Value left = _builder.Binary(Op.Sub, _builder.Load(MemType.I32, fuel), _function.ConstI32(1));
            _builder.Store(MemType.I32, fuel, left);
            Value isEmpty = _builder.Compare(Cmp.Lt, left, _function.ConstI32(0));
            Block onward = _function.NewBlock();
            _builder.CondBranch(isEmpty, new Successor(end), new Successor(onward));
            _builder.SetEnd(onward);
            switch (_random.Next(4))
            {
                case 0:
                    _builder.Branch(this.Edge(this.Pick(blocks)));
                    break;
                case 1:
                    Value selector = this.Int(2);
                    _builder.Switch(selector, [.. Enumerable.Range(0, 1 + _random.Next(5)).Select(_ => this.Edge(this.Pick(blocks)))]);
                    break;
                default:
                    Value condition = this.Bool(2);
                    _builder.CondBranch(condition, this.Edge(this.Pick(blocks)), this.Edge(this.Pick(blocks)));
                    break;
            }
        }

        _builder.SetEnd(end);
        _available.Clear();
        this.Epilogue();
        _builder.Return();

        return _function;
    }

    private Successor Edge(Block block) =>
        new(block, [.. block.Parameters.Select(p => p.Type == IrType.I32 ? this.Int(2) : this.Float(2))]);

    private void Prologue()
    {
        _function.AddParameter("data", MemType.Ptr);
        _function.AddParameter("data.length", MemType.I64);
        _function.AddParameter("n", MemType.I32);
        _function.AddParameter("m", MemType.I64);
        _function.AddParameter("x", MemType.F32);
        _function.AddParameter("y", MemType.F64);
        _function.AddParameter("flag", MemType.U8);
        if (_isKernel)
        {
            _function.AddParameter("input", MemType.Ptr);
            _function.AddParameter("output", MemType.Ptr);
        }

        _function.Messages.Add("message");
        _function.SharedAllocations.Add(new SharedAllocation(64, 4));
        _builder.SetEnd(_function.NewBlock());
        _data = _function.ParameterValues[0];
        if (_isKernel)
        {
            _index = _builder.Convert(Op.SExt, IrType.I64, _builder.WithImm(Op.KernelIndex, IrType.I32, 0));
            _data = _builder.PtrAdd(_data, _builder.Binary(Op.Mul, _index, _function.ConstI64(MemoryBytes)));
            _hash = _builder.WithImm(Op.Alloca, IrType.PtrLocal, 4);
        }

        MemType[] types =
        [
            MemType.I32, MemType.I32, MemType.I32, MemType.F32, MemType.F32, MemType.U8, MemType.I8, MemType.I16, MemType.U16, MemType.I64, MemType.F64,
        ];
        foreach (MemType type in types)
        {
            _locals.Add((_builder.WithImm(Op.Alloca, IrType.PtrLocal, type.Size()), type));
        }

        _array = _builder.WithImm(Op.Alloca, IrType.PtrLocal, 16);
        _floats = _builder.WithImm(Op.Alloca, IrType.PtrLocal, 32);
        _overlapped = _builder.WithImm(Op.Alloca, IrType.PtrLocal, 16);
        _shared = _builder.WithImm(Op.SharedAlloc, IrType.PtrShared, 0);
    }

    /// <summary>What the locals hold at the end can be seen.</summary>
    private void Epilogue()
    {
        for (int i = 0; i < _locals.Count; i++)
        {
            Value loaded = _builder.Load(_locals[i].Mem, _locals[i].Pointer);
            this.Print(loaded);
        }

        this.Print(_builder.Load(MemType.I64, _overlapped), _builder.Load(MemType.F32, this.ArrayElement(_floats, 8)));
        if (_isKernel)
        {
            Value offset = _builder.Binary(Op.Mul, _index, _function.ConstI64(4));
            _builder.Store(MemType.I32, _builder.PtrAdd(_function.ParameterValues[8], offset), _builder.Load(MemType.I32, _hash));
        }
    }

    /// <summary>Makes values visible; kernels mix them into the number that they write at the end.</summary>
    private void Print(params Value[] values)
    {
        if (!_isKernel)
        {
            _builder.Emit(Op.Print, IrType.Void, values);

            return;
        }

        foreach (Value value in values)
        {
            Value bits = value.Type switch
            {
                IrType.F32 => this.BitsOf(Op.Bitcast, IrType.I32, value),
                IrType.F64 => this.BitsOf(Op.Bitcast, IrType.I64, value),
                _ => value,
            };
            if (bits.Type == IrType.I64)
            {
                bits = _builder.Convert(Op.Trunc, IrType.I32, _builder.Binary(Op.Xor, bits, _builder.Binary(Op.Shr, bits, _function.ConstI32(32))));
            }

            Value mixed = _builder.Binary(Op.Mul, _builder.Load(MemType.I32, _hash), _function.ConstI32(31));
            _builder.Store(MemType.I32, _hash, _builder.Binary(Op.Add, mixed, bits));
        }
    }

    private void Statements(int depth)
    {
        int count = 1 + _random.Next(4);
        int mark = _available.Count;
        for (int i = 0; i < count && _budget > 0; i++)
        {
            _budget--;
            int kind = _random.Next(depth > 0 ? 16 : 8);
            switch (kind)
            {
                case 8 or 9 or 10:
                    this.If(depth - 1);
                    break;
                case 11 or 12:
                    this.ConstantLoop(depth - 1);
                    break;
                case 13:
                    this.MemoryLoop(depth - 1);
                    break;
                case 14:
                    this.Switch(depth - 1);
                    break;
                case 15 when _loops.Count > 0:
                    this.Jump();
                    break;
                default:
                    this.SimpleStatement();
                    break;
            }
        }

        _available.RemoveRange(mark, _available.Count - mark);
    }

    private void SimpleStatement()
    {
        switch (_random.Next(14))
        {
            case 0 or 1 or 2 or 3:
                (Value pointer, MemType mem) = this.Pick(_locals);
                _builder.Store(mem, pointer, this.OfType(mem.ValueType(), 3));
                break;
            case 4:
                _builder.Store(MemType.I32, this.ArrayElement(_array, 4), this.Int(2));
                break;
            case 5:
                _builder.Store(MemType.F32, this.ArrayElement(_floats, 8), this.Float(2));
                break;
            case 6:
                (Value part, MemType partMem) = this.OverlappedPart();
                _builder.Store(partMem, part, this.OfType(partMem.ValueType(), 2));
                break;
            case 7 or 8:
                MemType stored = this.Pick([MemType.I32, MemType.U8, MemType.I16, MemType.I64]);
                _builder.Store(stored, this.GlobalAddress(stored, isFloat: false), this.OfType(stored.ValueType(), 2));
                break;
            case 9:
                _builder.Store(MemType.F32, this.GlobalAddress(MemType.F32, isFloat: true), this.Float(3));
                break;
            case 10:
                switch (_random.Next(4))
                {
                    case 0 when !_isKernel:
                        _builder.Emit(Op.Barrier, IrType.Void);
                        break;
                    case 1:
                        _available.Add(_builder.AtomicRmw((AtomicOp)_random.Next(9), MemType.I32, this.GlobalAddress(MemType.I32, isFloat: false), this.Int(1)));
                        break;
                    case 2 when !_isKernel:
                        _builder.Store(MemType.I32, _builder.PtrAdd(_shared, _function.ConstI64(_random.Next(4) * 4)), this.Int(2));
                        break;
                    default:
                        Value selected = _builder.Select(this.Bool(1), _locals[0].Pointer, _locals[_random.Next(3)].Pointer);
                        _builder.Store(MemType.I32, selected, this.Int(1));
                        _available.Add(_builder.Load(MemType.I32, selected));
                        break;
                }

                break;
            case 11:
                this.Print(this.Int(3), this.Float(2));
                break;
            case 12:
                _available.Add(this.Bool(3));
                break;
            default:
                _available.Add(this.OfType(this.Pick([IrType.I32, IrType.I64, IrType.F32, IrType.F64]), 3));
                break;
        }
    }

    private void If(int depth)
    {
        Block then = _function.NewBlock();
        Block otherwise = _function.NewBlock();
        Block join = _function.NewBlock();
        bool hasElse = _random.Next(2) == 0;
        bool hasValue = _random.Next(2) == 0;
        IrType type = this.Pick([IrType.I32, IrType.F32, IrType.I1, IrType.PtrLocal]);
        Value? parameter = hasValue ? _function.AddBlockParameter(join, type) : null;
        _builder.CondBranch(
            this.Bool(3), new Successor(then), hasElse ? new Successor(otherwise) : new Successor(join, hasValue ? [this.OfType(type, 1)] : []));
        _builder.SetEnd(then);
        int mark = _available.Count;
        this.Statements(depth);
        _builder.Branch(join, hasValue ? [this.OfType(type, 1)] : []);
        if (hasElse)
        {
            _builder.SetEnd(otherwise);
            this.Statements(depth);
            _builder.Branch(join, hasValue ? [this.OfType(type, 1)] : []);
        }
        else
        {
            _function.Blocks.Remove(otherwise);
        }

        _available.RemoveRange(mark, _available.Count - mark);
        _builder.SetEnd(join);
        if (parameter is { Type: IrType.PtrLocal })
        {
            _builder.Store(MemType.I32, parameter, _builder.Binary(Op.Xor, _builder.Load(MemType.I32, parameter), this.Int(1)));
        }
        else if (parameter is not null)
        {
            _available.Add(parameter);
        }
    }

    /// <summary>A loop with its counter in a block parameter and constant bounds, perhaps with a test more.</summary>
    private void ConstantLoop(int depth)
    {
        Block header = _function.NewBlock();
        Block body = _function.NewBlock();
        Block latch = _function.NewBlock();
        Block exit = _function.NewBlock();
        Value counter = _function.AddBlockParameter(header, IrType.I32);
        Value sum = _function.AddBlockParameter(header, IrType.I32);
        int start = _random.Next(-2, 3);
        int step = this.Pick([1, 1, 2, 3]);
        Value bound = _random.Next(4) == 0
            ? _builder.Binary(Op.And, this.Int(1), _function.ConstI32(7))
            : _function.ConstI32(start + _random.Next(7));
        _builder.Branch(header, _function.ConstI32(start), this.Int(1));
        _builder.SetEnd(header);
        _builder.CondBranch(_builder.Compare(this.Pick([Cmp.Lt, Cmp.Le]), counter, bound), new Successor(body), new Successor(exit));
        _builder.SetEnd(body);
        int mark = _available.Count;
        _available.Add(counter);
        _available.Add(sum);
        _loops.Add((exit, latch));
        this.Statements(depth);
        _loops.RemoveAt(_loops.Count - 1);
        _builder.Branch(latch);
        _builder.SetEnd(latch);
        _available.RemoveRange(mark, _available.Count - mark);
        _available.Add(counter);
        Value next = _builder.Binary(Op.Add, counter, _function.ConstI32(step));
        Value nextSum = _builder.Binary(Op.Xor, sum, this.Int(2));
        _builder.Branch(header, next, nextSum);
        _available.RemoveRange(mark, _available.Count - mark);
        _builder.SetEnd(exit);
        _available.Add(counter);
        _available.Add(sum);
    }

    /// <summary>A loop with its counter in private memory, tested at the end.</summary>
    private void MemoryLoop(int depth)
    {
        Value counter = _builder.WithImm(Op.Alloca, IrType.PtrLocal, 4);
        Block current = _builder.Block;
        current.Instructions.Remove(counter);
        _function.Entry.Instructions.Insert(0, counter);
        counter.Block = _function.Entry;
        Block body = _function.NewBlock();
        Block latch = _function.NewBlock();
        Block exit = _function.NewBlock();
        _builder.Store(MemType.I32, counter, _function.ConstI32(0));
        _builder.Branch(body);
        _builder.SetEnd(body);
        int mark = _available.Count;
        _loops.Add((exit, latch));
        this.Statements(depth);
        _loops.RemoveAt(_loops.Count - 1);
        _builder.Branch(latch);
        _available.RemoveRange(mark, _available.Count - mark);
        _builder.SetEnd(latch);
        Value next = _builder.Binary(Op.Add, _builder.Load(MemType.I32, counter), _function.ConstI32(1));
        _builder.Store(MemType.I32, counter, next);
        Value bound = _random.Next(2) == 0
            ? _function.ConstI32(_random.Next(5))
            : _builder.Binary(Op.And, _function.ParameterValues[2], _function.ConstI32(3));
        _builder.CondBranch(_builder.Compare(Cmp.Lt, next, bound), new Successor(body), new Successor(exit));
        _builder.SetEnd(exit);
    }

    private void Switch(int depth)
    {
        Block join = _function.NewBlock();
        Successor[] targets = new Successor[2 + _random.Next(6)];
        Value selector = _builder.Binary(Op.And, this.Int(2), _function.ConstI32(7));
        for (int i = 0; i < targets.Length; i++)
        {
            targets[i] = i > 0 && _random.Next(4) == 0 ? new Successor(targets[i - 1].Block) : new Successor(_random.Next(5) == 0 ? join : _function.NewBlock());
        }

        _builder.Switch(selector, targets);
        int mark = _available.Count;
        foreach (Block block in targets.Select(t => t.Block).Distinct())
        {
            if (block != join)
            {
                _builder.SetEnd(block);
                this.Statements(Math.Min(depth, 1));
                _builder.Branch(join);
                _available.RemoveRange(mark, _available.Count - mark);
            }
        }

        _builder.SetEnd(join);
    }

    /// <summary>A conditional break or continue.</summary>
    private void Jump()
    {
        Block onward = _function.NewBlock();
        (Block exit, Block latch) = _loops[^1];
        if (_loops.Count > 1 && _random.Next(3) == 0)
        {
            (exit, latch) = this.Pick(_loops);
        }

        _builder.CondBranch(this.Bool(2), new Successor(_random.Next(2) == 0 ? exit : latch), new Successor(onward));
        _builder.SetEnd(onward);
    }

    private Value OfType(IrType type, int depth) => type switch
    {
        IrType.PtrLocal => _random.Next(3) == 0
            ? _builder.PtrAdd(_array, _function.ConstI64(_random.Next(4) * 4))
            : _locals[_random.Next(3)].Pointer,
        IrType.I1 => this.Bool(depth),
        IrType.I32 => this.Int(depth),
        IrType.I64 => this.Long(depth),
        IrType.F32 => this.Float(depth),
        _ => this.Double(depth),
    };

    private Value? TakeAvailable(IrType type)
    {
        for (int tries = 0; tries < 3 && _available.Count > 0; tries++)
        {
            Value value = this.Pick(_available);
            if (value.Type == type)
            {
                return value;
            }
        }

        return null;
    }

    private Value Int(int depth)
    {
        if (depth <= 0 || _random.Next(4) == 0)
        {
            return _random.Next(8) switch
            {
                0 or 1 => _function.ConstI32(this.Pick([0, 1, -1, 2, 4, 7, 31, 255, int.MinValue, int.MaxValue, _random.Next()])),
                2 => _function.ParameterValues[_random.Next(2) == 0 ? 2 : 6],
                3 => _builder.WithImm(Op.KernelIndex, IrType.I32, 0),
                4 => this.TakeAvailable(IrType.I32) ?? _function.ConstI32(_random.Next(-9, 9)),
                5 => this.LoadGlobalInt(),
                _ => this.LoadLocalInt(),
            };
        }

        switch (_random.Next(16))
        {
            case < 8:
                Op op = this.Pick([Op.Add, Op.Add, Op.Sub, Op.Mul, Op.And, Op.Or, Op.Xor, Op.Min, Op.MaxU, Op.MulHi]);
                return _builder.Binary(op, this.Int(depth - 1), this.Int(depth - 1));
            case 8:
                Value divisor = _random.Next(2) == 0
                    ? _function.ConstI32(this.Pick([1, -1, 2, 8, 7, 10]))
                    : _builder.Binary(Op.Or, this.Int(depth - 1), _function.ConstI32(1));
                return _builder.Binary(this.Pick([Op.Div, Op.Rem, Op.DivU, Op.RemU]), this.Int(depth - 1), divisor);
            case 9:
                return _builder.Binary(this.Pick([Op.Shl, Op.Shr, Op.ShrU]), this.Int(depth - 1), _random.Next(2) == 0 ? this.Int(1) : _function.ConstI32(_random.Next(34)));
            case 10:
                return _builder.Unary(this.Pick([Op.Neg, Op.Not, Op.Abs, Op.PopCount, Op.LeadingZeros, Op.SExt8, Op.ZExt8, Op.SExt16, Op.ZExt16]), this.Int(depth - 1));
            case 11:
                return _builder.Convert(Op.BoolToI32, IrType.I32, this.Bool(depth - 1));
            case 12:
                return _builder.Select(this.Bool(depth - 1), this.Int(depth - 1), this.Int(depth - 1));
            case 13:
                return _builder.Convert(Op.Trunc, IrType.I32, this.Long(depth - 1));
            case 14:
                return this.BitsOf(this.Pick([Op.FToS, Op.FToU, Op.Bitcast, Op.F32ToHalf]), IrType.I32, this.Float(depth - 1));
            default:
                return _builder.Load(MemType.I32, this.ArrayElement(_array, 4));
        }
    }

    private Value Long(int depth)
    {
        if (depth <= 0 || _random.Next(4) == 0)
        {
            return _random.Next(4) switch
            {
                0 => _function.ConstI64(this.Pick([0, 1, -1, 16, long.MinValue, _random.NextInt64()])),
                1 => _function.ParameterValues[3],
                2 => this.TakeAvailable(IrType.I64) ?? _function.ConstI64(5),
                _ => _builder.Load(MemType.I64, _random.Next(2) == 0 ? _overlapped : _locals[9].Pointer),
            };
        }

        return _random.Next(5) switch
        {
            0 => _builder.Convert(this.Pick([Op.SExt, Op.ZExt]), IrType.I64, this.Int(depth - 1)),
            1 => _builder.Binary(this.Pick([Op.Shl, Op.Shr, Op.ShrU]), this.Long(depth - 1), this.Int(1)),
            2 => this.BitsOf(Op.Bitcast, IrType.I64, this.Double(depth - 1)),
            _ => _builder.Binary(this.Pick([Op.Add, Op.Sub, Op.Mul, Op.And, Op.Or, Op.Xor, Op.MulHiU, Op.Max]), this.Long(depth - 1), this.Long(depth - 1)),
        };
    }

    private Value Float(int depth)
    {
        if (depth <= 0 || _random.Next(4) == 0)
        {
            return _random.Next(6) switch
            {
                0 => _function.ConstF32(this.Pick([0f, -0f, 1f, -1f, 0.5f, 3f, float.PositiveInfinity, 1e-40f, (float)_random.NextDouble()])),
                1 => _function.ParameterValues[4],
                2 => this.TakeAvailable(IrType.F32) ?? _function.ConstF32(2),
                3 => _builder.Load(MemType.F32, this.GlobalAddress(MemType.F32, isFloat: true)),
                4 => _builder.Load(MemType.F32, this.ArrayElement(_floats, 8)),
                _ => _builder.Load(MemType.F32, _locals[3 + _random.Next(2)].Pointer),
            };
        }

        return _random.Next(10) switch
        {
            0 => _builder.Convert(this.Pick([Op.SToF, Op.UToF]), IrType.F32, this.Int(depth - 1)),
            1 => _builder.Unary(this.Pick([Op.Neg, Op.Abs, Op.Sqrt, Op.Floor, Op.Round]), this.Float(depth - 1)),
            2 => _builder.Select(this.Bool(depth - 1), this.Float(depth - 1), this.Float(depth - 1)),
            3 => _builder.Convert(Op.FTrunc, IrType.F32, this.Double(depth - 1)),
            4 => _builder.Convert(
                Op.Bitcast, IrType.F32, _builder.Binary(Op.And, this.Int(depth - 1), _function.ConstI32(0x3fffffff))),
            5 => _builder.Emit(Op.Fma, IrType.F32, this.Float(depth - 1), this.Float(depth - 1), this.Float(depth - 1)),
            6 => _builder.Binary(Op.CopySign, this.Float(depth - 1), _builder.Convert(Op.SToF, IrType.F32, this.Int(depth - 1))),
            _ => _builder.Binary(
                this.Pick([Op.Add, Op.Sub, Op.Mul, Op.Div, Op.Min, Op.Max]), this.Float(depth - 1), this.Float(depth - 1)),
        };
    }

    /// <summary>The bits of a float, but not of a NaN: identities may change these.</summary>
    private Value BitsOf(Op op, IrType type, Value value) =>
        _builder.Select(_builder.Compare(Cmp.Eq, value, value), _builder.Convert(op, type, value), _function.Constant(type, 3));

    private Value Double(int depth)
    {
        if (depth <= 0 || _random.Next(3) == 0)
        {
            return _random.Next(3) switch
            {
                0 => _function.ConstF64(this.Pick([0d, -0d, 1d, -2d, 0.1, double.MaxValue])),
                1 => _function.ParameterValues[5],
                _ => _builder.Load(MemType.F64, _locals[10].Pointer),
            };
        }

        return _random.Next(4) switch
        {
            0 => _builder.Convert(Op.FExt, IrType.F64, this.Float(depth - 1)),
            1 => _builder.Convert(Op.SToF, IrType.F64, this.Long(depth - 1)),
            _ => _builder.Binary(this.Pick([Op.Add, Op.Sub, Op.Mul, Op.Div]), this.Double(depth - 1), this.Double(depth - 1)),
        };
    }

    private Value Bool(int depth)
    {
        Cmp cmp = (Cmp)_random.Next(10);
        if (depth <= 0 || _random.Next(3) == 0)
        {
            return _random.Next(5) switch
            {
                0 => _function.ConstI1(_random.Next(2) == 0),
                1 => this.TakeAvailable(IrType.I1) ?? _function.ConstI1(true),
                2 => _builder.Compare(Cmp.Ne, _builder.Load(MemType.U8, _locals[5].Pointer), _function.ConstI32(0)),
                _ => _builder.Compare(cmp, this.Int(depth - 1), _function.ConstI32(_random.Next(-2, 4))),
            };
        }

        return _random.Next(7) switch
        {
            0 => _builder.Binary(this.Pick([Op.And, Op.Or, Op.Xor]), this.Bool(depth - 1), this.Bool(depth - 1)),
            1 => _builder.Unary(Op.Not, this.Bool(depth - 1)),
            2 => _builder.Compare(cmp, this.Float(depth - 1), this.Float(depth - 1)),
            3 => _builder.Compare(cmp, this.Long(depth - 1), this.Long(depth - 1)),
            4 => _builder.Compare(cmp, _builder.Convert(Op.BoolToI32, IrType.I32, this.Bool(depth - 1)), _function.ConstI32(_random.Next(3))),
            _ => _builder.Compare(cmp, this.Int(depth - 1), this.Int(depth - 1)),
        };
    }

    private Value LoadLocalInt()
    {
        (Value pointer, MemType mem) = this.Pick(_locals);

        return mem.ValueType() == IrType.I32 ? _builder.Load(mem, pointer)
            : _random.Next(2) == 0 ? _builder.Load(MemType.I32, _locals[0].Pointer)
            : this.OverlappedLoad();
    }

    private Value OverlappedLoad()
    {
        (Value pointer, MemType mem) = this.OverlappedPart();

        return mem.ValueType() == IrType.I32 ? _builder.Load(mem, pointer) : _builder.Convert(Op.Trunc, IrType.I32, _builder.Load(MemType.I64, _overlapped));
    }

    /// <summary>Parts of 16 bytes that are accessed in several sizes.</summary>
    private (Value Pointer, MemType Mem) OverlappedPart() => _random.Next(6) switch
    {
        0 => (_overlapped, MemType.I64),
        1 => (_overlapped, MemType.I32),
        2 => (_builder.PtrAdd(_overlapped, _function.ConstI64(4)), MemType.I32),
        3 => (_builder.PtrAdd(_overlapped, _function.ConstI64(8)), MemType.U16),
        4 => (_builder.PtrAdd(_overlapped, _function.ConstI64(8)), this.Pick([MemType.I8, MemType.U8])),
        _ => (_builder.PtrAdd(_overlapped, _function.ConstI64(12)), MemType.I32),
    };

    private Value LoadGlobalInt()
    {
        if (_random.Next(6) == 0 && !_isKernel)
        {
            return _builder.Load(MemType.I32, _builder.PtrAdd(_shared, _function.ConstI64(_random.Next(4) * 4)));
        }

        if (_random.Next(3) == 0 && _isKernel)
        {
            return _builder.Load(MemType.I32, this.InputAddress());
        }

        MemType mem = this.Pick([MemType.I32, MemType.U8, MemType.I16]);

        return _builder.Load(mem, this.GlobalAddress(mem, isFloat: false));
    }

    /// <summary>An address that is the same for all work-items, or that of neighbours, or anything.</summary>
    private Value InputAddress()
    {
        Value offset = _random.Next(4) switch
        {
            0 => _function.ConstI64(_random.Next(64) * 4),
            1 => _builder.Binary(
                Op.Mul,
                _builder.Convert(Op.SExt, IrType.I64, _builder.Binary(Op.And, _function.ParameterValues[2], _function.ConstI32(63))),
                _function.ConstI64(4)),
            2 => _builder.Binary(Op.Add, _builder.Binary(Op.Mul, _index, _function.ConstI64(4)), _function.ConstI64(_random.Next(64) * 4)),
            _ => _builder.Binary(
                Op.Mul,
                _builder.Convert(Op.SExt, IrType.I64, _builder.Binary(Op.And, this.Int(1), _function.ConstI32(63))),
                _function.ConstI64(4)),
        };

        return _builder.PtrAdd(_function.ParameterValues[7], offset);
    }

    private Value GlobalAddress(MemType mem, bool isFloat)
    {
        int first = isFloat ? HalfBytes : 0;
        if (_random.Next(2) == 0)
        {
            return _builder.PtrAdd(_data, _function.ConstI64(first + (_random.Next(4) * mem.Size())));
        }

        Value index = _builder.Binary(Op.And, this.Int(1), _function.ConstI32((HalfBytes / mem.Size()) - 1));
        Value bytes = _builder.Binary(Op.Mul, _builder.Convert(Op.SExt, IrType.I64, index), _function.ConstI64(mem.Size()));
        Value pointer = _builder.PtrAdd(_data, bytes);

        return first == 0 ? pointer : _builder.PtrAdd(pointer, _function.ConstI64(first));
    }

    private Value ArrayElement(Value array, int length)
    {
        if (_random.Next(3) != 0)
        {
            return _builder.PtrAdd(array, _function.ConstI64(_random.Next(length) * 4));
        }

        Value index = _builder.Binary(Op.And, this.Int(1), _function.ConstI32(length - 1));

        return _builder.PtrAdd(array, _builder.Binary(Op.Mul, _builder.Convert(Op.SExt, IrType.I64, index), _function.ConstI64(4)));
    }

    private T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];
}
