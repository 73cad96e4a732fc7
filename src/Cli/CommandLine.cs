using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Reflection;

namespace IlgpuOptim.Cli;

/// <summary>What all verbs share: help with examples, the version, usage errors, exit codes.</summary>
internal static class CommandLine
{
    /// <summary>Name of the tool, as typed.</summary>
    public const string ToolName = "ilgpu-optim";

    /// <summary>How long a command may take, once interrupted, to write what it has finished.</summary>
    private static readonly TimeSpan InterruptTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Help never grows wider than this, whatever the terminal.</summary>
    private const int HelpWidth = 79;

    private static readonly Dictionary<Command, string[]> Examples = [];

    /// <summary>Builds the root command over the verbs, in the order in which help lists them.</summary>
    public static RootCommand CreateRoot(IReadOnlyList<Command> verbs)
    {
        RootCommand root = new("Optimizers for TorchSharp models and matrix completion, on any GPU or none.");

        foreach (Command verb in verbs)
        {
            root.Add(verb);
        }

        root.SetExamples("devices", "kernel dump mandelbrot", "bench --quick");
        root.SetAction(ShowHelp);

        foreach (Option option in root.Options)
        {
            switch (option)
            {
                case HelpOption help:
                    help.Action = new ExampleHelpAction();
                    break;
                case VersionOption version:
                    version.Description = "Show version and commit";
                    version.Action = new VersionAction();
                    break;
            }
        }

        return root;
    }

    /// <summary>A verb that only groups others, as <c>kernel</c> does <c>kernel dump</c>: bare, it shows its help.</summary>
    public static Command CreateGroup(string name, string description, params ReadOnlySpan<Command> verbs)
    {
        Command group = new(name, description);

        foreach (Command verb in verbs)
        {
            group.Add(verb);
        }

        group.SetAction(ShowHelp);

        return group;
    }

    /// <summary>Adds examples, written without the tool's name, to the help of a command.</summary>
    public static void SetExamples(this Command command, params string[] examples) => Examples[command] = examples;

    /// <summary>Parses and runs; returns the exit code of the process.</summary>
    public static int Run(RootCommand root, string[] args)
    {
        ParseResult parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });

        if (parsed.Action is ParseErrorAction)
        {
            return ReportBadUsage(parsed);
        }

        InvocationConfiguration configuration = new()
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = InterruptTimeout,
        };

        try
        {
            return parsed.Invoke(configuration);
        }
        catch (CliException exception)
        {
            Terminal.WriteError(exception.Message, exception.Hint);

            return exception.ExitCode;
        }
        catch (OperationCanceledException)
        {
            Terminal.WriteError("interrupted");

            return ExitCodes.Failed;
        }
        catch (Exception exception)
        {
            bool verbose = Environment.GetEnvironmentVariable("ILGPUOPTIM_TRACE") is { Length: > 0 };

            Terminal.WriteError(
                verbose ? exception.ToString() : $"{exception.GetType().Name}: {exception.Message}",
                verbose ? null : "set ILGPUOPTIM_TRACE=1 to see the stack trace");

            return ExitCodes.Failed;
        }
    }

    /// <summary>Version and commit, as <c>0.1.0 (commit 0123456789ab)</c>.</summary>
    public static string Version
    {
        get
        {
            string informational = typeof(CommandLine).Assembly
                .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";
            int plus = informational.IndexOf('+', StringComparison.Ordinal);

            if (plus < 0)
            {
                return informational + " (commit unknown)";
            }

            string commit = informational[(plus + 1)..];

            return $"{informational[..plus]} (commit {commit[..Math.Min(commit.Length, 12)]})";
        }
    }

    private static int ShowHelp(ParseResult parsed) => new ExampleHelpAction().Invoke(parsed);

    /// <summary>System.CommandLine would exit with 1 and print its help on stdout; here it is 2 and stderr.</summary>
    private static int ReportBadUsage(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;

        if (parsed.UnmatchedTokens.Count > 0)
        {
            string typed = parsed.UnmatchedTokens[0];
            bool isOption = typed.StartsWith('-');
            string what = isOption ? "option" : command.Subcommands.Count > 0 ? "command" : "argument";
            IEnumerable<string> candidates = isOption
                ? VisibleOptions(parsed.CommandResult).SelectMany(option => option.Aliases.Prepend(option.Name))
                : command.Subcommands.Where(verb => !verb.Hidden).Select(verb => verb.Name);

            Terminal.WriteError($"unknown {what} '{typed}'", Suggestions.Hint(typed, candidates));
        }
        else
        {
            foreach (string message in parsed.Errors.Select(error => error.Message).Distinct())
            {
                Terminal.WriteError(message);
            }
        }

        Terminal.WriteHint($"see '{CommandPath(command)} --help'");

        return ExitCodes.BadUsage;
    }

    /// <summary>The options of a command, and those it takes over from the commands above.</summary>
    private static IEnumerable<Option> VisibleOptions(CommandResult? result)
    {
        for (bool own = true; result is not null; result = result.Parent as CommandResult, own = false)
        {
            foreach (Option option in result.Command.Options)
            {
                if (!option.Hidden && (own || option.Recursive))
                {
                    yield return option;
                }
            }
        }
    }

    private static string CommandPath(Command command)
    {
        List<string> names = [];

        for (Command? current = command; current is not null and not RootCommand;)
        {
            names.Insert(0, current.Name);
            current = current.Parents.OfType<Command>().FirstOrDefault();
        }

        names.Insert(0, ToolName);

        return string.Join(' ', names);
    }

    /// <summary>The library's help, kept narrow, followed by examples and, at the root, the exit codes.</summary>
    private sealed class ExampleHelpAction : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            Command command = parseResult.CommandResult.Command;
            TextWriter output = parseResult.InvocationConfiguration.Output;

            new HelpAction { MaxWidth = HelpWidth }.Invoke(parseResult);

            if (Examples.TryGetValue(command, out string[]? examples))
            {
                output.WriteLine("Examples:");

                foreach (string example in examples)
                {
                    output.WriteLine($"  {ToolName} {example}");
                }

                output.WriteLine();
            }

            if (command is RootCommand)
            {
                output.WriteLine("Exit codes:");
                output.WriteLine("  0 done, 1 the work failed, 2 bad usage or bad input");
            }

            return ExitCodes.Done;
        }
    }

    private sealed class VersionAction : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine($"{ToolName} {Version}");

            return ExitCodes.Done;
        }
    }
}
