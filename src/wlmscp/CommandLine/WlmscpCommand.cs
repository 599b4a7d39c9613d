using System.CommandLine;
using System.CommandLine.Help;
using Wlmscp.Daemon;

namespace Wlmscp.CommandLine;

/// <summary>The command line of the program: parses it and runs the daemon.</summary>
internal static class WlmscpCommand
{
    private const string Description =
        "Modality Worklist SCP: answers C-FIND queries of imaging modalities out of directories of .wl files.";

    // -dfp is one option, not three.
    private static readonly ParserConfiguration Parsing = new() { EnablePosixBundling = false };

    /// <summary>Runs the program; errors go to standard error, one line each.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var options = new ServeOptions();
        var command = new RootCommand(Description);
        options.AddTo(command);
        command.SetAction((result, _) => WorklistDaemon.RunAsync(options.Read(result)));

        ParseResult parsed = command.Parse(args, Parsing);
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpAction)
        {
            await Console.Error.WriteLineAsync($"wlmscp: {UsageError.Describe(parsed)}");
            return ExitCode.Usage;
        }

        // The daemon handles signals itself. What nobody expected is one line too, with a kind to search for.
        var configuration = new InvocationConfiguration
        {
            ProcessTerminationTimeout = null,
            EnableDefaultExceptionHandler = false,
        };
        try
        {
            return await parsed.InvokeAsync(configuration);
        }
        catch (Exception e)
        {
            await Console.Error.WriteLineAsync($"wlmscp: {e.GetType().Name}: {e.Message}");
            return ExitCode.Failure;
        }
    }
}
