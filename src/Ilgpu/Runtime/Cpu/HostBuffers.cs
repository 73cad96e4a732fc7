using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;

namespace IlgpuOptim.Engine.Runtime.Cpu
{
    /// <summary>Host memory that the engine has allocated.</summary>
    internal sealed unsafe class OwnedHostBuffer : CPUMemoryBuffer
    {
        public OwnedHostBuffer(Accelerator accelerator, long length, int elementSize, bool tracked)
            : base(accelerator, length, elementSize, tracked)
        {
            if (this.LengthInBytes > 0)
            {
                this.NativePtr = (IntPtr)CpuMemory.Allocate(this.LengthInBytes);
                this.HostPointer = (byte*)this.NativePtr;
            }
        }

        protected override void DisposeAcceleratorObject(bool disposing)
        {
            IntPtr memory = this.NativePtr;

            if (memory == IntPtr.Zero)
            {
                return;
            }

            // Queued work may still use the memory. (A finalizer runs only when no queued work refers to the buffer.)
            if (disposing)
            {
                (this.Accelerator as CPUAccelerator)?.WaitForQueuedWork();
            }

            this.NativePtr = IntPtr.Zero;
            this.HostPointer = null;
            CpuMemory.Free((byte*)memory, this.LengthInBytes);
        }
    }

    /// <summary>Host memory that somebody else owns.</summary>
    internal sealed unsafe class ForeignHostBuffer : CPUMemoryBuffer
    {
        private object? _owner;

        public ForeignHostBuffer(Accelerator accelerator, IntPtr pointer, long length, int elementSize, object? owner)
            : base(accelerator, length, elementSize, tracked: false)
        {
            if (pointer == IntPtr.Zero && length > 0)
            {
                throw new ArgumentNullException(nameof(pointer));
            }

            _owner = owner;
            this.NativePtr = pointer;
            this.HostPointer = (byte*)pointer;
        }

        internal override object? MemoryOwner => _owner;

        protected override void DisposeAcceleratorObject(bool disposing)
        {
            if (disposing)
            {
                (this.Accelerator as CPUAccelerator)?.WaitForQueuedWork();
            }

            this.NativePtr = IntPtr.Zero;
            this.HostPointer = null;
            _owner = null;
        }
    }
}

namespace ILGPU.Runtime.CPU
{
    /// <summary>A pinned array; every CPU accelerator may use it.</summary>
    internal sealed unsafe class HostArrayBuffer : CPUMemoryBuffer
    {
        // Arrays belong to no context, so their views hang on an accelerator of their own.
        private static readonly Lazy<CPUAccelerator> LazyOwner =
            new(static () => Context.CreateDefault().GetImplicitCPUAccelerator());

        private PinnedGCHandle<Array> _handle;

        private HostArrayBuffer(Array array, int elementSize)
            : base(Owner, array.LongLength, elementSize, tracked: false)
        {
            _handle = new PinnedGCHandle<Array>(array);
            this.NativePtr = (IntPtr)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array));
            this.HostPointer = (byte*)this.NativePtr;
        }

        /// <summary>The accelerator of memory that belongs to no context.</summary>
        public static CPUAccelerator Owner => LazyOwner.Value;

        public static ArrayView<T> View<T>(Array array)
            where T : unmanaged
        {
            ArgumentNullException.ThrowIfNull(array);

            return array.LongLength == 0
                ? ArrayView<T>.Empty
                : new ArrayView<T>(new HostArrayBuffer(array, Interop.SizeOf<T>()), 0, array.LongLength);
        }

        internal override bool IsReachableFrom(Accelerator accelerator) => accelerator is CPUAccelerator;

        protected override void DisposeAcceleratorObject(bool disposing)
        {
            this.HostPointer = null;
            this.NativePtr = IntPtr.Zero;

            _handle.Dispose();
        }
    }
}
