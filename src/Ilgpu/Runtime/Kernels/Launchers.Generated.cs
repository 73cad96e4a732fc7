// Written by eng/ApiGenerator; do not edit. To change it: dotnet run --project eng/ApiGenerator.
#nullable enable

using ILGPU.Runtime;

namespace IlgpuOptim.Engine.Runtime;

/// <content>The typed classes.</content>
internal abstract partial class KernelLauncher
{
    private static Type[] LauncherTypes =>
    [
        typeof(KernelLauncher<>),
        typeof(KernelLauncher<,>),
        typeof(KernelLauncher<,,>),
        typeof(KernelLauncher<,,,>),
        typeof(KernelLauncher<,,,,>),
        typeof(KernelLauncher<,,,,,>),
        typeof(KernelLauncher<,,,,,,>),
        typeof(KernelLauncher<,,,,,,,>),
        typeof(KernelLauncher<,,,,,,,,>),
        typeof(KernelLauncher<,,,,,,,,,>),
        typeof(KernelLauncher<,,,,,,,,,,>),
        typeof(KernelLauncher<,,,,,,,,,,,>),
        typeof(KernelLauncher<,,,,,,,,,,,,>),
        typeof(KernelLauncher<,,,,,,,,,,,,,>),
        typeof(KernelLauncher<,,,,,,,,,,,,,,>),
    ];
}

/// <summary>Launches a kernel with 0 arguments.</summary>
internal sealed class KernelLauncher<TDimension>(Kernel kernel) : KernelLauncher(kernel)
    where TDimension : struct
{
    public void LaunchDefault(TDimension dimension) =>
        this.Launch(this.Kernel.Accelerator.DefaultStream, dimension);

    public void Launch(AcceleratorStream stream, TDimension dimension)
    {
        LaunchDimensions dimensions = LaunchDimensions.Create(dimension, this.Kernel);
        LaunchPacket packet = this.Kernel.Begin(stream);

        this.Kernel.Submit(stream, dimensions, packet);
    }
}

/// <summary>Launches a kernel with 1 arguments.</summary>
internal sealed class KernelLauncher<TDimension, T1>(Kernel kernel) : KernelLauncher(kernel)
    where TDimension : struct
    where T1 : struct
{
    public void LaunchDefault(TDimension dimension, T1 arg1) =>
        this.Launch(this.Kernel.Accelerator.DefaultStream, dimension, arg1);

    public void Launch(AcceleratorStream stream, TDimension dimension, T1 arg1)
    {
        LaunchDimensions dimensions = LaunchDimensions.Create(dimension, this.Kernel);
        LaunchPacket packet = this.Kernel.Begin(stream);

        try
        {
            packet.Set(0, arg1);
        }
        catch
        {
            packet.Return();

            throw;
        }

        this.Kernel.Submit(stream, dimensions, packet);
    }
}

/// <summary>Launches a kernel with 2 arguments.</summary>
internal sealed class KernelLauncher<TDimension, T1, T2>(Kernel kernel) : KernelLauncher(kernel)
    where TDimension : struct
    where T1 : struct
    where T2 : struct
{
    public void LaunchDefault(TDimension dimension, T1 arg1, T2 arg2) =>
        this.Launch(this.Kernel.Accelerator.DefaultStream, dimension, arg1, arg2);

    public void Launch(AcceleratorStream stream, TDimension dimension, T1 arg1, T2 arg2)
    {
        LaunchDimensions dimensions = LaunchDimensions.Create(dimension, this.Kernel);
        LaunchPacket packet = this.Kernel.Begin(stream);

        try
        {
            packet.Set(0, arg1);
            packet.Set(1, arg2);
        }
        catch
        {
            packet.Return();

            throw;
        }

        this.Kernel.Submit(stream, dimensions, packet);
    }
}

/// <summary>Launches a kernel with 3 arguments.</summary>
internal sealed class KernelLauncher<TDimension, T1, T2, T3>(Kernel kernel) : KernelLauncher(kernel)
    where TDimension : struct
    where T1 : struct
    where T2 : struct
    where T3 : struct
{
    public void LaunchDefault(TDimension dimension, T1 arg1, T2 arg2, T3 arg3) =>
        this.Launch(this.Kernel.Accelerator.DefaultStream, dimension, arg1, arg2, arg3);

    public void Launch(AcceleratorStream stream, TDimension dimension, T1 arg1, T2 arg2, T3 arg3)
    {
        LaunchDimensions dimensions = LaunchDimensions.Create(dimension, this.Kernel);
        LaunchPacket packet = this.Kernel.Begin(stream);

        try
        {
            packet.Set(0, arg1);
            packet.Set(1, arg2);
            packet.Set(2, arg3);
        }
        catch
        {
            packet.Return();

            throw;
        }

        this.Kernel.Submit(stream, dimensions, packet);
    }
}

/// <summary>Launches a kernel with 4 arguments.</summary>
internal sealed class KernelLauncher<TDimension, T1, T2, T3, T4>(Kernel kernel) : KernelLauncher(kernel)
    where TDimension : struct
    where T1 : struct
    where T2 : struct
    where T3 : struct
    where T4 : struct
{
    public void LaunchDefault(TDimension dimension, T1 arg1, T2 arg2, T3 arg3, T4 arg4) =>
        this.Launch(this.Kernel.Accelerator.DefaultStream, dimension, arg1, arg2, arg3, arg4);

    public void Launch(AcceleratorStream stream, TDimension dimension, T1 arg1, T2 arg2, T3 arg3, T4 arg4)
    {
        LaunchDimensions dimensions = LaunchDimensions.Create(dimension, this.Kernel);
        LaunchPacket packet = this.Kernel.Begin(stream);

        try
        {
            packet.Set(0, arg1);
            packet.Set(1, arg2);
            packet.Set(2, arg3);
            packet.Set(3, arg4);
        }
        catch
        {
            packet.Return();

            throw;
        }

        this.Kernel.Submit(stream, dimensions, packet);
    }
}

/// <summary>Launches a kernel with 5 arguments.</summary>
internal sealed class KernelLauncher<TDimension, T1, T2, T3, T4, T5>(Kernel kernel) : KernelLauncher(kernel)
    where TDimension : struct
    where T1 : struct
    where T2 : struct
    where T3 : struct
    where T4 : struct
    where T5 : struct
{
    public void LaunchDefault(TDimension dimension, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5) =>
        this.Launch(this.Kernel.Accelerator.DefaultStream, dimension, arg1, arg2, arg3, arg4, arg5);

    public void Launch(AcceleratorStream stream, TDimension dimension, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5)
    {
        LaunchDimensions dimensions = LaunchDimensions.Create(dimension, this.Kernel);
        LaunchPacket packet = this.Kernel.Begin(stream);

        try
        {
            packet.Set(0, arg1);
            packet.Set(1, arg2);
            packet.Set(2, arg3);
            packet.Set(3, arg4);
            packet.Set(4, arg5);
        }
        catch
        {
            packet.Return();

            throw;
        }

        this.Kernel.Submit(stream, dimensions, packet);
    }
}

/// <summary>Launches a kernel with 6 arguments.</summary>
internal sealed class KernelLauncher<TDimension, T1, T2, T3, T4, T5, T6>(Kernel kernel) : KernelLauncher(kernel)
    where TDimension : struct
    where T1 : struct
    where T2 : struct
    where T3 : struct
    where T4 : struct
    where T5 : struct
    where T6 : struct
{
    public void LaunchDefault(TDimension dimension, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6) =>
        this.Launch(this.Kernel.Accelerator.DefaultStream, dimension, arg1, arg2, arg3, arg4, arg5, arg6);

    public void Launch(AcceleratorStream stream, TDimension dimension, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6)
    {
        LaunchDimensions dimensions = LaunchDimensions.Create(dimension, this.Kernel);
        LaunchPacket packet = this.Kernel.Begin(stream);

        try
        {
            packet.Set(0, arg1);
            packet.Set(1, arg2);
            packet.Set(2, arg3);
            packet.Set(3, arg4);
            packet.Set(4, arg5);
            packet.Set(5, arg6);
        }
        catch
        {
            packet.Return();

            throw;
        }

        this.Kernel.Submit(stream, dimensions, packet);
    }
}

/// <summary>Launches a kernel with 7 arguments.</summary>
internal sealed class KernelLauncher<TDimension, T1, T2, T3, T4, T5, T6, T7>(Kernel kernel) : KernelLauncher(kernel)
    where TDimension : struct
    where T1 : struct
    where T2 : struct
    where T3 : struct
    where T4 : struct
    where T5 : struct
    where T6 : struct
    where T7 : struct
{
    public void LaunchDefault(TDimension dimension, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7) =>
        this.Launch(this.Kernel.Accelerator.DefaultStream, dimension, arg1, arg2, arg3, arg4, arg5, arg6, arg7);

    public void Launch(AcceleratorStream stream, TDimension dimension, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7)
    {
        LaunchDimensions dimensions = LaunchDimensions.Create(dimension, this.Kernel);
        LaunchPacket packet = this.Kernel.Begin(stream);

        try
        {
            packet.Set(0, arg1);
            packet.Set(1, arg2);
            packet.Set(2, arg3);
            packet.Set(3, arg4);
            packet.Set(4, arg5);
            packet.Set(5, arg6);
            packet.Set(6, arg7);
        }
        catch
        {
            packet.Return();

            throw;
        }

        this.Kernel.Submit(stream, dimensions, packet);
    }
}

/// <summary>Launches a kernel with 8 arguments.</summary>
internal sealed class KernelLauncher<TDimension, T1, T2, T3, T4, T5, T6, T7, T8>(Kernel kernel) : KernelLauncher(kernel)
    where TDimension : struct
    where T1 : struct
    where T2 : struct
    where T3 : struct
    where T4 : struct
    where T5 : struct
    where T6 : struct
    where T7 : struct
    where T8 : struct
{
    public void LaunchDefault(TDimension dimension, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8) =>
        this.Launch(this.Kernel.Accelerator.DefaultStream, dimension, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8);

    public void Launch(AcceleratorStream stream, TDimension dimension, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8)
    {
        LaunchDimensions dimensions = LaunchDimensions.Create(dimension, this.Kernel);
        LaunchPacket packet = this.Kernel.Begin(stream);

        try
        {
            packet.Set(0, arg1);
            packet.Set(1, arg2);
            packet.Set(2, arg3);
            packet.Set(3, arg4);
            packet.Set(4, arg5);
            packet.Set(5, arg6);
            packet.Set(6, arg7);
            packet.Set(7, arg8);
        }
        catch
        {
            packet.Return();

            throw;
        }

        this.Kernel.Submit(stream, dimensions, packet);
    }
}

/// <summary>Launches a kernel with 9 arguments.</summary>
internal sealed class KernelLauncher<TDimension, T1, T2, T3, T4, T5, T6, T7, T8, T9>(Kernel kernel) : KernelLauncher(kernel)
    where TDimension : struct
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
    public void LaunchDefault(TDimension dimension, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8, T9 arg9) =>
        this.Launch(this.Kernel.Accelerator.DefaultStream, dimension, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8, arg9);

    public void Launch(AcceleratorStream stream, TDimension dimension, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8, T9 arg9)
    {
        LaunchDimensions dimensions = LaunchDimensions.Create(dimension, this.Kernel);
        LaunchPacket packet = this.Kernel.Begin(stream);

        try
        {
            packet.Set(0, arg1);
            packet.Set(1, arg2);
            packet.Set(2, arg3);
            packet.Set(3, arg4);
            packet.Set(4, arg5);
            packet.Set(5, arg6);
            packet.Set(6, arg7);
            packet.Set(7, arg8);
            packet.Set(8, arg9);
        }
        catch
        {
            packet.Return();

            throw;
        }

        this.Kernel.Submit(stream, dimensions, packet);
    }
}

/// <summary>Launches a kernel with 10 arguments.</summary>
internal sealed class KernelLauncher<TDimension, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(Kernel kernel) : KernelLauncher(kernel)
    where TDimension : struct
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
    public void LaunchDefault(TDimension dimension, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8, T9 arg9, T10 arg10) =>
        this.Launch(this.Kernel.Accelerator.DefaultStream, dimension, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8, arg9, arg10);

    public void Launch(AcceleratorStream stream, TDimension dimension, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8, T9 arg9, T10 arg10)
    {
        LaunchDimensions dimensions = LaunchDimensions.Create(dimension, this.Kernel);
        LaunchPacket packet = this.Kernel.Begin(stream);

        try
        {
            packet.Set(0, arg1);
            packet.Set(1, arg2);
            packet.Set(2, arg3);
            packet.Set(3, arg4);
            packet.Set(4, arg5);
            packet.Set(5, arg6);
            packet.Set(6, arg7);
            packet.Set(7, arg8);
            packet.Set(8, arg9);
            packet.Set(9, arg10);
        }
        catch
        {
            packet.Return();

            throw;
        }

        this.Kernel.Submit(stream, dimensions, packet);
    }
}

/// <summary>Launches a kernel with 11 arguments.</summary>
internal sealed class KernelLauncher<TDimension, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(Kernel kernel) : KernelLauncher(kernel)
    where TDimension : struct
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
    public void LaunchDefault(TDimension dimension, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8, T9 arg9, T10 arg10, T11 arg11) =>
        this.Launch(this.Kernel.Accelerator.DefaultStream, dimension, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8, arg9, arg10, arg11);

    public void Launch(AcceleratorStream stream, TDimension dimension, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8, T9 arg9, T10 arg10, T11 arg11)
    {
        LaunchDimensions dimensions = LaunchDimensions.Create(dimension, this.Kernel);
        LaunchPacket packet = this.Kernel.Begin(stream);

        try
        {
            packet.Set(0, arg1);
            packet.Set(1, arg2);
            packet.Set(2, arg3);
            packet.Set(3, arg4);
            packet.Set(4, arg5);
            packet.Set(5, arg6);
            packet.Set(6, arg7);
            packet.Set(7, arg8);
            packet.Set(8, arg9);
            packet.Set(9, arg10);
            packet.Set(10, arg11);
        }
        catch
        {
            packet.Return();

            throw;
        }

        this.Kernel.Submit(stream, dimensions, packet);
    }
}

/// <summary>Launches a kernel with 12 arguments.</summary>
internal sealed class KernelLauncher<TDimension, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(Kernel kernel) : KernelLauncher(kernel)
    where TDimension : struct
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
    public void LaunchDefault(TDimension dimension, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8, T9 arg9, T10 arg10, T11 arg11, T12 arg12) =>
        this.Launch(this.Kernel.Accelerator.DefaultStream, dimension, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8, arg9, arg10, arg11, arg12);

    public void Launch(AcceleratorStream stream, TDimension dimension, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8, T9 arg9, T10 arg10, T11 arg11, T12 arg12)
    {
        LaunchDimensions dimensions = LaunchDimensions.Create(dimension, this.Kernel);
        LaunchPacket packet = this.Kernel.Begin(stream);

        try
        {
            packet.Set(0, arg1);
            packet.Set(1, arg2);
            packet.Set(2, arg3);
            packet.Set(3, arg4);
            packet.Set(4, arg5);
            packet.Set(5, arg6);
            packet.Set(6, arg7);
            packet.Set(7, arg8);
            packet.Set(8, arg9);
            packet.Set(9, arg10);
            packet.Set(10, arg11);
            packet.Set(11, arg12);
        }
        catch
        {
            packet.Return();

            throw;
        }

        this.Kernel.Submit(stream, dimensions, packet);
    }
}

/// <summary>Launches a kernel with 13 arguments.</summary>
internal sealed class KernelLauncher<TDimension, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(Kernel kernel) : KernelLauncher(kernel)
    where TDimension : struct
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
    public void LaunchDefault(TDimension dimension, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8, T9 arg9, T10 arg10, T11 arg11, T12 arg12, T13 arg13) =>
        this.Launch(this.Kernel.Accelerator.DefaultStream, dimension, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8, arg9, arg10, arg11, arg12, arg13);

    public void Launch(AcceleratorStream stream, TDimension dimension, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8, T9 arg9, T10 arg10, T11 arg11, T12 arg12, T13 arg13)
    {
        LaunchDimensions dimensions = LaunchDimensions.Create(dimension, this.Kernel);
        LaunchPacket packet = this.Kernel.Begin(stream);

        try
        {
            packet.Set(0, arg1);
            packet.Set(1, arg2);
            packet.Set(2, arg3);
            packet.Set(3, arg4);
            packet.Set(4, arg5);
            packet.Set(5, arg6);
            packet.Set(6, arg7);
            packet.Set(7, arg8);
            packet.Set(8, arg9);
            packet.Set(9, arg10);
            packet.Set(10, arg11);
            packet.Set(11, arg12);
            packet.Set(12, arg13);
        }
        catch
        {
            packet.Return();

            throw;
        }

        this.Kernel.Submit(stream, dimensions, packet);
    }
}

/// <summary>Launches a kernel with 14 arguments.</summary>
internal sealed class KernelLauncher<TDimension, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(Kernel kernel) : KernelLauncher(kernel)
    where TDimension : struct
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
    public void LaunchDefault(TDimension dimension, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8, T9 arg9, T10 arg10, T11 arg11, T12 arg12, T13 arg13, T14 arg14) =>
        this.Launch(this.Kernel.Accelerator.DefaultStream, dimension, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8, arg9, arg10, arg11, arg12, arg13, arg14);

    public void Launch(AcceleratorStream stream, TDimension dimension, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8, T9 arg9, T10 arg10, T11 arg11, T12 arg12, T13 arg13, T14 arg14)
    {
        LaunchDimensions dimensions = LaunchDimensions.Create(dimension, this.Kernel);
        LaunchPacket packet = this.Kernel.Begin(stream);

        try
        {
            packet.Set(0, arg1);
            packet.Set(1, arg2);
            packet.Set(2, arg3);
            packet.Set(3, arg4);
            packet.Set(4, arg5);
            packet.Set(5, arg6);
            packet.Set(6, arg7);
            packet.Set(7, arg8);
            packet.Set(8, arg9);
            packet.Set(9, arg10);
            packet.Set(10, arg11);
            packet.Set(11, arg12);
            packet.Set(12, arg13);
            packet.Set(13, arg14);
        }
        catch
        {
            packet.Return();

            throw;
        }

        this.Kernel.Submit(stream, dimensions, packet);
    }
}
