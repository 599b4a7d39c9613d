using System.CommandLine;
using Wlmscp.CommandLine;
using Wlmscp.CommandLine.Help;
using Wlmscp.CommandLine.Options;

namespace Wlmscp.Commands;

/// <summary><c>wlmscp manual</c>: prints the manual page, <c>wlmscp.8</c>.</summary>
internal static class ManualCommand
{
    /// <summary>What it does.</summary>
    public const string Description = "print the manual page: wlmscp manual | man -l -";

    /// <summary>Makes the command.</summary>
    public static Command Create(ServeOptions options, Lazy<IReadOnlyList<Tool>> tools)
    {
        var command = new Command("manual", Description);
        command.SetAction(result => new ManualPage(options, tools.Value).Write(result.InvocationConfiguration.Output));
        ToolHelp.AddTo(new Tool(command, "`wlmscp manual`", "`wlmscp manual > wlmscp.8` makes a page for `man`(1)."));
        return command;
    }
}
