using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using WorklistScp.Storage.Editing;
using WorklistScp.Worklist.Completion;
using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Index;
using WorklistScp.Worklist.Queries;

namespace WorklistScp.Web.Entries;

/// <summary>
/// What Accession Numbers of a site look like, such as <c>R{yyMMdd}-{####}</c>: text, at most one date in braces, and last
/// the digits of a number that goes on. Immutable.
/// </summary>
public sealed class AccessionPattern
{
    /// <summary>What is expected, for people.</summary>
    public const string Expected =
        "text with a date and a number in braces, the number last, of at most 16 characters: R{yyMMdd}-{####}";

    private const int MostOfNumber = 16; // characters of SH
    private const int FewestDigits = 2;
    private const int MostDigits = 9;

    private static readonly string[] Dates = ["yyyyMMdd", "yyMMdd", "yyyyMM", "yyMM", "yyyy", "yy"];

    private readonly string _before;
    private readonly string _date;
    private readonly string _between;
    private readonly int _digits;

    private AccessionPattern(string before, string date, string between, int digits)
    {
        _before = before;
        _date = date;
        _between = between;
        _digits = digits;
    }

    /// <summary>Reads a pattern.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out AccessionPattern? pattern)
    {
        pattern = null;
        string[] parts = text.Split('{', '}');
        (string before, string date, string between, string number) = parts switch
        {
            [var first, var only, ""] => (first, "", "", only),
            [var first, var day, var second, var digits, ""] => (first, day, second, digits),
            _ => ("", "?", "", ""),
        };
        bool isRight = (date.Length == 0 || Dates.Contains(date)) && number.All(c => c == '#')
            && number.Length is >= FewestDigits and <= MostDigits
            && before.Length + date.Length + between.Length + number.Length <= MostOfNumber
            && (before + between).All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '/');
        pattern = isRight ? new AccessionPattern(before, date, between, number.Length) : null;
        return isRight;
    }

    /// <summary>The number that follows on those that an area has, offered and done; null: all of them are taken.</summary>
    /// <param name="known">The entries of the area.</param>
    /// <param name="now">The time on the wall.</param>
    public string? Next(KnownWorklist known, DateTime now)
    {
        string start = _before + (_date.Length == 0 ? "" : now.ToString(_date, CultureInfo.InvariantCulture)) + _between;
        var keys = new DicomDataset();
        EntryCompletion.Set(keys, "AccessionNumber", $"{start}*");
        var query = WorklistQuery.Parse(keys, new WorklistQueryOptions { StrictMatching = true });
        long last = new[] { known.Offered, known.Done }.OfType<WorklistSnapshot>()
            .SelectMany(snapshot => snapshot.Find(query.Search)).Where(query.Matches)
            .Select(entry => NumberOf(entry, start)).DefaultIfEmpty(0).Max();
        string digits = (last + 1).ToString(CultureInfo.InvariantCulture).PadLeft(_digits, '0');
        return digits.Length > _digits ? null : start + digits;
    }

    private long NumberOf(WorklistEntry entry, string start)
    {
        string text = EntryCompletion.TextOf(entry.Dataset, "AccessionNumber").Trim(' ');
        return text.Length == start.Length + _digits
            && long.TryParse(text.AsSpan(start.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long number)
                ? number
                : 0;
    }
}
