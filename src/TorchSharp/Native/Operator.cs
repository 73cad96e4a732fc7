using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>One operator of libtorch, such as "add.Tensor", looked up in its dispatcher at the first call.</summary>
internal sealed unsafe class Operator(string name, string overload = "", string space = "aten")
{
    private const int MaximumResults = 8;
    private const int StackCells = 128;

    private IntPtr _handle;

    /// <summary>Looks it up; later calls do so only the first time.</summary>
    /// <exception cref="ExternalException">This libtorch has no such operator.</exception>
    public void Find() => this._handle = NativeMethods.Check(NativeMethods.ito_operator($"{space}::{name}", overload));

    /// <summary>The one tensor that the operator returns.</summary>
    public torch.Tensor Call(params ReadOnlySpan<Argument> arguments)
    {
        NativeResult* results = stackalloc NativeResult[MaximumResults];
        this.Run(arguments, results);
        return TensorOf(results[0]);
    }

    /// <summary>For operators that change their first argument, which is returned.</summary>
    public torch.Tensor CallInPlace(params ReadOnlySpan<Argument> arguments)
    {
        this.Run(arguments, null);
        return arguments[0].Tensor;
    }

    /// <summary>The two tensors that the operator returns.</summary>
    public (torch.Tensor, torch.Tensor) Call2(params ReadOnlySpan<Argument> arguments)
    {
        NativeResult* results = stackalloc NativeResult[MaximumResults];
        this.Run(arguments, results);
        return (TensorOf(results[0]), TensorOf(results[1]));
    }

    /// <summary>The three tensors that the operator returns.</summary>
    public (torch.Tensor, torch.Tensor, torch.Tensor) Call3(params ReadOnlySpan<Argument> arguments)
    {
        NativeResult* results = stackalloc NativeResult[MaximumResults];
        this.Run(arguments, results);
        return (TensorOf(results[0]), TensorOf(results[1]), TensorOf(results[2]));
    }

    /// <summary>The list of tensors that the operator returns.</summary>
    public torch.Tensor[] CallList(params ReadOnlySpan<Argument> arguments)
    {
        NativeResult* results = stackalloc NativeResult[MaximumResults];
        this.Run(arguments, results);
        torch.Tensor[] list = new torch.Tensor[results[0].Count];
        IntPtr* handles = (IntPtr*)results[0].Bits;
        for (int i = 0; i < list.Length; i++)
        {
            list[i] = torch.Tensor.Adopt(handles[i]);
        }

        NativeMethods.ito_free(handles);
        return list;
    }

    /// <summary>The truth value or number that the operator returns.</summary>
    public long CallInteger(params ReadOnlySpan<Argument> arguments)
    {
        NativeResult* results = stackalloc NativeResult[MaximumResults];
        this.Run(arguments, results);
        return results[0].Bits;
    }

    /// <summary>The truth value that the operator returns.</summary>
    public bool CallBoolean(params ReadOnlySpan<Argument> arguments) => this.CallInteger(arguments) != 0;

    /// <summary>The number that the operator returns, as a scalar of its kind.</summary>
    public Scalar CallScalar(params ReadOnlySpan<Argument> arguments)
    {
        NativeResult* results = stackalloc NativeResult[MaximumResults];
        this.Run(arguments, results);
        double real = BitConverter.Int64BitsToDouble(results[0].Bits);
        return results[0].Kind switch
        {
            ArgumentKind.Real => (Scalar)real,
            ArgumentKind.Boolean => (Scalar)(results[0].Bits != 0),
            ArgumentKind.Complex => (Scalar)new System.Numerics.Complex(real, results[0].Imaginary),
            _ => (Scalar)results[0].Bits,
        };
    }

    private static torch.Tensor TensorOf(in NativeResult result) =>
        result.Kind == ArgumentKind.Tensor ? torch.Tensor.Adopt((nint)result.Bits) : null;

    private void Run(ReadOnlySpan<Argument> arguments, NativeResult* results)
    {
        if (this._handle == IntPtr.Zero)
        {
            this.Find();
        }

        int cells = 0;
        foreach (ref readonly Argument argument in arguments)
        {
            cells += argument.Cells;
        }

        // Beyond the stack's share: unmanaged, so that nothing moves.
        long* block = null;
        Span<long> scratch = cells <= StackCells
            ? stackalloc long[StackCells]
            : new Span<long>(block = (long*)NativeMemory.Alloc((nuint)cells, sizeof(long)), cells);
        try
        {
            NativeArgument* native = stackalloc NativeArgument[arguments.Length];
            for (int i = 0, used = 0; i < arguments.Length; i++)
            {
                int share = arguments[i].Cells;
                native[i] = arguments[i].Write(scratch.Slice(used, share));
                used += share;
            }

            NativeMethods.Check(NativeMethods.ito_call(this._handle, native, arguments.Length, results, results is null ? 0 : MaximumResults));
        }
        finally
        {
            NativeMemory.Free(block);
            foreach (ref readonly Argument argument in arguments)
            {
                argument.KeepAlive();
            }
        }
    }
}
