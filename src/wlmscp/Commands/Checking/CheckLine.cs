using Spectre.Console;
using Wlmscp.Terminal;

namespace Wlmscp.Commands.Checking;

/// <summary>A line about a file or an area.</summary>
internal static class CheckLine
{
    /// <summary>Prints it.</summary>
    /// <param name="path">The file or area.</param>
    /// <param name="kind">What the line tells of it.</param>
    /// <param name="color">The colour of both.</param>
    /// <param name="text">The rest of the line.</param>
    public static void Print(string path, string kind, Color color, string text) =>
        ToolConsole.WriteLine(PrintableText.Of($"{path}: {kind}:"), color, PrintableText.Of($" {text}"));
}
