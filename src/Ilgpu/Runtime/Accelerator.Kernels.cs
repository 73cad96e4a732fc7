using System.Reflection;
using ILGPU.Backends;
using IlgpuOptim.Engine.Runtime;

namespace ILGPU.Runtime;

/// <content>Kernels. A kernel is compiled once per accelerator; loading it again is cheap.</content>
public abstract partial class Accelerator
{
    private readonly Dictionary<(MethodInfo Method, bool IsImplicit, KernelSpecialization Specialization), CompiledKernel> _kernels = [];
    private readonly Dictionary<(MethodInfo Method, bool IsImplicit), KernelLauncher> _launchers = [];

    /// <summary>Notes what is compiled; set it before the first kernel is loaded.</summary>
    internal KernelRecorder? Recorder { get; set; }

    /// <summary>Work-items per group that the engine chooses for implicitly grouped kernels.</summary>
    internal abstract int AutoGroupSize { get; }

    /// <summary>Makes a compiled kernel launchable.</summary>
    /// <exception cref="ArgumentException">It was compiled for another kind of accelerator.</exception>
    public Kernel LoadKernel(CompiledKernel kernel) => this.LoadCompiled(kernel, 0);

    /// <summary>Makes a compiled kernel launchable, with a group size.</summary>
    /// <exception cref="ArgumentException">It was compiled for another kind of accelerator.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The group size is out of range.</exception>
    public Kernel LoadImplicitlyGroupedKernel(CompiledKernel kernel, int customGroupSize) =>
        this.LoadCompiled(kernel, this.CheckGroupSize(customGroupSize));

    /// <summary>Makes a compiled kernel launchable, with a group size.</summary>
    /// <exception cref="ArgumentException">It was compiled for another kind of accelerator.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The group size is out of range.</exception>
    public Kernel LoadImplicitlyGroupedKernel(CompiledKernel kernel, int customGroupSize, out KernelInfo kernelInfo)
    {
        Kernel loaded = this.LoadImplicitlyGroupedKernel(kernel, customGroupSize);
        kernelInfo = this.DescribeKernel(loaded);

        return loaded;
    }

    /// <summary>Makes a compiled kernel launchable; the engine chooses the group size.</summary>
    /// <exception cref="ArgumentException">It was compiled for another kind of accelerator.</exception>
    public Kernel LoadAutoGroupedKernel(CompiledKernel kernel) => this.LoadCompiled(kernel, 0);

    /// <summary>Makes a compiled kernel launchable; the engine chooses the group size.</summary>
    /// <exception cref="ArgumentException">It was compiled for another kind of accelerator.</exception>
    public Kernel LoadAutoGroupedKernel(CompiledKernel kernel, out KernelInfo kernelInfo)
    {
        Kernel loaded = this.LoadAutoGroupedKernel(kernel);
        kernelInfo = this.DescribeKernel(loaded);

        return loaded;
    }

    /// <summary>Compiles and loads an explicitly grouped kernel.</summary>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public Kernel LoadKernel(MethodInfo method) => this.LoadKernel(method, KernelSpecialization.Empty);

    /// <summary>Compiles and loads an explicitly grouped kernel.</summary>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public Kernel LoadKernel(MethodInfo method, KernelSpecialization specialization) =>
        this.LoadMethod(method, isImplicit: false, 0, specialization);

    /// <summary>Compiles and loads an explicitly grouped kernel.</summary>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public Kernel LoadKernel(MethodInfo method, KernelSpecialization specialization, out KernelInfo kernelInfo)
    {
        Kernel kernel = this.LoadKernel(method, specialization);
        kernelInfo = this.DescribeKernel(kernel);

        return kernel;
    }

    /// <summary>Compiles and loads an implicitly grouped kernel with a group size.</summary>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The group size is out of range.</exception>
    public Kernel LoadImplicitlyGroupedKernel(MethodInfo method, int customGroupSize) =>
        this.LoadMethod(method, isImplicit: true, this.CheckGroupSize(customGroupSize), KernelSpecialization.Empty);

    /// <summary>Compiles and loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public Kernel LoadAutoGroupedKernel(MethodInfo method) =>
        this.LoadMethod(method, isImplicit: true, 0, KernelSpecialization.Empty);

    /// <summary>Compiles and loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public Kernel LoadAutoGroupedKernel(MethodInfo method, out KernelInfo kernelInfo)
    {
        Kernel kernel = this.LoadAutoGroupedKernel(method);
        kernelInfo = this.DescribeKernel(kernel);

        return kernel;
    }

    /// <summary>Compiles and loads an explicitly grouped kernel as a delegate (stream, config, arguments).</summary>
    /// <typeparam name="TDelegate">Delegate type.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public TDelegate LoadKernel<TDelegate>(MethodInfo method)
        where TDelegate : Delegate => this.LoadKernel(method).CreateLauncherDelegate<TDelegate>();

    /// <summary>Compiles and loads an explicitly grouped kernel as a delegate (stream, config, arguments).</summary>
    /// <typeparam name="TDelegate">Delegate type.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public TDelegate LoadKernel<TDelegate>(MethodInfo method, KernelSpecialization specialization)
        where TDelegate : Delegate => this.LoadKernel(method, specialization).CreateLauncherDelegate<TDelegate>();

    /// <summary>Compiles and loads an explicitly grouped kernel as a delegate (stream, config, arguments).</summary>
    /// <typeparam name="TDelegate">Delegate type.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public TDelegate LoadKernel<TDelegate>(MethodInfo method, KernelSpecialization specialization, out KernelInfo kernelInfo)
        where TDelegate : Delegate =>
        this.LoadKernel(method, specialization, out kernelInfo).CreateLauncherDelegate<TDelegate>();

    /// <summary>Compiles and loads an implicitly grouped kernel as a delegate (stream, extent, arguments).</summary>
    /// <typeparam name="TDelegate">Delegate type.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public TDelegate LoadImplicitlyGroupedKernel<TDelegate>(MethodInfo method, int customGroupSize)
        where TDelegate : Delegate =>
        this.LoadImplicitlyGroupedKernel(method, customGroupSize).CreateLauncherDelegate<TDelegate>();

    /// <summary>Compiles and loads an implicitly grouped kernel as a delegate (stream, extent, arguments).</summary>
    /// <typeparam name="TDelegate">Delegate type.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public TDelegate LoadImplicitlyGroupedKernel<TDelegate>(MethodInfo method, int customGroupSize, out KernelInfo kernelInfo)
        where TDelegate : Delegate
    {
        Kernel kernel = this.LoadImplicitlyGroupedKernel(method, customGroupSize);
        kernelInfo = this.DescribeKernel(kernel);

        return kernel.CreateLauncherDelegate<TDelegate>();
    }

    /// <summary>Compiles and loads an implicitly grouped kernel as a delegate (stream, extent, arguments).</summary>
    /// <typeparam name="TDelegate">Delegate type.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public TDelegate LoadAutoGroupedKernel<TDelegate>(MethodInfo method)
        where TDelegate : Delegate => this.LoadAutoGroupedKernel(method).CreateLauncherDelegate<TDelegate>();

    /// <summary>Compiles and loads an implicitly grouped kernel as a delegate (stream, extent, arguments).</summary>
    /// <typeparam name="TDelegate">Delegate type.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public TDelegate LoadAutoGroupedKernel<TDelegate>(MethodInfo method, out KernelInfo kernelInfo)
        where TDelegate : Delegate => this.LoadAutoGroupedKernel(method, out kernelInfo).CreateLauncherDelegate<TDelegate>();

    /// <summary>Compiles and loads an explicitly grouped kernel as a delegate (stream, config, arguments).</summary>
    /// <typeparam name="TDelegate">Delegate type.</typeparam>
    /// <typeparam name="TSourceDelegate">Type of the kernel.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public TDelegate LoadKernel<TDelegate, TSourceDelegate>(TSourceDelegate methodDelegate, out KernelInfo kernelInfo)
        where TDelegate : Delegate
        where TSourceDelegate : Delegate =>
        this.LoadKernel<TDelegate>(methodDelegate.Method, KernelSpecialization.Empty, out kernelInfo);

    /// <summary>Compiles and loads an explicitly grouped kernel as a delegate (stream, config, arguments).</summary>
    /// <typeparam name="TDelegate">Delegate type.</typeparam>
    /// <typeparam name="TSourceDelegate">Type of the kernel.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public TDelegate LoadKernel<TDelegate, TSourceDelegate>(
        TSourceDelegate methodDelegate,
        KernelSpecialization specialization,
        out KernelInfo kernelInfo)
        where TDelegate : Delegate
        where TSourceDelegate : Delegate => this.LoadKernel<TDelegate>(methodDelegate.Method, specialization, out kernelInfo);

    /// <summary>Compiles and loads an implicitly grouped kernel as a delegate (stream, extent, arguments).</summary>
    /// <typeparam name="TDelegate">Delegate type.</typeparam>
    /// <typeparam name="TSourceDelegate">Type of the kernel.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public TDelegate LoadImplicitlyGroupedKernel<TDelegate, TSourceDelegate>(TSourceDelegate methodDelegate, int customGroupSize)
        where TDelegate : Delegate
        where TSourceDelegate : Delegate =>
        this.LoadImplicitlyGroupedKernel<TDelegate>(methodDelegate.Method, customGroupSize);

    /// <summary>Compiles and loads an implicitly grouped kernel as a delegate (stream, extent, arguments).</summary>
    /// <typeparam name="TDelegate">Delegate type.</typeparam>
    /// <typeparam name="TSourceDelegate">Type of the kernel.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public TDelegate LoadImplicitlyGroupedKernel<TDelegate, TSourceDelegate>(
        TSourceDelegate methodDelegate,
        int customGroupSize,
        out KernelInfo kernelInfo)
        where TDelegate : Delegate
        where TSourceDelegate : Delegate =>
        this.LoadImplicitlyGroupedKernel<TDelegate>(methodDelegate.Method, customGroupSize, out kernelInfo);

    /// <summary>Compiles and loads an implicitly grouped kernel as a delegate (stream, extent, arguments).</summary>
    /// <typeparam name="TDelegate">Delegate type.</typeparam>
    /// <typeparam name="TSourceDelegate">Type of the kernel.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public TDelegate LoadAutoGroupedKernel<TDelegate, TSourceDelegate>(TSourceDelegate methodDelegate, out KernelInfo kernelInfo)
        where TDelegate : Delegate
        where TSourceDelegate : Delegate => this.LoadAutoGroupedKernel<TDelegate>(methodDelegate.Method, out kernelInfo);

    /// <summary>Compiles and loads an implicitly grouped kernel as a delegate (stream, extent, arguments).</summary>
    /// <typeparam name="TDelegate">Delegate type.</typeparam>
    /// <typeparam name="TSourceDelegate">Type of the kernel.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public TDelegate LoadAutoGroupedKernel<TDelegate, TSourceDelegate>(TSourceDelegate methodDelegate)
        where TDelegate : Delegate
        where TSourceDelegate : Delegate => this.LoadAutoGroupedKernel<TDelegate>(methodDelegate.Method);

    /// <summary>Compiles (or finds) a kernel and loads it.</summary>
    internal Kernel LoadMethod(MethodInfo method, bool isImplicit, int customGroupSize, KernelSpecialization specialization)
    {
        this.VerifyNotDisposed();
        ArgumentNullException.ThrowIfNull(method);

        if (!specialization.IsCompatibleWith(this))
        {
            throw new NotSupportedException($"'{this.Name}' cannot keep the promise: {specialization}.");
        }

        if (customGroupSize > 0 && this.AcceleratorType == AcceleratorType.Cuda && specialization.MaxNumThreadsPerGroup is null)
        {
            // The driver's compiler may then give each work-item as many registers as such groups leave.
            specialization = new KernelSpecialization(customGroupSize, specialization.MinNumGroupsPerMultiprocessor);
        }

        return this.LoadCompiled(this.CompileMethod(method, isImplicit, specialization), customGroupSize);
    }

    internal CompiledKernel CompileMethod(MethodInfo method, bool isImplicit, KernelSpecialization specialization)
    {
        bool caches = this.Context.Properties.CachingMode is CachingMode.Default or CachingMode.NoLaunchCaching;

        lock (_kernels)
        {
            if (_kernels.TryGetValue((method, isImplicit, specialization), out CompiledKernel? known))
            {
                return known;
            }
        }

        // Outside of the lock: other kernels can be loaded meanwhile, and a failure leaves nothing behind.
        CompiledKernel compiled = this.CompileInternal(KernelSignature.Create(method, isImplicit), specialization);

        if (caches)
        {
            lock (_kernels)
            {
                if (!_kernels.TryAdd((method, isImplicit, specialization), compiled))
                {
                    compiled = _kernels[(method, isImplicit, specialization)];
                }
            }
        }

        return compiled;
    }

    /// <summary>The launcher of the one-shot Launch methods; kept per kernel method.</summary>
    internal TLauncher FindLauncher<TLauncher>(MethodInfo method, bool isImplicit, Func<Kernel, TLauncher> create)
        where TLauncher : KernelLauncher
    {
        this.VerifyNotDisposed();

        lock (_kernels)
        {
            if (_launchers.TryGetValue((method, isImplicit), out KernelLauncher? known) && known is TLauncher match)
            {
                return match;
            }
        }

        TLauncher launcher = create(this.LoadMethod(method, isImplicit, 0, KernelSpecialization.Empty));

        if (this.Context.Properties.CachingMode is CachingMode.Default or CachingMode.NoKernelCaching)
        {
            lock (_kernels)
            {
                _launchers[(method, isImplicit)] = launcher;
            }
        }

        return launcher;
    }

    internal int CheckGroupSize(int customGroupSize)
    {
        if (customGroupSize < 0 || customGroupSize > this.MaxNumThreadsPerGroup || customGroupSize > this.MaxGroupSize.X)
        {
            throw new ArgumentOutOfRangeException(
                nameof(customGroupSize),
                customGroupSize,
                $"The group size has to be between 0 and the maximum {this.MaxNumThreadsPerGroup} of '{this.Name}'.");
        }

        return customGroupSize;
    }

    internal KernelInfo DescribeKernel(Kernel kernel)
    {
        if (kernel.Signature.Kind == IlgpuOptim.Engine.IR.KernelKind.Explicit)
        {
            return KernelInfo.CreateFrom(kernel.Info, null, null);
        }

        int groupSize = kernel.CustomGroupSize == 0 ? this.AutoGroupSize : kernel.CustomGroupSize;

        return KernelInfo.CreateFrom(kernel.Info, groupSize, Math.Max(1, this.MaxNumThreads / groupSize));
    }

    /// <summary>Compiles a kernel.</summary>
    private protected abstract CompiledKernel CompileInternal(KernelSignature signature, KernelSpecialization specialization);

    /// <summary>Makes a compiled kernel launchable.</summary>
    private protected abstract Kernel LoadCompiled(CompiledKernel kernel, int customGroupSize);
}
