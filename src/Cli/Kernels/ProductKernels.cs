using System.Reflection;
using System.Text;

using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;

using IlgpuOptim.Cli.Kernels.Tour;
using IlgpuOptim.Compute;
using IlgpuOptim.Engine.Runtime;

namespace IlgpuOptim.Cli.Kernels;

/// <summary>A kind of device for which kernels are listed: forms, warps and specialised values of kernels depend on it.</summary>
/// <param name="Kind">The back end.</param>
/// <param name="WarpSize">Lanes of a warp.</param>
/// <param name="MaxGroup">Work-items of the largest group.</param>
/// <param name="IsProcessor">Kernels take the forms for processors.</param>
internal sealed record KernelProfile(AcceleratorType Kind, int WarpSize, int MaxGroup, bool IsProcessor = false);

/// <summary>
/// The kernels of the linear algebra, the optimizers and the solvers, as the program itself asks for them: it makes its tour on
/// a device that notes kernels instead of running them. So nothing has to be kept in step by hand.
/// </summary>
internal static class ProductKernels
{
    private const int Multiprocessors = 16;

    /// <summary>All kernels, named after the first stop of the tour that uses them.</summary>
    public static IReadOnlyList<NamedKernel> List(KernelProfile profile)
    {
        using Context context = Context.Create(
            builder => builder.CPU(new CPUDevice(profile.WarpSize, profile.MaxGroup / profile.WarpSize, Multiprocessors)));
        using CPUAccelerator accelerator = context.CreateCPUAccelerator(0);
        KernelRecorder recorder = new(isDry: true);
        accelerator.Recorder = recorder;
        using ComputeDevice device = new(accelerator, profile.IsProcessor ? DeviceClass.CpuLanes : DeviceClass.Gpu, profile.Kind);

        return Visit(device, recorder, ProductTour.Stops.Where(stop => !stop.NeedsResults), stop => stop.Run(device));
    }

    /// <summary>Makes the tour with a device, and names the kernels that it used.</summary>
    public static IReadOnlyList<NamedKernel> Visit(
        ComputeDevice device, KernelRecorder recorder, IEnumerable<TourStop> stops, Action<TourStop> visit)
    {
        List<NamedKernel> kernels = [];
        HashSet<string> names = [];

        foreach (TourStop stop in stops)
        {
            int known = recorder.Kernels.Length;
            visit(stop);
            device.Synchronize();

            foreach (RecordedKernel kernel in recorder.Kernels[known..])
            {
                string name = $"{stop.Name}.{Snake(kernel.Method)}";
                int number = 1;

                while (!names.Add(number == 1 ? name : $"{name}_{number}"))
                {
                    number++;
                }

                kernels.Add(new NamedKernel(number == 1 ? name : $"{name}_{number}", Describe(kernel), kernel.Method)
                {
                    Values = kernel.Values,
                });
            }
        }

        return kernels;
    }

    /// <summary>TileProductKernel.Run becomes tile_product_run; the words Kernel and Kernels say nothing.</summary>
    private static string Snake(MethodInfo method)
    {
        string name = (method.DeclaringType!.Name.Split('`')[0] + method.Name)
            .Replace("Kernels", "", StringComparison.Ordinal)
            .Replace("Kernel", "", StringComparison.Ordinal);
        StringBuilder text = new();

        for (int i = 0; i < name.Length; i++)
        {
            // A word begins at a capital behind a small letter, and at the last of several capitals: LDAdam is ld_adam.
            bool begins = i > 0 && char.IsUpper(name[i]) && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            text.Append(begins ? "_" : "").Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }

    private static string Describe(RecordedKernel kernel)
    {
        Type[] types = [.. kernel.Method.DeclaringType!.GetGenericArguments(), .. kernel.Method.GetGenericArguments()];
        string values = string.Join(", ", kernel.Values.Where(value => value is not null).Select(ValueText));

        return $"{kernel.Method.DeclaringType.Name.Split('`')[0]}.{kernel.Method.Name}"
            + (types.Length > 0 ? $"<{string.Join(", ", types.Select(TypeText))}>" : "")
            + (values.Length > 0 ? $" with {values}" : "");
    }

    private static string TypeText(Type type)
    {
        string name = type == typeof(float) ? "float" : type == typeof(double) ? "double" : type.Name.Split('`')[0];

        return type.IsGenericType ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(TypeText))}>" : name;
    }

    /// <summary>The fields of a constant, also of those inside.</summary>
    private static string ValueText(object? value)
    {
        FieldInfo[] fields = value!.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);

        return value.GetType().IsPrimitive
            ? value.ToString()!
            : $"{value.GetType().Name.Split('`')[0]}({string.Join(", ", fields.Select(field => ValueText(field.GetValue(value))))})";
    }
}
