using System.CommandLine;

using IlgpuOptim.MatrixCompletion.Data;

namespace IlgpuOptim.Cli.Commands.Complete;

/// <summary><c>complete</c>: matrices of which only a part of the entries is known.</summary>
internal static class CompleteCommand
{
    public static Command Create()
    {
        Command command = CommandLine.CreateGroup(
            "complete",
            "Complete matrices: fit, predict, recommend, inpaint",
            FitCommand.Create(),
            PredictCommand.Create(),
            TopKCommand.Create(),
            EvalCommand.Create(),
            CrossValidationCommand.Create(),
            RankCommand.Create(),
            InpaintCommand.Create(),
            SplitCommand.Create(),
            SynthCommand.Create(),
            ConvertCommand.Create(),
            InfoCommand.Create(),
            BenchPaperCommand.Create());

        command.SetExamples(
            "complete fit samples/data/ml-latest-small/ratings.csv --out model",
            "complete topk model --top 10 --out lists.csv",
            "complete info ratings.csv --json");

        return command;
    }

    /// <summary>Sets what a verb does: on a thread of its own, so that Ctrl-C is heard; bad input ends with exit code 2.</summary>
    public static void SetWork(this Command command, Func<ParseResult, CancellationToken, int> work) =>
        command.SetAction((parsed, stop) => Task.Run(() => Guard(() => work(parsed, stop)), CancellationToken.None));

    /// <summary>The option that deals with what the library refuses.</summary>
    private static string? HintFor(string reason) =>
        reason.StartsWith("duplicate", StringComparison.Ordinal) ? "--dup last, mean or sum merges duplicates"
        : reason.StartsWith("a pattern", StringComparison.Ordinal) ? "--pattern-value 1 gives every entry the value 1"
        : reason.Contains("column", StringComparison.Ordinal) && reason.Contains("times", StringComparison.Ordinal)
            ? "--columns user,item,rating,time names the columns"
        : null;

    private static int Guard(Func<int> work)
    {
        try
        {
            return work();
        }
        catch (DataFormatException exception)
        {
            Terminal.EndProgress();

            throw CliException.BadUsage(exception.Message, HintFor(exception.Reason));
        }
        catch (ArgumentException exception)
        {
            Terminal.EndProgress();

            // The name of the parameter behind the message means nothing to a user.
            throw CliException.BadUsage(exception.Message.Split(" (Parameter '")[0]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Terminal.EndProgress();

            throw CliException.Failed(exception.Message);
        }
    }
}
