using System.CommandLine;
using Wlmscp.CommandLine;
using Wlmscp.CommandLine.Help;

namespace Wlmscp.Commands;

/// <summary><c>wlmscp completion bash</c>: prints what makes the shell complete options.</summary>
internal static class CompletionCommand
{
    /// <summary>What it does.</summary>
    public const string Description = "print what makes bash complete options and their values";

    private const string Shell = "bash";

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "bash", Arity = ArgumentArity.ZeroOrOne };
        shell.CompletionSources.Add(Shell);
        var command = new Command("completion", Description)
        {
            Arguments = { shell },
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(shell) is var name && name != Shell)
            {
                result.AddError($"completion: '{name}', expected {Shell}");
            }
        });
        command.SetAction(result => result.InvocationConfiguration.Output.Write(BashCompletion.Script));
        ToolHelp.AddTo(new Tool(command, "`wlmscp completion bash`", "`source <(wlmscp completion bash)` in `~/.bashrc`."));
        return command;
    }
}
