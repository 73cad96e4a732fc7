using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Until it is disposed of, operators of this thread are not recorded.</summary>
    public static IDisposable no_grad() => new GradMode(false);

    /// <summary>Until it is disposed of, operators of this thread are recorded (or not).</summary>
    public static IDisposable enable_grad(bool enabled = true) => new GradMode(enabled);

    /// <summary>Operators of this thread are recorded (or not) from now on; disposing restores what was before.</summary>
    public static IDisposable set_grad_enabled(bool mode = true) => new GradMode(mode);

    /// <summary>Whether operators of this thread are recorded.</summary>
    public static bool is_grad_enabled() => NativeMethods.ito_grad_mode() != 0;

    /// <summary>Until it is disposed of, this thread makes tensors that cannot take part in autograd, which is faster.</summary>
    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);

    /// <summary>Whether this thread is in inference mode.</summary>
    public static bool is_inference_mode_enabled() => NativeMethods.ito_inference_mode() != 0;

    private sealed class GradMode : IDisposable
    {
        private readonly int _before = NativeMethods.ito_grad_mode();

        public GradMode(bool enabled) => NativeMethods.ito_set_grad_mode(enabled ? 1 : 0);

        public void Dispose() => NativeMethods.ito_set_grad_mode(this._before);
    }

    private sealed class InferenceMode(bool enabled) : IDisposable
    {
        private IntPtr _guard = NativeMethods.Check(NativeMethods.ito_enter_inference_mode(enabled ? 1 : 0));

        public void Dispose()
        {
            IntPtr guard = Interlocked.Exchange(ref this._guard, IntPtr.Zero);
            if (guard != IntPtr.Zero)
            {
                NativeMethods.ito_leave_inference_mode(guard);
            }
        }
    }

    /// <summary>Gradients by hand.</summary>
    public static class autograd
    {
        /// <summary>The gradients of the sum of <paramref name="outputs"/> with respect to <paramref name="inputs"/>.</summary>
        /// <param name="outputs">What is differentiated.</param>
        /// <param name="inputs">With respect to what.</param>
        /// <param name="grad_outputs">Weights of the outputs; needed for those with more than one element.</param>
        /// <param name="retain_graph">Keep what backward needs, for another call.</param>
        /// <param name="create_graph">Record the gradients' own operators.</param>
        /// <param name="allow_unused">Null for an input that has no influence, not an error.</param>
        public static unsafe IList<Tensor> grad(
            IList<Tensor> outputs,
            IList<Tensor> inputs,
            IList<Tensor> grad_outputs = null,
            bool retain_graph = false,
            bool create_graph = false,
            bool allow_unused = false)
        {
            using HandleList from = new(outputs), to = new(inputs), weights = new(grad_outputs);
            IntPtr[] results = new IntPtr[inputs.Count];
            fixed (IntPtr* handles = results)
            {
                NativeMethods.Check(NativeMethods.ito_gradients(
                    from.Pointer,
                    from.Count,
                    to.Pointer,
                    to.Count,
                    weights.Pointer,
                    weights.Count,
                    retain_graph || create_graph ? 1 : 0,
                    create_graph ? 1 : 0,
                    allow_unused ? 1 : 0,
                    handles));
            }

            return [.. results.Select(Tensor.Adopt)];
        }

        /// <summary>Adds the gradients of the sum of <paramref name="tensors"/> to the leaves they were made of.</summary>
        /// <param name="tensors">What is differentiated.</param>
        /// <param name="grad_tensors">Their weights; needed for those with more than one element.</param>
        /// <param name="retain_graph">Keep what backward needs, for another call; null: only if a graph is created.</param>
        /// <param name="create_graph">Record the gradients' own operators.</param>
        /// <param name="inputs">Only these leaves; null: all.</param>
        public static unsafe void backward(
            IList<Tensor> tensors,
            IList<Tensor> grad_tensors = null,
            bool? retain_graph = null,
            bool create_graph = false,
            IList<Tensor> inputs = null)
        {
            using HandleList roots = new(tensors), weights = new(grad_tensors), leaves = new(inputs);
            NativeMethods.Check(NativeMethods.ito_backward(
                roots.Pointer,
                roots.Count,
                weights.Pointer,
                weights.Count,
                leaves.Pointer,
                leaves.Count,
                retain_graph is bool keep ? (keep ? 1 : 0) : -1,
                create_graph ? 1 : 0));
        }

        /// <inheritdoc cref="backward(IList{Tensor}, IList{Tensor}, bool?, bool, IList{Tensor})"/>
        public static void backward(
            Tensor tensor,
            IList<Tensor> grad_tensors = null,
            bool? retain_graph = null,
            bool create_graph = false,
            IList<Tensor> inputs = null) => backward((IList<Tensor>)[tensor], grad_tensors, retain_graph, create_graph, inputs);

        /// <inheritdoc cref="backward(IList{Tensor}, IList{Tensor}, bool?, bool, IList{Tensor})"/>
        public static void backward(
            Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false, IList<Tensor> inputs = null) =>
            backward((IList<Tensor>)[tensor], grad_tensor is null ? null : (IList<Tensor>)[grad_tensor], retain_graph, create_graph, inputs);
    }

    /// <summary>Handles of tensors side by side in memory, which stay alive for as long as this does.</summary>
    internal sealed unsafe class HandleList : IDisposable
    {
        private readonly Tensor[] _tensors;

        public HandleList(IEnumerable<Tensor> tensors)
        {
            this._tensors = tensors is null ? [] : [.. tensors];
            this.Pointer = (IntPtr*)System.Runtime.InteropServices.NativeMemory.Alloc((nuint)(this._tensors.Length + 1), (nuint)sizeof(IntPtr));
            for (int i = 0; i < this._tensors.Length; i++)
            {
                this.Pointer[i] = this._tensors[i] is null ? IntPtr.Zero : this._tensors[i].Handle;
            }
        }

        public IntPtr* Pointer { get; private set; }

        public int Count => this._tensors.Length;

        public void Dispose()
        {
            System.Runtime.InteropServices.NativeMemory.Free(this.Pointer);
            this.Pointer = null;
            foreach (Tensor tensor in this._tensors)
            {
                GC.KeepAlive(tensor);
            }
        }
    }

    public partial class Tensor
    {
        /// <summary>Whether operators on it are recorded, so that it gets a gradient.</summary>
        public bool requires_grad
        {
            get => (this.Info.Flags & TensorFlags.RequiresGrad) != 0;
            set => this.requires_grad_(value);
        }

        /// <summary>
        /// Its gradient, in a new tensor object at each call (the native tensor is the same); null if there is none. Set:
        /// replaces it, or with null drops it.
        /// </summary>
        public unsafe Tensor grad
        {
            get
            {
                IntPtr gradient;
                NativeMethods.Check(NativeMethods.ito_grad(this.Handle, &gradient));
                GC.KeepAlive(this);
                return Adopt(gradient);
            }

            set
            {
                NativeMethods.Check(NativeMethods.ito_set_grad(this.Handle, value is null ? IntPtr.Zero : value.Handle));
                GC.KeepAlive(this);
                GC.KeepAlive(value);
            }
        }

        /// <summary>Whether it has a gradient; cheaper than asking for <see cref="grad"/>.</summary>
        internal bool HasGrad => (this.Info.Flags & TensorFlags.HasGrad) != 0;

        /// <summary>Sets <see cref="requires_grad"/>.</summary>
        public Tensor requires_grad_(bool requires_grad = true)
        {
            NativeMethods.Check(NativeMethods.ito_set_requires_grad(this.Handle, requires_grad ? 1 : 0));
            GC.KeepAlive(this);
            return this;
        }

        /// <summary>Sets <see cref="requires_grad"/>.</summary>
        public Tensor with_requires_grad(bool requires_grad = true) => this.requires_grad_(requires_grad);

        /// <summary>Lets backward() leave a gradient here, though it is no leaf.</summary>
        public void retain_grad()
        {
            NativeMethods.Check(NativeMethods.ito_retain_grad(this.Handle));
            GC.KeepAlive(this);
        }

        /// <summary>Adds its gradients to the leaves it was made of.</summary>
        public void backward() => autograd.backward((IList<Tensor>)[this]);

        /// <summary>Adds its gradients to the leaves it was made of.</summary>
        /// <param name="grad_tensors">Its weight; needed if it has more than one element.</param>
        /// <param name="retain_graph">Keep what backward needs, for another call.</param>
        /// <param name="create_graph">Record the gradients' own operators.</param>
        /// <param name="inputs">Only these leaves; null: all.</param>
        public void backward(
            IList<Tensor> grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor> inputs = null) =>
            autograd.backward((IList<Tensor>)[this], grad_tensors, retain_graph, create_graph, inputs);
    }
}
