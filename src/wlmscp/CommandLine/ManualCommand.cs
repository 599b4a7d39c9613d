using System.CommandLine;
using Wlmscp.CommandLine.Help;

namespace Wlmscp.CommandLine;

/// <summary><c>wlmscp manual</c>: prints the manual page, <c>wlmscp.8</c>.</summary>
internal static class ManualCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(ServeOptions options) => new("manual", "print the manual page, for man(1)")
    {
        Action = new PrintAction(new ManualPage(options).Write),
    };
}
