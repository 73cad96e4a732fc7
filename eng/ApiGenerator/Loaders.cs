using System.Text;

namespace IlgpuOptim.ApiGenerator;

/// <summary>Kernel loaders, launchers and one-shot launches for 1..14 parameters.</summary>
internal static class Loaders
{
    private const int MaxParameters = 14;

    public static string GenerateLaunchers()
    {
        StringBuilder text = new($$"""
            using ILGPU.Runtime;

            namespace IlgpuOptim.Engine.Runtime;

            /// <content>The typed classes.</content>
            internal abstract partial class KernelLauncher
            {
                private static Type[] LauncherTypes =>
                [
                    typeof(KernelLauncher<>),
            {{GeneratedFiles.Join(MaxParameters, "\n", n => $"        typeof(KernelLauncher<{new string(',', n)}>),")}}
                ];
            }

            """);

        for (int n = 0; n <= MaxParameters; n++)
        {
            string types = string.Concat(Enumerable.Range(1, n).Select(i => $", T{i}"));
            string parameters = string.Concat(Enumerable.Range(1, n).Select(i => $", T{i} arg{i}"));
            string arguments = string.Concat(Enumerable.Range(1, n).Select(i => $", arg{i}"));
            string fill = n == 0
                ? string.Empty
                : $$"""

                            try
                            {
                    {{GeneratedFiles.Join(n, "\n", i => $"            packet.Set({i - 1}, arg{i});")}}
                            }
                            catch
                            {
                                packet.Return();

                                throw;
                            }

                    """;
            text.Append($$"""

                /// <summary>Launches a kernel with {{n}} arguments.</summary>
                internal sealed class KernelLauncher<TDimension{{types}}>(Kernel kernel) : KernelLauncher(kernel)
                    where TDimension : struct
                {{GeneratedFiles.Join(n, "\n", i => $"    where T{i} : struct")}}
                {
                    public void LaunchDefault(TDimension dimension{{parameters}}) =>
                        this.Launch(this.Kernel.Accelerator.DefaultStream, dimension{{arguments}});

                    public void Launch(AcceleratorStream stream, TDimension dimension{{parameters}})
                    {
                        LaunchDimensions dimensions = LaunchDimensions.Create(dimension, this.Kernel);
                        LaunchPacket packet = this.Kernel.Begin(stream);
                {{fill}}
                        this.Kernel.Submit(stream, dimensions, packet);
                    }
                }

                """.Replace("    where TDimension : struct\n\n{", "    where TDimension : struct\n{", StringComparison.Ordinal));
        }

        return text.ToString();
    }

    public static string GenerateLoaders()
    {
        StringBuilder text = new("""
            using IlgpuOptim.Engine.Runtime;

            namespace ILGPU.Runtime;

            /// <summary>
            /// Compile kernels and return delegates that launch them. The Stream forms use the default stream. A delegate may be
            /// called from any thread.
            /// </summary>
            public static class KernelLoaders
            {
            """);

        for (int n = 1; n <= MaxParameters; n++)
        {
            string types = GeneratedFiles.Join(n, ", ", i => $"T{i}");
            string where = GeneratedFiles.Join(n, "\n", i => $"        where T{i} : struct");
            string docs = GeneratedFiles.Join(n, "\n", i => $"    /// <typeparam name=\"T{i}\">Type of an argument.</typeparam>");

            foreach (bool stream in (bool[])[false, true])
            {
                string name = stream ? "LoadStreamKernel" : "LoadKernel";
                string result = stream ? $"Action<KernelConfig, {types}>" : $"Action<AcceleratorStream, KernelConfig, {types}>";
                string call = stream ? "LaunchDefault" : "Launch";

                foreach (bool specialized in (bool[])[false, true])
                {
                    foreach (bool info in (bool[])[false, true])
                    {
                        string extra = (specialized ? ", KernelSpecialization specialization" : "") + (info ? ", out KernelInfo kernelInfo" : "");
                        string specialization = specialized ? "specialization" : "KernelSpecialization.Empty";
                        text.Append($$"""


                                /// <summary>Loads an explicitly grouped kernel.</summary>
                            {{docs}}
                                /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
                                public static {{result}} {{name}}<{{types}}>(this Accelerator accelerator, Action<{{types}}> action{{extra}})
                            {{where}}
                            {{Body($"KernelLauncher<KernelConfig, {types}>", $"false, 0, {specialization}", call, info)}}
                            """);
                    }
                }
            }

            foreach (bool custom in (bool[])[true, false])
            {
                foreach (bool stream in (bool[])[false, true])
                {
                    string name = $"Load{(custom ? "Implicitly" : "Auto")}Grouped{(stream ? "Stream" : "")}Kernel";
                    string result = stream ? $"Action<TIndex, {types}>" : $"Action<AcceleratorStream, TIndex, {types}>";
                    string call = stream ? "LaunchDefault" : "Launch";

                    foreach (bool info in (bool[])[false, true])
                    {
                        string extra = (custom ? ", int customGroupSize" : "") + (info ? ", out KernelInfo kernelInfo" : "");
                        string size = custom ? "accelerator.CheckGroupSize(customGroupSize)" : "0";
                        string what = custom
                            ? "Loads an implicitly grouped kernel with this number of work-items per group."
                            : "Loads an implicitly grouped kernel; the engine chooses the group size.";
                        text.Append($$"""


                                /// <summary>{{what}}</summary>
                                /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
                            {{docs}}
                                /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
                                public static {{result}} {{name}}<TIndex, {{types}}>(this Accelerator accelerator, Action<TIndex, {{types}}> action{{extra}})
                                    where TIndex : struct, IIndex
                            {{where}}
                            {{Body($"KernelLauncher<TIndex, {types}>", $"true, {size}, KernelSpecialization.Empty", call, info)}}
                            """);
                    }
                }
            }
        }

        return text.Append("\n}\n").ToString();
    }

    public static string GenerateLaunch()
    {
        StringBuilder text = new("""
            using IlgpuOptim.Engine.Runtime;

            namespace ILGPU.Runtime;

            /// <content>Launches without a loader; the compiled kernel is kept per method.</content>
            public abstract partial class Accelerator
            {
            """);

        for (int n = 1; n <= MaxParameters; n++)
        {
            string types = GeneratedFiles.Join(n, ", ", i => $"T{i}");
            string parameters = GeneratedFiles.Join(n, ", ", i => $"T{i} arg{i}");
            string arguments = GeneratedFiles.Join(n, ", ", i => $"arg{i}");
            string where = GeneratedFiles.Join(n, "\n", i => $"        where T{i} : struct");
            string docs = GeneratedFiles.Join(n, "\n", i => $"    /// <typeparam name=\"T{i}\">Type of an argument.</typeparam>");

            foreach (bool stream in (bool[])[true, false])
            {
                string streamParameter = stream ? "AcceleratorStream stream, " : "";
                string streamArgument = stream ? "stream" : "this.DefaultStream";
                text.Append($$"""


                        /// <summary>Launches an explicitly grouped kernel{{(stream ? "" : " on the default stream")}}.</summary>
                    {{docs}}
                        /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
                        public void Launch<{{types}}>(Action<{{types}}> action, {{streamParameter}}in KernelConfig kernelConfig, {{parameters}})
                    {{where}} =>
                            this.FindLauncher(KernelMethod.Of(action), false, static k => new KernelLauncher<KernelConfig, {{types}}>(k))
                                .Launch({{streamArgument}}, kernelConfig, {{arguments}});

                        /// <summary>Launches an implicitly grouped kernel{{(stream ? "" : " on the default stream")}}.</summary>
                        /// <typeparam name="TIndex">Index1D, Index2D or Index3D.</typeparam>
                    {{docs}}
                        /// <exception cref="InternalCompilerException">The kernel uses something that kernels cannot do.</exception>
                        public void LaunchAutoGrouped<TIndex, {{types}}>(Action<TIndex, {{types}}> action, {{streamParameter}}TIndex extent, {{parameters}})
                            where TIndex : struct, IGenericIndex<TIndex>
                    {{where}} =>
                            this.FindLauncher(KernelMethod.Of(action), true, static k => new KernelLauncher<TIndex, {{types}}>(k))
                                .Launch({{streamArgument}}, extent, {{arguments}});
                    """);
            }
        }

        return text.Append("\n}\n").ToString();
    }

    private static string Body(string launcher, string load, string call, bool info) => info
        ? $$"""
                {
                    Kernel kernel = accelerator.LoadMethod(KernelMethod.Of(action), {{load}});
                    kernelInfo = accelerator.DescribeKernel(kernel);

                    return new {{launcher}}(kernel).{{call}};
                }
            """
        : $$"""
                    => new {{launcher}}(accelerator.LoadMethod(KernelMethod.Of(action), {{load}})).{{call}};
            """;
}
