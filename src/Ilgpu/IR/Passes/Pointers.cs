namespace IlgpuOptim.Engine.IR.Passes;

/// <summary>What is known about addresses from the way they are computed.</summary>
internal static class Pointers
{
    /// <summary>Strips all offsets: the alloca, shared allocation, parameter or other value that an address starts from.</summary>
    public static Value Root(Value pointer)
    {
        while (pointer.Op is Op.PtrAdd or Op.AssumeAligned)
        {
            pointer = pointer.Operands[0];
        }

        return pointer;
    }

    /// <summary>The alloca that an address surely lies in, or null.</summary>
    public static Value? AllocaOf(Value pointer)
    {
        Value root = Root(pointer);

        return root.Op == Op.Alloca ? root : null;
    }

    /// <summary>Strips constant offsets and returns their sum.</summary>
    public static Value Base(Value pointer, out long offset)
    {
        offset = 0;
        while (pointer.Op == Op.AssumeAligned || (pointer.Op == Op.PtrAdd && pointer.Operands[1].Op == Op.Const))
        {
            offset += pointer.Op == Op.PtrAdd ? pointer.Operands[1].Imm : 0;
            pointer = pointer.Operands[0];
        }

        return pointer;
    }

    /// <summary>The two accesses may touch a common byte.</summary>
    public static bool MayAlias(Value pointerA, int sizeA, Value pointerB, int sizeB)
    {
        if (pointerA.Type != pointerB.Type)
        {
            return false;
        }

        Value baseA = Base(pointerA, out long offsetA);
        Value baseB = Base(pointerB, out long offsetB);
        if (baseA == baseB)
        {
            return offsetA < offsetB + sizeB && offsetB < offsetA + sizeA;
        }

        if (pointerA.Type == IrType.PtrGlobal)
        {
            return true;
        }

        Value rootA = Root(baseA);
        Value rootB = Root(baseB);

        return !AreDistinct(rootA, rootB);
    }

    /// <summary>Two different allocations of private or shared memory. Equal shared allocations are different values.</summary>
    private static bool AreDistinct(Value a, Value b) => (a.Op, b.Op) switch
    {
        (Op.Alloca, Op.Alloca) => a != b,
        (Op.SharedAlloc, Op.SharedAlloc) => a.Imm != b.Imm,
        (Op.SharedAlloc, Op.DynamicShared) or (Op.DynamicShared, Op.SharedAlloc) => true,
        _ => false,
    };

    /// <summary>The access lies in an alloca or static shared allocation of sufficient size, so it never faults.</summary>
    public static bool IsSafe(Function function, Value pointer, int size)
    {
        Value root = Base(pointer, out long offset);

        return root.Op switch
        {
            Op.Alloca => offset >= 0 && offset + size <= root.Imm,
            Op.SharedAlloc => offset >= 0 && offset + size <= function.SharedAllocations[(int)root.Imm].Bytes,
            _ => false,
        };
    }
}
