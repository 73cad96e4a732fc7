using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Backends.OpenCL;

/// <content>Calls of atomic functions, for one work-item or lane.</content>
internal abstract partial class OpenClKernelWriter
{
    /// <summary>An atomic operation as an expression of its type.</summary>
    /// <param name="value">The operation.</param>
    /// <param name="space">Name of the address space.</param>
    /// <param name="address">The address.</param>
    /// <param name="data">The operand, or what a compare-exchange stores.</param>
    /// <param name="comparand">What a compare-exchange expects.</param>
    protected string AtomicCall(Value value, string space, string address, string data, string comparand)
    {
        bool isLong = value.Mem.Size() == 8;
        bool isFloat = value.Type.IsFloat();
        string bits = isLong ? "ulong" : "uint";
        string prefix = isLong ? "atom" : "atomic";
        string target = $"(volatile {space} {bits}*){address}";
        if (value.Op == Op.AtomicCas || value.Atomic == AtomicOp.Exchange)
        {
            string toBits = isFloat ? $"as_{bits}({data})" : data;
            string call = value.Op != Op.AtomicCas
                ? $"{prefix}_xchg({target}, {toBits})"
                : $"{prefix}_cmpxchg({target}, {(isFloat ? $"as_{bits}({comparand})" : comparand)}, {toBits})";

            return isFloat ? $"as_{TypeName(value.Type)}({call})" : call;
        }

        bool needsExtension = isLong && value.Atomic != AtomicOp.Add && !_features.Int64ExtendedAtomics;
        if (isFloat || needsExtension)
        {
            return $"{_helpers.AtomicLoop(space, value.Mem, value.Atomic)}({target}, {Strip(data)})";
        }

        string operation = value.Atomic switch
        {
            AtomicOp.MinU => "min",
            AtomicOp.MaxU => "max",
            _ => value.Atomic.ToString().ToLowerInvariant(),
        };
        string signed = bits[1..];

        return value.Atomic is AtomicOp.Min or AtomicOp.Max
            ? $"({bits}){prefix}_{operation}((volatile {space} {signed}*){address}, ({signed}){data})"
            : $"{prefix}_{operation}({target}, {data})";
    }
}
