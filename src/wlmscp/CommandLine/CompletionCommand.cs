using System.CommandLine;
using Wlmscp.CommandLine.Help;

namespace Wlmscp.CommandLine;

/// <summary><c>wlmscp completion bash</c>: prints what makes the shell complete options.</summary>
internal static class CompletionCommand
{
    // The words come from the parser itself, through the directive that System.CommandLine has for it.
    private const string Bash = """
        _wlmscp()
        {
            local IFS=$'\n'
            COMPREPLY=($("$1" "[suggest:$COMP_POINT]" "$COMP_LINE" 2> /dev/null))
        }
        complete -o default -F _wlmscp wlmscp
        """;

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "bash" };
        shell.AcceptOnlyFromAmong("bash");
        return new Command("completion", "print completion for a shell: bash")
        {
            Arguments = { shell },
            Action = new PrintAction(output => output.WriteLine(Bash)),
        };
    }
}
