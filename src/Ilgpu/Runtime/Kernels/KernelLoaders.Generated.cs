// Written by eng/ApiGenerator; do not edit. To change it: dotnet run --project eng/ApiGenerator.
#nullable enable

using IlgpuOptim.Engine.Runtime;

namespace ILGPU.Runtime;

/// <summary>
/// Compile kernels and return delegates that launch them. The Stream forms use the default stream. A delegate may be
/// called from any thread.
/// </summary>
public static class KernelLoaders
{
    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1> LoadKernel<T1>(this Accelerator accelerator, Action<T1> action)
        where T1 : struct
        => new KernelLauncher<KernelConfig, T1>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty)).Launch;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1> LoadKernel<T1>(this Accelerator accelerator, Action<T1> action, out KernelInfo kernelInfo)
        where T1 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1>(kernel).Launch;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1> LoadKernel<T1>(this Accelerator accelerator, Action<T1> action, KernelSpecialization specialization)
        where T1 : struct
        => new KernelLauncher<KernelConfig, T1>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization)).Launch;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1> LoadKernel<T1>(this Accelerator accelerator, Action<T1> action, KernelSpecialization specialization, out KernelInfo kernelInfo)
        where T1 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1>(kernel).Launch;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1> LoadStreamKernel<T1>(this Accelerator accelerator, Action<T1> action)
        where T1 : struct
        => new KernelLauncher<KernelConfig, T1>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty)).LaunchDefault;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1> LoadStreamKernel<T1>(this Accelerator accelerator, Action<T1> action, out KernelInfo kernelInfo)
        where T1 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1>(kernel).LaunchDefault;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1> LoadStreamKernel<T1>(this Accelerator accelerator, Action<T1> action, KernelSpecialization specialization)
        where T1 : struct
        => new KernelLauncher<KernelConfig, T1>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization)).LaunchDefault;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1> LoadStreamKernel<T1>(this Accelerator accelerator, Action<T1> action, KernelSpecialization specialization, out KernelInfo kernelInfo)
        where T1 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1>(kernel).LaunchDefault;
    }

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1> LoadImplicitlyGroupedKernel<TIndex, T1>(this Accelerator accelerator, Action<TIndex, T1> action, int customGroupSize)
        where TIndex : struct, IIndex
        where T1 : struct
        => new KernelLauncher<TIndex, T1>(accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty)).Launch;

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1> LoadImplicitlyGroupedKernel<TIndex, T1>(this Accelerator accelerator, Action<TIndex, T1> action, int customGroupSize, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1>(kernel).Launch;
    }

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1> LoadImplicitlyGroupedStreamKernel<TIndex, T1>(this Accelerator accelerator, Action<TIndex, T1> action, int customGroupSize)
        where TIndex : struct, IIndex
        where T1 : struct
        => new KernelLauncher<TIndex, T1>(accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty)).LaunchDefault;

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1> LoadImplicitlyGroupedStreamKernel<TIndex, T1>(this Accelerator accelerator, Action<TIndex, T1> action, int customGroupSize, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1>(kernel).LaunchDefault;
    }

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1> LoadAutoGroupedKernel<TIndex, T1>(this Accelerator accelerator, Action<TIndex, T1> action)
        where TIndex : struct, IIndex
        where T1 : struct
        => new KernelLauncher<TIndex, T1>(accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty)).Launch;

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1> LoadAutoGroupedKernel<TIndex, T1>(this Accelerator accelerator, Action<TIndex, T1> action, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1>(kernel).Launch;
    }

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1> LoadAutoGroupedStreamKernel<TIndex, T1>(this Accelerator accelerator, Action<TIndex, T1> action)
        where TIndex : struct, IIndex
        where T1 : struct
        => new KernelLauncher<TIndex, T1>(accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty)).LaunchDefault;

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1> LoadAutoGroupedStreamKernel<TIndex, T1>(this Accelerator accelerator, Action<TIndex, T1> action, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1>(kernel).LaunchDefault;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2> LoadKernel<T1, T2>(this Accelerator accelerator, Action<T1, T2> action)
        where T1 : struct
        where T2 : struct
        => new KernelLauncher<KernelConfig, T1, T2>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty)).Launch;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2> LoadKernel<T1, T2>(this Accelerator accelerator, Action<T1, T2> action, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2>(kernel).Launch;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2> LoadKernel<T1, T2>(this Accelerator accelerator, Action<T1, T2> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
        => new KernelLauncher<KernelConfig, T1, T2>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization)).Launch;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2> LoadKernel<T1, T2>(this Accelerator accelerator, Action<T1, T2> action, KernelSpecialization specialization, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2>(kernel).Launch;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2> LoadStreamKernel<T1, T2>(this Accelerator accelerator, Action<T1, T2> action)
        where T1 : struct
        where T2 : struct
        => new KernelLauncher<KernelConfig, T1, T2>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty)).LaunchDefault;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2> LoadStreamKernel<T1, T2>(this Accelerator accelerator, Action<T1, T2> action, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2>(kernel).LaunchDefault;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2> LoadStreamKernel<T1, T2>(this Accelerator accelerator, Action<T1, T2> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
        => new KernelLauncher<KernelConfig, T1, T2>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization)).LaunchDefault;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2> LoadStreamKernel<T1, T2>(this Accelerator accelerator, Action<T1, T2> action, KernelSpecialization specialization, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2>(kernel).LaunchDefault;
    }

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2> LoadImplicitlyGroupedKernel<TIndex, T1, T2>(this Accelerator accelerator, Action<TIndex, T1, T2> action, int customGroupSize)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        => new KernelLauncher<TIndex, T1, T2>(accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty)).Launch;

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2> LoadImplicitlyGroupedKernel<TIndex, T1, T2>(this Accelerator accelerator, Action<TIndex, T1, T2> action, int customGroupSize, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2>(kernel).Launch;
    }

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2> LoadImplicitlyGroupedStreamKernel<TIndex, T1, T2>(this Accelerator accelerator, Action<TIndex, T1, T2> action, int customGroupSize)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        => new KernelLauncher<TIndex, T1, T2>(accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty)).LaunchDefault;

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2> LoadImplicitlyGroupedStreamKernel<TIndex, T1, T2>(this Accelerator accelerator, Action<TIndex, T1, T2> action, int customGroupSize, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2>(kernel).LaunchDefault;
    }

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2> LoadAutoGroupedKernel<TIndex, T1, T2>(this Accelerator accelerator, Action<TIndex, T1, T2> action)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        => new KernelLauncher<TIndex, T1, T2>(accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty)).Launch;

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2> LoadAutoGroupedKernel<TIndex, T1, T2>(this Accelerator accelerator, Action<TIndex, T1, T2> action, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2>(kernel).Launch;
    }

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2> LoadAutoGroupedStreamKernel<TIndex, T1, T2>(this Accelerator accelerator, Action<TIndex, T1, T2> action)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        => new KernelLauncher<TIndex, T1, T2>(accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty)).LaunchDefault;

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2> LoadAutoGroupedStreamKernel<TIndex, T1, T2>(this Accelerator accelerator, Action<TIndex, T1, T2> action, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2>(kernel).LaunchDefault;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3> LoadKernel<T1, T2, T3>(this Accelerator accelerator, Action<T1, T2, T3> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        => new KernelLauncher<KernelConfig, T1, T2, T3>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty)).Launch;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3> LoadKernel<T1, T2, T3>(this Accelerator accelerator, Action<T1, T2, T3> action, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
        where T3 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2, T3>(kernel).Launch;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3> LoadKernel<T1, T2, T3>(this Accelerator accelerator, Action<T1, T2, T3> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        => new KernelLauncher<KernelConfig, T1, T2, T3>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization)).Launch;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3> LoadKernel<T1, T2, T3>(this Accelerator accelerator, Action<T1, T2, T3> action, KernelSpecialization specialization, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
        where T3 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2, T3>(kernel).Launch;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2, T3> LoadStreamKernel<T1, T2, T3>(this Accelerator accelerator, Action<T1, T2, T3> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        => new KernelLauncher<KernelConfig, T1, T2, T3>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty)).LaunchDefault;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2, T3> LoadStreamKernel<T1, T2, T3>(this Accelerator accelerator, Action<T1, T2, T3> action, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
        where T3 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2, T3>(kernel).LaunchDefault;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2, T3> LoadStreamKernel<T1, T2, T3>(this Accelerator accelerator, Action<T1, T2, T3> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        => new KernelLauncher<KernelConfig, T1, T2, T3>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization)).LaunchDefault;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2, T3> LoadStreamKernel<T1, T2, T3>(this Accelerator accelerator, Action<T1, T2, T3> action, KernelSpecialization specialization, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
        where T3 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2, T3>(kernel).LaunchDefault;
    }

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3> LoadImplicitlyGroupedKernel<TIndex, T1, T2, T3>(this Accelerator accelerator, Action<TIndex, T1, T2, T3> action, int customGroupSize)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        => new KernelLauncher<TIndex, T1, T2, T3>(accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty)).Launch;

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3> LoadImplicitlyGroupedKernel<TIndex, T1, T2, T3>(this Accelerator accelerator, Action<TIndex, T1, T2, T3> action, int customGroupSize, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2, T3>(kernel).Launch;
    }

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2, T3> LoadImplicitlyGroupedStreamKernel<TIndex, T1, T2, T3>(this Accelerator accelerator, Action<TIndex, T1, T2, T3> action, int customGroupSize)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        => new KernelLauncher<TIndex, T1, T2, T3>(accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty)).LaunchDefault;

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2, T3> LoadImplicitlyGroupedStreamKernel<TIndex, T1, T2, T3>(this Accelerator accelerator, Action<TIndex, T1, T2, T3> action, int customGroupSize, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2, T3>(kernel).LaunchDefault;
    }

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3> LoadAutoGroupedKernel<TIndex, T1, T2, T3>(this Accelerator accelerator, Action<TIndex, T1, T2, T3> action)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        => new KernelLauncher<TIndex, T1, T2, T3>(accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty)).Launch;

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3> LoadAutoGroupedKernel<TIndex, T1, T2, T3>(this Accelerator accelerator, Action<TIndex, T1, T2, T3> action, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2, T3>(kernel).Launch;
    }

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2, T3> LoadAutoGroupedStreamKernel<TIndex, T1, T2, T3>(this Accelerator accelerator, Action<TIndex, T1, T2, T3> action)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        => new KernelLauncher<TIndex, T1, T2, T3>(accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty)).LaunchDefault;

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2, T3> LoadAutoGroupedStreamKernel<TIndex, T1, T2, T3>(this Accelerator accelerator, Action<TIndex, T1, T2, T3> action, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2, T3>(kernel).LaunchDefault;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4> LoadKernel<T1, T2, T3, T4>(this Accelerator accelerator, Action<T1, T2, T3, T4> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        => new KernelLauncher<KernelConfig, T1, T2, T3, T4>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty)).Launch;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4> LoadKernel<T1, T2, T3, T4>(this Accelerator accelerator, Action<T1, T2, T3, T4> action, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2, T3, T4>(kernel).Launch;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4> LoadKernel<T1, T2, T3, T4>(this Accelerator accelerator, Action<T1, T2, T3, T4> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        => new KernelLauncher<KernelConfig, T1, T2, T3, T4>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization)).Launch;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4> LoadKernel<T1, T2, T3, T4>(this Accelerator accelerator, Action<T1, T2, T3, T4> action, KernelSpecialization specialization, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2, T3, T4>(kernel).Launch;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4> LoadStreamKernel<T1, T2, T3, T4>(this Accelerator accelerator, Action<T1, T2, T3, T4> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        => new KernelLauncher<KernelConfig, T1, T2, T3, T4>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty)).LaunchDefault;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4> LoadStreamKernel<T1, T2, T3, T4>(this Accelerator accelerator, Action<T1, T2, T3, T4> action, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2, T3, T4>(kernel).LaunchDefault;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4> LoadStreamKernel<T1, T2, T3, T4>(this Accelerator accelerator, Action<T1, T2, T3, T4> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        => new KernelLauncher<KernelConfig, T1, T2, T3, T4>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization)).LaunchDefault;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4> LoadStreamKernel<T1, T2, T3, T4>(this Accelerator accelerator, Action<T1, T2, T3, T4> action, KernelSpecialization specialization, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2, T3, T4>(kernel).LaunchDefault;
    }

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4> LoadImplicitlyGroupedKernel<TIndex, T1, T2, T3, T4>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4> action, int customGroupSize)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        => new KernelLauncher<TIndex, T1, T2, T3, T4>(accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty)).Launch;

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4> LoadImplicitlyGroupedKernel<TIndex, T1, T2, T3, T4>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4> action, int customGroupSize, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2, T3, T4>(kernel).Launch;
    }

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2, T3, T4> LoadImplicitlyGroupedStreamKernel<TIndex, T1, T2, T3, T4>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4> action, int customGroupSize)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        => new KernelLauncher<TIndex, T1, T2, T3, T4>(accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty)).LaunchDefault;

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2, T3, T4> LoadImplicitlyGroupedStreamKernel<TIndex, T1, T2, T3, T4>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4> action, int customGroupSize, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2, T3, T4>(kernel).LaunchDefault;
    }

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4> LoadAutoGroupedKernel<TIndex, T1, T2, T3, T4>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4> action)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        => new KernelLauncher<TIndex, T1, T2, T3, T4>(accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty)).Launch;

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4> LoadAutoGroupedKernel<TIndex, T1, T2, T3, T4>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4> action, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2, T3, T4>(kernel).Launch;
    }

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2, T3, T4> LoadAutoGroupedStreamKernel<TIndex, T1, T2, T3, T4>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4> action)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        => new KernelLauncher<TIndex, T1, T2, T3, T4>(accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty)).LaunchDefault;

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2, T3, T4> LoadAutoGroupedStreamKernel<TIndex, T1, T2, T3, T4>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4> action, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2, T3, T4>(kernel).LaunchDefault;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5> LoadKernel<T1, T2, T3, T4, T5>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty)).Launch;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5> LoadKernel<T1, T2, T3, T4, T5>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5> action, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5>(kernel).Launch;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5> LoadKernel<T1, T2, T3, T4, T5>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization)).Launch;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5> LoadKernel<T1, T2, T3, T4, T5>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5> action, KernelSpecialization specialization, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5>(kernel).Launch;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4, T5> LoadStreamKernel<T1, T2, T3, T4, T5>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty)).LaunchDefault;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4, T5> LoadStreamKernel<T1, T2, T3, T4, T5>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5> action, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5>(kernel).LaunchDefault;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4, T5> LoadStreamKernel<T1, T2, T3, T4, T5>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization)).LaunchDefault;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4, T5> LoadStreamKernel<T1, T2, T3, T4, T5>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5> action, KernelSpecialization specialization, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5>(kernel).LaunchDefault;
    }

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5> LoadImplicitlyGroupedKernel<TIndex, T1, T2, T3, T4, T5>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5> action, int customGroupSize)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        => new KernelLauncher<TIndex, T1, T2, T3, T4, T5>(accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty)).Launch;

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5> LoadImplicitlyGroupedKernel<TIndex, T1, T2, T3, T4, T5>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5> action, int customGroupSize, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2, T3, T4, T5>(kernel).Launch;
    }

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2, T3, T4, T5> LoadImplicitlyGroupedStreamKernel<TIndex, T1, T2, T3, T4, T5>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5> action, int customGroupSize)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        => new KernelLauncher<TIndex, T1, T2, T3, T4, T5>(accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty)).LaunchDefault;

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2, T3, T4, T5> LoadImplicitlyGroupedStreamKernel<TIndex, T1, T2, T3, T4, T5>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5> action, int customGroupSize, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2, T3, T4, T5>(kernel).LaunchDefault;
    }

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5> LoadAutoGroupedKernel<TIndex, T1, T2, T3, T4, T5>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5> action)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        => new KernelLauncher<TIndex, T1, T2, T3, T4, T5>(accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty)).Launch;

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5> LoadAutoGroupedKernel<TIndex, T1, T2, T3, T4, T5>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5> action, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2, T3, T4, T5>(kernel).Launch;
    }

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2, T3, T4, T5> LoadAutoGroupedStreamKernel<TIndex, T1, T2, T3, T4, T5>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5> action)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        => new KernelLauncher<TIndex, T1, T2, T3, T4, T5>(accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty)).LaunchDefault;

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2, T3, T4, T5> LoadAutoGroupedStreamKernel<TIndex, T1, T2, T3, T4, T5>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5> action, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2, T3, T4, T5>(kernel).LaunchDefault;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6> LoadKernel<T1, T2, T3, T4, T5, T6>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty)).Launch;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6> LoadKernel<T1, T2, T3, T4, T5, T6>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6> action, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6>(kernel).Launch;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6> LoadKernel<T1, T2, T3, T4, T5, T6>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization)).Launch;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6> LoadKernel<T1, T2, T3, T4, T5, T6>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6> action, KernelSpecialization specialization, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6>(kernel).Launch;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6> LoadStreamKernel<T1, T2, T3, T4, T5, T6>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty)).LaunchDefault;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6> LoadStreamKernel<T1, T2, T3, T4, T5, T6>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6> action, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6>(kernel).LaunchDefault;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6> LoadStreamKernel<T1, T2, T3, T4, T5, T6>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization)).LaunchDefault;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6> LoadStreamKernel<T1, T2, T3, T4, T5, T6>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6> action, KernelSpecialization specialization, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6>(kernel).LaunchDefault;
    }

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6> LoadImplicitlyGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6> action, int customGroupSize)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6>(accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty)).Launch;

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6> LoadImplicitlyGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6> action, int customGroupSize, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6>(kernel).Launch;
    }

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2, T3, T4, T5, T6> LoadImplicitlyGroupedStreamKernel<TIndex, T1, T2, T3, T4, T5, T6>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6> action, int customGroupSize)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6>(accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty)).LaunchDefault;

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2, T3, T4, T5, T6> LoadImplicitlyGroupedStreamKernel<TIndex, T1, T2, T3, T4, T5, T6>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6> action, int customGroupSize, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6>(kernel).LaunchDefault;
    }

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6> LoadAutoGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6> action)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6>(accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty)).Launch;

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6> LoadAutoGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6> action, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6>(kernel).Launch;
    }

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2, T3, T4, T5, T6> LoadAutoGroupedStreamKernel<TIndex, T1, T2, T3, T4, T5, T6>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6> action)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6>(accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty)).LaunchDefault;

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2, T3, T4, T5, T6> LoadAutoGroupedStreamKernel<TIndex, T1, T2, T3, T4, T5, T6>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6> action, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6>(kernel).LaunchDefault;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7> LoadKernel<T1, T2, T3, T4, T5, T6, T7>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty)).Launch;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7> LoadKernel<T1, T2, T3, T4, T5, T6, T7>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7> action, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7>(kernel).Launch;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7> LoadKernel<T1, T2, T3, T4, T5, T6, T7>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization)).Launch;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7> LoadKernel<T1, T2, T3, T4, T5, T6, T7>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7> action, KernelSpecialization specialization, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7>(kernel).Launch;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty)).LaunchDefault;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7> action, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7>(kernel).LaunchDefault;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization)).LaunchDefault;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7> action, KernelSpecialization specialization, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7>(kernel).LaunchDefault;
    }

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6, T7> LoadImplicitlyGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6, T7>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7> action, int customGroupSize)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7>(accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty)).Launch;

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6, T7> LoadImplicitlyGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6, T7>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7> action, int customGroupSize, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7>(kernel).Launch;
    }

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2, T3, T4, T5, T6, T7> LoadImplicitlyGroupedStreamKernel<TIndex, T1, T2, T3, T4, T5, T6, T7>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7> action, int customGroupSize)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7>(accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty)).LaunchDefault;

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2, T3, T4, T5, T6, T7> LoadImplicitlyGroupedStreamKernel<TIndex, T1, T2, T3, T4, T5, T6, T7>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7> action, int customGroupSize, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7>(kernel).LaunchDefault;
    }

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6, T7> LoadAutoGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6, T7>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7> action)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7>(accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty)).Launch;

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6, T7> LoadAutoGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6, T7>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7> action, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7>(kernel).Launch;
    }

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2, T3, T4, T5, T6, T7> LoadAutoGroupedStreamKernel<TIndex, T1, T2, T3, T4, T5, T6, T7>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7> action)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7>(accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty)).LaunchDefault;

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2, T3, T4, T5, T6, T7> LoadAutoGroupedStreamKernel<TIndex, T1, T2, T3, T4, T5, T6, T7>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7> action, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7>(kernel).LaunchDefault;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty)).Launch;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8> action, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8>(kernel).Launch;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization)).Launch;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8> action, KernelSpecialization specialization, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8>(kernel).Launch;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7, T8>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty)).LaunchDefault;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7, T8>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8> action, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8>(kernel).LaunchDefault;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7, T8>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization)).LaunchDefault;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7, T8>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8> action, KernelSpecialization specialization, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8>(kernel).LaunchDefault;
    }

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6, T7, T8> LoadImplicitlyGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8> action, int customGroupSize)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8>(accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty)).Launch;

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6, T7, T8> LoadImplicitlyGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8> action, int customGroupSize, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8>(kernel).Launch;
    }

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8> LoadImplicitlyGroupedStreamKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8> action, int customGroupSize)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8>(accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty)).LaunchDefault;

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8> LoadImplicitlyGroupedStreamKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8> action, int customGroupSize, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8>(kernel).LaunchDefault;
    }

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6, T7, T8> LoadAutoGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8> action)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8>(accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty)).Launch;

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6, T7, T8> LoadAutoGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8> action, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8>(kernel).Launch;
    }

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8> LoadAutoGroupedStreamKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8> action)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8>(accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty)).LaunchDefault;

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8> LoadAutoGroupedStreamKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8> action, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8>(kernel).LaunchDefault;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty)).Launch;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9> action, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9>(kernel).Launch;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization)).Launch;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9> action, KernelSpecialization specialization, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9>(kernel).Launch;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty)).LaunchDefault;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9> action, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9>(kernel).LaunchDefault;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization)).LaunchDefault;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9> action, KernelSpecialization specialization, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9>(kernel).LaunchDefault;
    }

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9> LoadImplicitlyGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9> action, int customGroupSize)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9>(accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty)).Launch;

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9> LoadImplicitlyGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9> action, int customGroupSize, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9>(kernel).Launch;
    }

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9> LoadImplicitlyGroupedStreamKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9> action, int customGroupSize)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9>(accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty)).LaunchDefault;

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9> LoadImplicitlyGroupedStreamKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9> action, int customGroupSize, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9>(kernel).LaunchDefault;
    }

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9> LoadAutoGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9> action)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9>(accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty)).Launch;

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9> LoadAutoGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9> action, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9>(kernel).Launch;
    }

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9> LoadAutoGroupedStreamKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9> action)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9>(accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty)).LaunchDefault;

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9> LoadAutoGroupedStreamKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9> action, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9>(kernel).LaunchDefault;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty)).Launch;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> action, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(kernel).Launch;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization)).Launch;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> action, KernelSpecialization specialization, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(kernel).Launch;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty)).LaunchDefault;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> action, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(kernel).LaunchDefault;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization)).LaunchDefault;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> action, KernelSpecialization specialization, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(kernel).LaunchDefault;
    }

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> LoadImplicitlyGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> action, int customGroupSize)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty)).Launch;

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> LoadImplicitlyGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> action, int customGroupSize, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(kernel).Launch;
    }

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> LoadImplicitlyGroupedStreamKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> action, int customGroupSize)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty)).LaunchDefault;

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> LoadImplicitlyGroupedStreamKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> action, int customGroupSize, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(kernel).LaunchDefault;
    }

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> LoadAutoGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> action)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty)).Launch;

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> LoadAutoGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> action, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(kernel).Launch;
    }

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> LoadAutoGroupedStreamKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> action)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty)).LaunchDefault;

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> LoadAutoGroupedStreamKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> action, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(kernel).LaunchDefault;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty)).Launch;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> action, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(kernel).Launch;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization)).Launch;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> action, KernelSpecialization specialization, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(kernel).Launch;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty)).LaunchDefault;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> action, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(kernel).LaunchDefault;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization)).LaunchDefault;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> action, KernelSpecialization specialization, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(kernel).LaunchDefault;
    }

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> LoadImplicitlyGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> action, int customGroupSize)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty)).Launch;

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> LoadImplicitlyGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> action, int customGroupSize, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(kernel).Launch;
    }

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> LoadImplicitlyGroupedStreamKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> action, int customGroupSize)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty)).LaunchDefault;

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> LoadImplicitlyGroupedStreamKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> action, int customGroupSize, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(kernel).LaunchDefault;
    }

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> LoadAutoGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> action)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty)).Launch;

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> LoadAutoGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> action, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(kernel).Launch;
    }

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> LoadAutoGroupedStreamKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> action)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty)).LaunchDefault;

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> LoadAutoGroupedStreamKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> action, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(kernel).LaunchDefault;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <typeparam name="T12">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
        => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty)).Launch;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <typeparam name="T12">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> action, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(kernel).Launch;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <typeparam name="T12">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
        => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization)).Launch;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <typeparam name="T12">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> action, KernelSpecialization specialization, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(kernel).Launch;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <typeparam name="T12">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
        => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty)).LaunchDefault;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <typeparam name="T12">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> action, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(kernel).LaunchDefault;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <typeparam name="T12">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
        => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization)).LaunchDefault;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <typeparam name="T12">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> action, KernelSpecialization specialization, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(kernel).LaunchDefault;
    }

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <typeparam name="T12">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> LoadImplicitlyGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> action, int customGroupSize)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
        => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty)).Launch;

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <typeparam name="T12">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> LoadImplicitlyGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> action, int customGroupSize, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(kernel).Launch;
    }

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <typeparam name="T12">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> LoadImplicitlyGroupedStreamKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> action, int customGroupSize)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
        => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty)).LaunchDefault;

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <typeparam name="T12">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> LoadImplicitlyGroupedStreamKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> action, int customGroupSize, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(kernel).LaunchDefault;
    }

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <typeparam name="T12">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> LoadAutoGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> action)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
        => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty)).Launch;

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <typeparam name="T12">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> LoadAutoGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> action, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(kernel).Launch;
    }

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <typeparam name="T12">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> LoadAutoGroupedStreamKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> action)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
        => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty)).LaunchDefault;

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <typeparam name="T12">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> LoadAutoGroupedStreamKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> action, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(kernel).LaunchDefault;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <typeparam name="T12">Type of an argument.</typeparam>
    /// <typeparam name="T13">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
        where T13 : struct
        => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty)).Launch;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <typeparam name="T12">Type of an argument.</typeparam>
    /// <typeparam name="T13">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> action, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
        where T13 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(kernel).Launch;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <typeparam name="T12">Type of an argument.</typeparam>
    /// <typeparam name="T13">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
        where T13 : struct
        => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization)).Launch;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <typeparam name="T12">Type of an argument.</typeparam>
    /// <typeparam name="T13">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> action, KernelSpecialization specialization, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
        where T13 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(kernel).Launch;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <typeparam name="T12">Type of an argument.</typeparam>
    /// <typeparam name="T13">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
        where T13 : struct
        => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty)).LaunchDefault;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <typeparam name="T12">Type of an argument.</typeparam>
    /// <typeparam name="T13">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> action, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
        where T13 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(kernel).LaunchDefault;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <typeparam name="T12">Type of an argument.</typeparam>
    /// <typeparam name="T13">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
        where T13 : struct
        => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization)).LaunchDefault;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <typeparam name="T12">Type of an argument.</typeparam>
    /// <typeparam name="T13">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> action, KernelSpecialization specialization, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
        where T13 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(kernel).LaunchDefault;
    }

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <typeparam name="T12">Type of an argument.</typeparam>
    /// <typeparam name="T13">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> LoadImplicitlyGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> action, int customGroupSize)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
        where T13 : struct
        => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty)).Launch;

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <typeparam name="T12">Type of an argument.</typeparam>
    /// <typeparam name="T13">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> LoadImplicitlyGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> action, int customGroupSize, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
        where T13 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(kernel).Launch;
    }

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <typeparam name="T12">Type of an argument.</typeparam>
    /// <typeparam name="T13">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> LoadImplicitlyGroupedStreamKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> action, int customGroupSize)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
        where T13 : struct
        => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty)).LaunchDefault;

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <typeparam name="T12">Type of an argument.</typeparam>
    /// <typeparam name="T13">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> LoadImplicitlyGroupedStreamKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> action, int customGroupSize, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
        where T13 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(kernel).LaunchDefault;
    }

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <typeparam name="T12">Type of an argument.</typeparam>
    /// <typeparam name="T13">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> LoadAutoGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> action)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
        where T13 : struct
        => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty)).Launch;

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <typeparam name="T12">Type of an argument.</typeparam>
    /// <typeparam name="T13">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> LoadAutoGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> action, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
        where T13 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(kernel).Launch;
    }

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <typeparam name="T12">Type of an argument.</typeparam>
    /// <typeparam name="T13">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> LoadAutoGroupedStreamKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> action)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
        where T13 : struct
        => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty)).LaunchDefault;

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <typeparam name="T12">Type of an argument.</typeparam>
    /// <typeparam name="T13">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> LoadAutoGroupedStreamKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> action, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
        where T13 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(kernel).LaunchDefault;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <typeparam name="T12">Type of an argument.</typeparam>
    /// <typeparam name="T13">Type of an argument.</typeparam>
    /// <typeparam name="T14">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
        where T13 : struct
        where T14 : struct
        => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty)).Launch;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <typeparam name="T12">Type of an argument.</typeparam>
    /// <typeparam name="T13">Type of an argument.</typeparam>
    /// <typeparam name="T14">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> action, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
        where T13 : struct
        where T14 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(kernel).Launch;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <typeparam name="T12">Type of an argument.</typeparam>
    /// <typeparam name="T13">Type of an argument.</typeparam>
    /// <typeparam name="T14">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
        where T13 : struct
        where T14 : struct
        => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization)).Launch;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <typeparam name="T12">Type of an argument.</typeparam>
    /// <typeparam name="T13">Type of an argument.</typeparam>
    /// <typeparam name="T14">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> action, KernelSpecialization specialization, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
        where T13 : struct
        where T14 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(kernel).Launch;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <typeparam name="T12">Type of an argument.</typeparam>
    /// <typeparam name="T13">Type of an argument.</typeparam>
    /// <typeparam name="T14">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
        where T13 : struct
        where T14 : struct
        => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty)).LaunchDefault;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <typeparam name="T12">Type of an argument.</typeparam>
    /// <typeparam name="T13">Type of an argument.</typeparam>
    /// <typeparam name="T14">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> action, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
        where T13 : struct
        where T14 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(kernel).LaunchDefault;
    }

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <typeparam name="T12">Type of an argument.</typeparam>
    /// <typeparam name="T13">Type of an argument.</typeparam>
    /// <typeparam name="T14">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
        where T13 : struct
        where T14 : struct
        => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization)).LaunchDefault;

    /// <summary>Loads an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <typeparam name="T12">Type of an argument.</typeparam>
    /// <typeparam name="T13">Type of an argument.</typeparam>
    /// <typeparam name="T14">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> action, KernelSpecialization specialization, out KernelInfo kernelInfo)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
        where T13 : struct
        where T14 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), false, 0, specialization);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(kernel).LaunchDefault;
    }

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <typeparam name="T12">Type of an argument.</typeparam>
    /// <typeparam name="T13">Type of an argument.</typeparam>
    /// <typeparam name="T14">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> LoadImplicitlyGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> action, int customGroupSize)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
        where T13 : struct
        where T14 : struct
        => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty)).Launch;

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <typeparam name="T12">Type of an argument.</typeparam>
    /// <typeparam name="T13">Type of an argument.</typeparam>
    /// <typeparam name="T14">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> LoadImplicitlyGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> action, int customGroupSize, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
        where T13 : struct
        where T14 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(kernel).Launch;
    }

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <typeparam name="T12">Type of an argument.</typeparam>
    /// <typeparam name="T13">Type of an argument.</typeparam>
    /// <typeparam name="T14">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> LoadImplicitlyGroupedStreamKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> action, int customGroupSize)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
        where T13 : struct
        where T14 : struct
        => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty)).LaunchDefault;

    /// <summary>Loads an implicitly grouped kernel with this number of work-items per group.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <typeparam name="T12">Type of an argument.</typeparam>
    /// <typeparam name="T13">Type of an argument.</typeparam>
    /// <typeparam name="T14">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> LoadImplicitlyGroupedStreamKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> action, int customGroupSize, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
        where T13 : struct
        where T14 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, accelerator.CheckGroupSize(customGroupSize), KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(kernel).LaunchDefault;
    }

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <typeparam name="T12">Type of an argument.</typeparam>
    /// <typeparam name="T13">Type of an argument.</typeparam>
    /// <typeparam name="T14">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> LoadAutoGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> action)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
        where T13 : struct
        where T14 : struct
        => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty)).Launch;

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <typeparam name="T12">Type of an argument.</typeparam>
    /// <typeparam name="T13">Type of an argument.</typeparam>
    /// <typeparam name="T14">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> LoadAutoGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> action, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
        where T13 : struct
        where T14 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(kernel).Launch;
    }

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <typeparam name="T12">Type of an argument.</typeparam>
    /// <typeparam name="T13">Type of an argument.</typeparam>
    /// <typeparam name="T14">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> LoadAutoGroupedStreamKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> action)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
        where T13 : struct
        where T14 : struct
        => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty)).LaunchDefault;

    /// <summary>Loads an implicitly grouped kernel; the engine chooses the group size.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <typeparam name="T9">Type of an argument.</typeparam>
    /// <typeparam name="T10">Type of an argument.</typeparam>
    /// <typeparam name="T11">Type of an argument.</typeparam>
    /// <typeparam name="T12">Type of an argument.</typeparam>
    /// <typeparam name="T13">Type of an argument.</typeparam>
    /// <typeparam name="T14">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public static Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> LoadAutoGroupedStreamKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> action, out KernelInfo kernelInfo)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
        where T13 : struct
        where T14 : struct
    {
        Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), true, 0, KernelSpecialization.Empty);
        kernelInfo = accelerator.DescribeKernel(kernel);

        return new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(kernel).LaunchDefault;
    }
}
