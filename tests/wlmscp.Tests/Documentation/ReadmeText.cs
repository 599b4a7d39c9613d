using System.Text.RegularExpressions;

namespace Wlmscp.Tests.Documentation;

/// <summary>Compares what a page shows with what is printed.</summary>
internal static partial class ReadmeText
{
    private const string Ellipsis = "...";

    /// <summary>Whether lines are those that were shown, where <c>...</c> stands for any number of lines.</summary>
    /// <param name="shown">What the page shows.</param>
    /// <param name="printed">What is printed.</param>
    /// <param name="days">Which dates agree.</param>
    public static bool Matches(ReadOnlySpan<string> shown, ReadOnlySpan<string> printed, ReadmeDays days)
    {
        if (shown.IsEmpty || printed.IsEmpty || shown[0] == Ellipsis)
        {
            return shown.IsEmpty
                ? printed.IsEmpty
                : shown[0] == Ellipsis
                    && (Matches(shown[1..], printed, days) || (!printed.IsEmpty && Matches(shown, printed[1..], days)));
        }

        return IsSame(shown[0], printed[0], days) && Matches(shown[1..], printed[1..], days);
    }

    /// <summary>The text with what differs from run to run made equal, character by character.</summary>
    public static string Normalize(string text)
    {
        string normalized = Identifier().Replace(
            Uid().Replace(Time().Replace(text, "T"), "UID"), match => new string('#', match.Length));
        return Peer().Replace(Milliseconds().Replace(normalized, "N ms"), "PEER ");
    }

    /// <summary>The dates of a text, as YYYYMMDD.</summary>
    public static IEnumerable<string> DatesIn(string text) => Date().Matches(text).Select(match => match.Value);

    private static bool IsSame(string shown, string printed, ReadmeDays days) =>
        WithoutDates(shown) == WithoutDates(printed)
        && DatesIn(shown).Zip(DatesIn(printed)).All(both => days.Agree(both.First, both.Second));

    // Where a date stands, another one does.
    private static string WithoutDates(string text) => Date().Replace(text, "\0");

    [GeneratedRegex(@"\b[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}\b")]
    private static partial Regex Time();

    [GeneratedRegex(@"\b[0-9]+\.[0-9]+ ms")]
    private static partial Regex Milliseconds();

    // Of a UUID.
    [GeneratedRegex(@"\b2\.25\.[0-9]+\b")]
    private static partial Regex Uid();

    // Of a step that got its ID from wlmscp add.
    [GeneratedRegex(@"\bSP[0-9]{12}\b")]
    private static partial Regex Identifier();

    // A client; its name is there when it was found in time.
    [GeneratedRegex(@"(\S+ \[)?127\.0\.0\.1\]?:[0-9]+ ", RegexOptions.ExplicitCapture)]
    private static partial Regex Peer();

    [GeneratedRegex(@"\b20[0-9]{6}\b")]
    private static partial Regex Date();
}
