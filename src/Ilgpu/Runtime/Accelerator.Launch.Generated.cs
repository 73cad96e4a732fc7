// Written by eng/ApiGenerator; do not edit. To change it: dotnet run --project eng/ApiGenerator.
#nullable enable

using IlgpuOptim.Engine.Runtime;

namespace ILGPU.Runtime;

/// <content>Launches without a loader; the compiled kernel is kept per method.</content>
public abstract partial class Accelerator
{
    /// <summary>Launches an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public void Launch<T1>(Action<T1> action, AcceleratorStream stream, in KernelConfig kernelConfig, T1 arg1)
        where T1 : struct =>
        this.FindLauncher(KernelMethod.Of(action), false, static k => new KernelLauncher<KernelConfig, T1>(k))
            .Launch(stream, kernelConfig, arg1);

    /// <summary>Launches an implicitly grouped kernel.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public void LaunchAutoGrouped<TIndex, T1>(Action<TIndex, T1> action, AcceleratorStream stream, TIndex extent, T1 arg1)
        where TIndex : struct, IGenericIndex<TIndex>
        where T1 : struct =>
        this.FindLauncher(KernelMethod.Of(action), true, static k => new KernelLauncher<TIndex, T1>(k))
            .Launch(stream, extent, arg1);

    /// <summary>Launches an explicitly grouped kernel on the default stream.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public void Launch<T1>(Action<T1> action, in KernelConfig kernelConfig, T1 arg1)
        where T1 : struct =>
        this.FindLauncher(KernelMethod.Of(action), false, static k => new KernelLauncher<KernelConfig, T1>(k))
            .Launch(this.DefaultStream, kernelConfig, arg1);

    /// <summary>Launches an implicitly grouped kernel on the default stream.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public void LaunchAutoGrouped<TIndex, T1>(Action<TIndex, T1> action, TIndex extent, T1 arg1)
        where TIndex : struct, IGenericIndex<TIndex>
        where T1 : struct =>
        this.FindLauncher(KernelMethod.Of(action), true, static k => new KernelLauncher<TIndex, T1>(k))
            .Launch(this.DefaultStream, extent, arg1);

    /// <summary>Launches an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public void Launch<T1, T2>(Action<T1, T2> action, AcceleratorStream stream, in KernelConfig kernelConfig, T1 arg1, T2 arg2)
        where T1 : struct
        where T2 : struct =>
        this.FindLauncher(KernelMethod.Of(action), false, static k => new KernelLauncher<KernelConfig, T1, T2>(k))
            .Launch(stream, kernelConfig, arg1, arg2);

    /// <summary>Launches an implicitly grouped kernel.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public void LaunchAutoGrouped<TIndex, T1, T2>(Action<TIndex, T1, T2> action, AcceleratorStream stream, TIndex extent, T1 arg1, T2 arg2)
        where TIndex : struct, IGenericIndex<TIndex>
        where T1 : struct
        where T2 : struct =>
        this.FindLauncher(KernelMethod.Of(action), true, static k => new KernelLauncher<TIndex, T1, T2>(k))
            .Launch(stream, extent, arg1, arg2);

    /// <summary>Launches an explicitly grouped kernel on the default stream.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public void Launch<T1, T2>(Action<T1, T2> action, in KernelConfig kernelConfig, T1 arg1, T2 arg2)
        where T1 : struct
        where T2 : struct =>
        this.FindLauncher(KernelMethod.Of(action), false, static k => new KernelLauncher<KernelConfig, T1, T2>(k))
            .Launch(this.DefaultStream, kernelConfig, arg1, arg2);

    /// <summary>Launches an implicitly grouped kernel on the default stream.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public void LaunchAutoGrouped<TIndex, T1, T2>(Action<TIndex, T1, T2> action, TIndex extent, T1 arg1, T2 arg2)
        where TIndex : struct, IGenericIndex<TIndex>
        where T1 : struct
        where T2 : struct =>
        this.FindLauncher(KernelMethod.Of(action), true, static k => new KernelLauncher<TIndex, T1, T2>(k))
            .Launch(this.DefaultStream, extent, arg1, arg2);

    /// <summary>Launches an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public void Launch<T1, T2, T3>(Action<T1, T2, T3> action, AcceleratorStream stream, in KernelConfig kernelConfig, T1 arg1, T2 arg2, T3 arg3)
        where T1 : struct
        where T2 : struct
        where T3 : struct =>
        this.FindLauncher(KernelMethod.Of(action), false, static k => new KernelLauncher<KernelConfig, T1, T2, T3>(k))
            .Launch(stream, kernelConfig, arg1, arg2, arg3);

    /// <summary>Launches an implicitly grouped kernel.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public void LaunchAutoGrouped<TIndex, T1, T2, T3>(Action<TIndex, T1, T2, T3> action, AcceleratorStream stream, TIndex extent, T1 arg1, T2 arg2, T3 arg3)
        where TIndex : struct, IGenericIndex<TIndex>
        where T1 : struct
        where T2 : struct
        where T3 : struct =>
        this.FindLauncher(KernelMethod.Of(action), true, static k => new KernelLauncher<TIndex, T1, T2, T3>(k))
            .Launch(stream, extent, arg1, arg2, arg3);

    /// <summary>Launches an explicitly grouped kernel on the default stream.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public void Launch<T1, T2, T3>(Action<T1, T2, T3> action, in KernelConfig kernelConfig, T1 arg1, T2 arg2, T3 arg3)
        where T1 : struct
        where T2 : struct
        where T3 : struct =>
        this.FindLauncher(KernelMethod.Of(action), false, static k => new KernelLauncher<KernelConfig, T1, T2, T3>(k))
            .Launch(this.DefaultStream, kernelConfig, arg1, arg2, arg3);

    /// <summary>Launches an implicitly grouped kernel on the default stream.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public void LaunchAutoGrouped<TIndex, T1, T2, T3>(Action<TIndex, T1, T2, T3> action, TIndex extent, T1 arg1, T2 arg2, T3 arg3)
        where TIndex : struct, IGenericIndex<TIndex>
        where T1 : struct
        where T2 : struct
        where T3 : struct =>
        this.FindLauncher(KernelMethod.Of(action), true, static k => new KernelLauncher<TIndex, T1, T2, T3>(k))
            .Launch(this.DefaultStream, extent, arg1, arg2, arg3);

    /// <summary>Launches an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public void Launch<T1, T2, T3, T4>(Action<T1, T2, T3, T4> action, AcceleratorStream stream, in KernelConfig kernelConfig, T1 arg1, T2 arg2, T3 arg3, T4 arg4)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct =>
        this.FindLauncher(KernelMethod.Of(action), false, static k => new KernelLauncher<KernelConfig, T1, T2, T3, T4>(k))
            .Launch(stream, kernelConfig, arg1, arg2, arg3, arg4);

    /// <summary>Launches an implicitly grouped kernel.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public void LaunchAutoGrouped<TIndex, T1, T2, T3, T4>(Action<TIndex, T1, T2, T3, T4> action, AcceleratorStream stream, TIndex extent, T1 arg1, T2 arg2, T3 arg3, T4 arg4)
        where TIndex : struct, IGenericIndex<TIndex>
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct =>
        this.FindLauncher(KernelMethod.Of(action), true, static k => new KernelLauncher<TIndex, T1, T2, T3, T4>(k))
            .Launch(stream, extent, arg1, arg2, arg3, arg4);

    /// <summary>Launches an explicitly grouped kernel on the default stream.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public void Launch<T1, T2, T3, T4>(Action<T1, T2, T3, T4> action, in KernelConfig kernelConfig, T1 arg1, T2 arg2, T3 arg3, T4 arg4)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct =>
        this.FindLauncher(KernelMethod.Of(action), false, static k => new KernelLauncher<KernelConfig, T1, T2, T3, T4>(k))
            .Launch(this.DefaultStream, kernelConfig, arg1, arg2, arg3, arg4);

    /// <summary>Launches an implicitly grouped kernel on the default stream.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public void LaunchAutoGrouped<TIndex, T1, T2, T3, T4>(Action<TIndex, T1, T2, T3, T4> action, TIndex extent, T1 arg1, T2 arg2, T3 arg3, T4 arg4)
        where TIndex : struct, IGenericIndex<TIndex>
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct =>
        this.FindLauncher(KernelMethod.Of(action), true, static k => new KernelLauncher<TIndex, T1, T2, T3, T4>(k))
            .Launch(this.DefaultStream, extent, arg1, arg2, arg3, arg4);

    /// <summary>Launches an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public void Launch<T1, T2, T3, T4, T5>(Action<T1, T2, T3, T4, T5> action, AcceleratorStream stream, in KernelConfig kernelConfig, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct =>
        this.FindLauncher(KernelMethod.Of(action), false, static k => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5>(k))
            .Launch(stream, kernelConfig, arg1, arg2, arg3, arg4, arg5);

    /// <summary>Launches an implicitly grouped kernel.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public void LaunchAutoGrouped<TIndex, T1, T2, T3, T4, T5>(Action<TIndex, T1, T2, T3, T4, T5> action, AcceleratorStream stream, TIndex extent, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5)
        where TIndex : struct, IGenericIndex<TIndex>
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct =>
        this.FindLauncher(KernelMethod.Of(action), true, static k => new KernelLauncher<TIndex, T1, T2, T3, T4, T5>(k))
            .Launch(stream, extent, arg1, arg2, arg3, arg4, arg5);

    /// <summary>Launches an explicitly grouped kernel on the default stream.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public void Launch<T1, T2, T3, T4, T5>(Action<T1, T2, T3, T4, T5> action, in KernelConfig kernelConfig, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct =>
        this.FindLauncher(KernelMethod.Of(action), false, static k => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5>(k))
            .Launch(this.DefaultStream, kernelConfig, arg1, arg2, arg3, arg4, arg5);

    /// <summary>Launches an implicitly grouped kernel on the default stream.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public void LaunchAutoGrouped<TIndex, T1, T2, T3, T4, T5>(Action<TIndex, T1, T2, T3, T4, T5> action, TIndex extent, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5)
        where TIndex : struct, IGenericIndex<TIndex>
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct =>
        this.FindLauncher(KernelMethod.Of(action), true, static k => new KernelLauncher<TIndex, T1, T2, T3, T4, T5>(k))
            .Launch(this.DefaultStream, extent, arg1, arg2, arg3, arg4, arg5);

    /// <summary>Launches an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public void Launch<T1, T2, T3, T4, T5, T6>(Action<T1, T2, T3, T4, T5, T6> action, AcceleratorStream stream, in KernelConfig kernelConfig, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct =>
        this.FindLauncher(KernelMethod.Of(action), false, static k => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6>(k))
            .Launch(stream, kernelConfig, arg1, arg2, arg3, arg4, arg5, arg6);

    /// <summary>Launches an implicitly grouped kernel.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public void LaunchAutoGrouped<TIndex, T1, T2, T3, T4, T5, T6>(Action<TIndex, T1, T2, T3, T4, T5, T6> action, AcceleratorStream stream, TIndex extent, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6)
        where TIndex : struct, IGenericIndex<TIndex>
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct =>
        this.FindLauncher(KernelMethod.Of(action), true, static k => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6>(k))
            .Launch(stream, extent, arg1, arg2, arg3, arg4, arg5, arg6);

    /// <summary>Launches an explicitly grouped kernel on the default stream.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public void Launch<T1, T2, T3, T4, T5, T6>(Action<T1, T2, T3, T4, T5, T6> action, in KernelConfig kernelConfig, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct =>
        this.FindLauncher(KernelMethod.Of(action), false, static k => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6>(k))
            .Launch(this.DefaultStream, kernelConfig, arg1, arg2, arg3, arg4, arg5, arg6);

    /// <summary>Launches an implicitly grouped kernel on the default stream.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public void LaunchAutoGrouped<TIndex, T1, T2, T3, T4, T5, T6>(Action<TIndex, T1, T2, T3, T4, T5, T6> action, TIndex extent, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6)
        where TIndex : struct, IGenericIndex<TIndex>
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct =>
        this.FindLauncher(KernelMethod.Of(action), true, static k => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6>(k))
            .Launch(this.DefaultStream, extent, arg1, arg2, arg3, arg4, arg5, arg6);

    /// <summary>Launches an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public void Launch<T1, T2, T3, T4, T5, T6, T7>(Action<T1, T2, T3, T4, T5, T6, T7> action, AcceleratorStream stream, in KernelConfig kernelConfig, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct =>
        this.FindLauncher(KernelMethod.Of(action), false, static k => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7>(k))
            .Launch(stream, kernelConfig, arg1, arg2, arg3, arg4, arg5, arg6, arg7);

    /// <summary>Launches an implicitly grouped kernel.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public void LaunchAutoGrouped<TIndex, T1, T2, T3, T4, T5, T6, T7>(Action<TIndex, T1, T2, T3, T4, T5, T6, T7> action, AcceleratorStream stream, TIndex extent, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7)
        where TIndex : struct, IGenericIndex<TIndex>
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct =>
        this.FindLauncher(KernelMethod.Of(action), true, static k => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7>(k))
            .Launch(stream, extent, arg1, arg2, arg3, arg4, arg5, arg6, arg7);

    /// <summary>Launches an explicitly grouped kernel on the default stream.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public void Launch<T1, T2, T3, T4, T5, T6, T7>(Action<T1, T2, T3, T4, T5, T6, T7> action, in KernelConfig kernelConfig, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct =>
        this.FindLauncher(KernelMethod.Of(action), false, static k => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7>(k))
            .Launch(this.DefaultStream, kernelConfig, arg1, arg2, arg3, arg4, arg5, arg6, arg7);

    /// <summary>Launches an implicitly grouped kernel on the default stream.</summary>
    /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public void LaunchAutoGrouped<TIndex, T1, T2, T3, T4, T5, T6, T7>(Action<TIndex, T1, T2, T3, T4, T5, T6, T7> action, TIndex extent, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7)
        where TIndex : struct, IGenericIndex<TIndex>
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct =>
        this.FindLauncher(KernelMethod.Of(action), true, static k => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7>(k))
            .Launch(this.DefaultStream, extent, arg1, arg2, arg3, arg4, arg5, arg6, arg7);

    /// <summary>Launches an explicitly grouped kernel.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public void Launch<T1, T2, T3, T4, T5, T6, T7, T8>(Action<T1, T2, T3, T4, T5, T6, T7, T8> action, AcceleratorStream stream, in KernelConfig kernelConfig, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct =>
        this.FindLauncher(KernelMethod.Of(action), false, static k => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8>(k))
            .Launch(stream, kernelConfig, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8);

    /// <summary>Launches an implicitly grouped kernel.</summary>
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
    public void LaunchAutoGrouped<TIndex, T1, T2, T3, T4, T5, T6, T7, T8>(Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8> action, AcceleratorStream stream, TIndex extent, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8)
        where TIndex : struct, IGenericIndex<TIndex>
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct =>
        this.FindLauncher(KernelMethod.Of(action), true, static k => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8>(k))
            .Launch(stream, extent, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8);

    /// <summary>Launches an explicitly grouped kernel on the default stream.</summary>
    /// <typeparam name="T1">Type of an argument.</typeparam>
    /// <typeparam name="T2">Type of an argument.</typeparam>
    /// <typeparam name="T3">Type of an argument.</typeparam>
    /// <typeparam name="T4">Type of an argument.</typeparam>
    /// <typeparam name="T5">Type of an argument.</typeparam>
    /// <typeparam name="T6">Type of an argument.</typeparam>
    /// <typeparam name="T7">Type of an argument.</typeparam>
    /// <typeparam name="T8">Type of an argument.</typeparam>
    /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
    public void Launch<T1, T2, T3, T4, T5, T6, T7, T8>(Action<T1, T2, T3, T4, T5, T6, T7, T8> action, in KernelConfig kernelConfig, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct =>
        this.FindLauncher(KernelMethod.Of(action), false, static k => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8>(k))
            .Launch(this.DefaultStream, kernelConfig, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8);

    /// <summary>Launches an implicitly grouped kernel on the default stream.</summary>
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
    public void LaunchAutoGrouped<TIndex, T1, T2, T3, T4, T5, T6, T7, T8>(Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8> action, TIndex extent, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8)
        where TIndex : struct, IGenericIndex<TIndex>
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct =>
        this.FindLauncher(KernelMethod.Of(action), true, static k => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8>(k))
            .Launch(this.DefaultStream, extent, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8);

    /// <summary>Launches an explicitly grouped kernel.</summary>
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
    public void Launch<T1, T2, T3, T4, T5, T6, T7, T8, T9>(Action<T1, T2, T3, T4, T5, T6, T7, T8, T9> action, AcceleratorStream stream, in KernelConfig kernelConfig, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8, T9 arg9)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct =>
        this.FindLauncher(KernelMethod.Of(action), false, static k => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9>(k))
            .Launch(stream, kernelConfig, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8, arg9);

    /// <summary>Launches an implicitly grouped kernel.</summary>
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
    public void LaunchAutoGrouped<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9>(Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9> action, AcceleratorStream stream, TIndex extent, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8, T9 arg9)
        where TIndex : struct, IGenericIndex<TIndex>
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct =>
        this.FindLauncher(KernelMethod.Of(action), true, static k => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9>(k))
            .Launch(stream, extent, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8, arg9);

    /// <summary>Launches an explicitly grouped kernel on the default stream.</summary>
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
    public void Launch<T1, T2, T3, T4, T5, T6, T7, T8, T9>(Action<T1, T2, T3, T4, T5, T6, T7, T8, T9> action, in KernelConfig kernelConfig, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8, T9 arg9)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct =>
        this.FindLauncher(KernelMethod.Of(action), false, static k => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9>(k))
            .Launch(this.DefaultStream, kernelConfig, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8, arg9);

    /// <summary>Launches an implicitly grouped kernel on the default stream.</summary>
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
    public void LaunchAutoGrouped<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9>(Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9> action, TIndex extent, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8, T9 arg9)
        where TIndex : struct, IGenericIndex<TIndex>
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct =>
        this.FindLauncher(KernelMethod.Of(action), true, static k => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9>(k))
            .Launch(this.DefaultStream, extent, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8, arg9);

    /// <summary>Launches an explicitly grouped kernel.</summary>
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
    public void Launch<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> action, AcceleratorStream stream, in KernelConfig kernelConfig, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8, T9 arg9, T10 arg10)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct =>
        this.FindLauncher(KernelMethod.Of(action), false, static k => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(k))
            .Launch(stream, kernelConfig, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8, arg9, arg10);

    /// <summary>Launches an implicitly grouped kernel.</summary>
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
    public void LaunchAutoGrouped<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> action, AcceleratorStream stream, TIndex extent, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8, T9 arg9, T10 arg10)
        where TIndex : struct, IGenericIndex<TIndex>
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct =>
        this.FindLauncher(KernelMethod.Of(action), true, static k => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(k))
            .Launch(stream, extent, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8, arg9, arg10);

    /// <summary>Launches an explicitly grouped kernel on the default stream.</summary>
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
    public void Launch<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> action, in KernelConfig kernelConfig, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8, T9 arg9, T10 arg10)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct =>
        this.FindLauncher(KernelMethod.Of(action), false, static k => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(k))
            .Launch(this.DefaultStream, kernelConfig, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8, arg9, arg10);

    /// <summary>Launches an implicitly grouped kernel on the default stream.</summary>
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
    public void LaunchAutoGrouped<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> action, TIndex extent, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8, T9 arg9, T10 arg10)
        where TIndex : struct, IGenericIndex<TIndex>
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct =>
        this.FindLauncher(KernelMethod.Of(action), true, static k => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(k))
            .Launch(this.DefaultStream, extent, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8, arg9, arg10);

    /// <summary>Launches an explicitly grouped kernel.</summary>
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
    public void Launch<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> action, AcceleratorStream stream, in KernelConfig kernelConfig, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8, T9 arg9, T10 arg10, T11 arg11)
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
        where T11 : struct =>
        this.FindLauncher(KernelMethod.Of(action), false, static k => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(k))
            .Launch(stream, kernelConfig, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8, arg9, arg10, arg11);

    /// <summary>Launches an implicitly grouped kernel.</summary>
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
    public void LaunchAutoGrouped<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> action, AcceleratorStream stream, TIndex extent, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8, T9 arg9, T10 arg10, T11 arg11)
        where TIndex : struct, IGenericIndex<TIndex>
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
        where T11 : struct =>
        this.FindLauncher(KernelMethod.Of(action), true, static k => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(k))
            .Launch(stream, extent, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8, arg9, arg10, arg11);

    /// <summary>Launches an explicitly grouped kernel on the default stream.</summary>
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
    public void Launch<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> action, in KernelConfig kernelConfig, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8, T9 arg9, T10 arg10, T11 arg11)
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
        where T11 : struct =>
        this.FindLauncher(KernelMethod.Of(action), false, static k => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(k))
            .Launch(this.DefaultStream, kernelConfig, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8, arg9, arg10, arg11);

    /// <summary>Launches an implicitly grouped kernel on the default stream.</summary>
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
    public void LaunchAutoGrouped<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> action, TIndex extent, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8, T9 arg9, T10 arg10, T11 arg11)
        where TIndex : struct, IGenericIndex<TIndex>
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
        where T11 : struct =>
        this.FindLauncher(KernelMethod.Of(action), true, static k => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(k))
            .Launch(this.DefaultStream, extent, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8, arg9, arg10, arg11);

    /// <summary>Launches an explicitly grouped kernel.</summary>
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
    public void Launch<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> action, AcceleratorStream stream, in KernelConfig kernelConfig, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8, T9 arg9, T10 arg10, T11 arg11, T12 arg12)
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
        where T12 : struct =>
        this.FindLauncher(KernelMethod.Of(action), false, static k => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(k))
            .Launch(stream, kernelConfig, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8, arg9, arg10, arg11, arg12);

    /// <summary>Launches an implicitly grouped kernel.</summary>
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
    public void LaunchAutoGrouped<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> action, AcceleratorStream stream, TIndex extent, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8, T9 arg9, T10 arg10, T11 arg11, T12 arg12)
        where TIndex : struct, IGenericIndex<TIndex>
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
        where T12 : struct =>
        this.FindLauncher(KernelMethod.Of(action), true, static k => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(k))
            .Launch(stream, extent, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8, arg9, arg10, arg11, arg12);

    /// <summary>Launches an explicitly grouped kernel on the default stream.</summary>
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
    public void Launch<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> action, in KernelConfig kernelConfig, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8, T9 arg9, T10 arg10, T11 arg11, T12 arg12)
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
        where T12 : struct =>
        this.FindLauncher(KernelMethod.Of(action), false, static k => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(k))
            .Launch(this.DefaultStream, kernelConfig, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8, arg9, arg10, arg11, arg12);

    /// <summary>Launches an implicitly grouped kernel on the default stream.</summary>
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
    public void LaunchAutoGrouped<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> action, TIndex extent, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8, T9 arg9, T10 arg10, T11 arg11, T12 arg12)
        where TIndex : struct, IGenericIndex<TIndex>
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
        where T12 : struct =>
        this.FindLauncher(KernelMethod.Of(action), true, static k => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(k))
            .Launch(this.DefaultStream, extent, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8, arg9, arg10, arg11, arg12);

    /// <summary>Launches an explicitly grouped kernel.</summary>
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
    public void Launch<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> action, AcceleratorStream stream, in KernelConfig kernelConfig, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8, T9 arg9, T10 arg10, T11 arg11, T12 arg12, T13 arg13)
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
        where T13 : struct =>
        this.FindLauncher(KernelMethod.Of(action), false, static k => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(k))
            .Launch(stream, kernelConfig, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8, arg9, arg10, arg11, arg12, arg13);

    /// <summary>Launches an implicitly grouped kernel.</summary>
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
    public void LaunchAutoGrouped<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> action, AcceleratorStream stream, TIndex extent, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8, T9 arg9, T10 arg10, T11 arg11, T12 arg12, T13 arg13)
        where TIndex : struct, IGenericIndex<TIndex>
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
        where T13 : struct =>
        this.FindLauncher(KernelMethod.Of(action), true, static k => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(k))
            .Launch(stream, extent, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8, arg9, arg10, arg11, arg12, arg13);

    /// <summary>Launches an explicitly grouped kernel on the default stream.</summary>
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
    public void Launch<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> action, in KernelConfig kernelConfig, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8, T9 arg9, T10 arg10, T11 arg11, T12 arg12, T13 arg13)
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
        where T13 : struct =>
        this.FindLauncher(KernelMethod.Of(action), false, static k => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(k))
            .Launch(this.DefaultStream, kernelConfig, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8, arg9, arg10, arg11, arg12, arg13);

    /// <summary>Launches an implicitly grouped kernel on the default stream.</summary>
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
    public void LaunchAutoGrouped<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> action, TIndex extent, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8, T9 arg9, T10 arg10, T11 arg11, T12 arg12, T13 arg13)
        where TIndex : struct, IGenericIndex<TIndex>
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
        where T13 : struct =>
        this.FindLauncher(KernelMethod.Of(action), true, static k => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(k))
            .Launch(this.DefaultStream, extent, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8, arg9, arg10, arg11, arg12, arg13);

    /// <summary>Launches an explicitly grouped kernel.</summary>
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
    public void Launch<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> action, AcceleratorStream stream, in KernelConfig kernelConfig, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8, T9 arg9, T10 arg10, T11 arg11, T12 arg12, T13 arg13, T14 arg14)
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
        where T14 : struct =>
        this.FindLauncher(KernelMethod.Of(action), false, static k => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(k))
            .Launch(stream, kernelConfig, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8, arg9, arg10, arg11, arg12, arg13, arg14);

    /// <summary>Launches an implicitly grouped kernel.</summary>
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
    public void LaunchAutoGrouped<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> action, AcceleratorStream stream, TIndex extent, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8, T9 arg9, T10 arg10, T11 arg11, T12 arg12, T13 arg13, T14 arg14)
        where TIndex : struct, IGenericIndex<TIndex>
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
        where T14 : struct =>
        this.FindLauncher(KernelMethod.Of(action), true, static k => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(k))
            .Launch(stream, extent, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8, arg9, arg10, arg11, arg12, arg13, arg14);

    /// <summary>Launches an explicitly grouped kernel on the default stream.</summary>
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
    public void Launch<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> action, in KernelConfig kernelConfig, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8, T9 arg9, T10 arg10, T11 arg11, T12 arg12, T13 arg13, T14 arg14)
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
        where T14 : struct =>
        this.FindLauncher(KernelMethod.Of(action), false, static k => new KernelLauncher<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(k))
            .Launch(this.DefaultStream, kernelConfig, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8, arg9, arg10, arg11, arg12, arg13, arg14);

    /// <summary>Launches an implicitly grouped kernel on the default stream.</summary>
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
    public void LaunchAutoGrouped<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> action, TIndex extent, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8, T9 arg9, T10 arg10, T11 arg11, T12 arg12, T13 arg13, T14 arg14)
        where TIndex : struct, IGenericIndex<TIndex>
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
        where T14 : struct =>
        this.FindLauncher(KernelMethod.Of(action), true, static k => new KernelLauncher<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(k))
            .Launch(this.DefaultStream, extent, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8, arg9, arg10, arg11, arg12, arg13, arg14);
}
