using System.Reflection;
using ILGPU;
using ILGPU.Runtime;

namespace IlgpuOptim.Engine.Conformance.Harness;

/// <summary>Gives views of buffers on one side of a comparison, the engine's or the oracle's.</summary>
public sealed class KernelMemory : IDisposable
{
    private readonly List<IBinding> _bindings = [];

    public KernelMemory(Accelerator accelerator)
    {
        Accelerator = accelerator;
    }

    private interface IBinding : IDisposable
    {
        object Source { get; }

        Array Read();

        string? FindDifference(IBinding actual, Tolerance tolerance);
    }

    public Accelerator Accelerator { get; }

    /// <summary>A view of a buffer that starts with the array's contents.</summary>
    public ArrayView1D<T, Stride1D.Dense> View<T>(T[] data)
        where T : unmanaged
    {
        return Bind(data).View;
    }

    /// <summary>A view in which x runs fastest; element (x, y) is data[x, y].</summary>
    public ArrayView2D<T, Stride2D.DenseX> ViewX<T>(T[,] data)
        where T : unmanaged
    {
        MemoryBuffer2D<T, Stride2D.DenseX> buffer = Accelerator.Allocate2DDenseX(data);
        _bindings.Add(new Binding<T>(data, buffer, () => Flatten(buffer.GetAsArray2D())));

        return buffer.View;
    }

    /// <summary>A view in which y runs fastest, like a C# array.</summary>
    public ArrayView2D<T, Stride2D.DenseY> ViewY<T>(T[,] data)
        where T : unmanaged
    {
        MemoryBuffer2D<T, Stride2D.DenseY> buffer = Accelerator.Allocate2DDenseY(data);
        _bindings.Add(new Binding<T>(data, buffer, () => Flatten(buffer.GetAsArray2D())));

        return buffer.View;
    }

    public ArrayView3D<T, Stride3D.DenseXY> ViewXY<T>(T[,,] data)
        where T : unmanaged
    {
        MemoryBuffer3D<T, Stride3D.DenseXY> buffer = Accelerator.Allocate3DDenseXY(data);
        _bindings.Add(new Binding<T>(data, buffer, () => Flatten(buffer.GetAsArray3D())));

        return buffer.View;
    }

    public ArrayView3D<T, Stride3D.DenseZY> ViewZY<T>(T[,,] data)
        where T : unmanaged
    {
        MemoryBuffer3D<T, Stride3D.DenseZY> buffer = Accelerator.Allocate3DDenseZY(data);
        _bindings.Add(new Binding<T>(data, buffer, () => Flatten(buffer.GetAsArray3D())));

        return buffer.View;
    }

    /// <summary>The final contents of every buffer, in the order of allocation.</summary>
    public IReadOnlyList<Array> ReadAll()
    {
        return [.. _bindings.Select(binding => binding.Read())];
    }

    /// <summary>The first buffer in which two sides differ, or null.</summary>
    public string? FindDifference(KernelMemory actual, Tolerance tolerance)
    {
        for (int i = 0; i < _bindings.Count; ++i)
        {
            if (_bindings[i].FindDifference(actual._bindings[i], tolerance) is string difference)
            {
                return $"buffer {i}: {difference}";
            }
        }

        return null;
    }

    public void Dispose()
    {
        foreach (IBinding binding in _bindings)
        {
            binding.Dispose();
        }
    }

    /// <summary>Turns the arguments of a test into those of a kernel: arrays become views of the parameters' types.</summary>
    public object[] Convert(MethodInfo kernel, int firstParameter, object[] arguments)
    {
        ParameterInfo[] parameters = kernel.GetParameters();

        return [.. arguments.Select((argument, i) => Convert(argument, parameters[firstParameter + i].ParameterType))];
    }

    private object Convert(object argument, Type parameter)
    {
        if (argument is Func<KernelMemory, object> builder)
        {
            return builder(this);
        }

        if (argument is not Array array)
        {
            return argument;
        }

        Type element = array.GetType().GetElementType()!;
        string method = array.Rank switch
        {
            1 => parameter.GetGenericTypeDefinition() == typeof(ArrayView<>) ? nameof(BaseView) : nameof(View),
            2 => parameter.GetGenericArguments()[1] == typeof(Stride2D.DenseX) ? nameof(ViewX) : nameof(ViewY),
            _ => parameter.GetGenericArguments()[1] == typeof(Stride3D.DenseXY) ? nameof(ViewXY) : nameof(ViewZY),
        };

        return typeof(KernelMemory)
            .GetMethod(method, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)!
            .MakeGenericMethod(element)
            .Invoke(this, [array])!;
    }

    private ArrayView<T> BaseView<T>(T[] data)
        where T : unmanaged
    {
        return Bind(data).View;
    }

    private MemoryBuffer1D<T, Stride1D.Dense> Bind<T>(T[] data)
        where T : unmanaged
    {
        MemoryBuffer1D<T, Stride1D.Dense> buffer = Accelerator.Allocate1D(data);
        _bindings.Add(new Binding<T>(data, buffer, () => buffer.GetAsArray1D()));

        return buffer;
    }

    private static T[] Flatten<T>(T[,] data)
    {
        return [.. data.Cast<T>()];
    }

    private static T[] Flatten<T>(T[,,] data)
    {
        return [.. data.Cast<T>()];
    }

    private sealed class Binding<T>(object source, MemoryBuffer buffer, Func<T[]> read) : IBinding
        where T : unmanaged
    {
        public object Source => source;

        public Array Read()
        {
            return read();
        }

        public string? FindDifference(IBinding actual, Tolerance tolerance)
        {
            return ValueComparer.FindDifference<T>(read(), (T[])actual.Read(), tolerance);
        }

        public void Dispose()
        {
            buffer.Dispose();
        }
    }
}
