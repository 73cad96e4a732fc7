using IlgpuOptim.Fuzz.Ast;
using ILGPU;
using ILGPU.Runtime;

namespace IlgpuOptim.Fuzz.Execution;

/// <summary>Buffers of one launch on one accelerator, and the kernel's arguments made of them.</summary>
internal sealed class DeviceViews : IDisposable
{
    private readonly List<Binding> bindings = [];

    public DeviceViews(Accelerator accelerator, FuzzKernel kernel, Array[] data)
    {
        List<object> arguments = [];

        for (int i = 0; i < data.Length; ++i)
        {
            Type type = typeof(Binding<>).MakeGenericType(data[i].GetType().GetElementType()!);
            Binding binding = (Binding)Activator.CreateInstance(type, accelerator, data[i])!;
            this.bindings.Add(binding);
            arguments.Add(binding.View(kernel.Views[i].IsView1D));
        }

        arguments.AddRange(kernel.Arguments.Select(argument => KernelData.Box(argument.Variable.Type, argument.Bits)));
        this.Arguments = [.. arguments];
    }

    public object[] Arguments { get; }

    public void CopyBack(Array[] data)
    {
        for (int i = 0; i < data.Length; ++i)
        {
            this.bindings[i].CopyTo(data[i]);
        }
    }

    public void Dispose()
    {
        foreach (Binding binding in this.bindings)
        {
            binding.Dispose();
        }
    }

    private abstract class Binding : IDisposable
    {
        public abstract object View(bool isView1D);

        public abstract void CopyTo(Array data);

        public abstract void Dispose();
    }

    private sealed class Binding<T>(Accelerator accelerator, T[] data) : Binding
        where T : unmanaged
    {
        private readonly MemoryBuffer1D<T, Stride1D.Dense> buffer = accelerator.Allocate1D(data);

        public override object View(bool isView1D)
        {
            return isView1D ? this.buffer.View : (ArrayView<T>)this.buffer.View;
        }

        public override void CopyTo(Array data)
        {
            this.buffer.CopyToCPU((T[])data);
        }

        public override void Dispose()
        {
            this.buffer.Dispose();
        }
    }
}
