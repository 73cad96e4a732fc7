using System.Diagnostics;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace ILGPU;

/// <summary>Settings of a context.</summary>
public class ContextProperties
{
    private protected readonly Dictionary<string, object> ExtensionProperties = [];

    /// <summary>Default settings.</summary>
    protected ContextProperties()
    {
    }

    /// <summary>Use of debug symbols.</summary>
    public DebugSymbolsMode DebugSymbolsMode { get; protected set; }

    /// <summary>Assertions are compiled into kernels.</summary>
    public bool EnableAssertions { get; protected set; }

    /// <summary>Output is compiled into kernels.</summary>
    public bool EnableIOOperations { get; protected set; }

    /// <summary>Kernels carry information about their resources; always the case here.</summary>
    public bool EnableKernelInformation { get; protected set; } = true;

    /// <summary>The intermediate code is verified after every stage of the compiler.</summary>
    public bool EnableVerifier { get; protected set; }

    /// <summary>Effort of the optimizer.</summary>
    public OptimizationLevel OptimizationLevel { get; protected set; } = OptimizationLevel.Release;

    /// <summary>Inlining of calls.</summary>
    public InliningMode InliningMode { get; protected set; }

    /// <summary>Freedom with floating-point operations.</summary>
    public MathMode MathMode { get; protected set; }

    /// <summary>Treatment of static fields.</summary>
    public StaticFieldMode StaticFieldMode { get; protected set; }

    /// <summary>Treatment of static arrays.</summary>
    public ArrayMode ArrayMode { get; protected set; }

    /// <summary>What accelerators remember.</summary>
    public CachingMode CachingMode { get; protected set; }

    /// <summary>Use of page-locked memory by copies.</summary>
    public PageLockingMode PageLockingMode { get; protected set; }

    /// <summary>Profiling markers can be used.</summary>
    public bool EnableProfiling { get; protected set; }

    /// <summary>Path of the NVVM library, or null.</summary>
    public string? LibNvvmPath { get; protected set; }

    /// <summary>Path of the LibDevice bitcode, or null.</summary>
    public string? LibDevicePath { get; protected set; }

    /// <summary>CPU kernels run as the C# methods themselves, so that breakpoints work.</summary>
    internal bool DebugKernels { get; set; }

    /// <summary>A setting of an extension.</summary>
    /// <typeparam name="T">Type of the setting.</typeparam>
    public T GetExtensionProperty<T>(string key, T defaultValue)
        where T : struct =>
        this.ExtensionProperties.TryGetValue(key, out object? value) && value is T match ? match : defaultValue;

    internal ContextProperties Snapshot()
    {
        ContextProperties copy = new()
        {
            DebugSymbolsMode = this.DebugSymbolsMode,
            EnableAssertions = this.EnableAssertions,
            EnableIOOperations = this.EnableIOOperations,
            EnableKernelInformation = this.EnableKernelInformation,
            EnableVerifier = this.EnableVerifier,
            OptimizationLevel = this.OptimizationLevel,
            InliningMode = this.InliningMode,
            MathMode = this.MathMode,
            StaticFieldMode = this.StaticFieldMode,
            ArrayMode = this.ArrayMode,
            CachingMode = this.CachingMode,
            PageLockingMode = this.PageLockingMode,
            EnableProfiling = this.EnableProfiling,
            LibNvvmPath = this.LibNvvmPath,
            LibDevicePath = this.LibDevicePath,
            DebugKernels = this.DebugKernels,
        };

        foreach ((string key, object value) in this.ExtensionProperties)
        {
            copy.ExtensionProperties[key] = value;
        }

        return copy;
    }

    /// <summary>Stores a setting of an extension.</summary>
    /// <typeparam name="T">Type of the setting.</typeparam>
    protected void SetExtensionProperty<T>(string key, T value)
        where T : struct => this.ExtensionProperties[key] = value;
}

/// <content>How contexts are built.</content>
public sealed partial class Context
{
    /// <summary>Collects devices and settings of a context. Every method returns the builder.</summary>
    public sealed class Builder : ContextProperties
    {
        internal Builder()
        {
            string? debug = Environment.GetEnvironmentVariable("ILGPUOPTIM_DEBUG_KERNELS");
            this.DebugKernels = debug is not null and not "" and not "0";
        }

        /// <summary>The devices so far.</summary>
        public DeviceRegistry DeviceRegistry { get; } = new();

        /// <summary>All devices.</summary>
        public Builder Default() => this.AllAccelerators();

        /// <summary>All devices.</summary>
        public Builder AllAccelerators() => this.AllAccelerators(static _ => true);

        /// <summary>All devices that a predicate accepts.</summary>
        public Builder AllAccelerators(Predicate<Device> predicate)
        {
            this.DeviceRegistry.Register<Device>(CPUDevice.Default, predicate);

            return this.Cuda(device => predicate(device)).OpenCL(device => predicate(device));
        }

        /// <summary>Inlining of calls; the engine always inlines completely.</summary>
        public Builder Inlining(InliningMode inliningMode) => this.With(() => this.InliningMode = inliningMode);

        /// <summary>Use of debug symbols.</summary>
        public Builder DebugSymbols(DebugSymbolsMode debugSymbolsMode) =>
            this.With(() => this.DebugSymbolsMode = debugSymbolsMode);

        /// <summary>Compiles assertions into kernels.</summary>
        public Builder Assertions() => this.With(() => this.EnableAssertions = true);

        /// <summary>Compiles output into kernels.</summary>
        public Builder IOOperations() => this.With(() => this.EnableIOOperations = true);

        /// <summary>Verifies the intermediate code after every stage of the compiler.</summary>
        public Builder Verify() => this.With(() => this.EnableVerifier = true);

        /// <summary>Freedom with floating-point operations.</summary>
        public Builder Math(MathMode mathMode) => this.With(() => this.MathMode = mathMode);

        /// <summary>Treatment of static fields.</summary>
        public Builder StaticFields(StaticFieldMode fieldMode) => this.With(() => this.StaticFieldMode = fieldMode);

        /// <summary>Treatment of static arrays.</summary>
        public Builder Arrays(ArrayMode arrayMode) => this.With(() => this.ArrayMode = arrayMode);

        /// <summary>What accelerators remember.</summary>
        public Builder Caching(CachingMode cachingMode) => this.With(() => this.CachingMode = cachingMode);

        /// <summary>Compiles assertions into kernels when a debugger is attached.</summary>
        public Builder AutoAssertions() => Debugger.IsAttached ? this.Assertions() : this;

        /// <summary>Compiles output into kernels when a debugger is attached.</summary>
        public Builder AutoIOOperations() => Debugger.IsAttached ? this.IOOperations() : this;

        /// <summary>Debug settings when a debugger is attached.</summary>
        public Builder AutoDebug() => Debugger.IsAttached ? this.Debug() : this;

        /// <summary>Debug settings: assertions, output, symbols, no optimisation.</summary>
        public Builder Debug() =>
            this.Assertions().IOOperations().DebugSymbols(DebugSymbolsMode.Kernel).Optimize(OptimizationLevel.Debug);

        /// <summary>Settings for speed.</summary>
        public Builder Release() => this.Optimize(OptimizationLevel.Release);

        /// <summary>Effort of the optimizer.</summary>
        public Builder Optimize(OptimizationLevel level) => this.With(() => this.OptimizationLevel = level);

        /// <summary>Use of page-locked memory by copies.</summary>
        public Builder PageLocking(PageLockingMode mode) => this.With(() => this.PageLockingMode = mode);

        /// <summary>Allows profiling markers.</summary>
        public Builder Profiling() => this.With(() => this.EnableProfiling = true);

        /// <summary>Kept for source compatibility: the engine's own functions are used everywhere.</summary>
        public Builder LibDevice() => this;

        /// <summary>Kept for source compatibility: the engine's own functions are used everywhere.</summary>
        public Builder LibDevice(string libNvvmPath, string libDevicePath) => this.With(() =>
        {
            this.LibNvvmPath = libNvvmPath;
            this.LibDevicePath = libDevicePath;
        });

        /// <summary>Stores a setting of an extension.</summary>
        /// <typeparam name="T">Type of the setting.</typeparam>
        public new void SetExtensionProperty<T>(string key, T value)
            where T : struct => base.SetExtensionProperty(key, value);

        /// <summary>Builds the context. Without any device the CPU is used.</summary>
        public Context ToContext() => new(this);

        private Builder With(Action change)
        {
            change();

            return this;
        }
    }
}
