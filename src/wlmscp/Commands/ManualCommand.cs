using System.CommandLine;
using System.CommandLine.Completions;
using Wlmscp.CommandLine;
using Wlmscp.CommandLine.Help;
using Wlmscp.CommandLine.Options;

namespace Wlmscp.Commands;

/// <summary><c>wlmscp manual [COMMAND]</c>: prints a manual page, <c>wlmscp.8</c> or <c>wlmscp-COMMAND.8</c>.</summary>
internal static class ManualCommand
{
    /// <summary>How it is called.</summary>
    public const string Usage = "manual [COMMAND]";

    /// <summary>What it does.</summary>
    public const string Description = "print a manual page: wlmscp manual add | man -l -";

    private const string Prose = """
        Without a word it is that of the program. For `man`(1) the pages go where it looks for them:

            wlmscp manual > /usr/local/share/man/man8/wlmscp.8
            wlmscp manual add > /usr/local/share/man/man8/wlmscp-add.8
        """;

    /// <summary>Makes the command.</summary>
    public static Command Create(ServeOptions options, Lazy<IReadOnlyList<Tool>> tools)
    {
        var name = new Argument<string?>("COMMAND")
        {
            Description = "the command that the page is about (default: all of the program)",
            Arity = ArgumentArity.ZeroOrOne,
        };
        name.CompletionSources.Add(_ => tools.Value.Select(tool => new CompletionItem(tool.Command.Name)));
        var command = new Command("manual", Description) { Arguments = { name } };
        command.Validators.Add(result =>
        {
            if (result.GetValue(name) is { } wanted && Find(wanted) is null)
            {
                result.AddError(UsageError.UnknownCommand("manual", wanted, tools.Value.Select(tool => tool.Command)));
            }
        });
        command.SetAction(result =>
        {
            var page = new ManualPage(options, tools.Value);
            TextWriter output = result.InvocationConfiguration.Output;
            if (result.GetValue(name) is { } wanted)
            {
                page.Write(output, Find(wanted)!);
            }
            else
            {
                page.Write(output);
            }
        });
        ToolHelp.AddTo(new Tool(command, "`wlmscp manual` [*COMMAND*]", Prose));
        return command;

        Tool? Find(string wanted) => tools.Value.FirstOrDefault(tool => tool.Command.Name == wanted);
    }
}
