using System.CommandLine;

namespace Wlmscp.CommandLine;

/// <summary>What people write to call a command: its name behind those that it stands below.</summary>
internal static class CommandName
{
    /// <summary>The words, such as <c>mpps send</c>; those of the program itself are none.</summary>
    public static string Of(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault(parent => parent is not RootCommand) is { } parent
            ? $"{Of(parent)} {command.Name}"
            : command.Name;
}
