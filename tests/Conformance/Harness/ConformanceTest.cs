using System.Reflection;
using ILGPU;
using ILGPU.Runtime;
using Xunit;

namespace IlgpuOptim.Engine.Conformance.Harness;

/// <summary>
/// Base of the conformance tests: runs a kernel on a target and, as the oracle, the very same C# method by .NET itself, and
/// compares all buffers.
/// </summary>
/// <remarks>
/// Arguments of kernels are given as they stand on the host: arrays of one to three dimensions become buffers with these contents
/// and are passed as the view type that the kernel declares; <see cref="From"/> makes structures that hold views; everything else
/// is passed by value.
/// </remarks>
public abstract class ConformanceTest(TargetFixture fixture) : IClassFixture<TargetFixture>
{
    /// <summary>Number of work-items that is no multiple of any vector width, and more than one group.</summary>
    protected const int Odd = 131;

    protected TargetFixture Fixture { get; } = fixture;

    /// <summary>The target's accelerator; all tests of a class share it.</summary>
    protected Accelerator Open(string target)
    {
        return Fixture.Open(target);
    }

    /// <summary>Skips the test on a target that lacks something.</summary>
    protected static void Require(string target, TargetCapabilities capabilities)
    {
        TargetCapabilities missing = capabilities & ~TestTargets.Get(target).Capabilities;
        Assert.SkipWhen(missing != TargetCapabilities.None, $"{target} has no {missing}");
    }

    /// <summary>An argument that is built from views: called once for the engine and once for the oracle.</summary>
    protected static Func<KernelMemory, object> From<T>(Func<KernelMemory, T> build)
        where T : struct
    {
        return memory => build(memory);
    }

    /// <summary>The kernel as a method, for those that are generic or found by name.</summary>
    protected static MethodInfo Method(Type type, string name, params Type[] typeArguments)
    {
        MethodInfo method = type.GetMethod(name, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            ?? throw new InvalidOperationException($"{type} has no method {name}.");

        return typeArguments.Length == 0 ? method : method.MakeGenericMethod(typeArguments);
    }

    /// <summary>Runs the kernel on both sides, compares bit for bit and returns the results.</summary>
    protected Results Check(string target, Delegate kernel, Launch launch, params object[] arguments)
    {
        return Check(target, kernel.Method, launch, Tolerance.Exact, arguments);
    }

    protected Results Check(string target, MethodInfo kernel, Launch launch, params object[] arguments)
    {
        return Check(target, kernel, launch, Tolerance.Exact, arguments);
    }

    protected Results Check(string target, Delegate kernel, Launch launch, Tolerance tolerance, params object[] arguments)
    {
        return Check(target, kernel.Method, launch, tolerance, arguments);
    }

    protected Results Check(string target, MethodInfo kernel, Launch launch, Tolerance tolerance, params object[] arguments)
    {
        Accelerator accelerator = Open(target);
        using KernelMemory actual = new(accelerator);
        using KernelMemory expected = new(Fixture.Host);
        KernelRunner.Run(accelerator, kernel, launch, actual, arguments);
        KernelRunner.RunOracle(kernel, launch, accelerator.WarpSize, expected, arguments);

        if (expected.FindDifference(actual, tolerance) is string difference)
        {
            Assert.Fail($"{kernel.DeclaringType?.Name}.{kernel.Name} on {target}, {difference}");
        }

        return new Results(actual.ReadAll());
    }

    /// <summary>Runs the kernel on the target only.</summary>
    protected Results Run(string target, Delegate kernel, Launch launch, params object[] arguments)
    {
        return Run(target, kernel.Method, launch, arguments);
    }

    protected Results Run(string target, MethodInfo kernel, Launch launch, params object[] arguments)
    {
        using KernelMemory memory = new(Open(target));
        KernelRunner.Run(memory.Accelerator, kernel, launch, memory, arguments);

        return new Results(memory.ReadAll());
    }

    /// <summary>Final contents of the buffers of a launch.</summary>
    protected sealed class Results(IReadOnlyList<Array> buffers)
    {
        /// <summary>Contents of buffer number <paramref name="i"/>, counting only the arguments that are buffers.</summary>
        public T[] Get<T>(int i)
        {
            return (T[])buffers[i];
        }
    }
}
