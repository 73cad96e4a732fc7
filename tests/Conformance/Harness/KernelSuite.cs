using System.Reflection;
using ILGPU;
using ILGPU.Runtime;
using Xunit;
using Half = System.Half;

namespace IlgpuOptim.Engine.Conformance.Harness;

/// <summary>What the buffers of a kernel start with.</summary>
public enum DataKind
{
    /// <summary>Small numbers of both signs, different for neighbours, so that work-items diverge.</summary>
    Small,

    /// <summary>The edge values of the type, repeated.</summary>
    Edges,

    /// <summary>All bits random.</summary>
    Random,
}

/// <summary>Marks a method as a case of a <see cref="KernelSuite"/> and says how to launch it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class KernelAttribute : Attribute
{
    /// <summary>Extent in x (index kernels).</summary>
    public int X { get; init; } = 131;

    public int Y { get; init; } = 5;

    public int Z { get; init; } = 3;

    /// <summary>Number of groups of an explicitly grouped kernel.</summary>
    public int Grid { get; init; } = 3;

    /// <summary>Work-items per group of an explicitly grouped kernel.</summary>
    public int Group { get; init; } = 64;

    /// <summary>Bytes of dynamic shared memory.</summary>
    public int Dynamic { get; init; }

    /// <summary>Length of the buffers; 0 for the number of work-items.</summary>
    public int Length { get; init; }

    /// <summary>Units in the last place by which floats may differ.</summary>
    public int Ulp { get; init; }

    public DataKind Data { get; init; }

    public TargetCapabilities Requires { get; init; }
}

/// <summary>
/// Base of tests whose cases are the kernels of a class: every static method marked with <see cref="KernelAttribute"/> is run with
/// made-up arguments for its parameters and compared with the oracle.
/// </summary>
public abstract class KernelSuite(TargetFixture fixture) : ConformanceTest(fixture)
{
    private const BindingFlags Members = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>Names of the kernels of a class.</summary>
    protected static IEnumerable<string> Names(Type kernels)
    {
        return kernels.GetMethods(Members)
            .Where(method => method.GetCustomAttribute<KernelAttribute>() is not null)
            .Select(method => method.Name);
    }

    /// <summary>Runs one kernel of a class on both sides and compares.</summary>
    protected Results CheckKernel(string target, Type kernels, string name)
    {
        MethodInfo kernel = kernels.GetMethod(name, Members)!;
        KernelAttribute attribute = kernel.GetCustomAttribute<KernelAttribute>()!;
        Require(target, attribute.Requires);
        ParameterInfo[] parameters = kernel.GetParameters();
        (Launch launch, int workItems) = LaunchOf(parameters, attribute);
        int length = attribute.Length > 0 ? attribute.Length : workItems;
        object[] arguments = [.. parameters
            .Skip(launch.IsGrouped ? 0 : 1)
            .Select((parameter, i) => Argument(parameter.ParameterType, length, attribute.Data, i))];

        return Check(target, kernel, launch, new Tolerance(attribute.Ulp), arguments);
    }

    /// <summary>A reproducible random number.</summary>
    protected static uint Hash(int index, int seed)
    {
        uint h = ((uint)index * 0x9e3779b1u) ^ ((uint)seed * 0x85ebca6bu) ^ 0xc2b2ae35u;
        h ^= h >> 15;
        h *= 0x2c1b3c6du;
        h ^= h >> 12;
        h *= 0x297a2d39u;

        return h ^ (h >> 15);
    }

    /// <summary>An array of test data.</summary>
    protected static T[] Data<T>(int length, DataKind kind = DataKind.Small, int seed = 0)
        where T : unmanaged
    {
        return (T[])Array(typeof(T), length, kind, seed);
    }

    private static (Launch Launch, int WorkItems) LaunchOf(ParameterInfo[] parameters, KernelAttribute attribute)
    {
        Type first = parameters[0].ParameterType;

        if (first == typeof(Index1D))
        {
            return (attribute.X, attribute.X);
        }

        if (first == typeof(Index2D))
        {
            return (new Index2D(attribute.X, attribute.Y), attribute.X * attribute.Y);
        }

        if (first == typeof(Index3D))
        {
            return (new Index3D(attribute.X, attribute.Y, attribute.Z), attribute.X * attribute.Y * attribute.Z);
        }

        Index1D grid = attribute.Grid;
        Index1D group = attribute.Group;
        KernelConfig config = attribute.Dynamic > 0
            ? new KernelConfig(grid, group, SharedMemoryConfig.RequestDynamic<byte>(attribute.Dynamic))
            : new KernelConfig(grid, group);

        return (config, attribute.Grid * attribute.Group);
    }

    private static object Argument(Type type, int length, DataKind kind, int seed)
    {
        if (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(ArrayView<>) || type.GetGenericTypeDefinition() == typeof(ArrayView1D<,>)))
        {
            return Array(type.GetGenericArguments()[0], length, kind, seed);
        }

        return type == typeof(bool) ? true : Convert.ChangeType(5 + seed, type, System.Globalization.CultureInfo.InvariantCulture);
    }

    private static Array Array(Type element, int length, DataKind kind, int seed)
    {
        Array array = System.Array.CreateInstance(element, length);
        Array? edges = kind == DataKind.Edges
            ? (Array)typeof(Operators.EdgeValues).GetMethod(nameof(Operators.EdgeValues.Of))!.MakeGenericMethod(element).Invoke(null, null)!
            : null;

        for (int i = 0; i < length; ++i)
        {
            uint hash = Hash(i, seed);
            object value = edges?.GetValue((i + (seed * 7)) % edges.Length)
                ?? (element.IsEnum ? Enum.ToObject(element, hash % 7) : Value(element, kind, hash));
            array.SetValue(value, i);
        }

        return array;
    }

    private static object Value(Type element, DataKind kind, uint hash)
    {
        int small = (int)(hash % 64) - 20;
        ulong wide = ((ulong)hash << 32) | (hash * 0x27d4eb2fu);
        bool random = kind == DataKind.Random;

        return Type.GetTypeCode(element) switch
        {
            TypeCode.SByte => (sbyte)(random ? (int)hash : small),
            TypeCode.Byte => (byte)(random ? (int)hash : small & 63),
            TypeCode.Int16 => (short)(random ? (int)hash : small),
            TypeCode.UInt16 => (ushort)(random ? (int)hash : small & 63),
            TypeCode.Int32 => random ? (int)hash : small,
            TypeCode.UInt32 => random ? hash : (uint)(small & 63),
            TypeCode.Int64 => random ? (long)wide : small,
            TypeCode.UInt64 => random ? wide : (ulong)(small & 63),
            TypeCode.Single => random ? (float)(((int)hash / 16384.0) + 0.3) : small / 4f,
            TypeCode.Double => random ? ((int)hash / 16384.0) + 0.3 : small / 4.0,
            _ when element == typeof(ILGPU.Half) => (ILGPU.Half)(small / 4f),
            _ when element == typeof(Half) => (Half)(small / 4f),
            _ when element == typeof(Extensions.BFloat16) => (Extensions.BFloat16)(small / 4f),
            _ => Activator.CreateInstance(element)!,
        };
    }
}
