using System.Reflection;
using ILGPU.Backends;
using IlgpuOptim.Engine.Runtime;

namespace ILGPU.Runtime;

/// <summary>A kernel that is ready to be launched.</summary>
public abstract class Kernel : AcceleratorObject
{
    private protected Kernel(Accelerator accelerator, CompiledKernel compiledKernel, KernelSignature signature, int customGroupSize)
        : base(accelerator, tracked: false)
    {
        this.CompiledKernel = compiledKernel;
        this.Signature = signature;
        this.CustomGroupSize = customGroupSize;
    }

    /// <summary>The method of the kernel.</summary>
    public MethodInfo Method => this.Signature.Method;

    /// <summary>How the kernel was specialised.</summary>
    public KernelSpecialization Specialization => this.CompiledKernel.Specialization;

    /// <summary>Number of parameters without the index.</summary>
    public int NumParameters => this.Signature.Parameters.Length;

    /// <summary>What is known about the kernel.</summary>
    public CompiledKernel.KernelInfo Info => this.CompiledKernel.Info;

    /// <summary>The compiled kernel.</summary>
    public CompiledKernel CompiledKernel { get; }

    internal KernelSignature Signature { get; }

    /// <summary>Work-items per group of an implicitly grouped kernel; 0: the engine decides.</summary>
    internal int CustomGroupSize { get; }

    /// <summary>Launches the kernel with boxed arguments.</summary>
    /// <typeparam name="TIndex">Index type or <see cref="KernelConfig"/>.</typeparam>
    /// <param name="stream">Stream in whose order it runs.</param>
    /// <param name="dimension">Extent, or grid and group.</param>
    /// <param name="args">The arguments without the index.</param>
    /// <exception cref="ArgumentException">Number or types of the arguments do not match the parameters.</exception>
    public void Launch<TIndex>(AcceleratorStream stream, TIndex dimension, params object[] args)
        where TIndex : struct, IIndex =>
        this.LaunchBoxed(stream, LaunchDimensions.Create(dimension, this), args);

    /// <summary>Launches a one-dimensional implicitly grouped kernel with boxed arguments.</summary>
    /// <param name="stream">Stream in whose order it runs.</param>
    /// <param name="dimension">Extent.</param>
    /// <param name="args">The arguments without the index.</param>
    /// <exception cref="ArgumentException">Number or types of the arguments do not match the parameters.</exception>
    public void Launch(AcceleratorStream stream, int dimension, params object[] args) =>
        this.LaunchBoxed(stream, LaunchDimensions.Create(new Index1D(dimension), this), args);

    /// <summary>A delegate that launches the kernel: (stream, dimension, arguments) or (dimension, arguments).</summary>
    /// <typeparam name="TDelegate">Delegate type.</typeparam>
    /// <exception cref="NotSupportedException">The delegate type does not fit to the kernel.</exception>
    public TDelegate CreateLauncherDelegate<TDelegate>()
        where TDelegate : Delegate => KernelLauncher.CreateDelegate<TDelegate>(this);

    /// <summary>Gets an empty packet for the arguments of a launch.</summary>
    internal LaunchPacket Begin(AcceleratorStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.ThrowIfUnusable(this.Accelerator);
        this.VerifyNotDisposed();
        LaunchPacket packet = this.RentPacket();
        packet.Prepare(this.Signature);

        return packet;
    }

    internal abstract LaunchPacket RentPacket();

    /// <summary>Queues the launch; the packet belongs to the stream from here on, also when it throws.</summary>
    internal abstract void Submit(AcceleratorStream stream, in LaunchDimensions dimensions, LaunchPacket packet);

    /// <inheritdoc/>
    protected override void DisposeAcceleratorObject(bool disposing)
    {
    }

    private void LaunchBoxed(AcceleratorStream stream, in LaunchDimensions dimensions, object[] arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ParameterPlan[] parameters = this.Signature.Parameters;

        if (arguments.Length != parameters.Length)
        {
            throw new ArgumentException(
                $"The kernel '{this.Signature.Name}' has {parameters.Length} parameters, {arguments.Length} arguments were given.",
                nameof(arguments));
        }

        LaunchPacket packet = this.Begin(stream);

        try
        {
            for (int i = 0; i < arguments.Length; i++)
            {
                BoxedArguments.Write(parameters[i], i, arguments[i], packet);
            }
        }
        catch
        {
            packet.Return();

            throw;
        }

        this.Submit(stream, dimensions, packet);
    }
}
