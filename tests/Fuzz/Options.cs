using System.Globalization;

namespace IlgpuOptim.Fuzz;

/// <summary>Arguments of the command.</summary>
internal sealed record Options
{
    public const string Usage =
        """
        Usage: IlgpuOptim.Fuzz [--count N] [--seed S] [--first I] [--device cpu:0] [--max-failures N] [--trace]
               IlgpuOptim.Fuzz --kernel SEED [--device cpu:0] [--no-shrink] [--show]

        Generates random kernels, runs them on the device and on the oracle (.NET itself) and compares bit for bit.
        A failure is shrunk and printed as C# and IL.

          --count N         number of kernels (default 1000)
          --seed S          seed of the run (default 1)
          --first I         number of the first kernel of the run (default 0)
          --kernel SEED     only the kernel with this seed, as printed by a failure
          --device ID       device, as 'ilgpu-optim devices' lists it (default cpu:0); cpu:0/256, cpu:0/128 and
                            cpu:0/0 are the CPU with narrower vectors and without any
          --engine NAME     device (default), or a planted bug: shift, compare
          --max-failures N  stop after so many failures (default 5)
          --no-shrink       print failures as they are
          --show            print the kernel even if it does not fail
          --trace           print the seed of each kernel before it runs, to find one that brings the process down

        Exit code: 0 all agree, 1 a failure, 2 bad arguments.
        """;

    public int Count { get; init; } = 1000;

    public ulong Seed { get; init; } = 1;

    public int First { get; init; }

    public ulong? Kernel { get; init; }

    public string Device { get; init; } = "cpu:0";

    public string Engine { get; init; } = "device";

    public int MaxFailures { get; init; } = 5;

    public bool NoShrink { get; init; }

    public bool Show { get; init; }

    public bool Trace { get; init; }

    public bool Help { get; init; }

    /// <exception cref="ArgumentException">An unknown option or a bad value; the message names it.</exception>
    public static Options Parse(IReadOnlyList<string> arguments)
    {
        Options options = new();

        for (int i = 0; i < arguments.Count; ++i)
        {
            string option = arguments[i];

            string Value()
            {
                return ++i < arguments.Count ? arguments[i] : throw new ArgumentException($"{option} needs a value.");
            }

            T Number<T>()
                where T : IParsable<T>
            {
                string text = Value();

                return T.TryParse(text, CultureInfo.InvariantCulture, out T? number)
                    ? number
                    : throw new ArgumentException($"{option}: '{text}' is no number.");
            }

            options = option switch
            {
                "--count" => options with { Count = Number<int>() },
                "--seed" => options with { Seed = Number<ulong>() },
                "--first" => options with { First = Number<int>() },
                "--kernel" => options with { Kernel = Number<ulong>() },
                "--device" => options with { Device = Value() },
                "--engine" => options with { Engine = Value() },
                "--max-failures" => options with { MaxFailures = Number<int>() },
                "--no-shrink" => options with { NoShrink = true },
                "--show" => options with { Show = true },
                "--trace" => options with { Trace = true },
                "--help" or "-h" => options with { Help = true },
                _ => throw new ArgumentException($"Unknown option '{option}'."),
            };
        }

        return options;
    }
}
