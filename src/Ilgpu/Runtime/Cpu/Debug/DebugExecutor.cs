using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;
using ILGPU;
using ILGPU.Runtime.CPU;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Runtime.Cpu;

/// <summary>
/// Executes a kernel as the C# method it is, one work-item after the other. It is what debug mode runs and what every
/// engine is tested against, so it shares nothing with the compiler.
/// </summary>
internal static class DebugExecutor
{
    private static readonly ConcurrentDictionary<MethodInfo, Invoker> Invokers = new();

    private delegate void Invoker(object?[] arguments, int x, int y, int z);

    /// <summary>Executes a launch and waits for it.</summary>
    /// <param name="method">The kernel: static, or a lambda that captures nothing.</param>
    /// <param name="kind">How its work-items come about.</param>
    /// <param name="dimensions">Extent, grid and group.</param>
    /// <param name="arguments">The arguments without the index, of exactly the types of the parameters.</param>
    /// <param name="warpSize">Lanes of a warp.</param>
    /// <exception cref="CPUKernelException">A work-item failed.</exception>
    public static void Run(
        MethodInfo method,
        KernelKind kind,
        in LaunchDimensions dimensions,
        object?[] arguments,
        int warpSize)
    {
        Invoker invoker = Invokers.GetOrAdd(method, static (m, k) => CreateInvoker(m, k), kind);
        string name = method.DeclaringType is Type type ? $"{type.Name}.{method.Name}" : method.Name;
        using DebugGroup group = new(name, dimensions, warpSize);
        Launch launch = new(invoker, kind != KernelKind.Explicit, dimensions, arguments, group);

        if (dimensions.Group.LongSize > 1 && BarrierScan.NeedsThreads(method))
        {
            launch.RunThreaded();
        }
        else
        {
            launch.RunSequential();
        }
    }

    /// <summary>Executes an implicitly grouped kernel; the groups are as a CPU accelerator makes them.</summary>
    public static void RunImplicit(MethodInfo method, Index3D extent, params object?[] arguments)
    {
        Type index = method.GetParameters()[0].ParameterType;
        KernelKind kind = index == typeof(Index1D)
            ? KernelKind.Implicit1D
            : index == typeof(Index2D) ? KernelKind.Implicit2D : KernelKind.Implicit3D;
        Run(method, kind, LaunchDimensions.Implicit(extent, HostArrayBuffer.Owner, 0), arguments, CpuInformation.WarpSize);
    }

    /// <summary>Executes an explicitly grouped kernel.</summary>
    public static void RunExplicit(MethodInfo method, KernelConfig config, params object?[] arguments) =>
        Run(
            method,
            KernelKind.Explicit,
            LaunchDimensions.Explicit(config, HostArrayBuffer.Owner),
            arguments,
            CpuInformation.WarpSize);

    // A call with unboxed arguments; through reflection every work-item would cost a microsecond more.
    private static Invoker CreateInvoker(MethodInfo method, KernelKind kind)
    {
        DynamicMethod dynamic = new(
            "Invoke",
            typeof(void),
            [typeof(object[]), typeof(int), typeof(int), typeof(int)],
            typeof(DebugExecutor).Module,
            skipVisibility: true);
        ILGenerator il = dynamic.GetILGenerator();
        ParameterInfo[] parameters = method.GetParameters();
        int first = 0;

        if (!method.IsStatic)
        {
            // A lambda without captured variables does not touch its object.
            il.Emit(OpCodes.Ldnull);
        }

        if (kind != KernelKind.Explicit)
        {
            int rank = (int)kind;
            Type index = parameters[0].ParameterType;
            il.Emit(OpCodes.Ldarg_1);

            if (rank > 1)
            {
                il.Emit(OpCodes.Ldarg_2);
            }

            if (rank > 2)
            {
                il.Emit(OpCodes.Ldarg_3);
            }

            Type[] components = new Type[rank];
            Array.Fill(components, typeof(int));
            il.Emit(OpCodes.Newobj, index.GetConstructor(components)!);
            first = 1;
        }

        for (int i = first; i < parameters.Length; i++)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldc_I4, i - first);
            il.Emit(OpCodes.Ldelem_Ref);
            il.Emit(OpCodes.Unbox_Any, parameters[i].ParameterType);
        }

        il.Emit(OpCodes.Call, method);
        il.Emit(OpCodes.Ret);

        return dynamic.CreateDelegate<Invoker>();
    }

    private sealed class Launch(
        Invoker invoker,
        bool isImplicit,
        LaunchDimensions dimensions,
        object?[] arguments,
        DebugGroup group)
    {
        public void RunSequential()
        {
            WorkItem item = new(group);

            foreach (Index3D gridIdx in Each(dimensions.Grid))
            {
                group.Begin(gridIdx);

                foreach (Index3D idx in Each(dimensions.Group))
                {
                    item.Enter(idx);

                    try
                    {
                        this.Invoke(item);
                    }
                    catch (Exception exception)
                    {
                        throw new CPUKernelException(group.KernelName, item.GlobalIndex, exception);
                    }
                    finally
                    {
                        WorkItem.Leave();
                    }
                }
            }
        }

        public void RunThreaded()
        {
            using Baton baton = new(group.Size, group.WarpSize);
            group.Baton = baton;
            Index3D size = dimensions.Group;

            foreach (Index3D gridIdx in Each(dimensions.Grid))
            {
                group.Begin(gridIdx);
                (Exception Failure, int Item)? result = baton.Run(linear =>
                {
                    WorkItem item = new(group);
                    item.Enter(Split(linear, size));
                    this.Invoke(item);
                });

                if (result is (Exception failure, int failed))
                {
                    Index3D global = Index3D.Add(Index3D.Multiply(gridIdx, size), Split(failed, size));

                    throw new CPUKernelException(group.KernelName, global, failure);
                }
            }
        }

        private static Index3D Split(int linear, Index3D size) =>
            new(linear % size.X, linear / size.X % size.Y, linear / (size.X * size.Y));

        private static IEnumerable<Index3D> Each(Index3D extent)
        {
            for (int z = 0; z < extent.Z; z++)
            {
                for (int y = 0; y < extent.Y; y++)
                {
                    for (int x = 0; x < extent.X; x++)
                    {
                        yield return new Index3D(x, y, z);
                    }
                }
            }
        }

        private void Invoke(WorkItem item)
        {
            Index3D index = item.GlobalIndex;

            if (!isImplicit || index.InBounds(dimensions.Extent))
            {
                invoker(arguments, index.X, index.Y, index.Z);
            }
        }
    }
}
