using System.CommandLine;
using System.CommandLine.Help;
using Wlmscp.CommandLine;
using Wlmscp.CommandLine.Completion;
using Wlmscp.CommandLine.Help;
using Wlmscp.CommandLine.Options;
using Wlmscp.Daemon;

namespace Wlmscp.Commands;

/// <summary>The command line of the program: parses it and runs the daemon.</summary>
internal static class WlmscpCommand
{
    // -dfp is one option, not three. Command files are replaced before, for --arguments to show them.
    private static readonly ParserConfiguration Parsing = new()
    {
        EnablePosixBundling = false,
        ResponseFileTokenReplacer = null,
    };

    /// <summary>Runs the program; errors go to standard error, one line each.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            return args is [WordCompletion.Request, .. var begun]
                ? Complete(begun)
                : await RunExpandedAsync(CommandFile.Expand(args));
        }
        catch (CommandFileException e)
        {
            return Fail(ExitCode.Usage, e.Message);
        }
        catch (Exception e)
        {
            // What nobody expected is one line too, with a kind to search for.
            return Fail(ExitCode.Failure, $"{e.GetType().Name}: {e.Message}");
        }
    }

    private static async Task<int> RunExpandedAsync(string[] words)
    {
        // What the parser takes for a directive, and passes over.
        if (words is [['[', .., ']'] directive, ..])
        {
            return Fail(ExitCode.Usage, UsageError.Unexpected(directive));
        }

        var tools = new Lazy<IReadOnlyList<Tool>>(ToolList.Create);
        (RootCommand command, ServeOptions options) = CreateCommand(tools, hasTools: Array.Exists(words, MayNameTool));
        words = AnswerHelp(words, command);
        ParseResult parsed = command.Parse(words, Parsing);
        if (parsed.Action is not PrintAction && UsageError.Find(parsed, options.Port, words, tools) is { } error)
        {
            return Fail(ExitCode.Usage, error);
        }

        // The daemon handles signals itself.
        return await parsed.InvokeAsync(new InvocationConfiguration
        {
            ProcessTerminationTimeout = null,
            EnableDefaultExceptionHandler = false,
        });
    }

    private static int Complete(string[] begun)
    {
        (RootCommand command, _) = CreateCommand(new(ToolList.Create), hasTools: true);
        WordCompletion.Find(command, Parsing, begun).Write(Console.Out);
        return ExitCode.Success;
    }

    private static (RootCommand Command, ServeOptions Options) CreateCommand(
        Lazy<IReadOnlyList<Tool>> tools, bool hasTools)
    {
        var help = new HelpOption("--help", "-h") { Description = "print this text" };
        var version = new VersionOption("--version") { Description = "print the version" };
        var options = new ServeOptions(help, version);
        var text = new HelpText(
            options, tools,
            [
                new(CompletionCommand.Usage, CompletionCommand.Description),
                new(ManualCommand.Usage, ManualCommand.Description),
            ]);
        version.Validators.Clear(); // it may stand beside others, as in DCMTK
        help.Action = new PrintAction(text.Write);
        var command = new RootCommand(HelpText.Purpose);
        command.Options.Clear();
        command.Directives.Clear();
        options.AddTo(command);
        command.Subcommands.Add(CompletionCommand.Create());
        command.Subcommands.Add(ManualCommand.Create(options, tools));
        foreach (Tool tool in hasTools ? tools.Value : [])
        {
            command.Subcommands.Add(tool.Command);
        }

        foreach (Command subcommand in command.Subcommands.SelectMany(each => each.Subcommands.Prepend(each)))
        {
            subcommand.Validators.Insert(0, ToolWords.RefuseEmpty);
            subcommand.Validators.Insert(0, ToolWords.RefuseUnknownOption);
        }

        command.SetAction((result, _) => ServeAsync(result, options));
        return (command, options);
    }

    // 'help' and 'help COMMAND', as other programs have it.
    private static string[] AnswerHelp(string[] words, RootCommand command) => words switch
    {
        ["help"] => ["--help"],
        ["help", var name] when command.Subcommands.Any(each => each.Name == name) => [name, "--help"],
        ["help", var name] => [name],
        ["help", var name, var part] when command.Subcommands.Any(each =>
            each.Name == name && each.Subcommands.Any(below => below.Name == part)) => [name, part, "--help"],
        _ => words,
    };

    // Whoever starts the daemon with options and a port pays for no command.
    private static bool MayNameTool(string word) => word is [>= 'a' and <= 'z', ..];

    private static async Task<int> ServeAsync(ParseResult result, ServeOptions options)
    {
        if (options.PrintsArguments(result))
        {
            StandardStreams.WriteError($"wlmscp: {ArgumentList.Describe(result)}");
        }

        return await WorklistDaemon.RunAsync(options.Read(result));
    }

    private static int Fail(int exitCode, string message)
    {
        StandardStreams.WriteError($"wlmscp: {message}");
        return exitCode;
    }
}
