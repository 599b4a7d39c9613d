using System.Text.RegularExpressions;

namespace Wlmscp.Tests.Documentation;

/// <summary>Compares what the README shows with what is printed.</summary>
internal static partial class ReadmeText
{
    private const string Ellipsis = "...";

    /// <summary>Whether lines are those that were shown, where <c>...</c> stands for any number of lines.</summary>
    public static bool Matches(ReadOnlySpan<string> shown, ReadOnlySpan<string> printed)
    {
        if (shown.IsEmpty || printed.IsEmpty || shown[0] == Ellipsis)
        {
            return shown.IsEmpty
                ? printed.IsEmpty
                : shown[0] == Ellipsis
                    && (Matches(shown[1..], printed) || (!printed.IsEmpty && Matches(shown, printed[1..])));
        }

        return shown[0] == printed[0] && Matches(shown[1..], printed[1..]);
    }

    /// <summary>The text with what differs from run to run made equal, character by character.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isOfToday">Whether its dates depend on the day.</param>
    public static string Normalize(string text, bool isOfToday)
    {
        string normalized = Identifier().Replace(Time().Replace(text, "T"), match => new string('#', match.Length));
        normalized = Port().Replace(Milliseconds().Replace(normalized, "N ms"), "]:PORT ");
        return isOfToday ? Date().Replace(normalized, "YYYYMMDD") : normalized;
    }

    [GeneratedRegex(@"\b[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}\b")]
    private static partial Regex Time();

    [GeneratedRegex(@"\b[0-9]+\.[0-9]+ ms")]
    private static partial Regex Milliseconds();

    // Of a step that got its ID from wlmscp add.
    [GeneratedRegex(@"\bSP[0-9]{12}\b")]
    private static partial Regex Identifier();

    // Of a client.
    [GeneratedRegex(@"\]:[0-9]+ ")]
    private static partial Regex Port();

    [GeneratedRegex(@"\b20[0-9]{6}\b")]
    private static partial Regex Date();
}
