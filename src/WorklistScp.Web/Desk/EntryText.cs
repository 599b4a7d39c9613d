using System.Globalization;
using WorklistScp.Worklist.Assignments;
using WorklistScp.Worklist.Completion;
using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Queries;

namespace WorklistScp.Web.Desk;

/// <summary>
/// What people type to find an entry: parts of names, identifiers, a birth date; an entry has each of the words somewhere.
/// </summary>
internal sealed class EntryText
{
    private const int MostWords = 8;

    private static readonly string[] DateForms =
        ["yyyyMMdd", "yyyy-MM-dd", "d.M.yyyy", "d/M/yyyy", "M/d/yyyy", "d-M-yyyy", "d.M.yy"];

    private readonly WorklistQuery[][] _words;

    private EntryText(WorklistQuery[][] words) => _words = words;

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text; of many words the first ones count.</param>
    /// <param name="options">How queries are understood.</param>
    public static EntryText Parse(string text, WorklistQueryOptions options)
    {
        string[] words = text.Split([' ', ',', '^', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return new EntryText([.. words.Take(MostWords).Select(word => QueriesOf(word, options with { StrictMatching = true }))]);
    }

    /// <summary>Whether an entry is meant.</summary>
    public bool Matches(WorklistEntry entry) => _words.All(word => word.Any(query => query.Matches(entry)));

    private static WorklistQuery[] QueriesOf(string word, WorklistQueryOptions options)
    {
        // What is a wild card of DICOM is just a character here, which nobody has in a name.
        string plain = word.Replace("*", "", StringComparison.Ordinal).Replace('?', ' ').Replace('\\', ' ').Trim();
        var queries = new List<WorklistQuery>();
        Add("PatientName", $"*{plain}*");
        foreach (string written in new[] { plain, plain.ToUpperInvariant(), plain.ToLowerInvariant() }.Distinct())
        {
            Add("PatientID", $"*{written}*");
            Add("AccessionNumber", $"*{written}*");
        }

        foreach (string form in DateForms)
        {
            if (DateTime.TryParseExact(word, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime date))
            {
                Add("PatientBirthDate", date.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
            }
        }

        return [.. queries];

        void Add(string keyword, string value)
        {
            var identifier = new DicomDataset();
            if (new AttributeAssignment(EntryCompletion.PathOf(keyword), value).TryApply(identifier, out _)
                && WorklistQuery.Parse(identifier, options) is { Problems: [] } query)
            {
                queries.Add(query);
            }
        }
    }
}
