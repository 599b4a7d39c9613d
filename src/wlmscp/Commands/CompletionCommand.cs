using System.CommandLine;
using Wlmscp.CommandLine;
using Wlmscp.CommandLine.Completion;
using Wlmscp.CommandLine.Help;

namespace Wlmscp.Commands;

/// <summary><c>wlmscp completion SHELL</c>: prints what makes a shell complete the words of the program.</summary>
internal static class CompletionCommand
{
    /// <summary>How it is called.</summary>
    public const string Usage = "completion bash|zsh|fish";

    /// <summary>What it does.</summary>
    public const string Description = "print what makes the shell complete commands, options, keywords and areas";

    private const string Prose = """
        A line for the file that the shell reads when it starts: `~/.bashrc` of bash, `~/.zshrc` of zsh, behind `compinit`,
        and `~/.config/fish/config.fish` of fish:

            source <(wlmscp completion bash)
            source <(wlmscp completion zsh)
            wlmscp completion fish | source
        """;

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        string[] names = [.. ShellScripts.All.Select(script => script.Shell)];
        var shell = new Argument<string>("SHELL")
        {
            Description = string.Join(", ", names[..^1]) + $" or {names[^1]}",
            Arity = ArgumentArity.ZeroOrOne,
        };
        shell.CompletionSources.Add(names);
        var command = new Command("completion", Description)
        {
            Arguments = { shell },
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(shell) is var name && !names.Contains(name))
            {
                result.AddError($"completion: '{name}', expected {shell.Description}");
            }
        });
        command.SetAction(result => result.InvocationConfiguration.Output.Write(
            ShellScripts.All.First(script => script.Shell == result.GetValue(shell)).Script));
        ToolHelp.AddTo(new Tool(command, $"`wlmscp {Usage}`", Prose));
        return command;
    }
}
