using Microsoft.Extensions.Primitives;
using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Values;

namespace WorklistScp.Worklist.Profiles;

/// <summary>What answers are ordered by.</summary>
public enum AnswerOrderKey
{
    /// <summary>When the step starts; without a date first, as ever.</summary>
    Time,

    /// <summary>Patient's Name (0010,0010), family name first, letter case and accents aside; without a name last.</summary>
    Name,

    /// <summary>
    /// Requested Procedure Priority (0040,1003; PS3.3 C.4.11): STAT, HIGH, ROUTINE and MEDIUM, LOW, then all others.
    /// </summary>
    Priority,
}

/// <summary>In which order a device gets what it finds.</summary>
/// <param name="by">The first of these that tells two entries apart decides, then when their steps start, then their files.</param>
public sealed class AnswerOrder(IReadOnlyList<AnswerOrderKey> by) : IComparer<WorklistEntry>
{
    // What separates groups and components comes before what names consist of: DOE^JANE stands before DOEBLIN^A.
    private const string Separators = "=^";

    private static readonly string[] KeyNames = ["time", "name", "priority"]; // in the order of the keys

    private static readonly string[][] Priorities = [["STAT"], ["HIGH"], ["ROUTINE", "MEDIUM"], ["LOW"]];

    /// <summary>What a key may be called, for people.</summary>
    public static string ExpectedKey => "time, name or priority";

    /// <summary>Reads the name of a key; false: it is none.</summary>
    public static bool TryParseKey(string text, out AnswerOrderKey key)
    {
        int place = Array.IndexOf(KeyNames, text);
        key = (AnswerOrderKey)Math.Max(place, 0);
        return place >= 0;
    }

    /// <inheritdoc/>
    public int Compare(WorklistEntry? x, WorklistEntry? y)
    {
        foreach (AnswerOrderKey key in by)
        {
            int order = key switch
            {
                AnswerOrderKey.Name => CompareNames(NameOf(x!), NameOf(y!)),
                AnswerOrderKey.Priority => PriorityOf(x!).CompareTo(PriorityOf(y!)),
                _ => x!.Start.Ticks.CompareTo(y!.Start.Ticks),
            };
            if (order != 0)
            {
                return order;
            }
        }

        return EntryOrder.Instance.Compare(x, y);
    }

    /// <summary>The keys, as the configuration file has them: <c>priority, name</c>.</summary>
    public override string ToString() => string.Join(", ", by.Select(key => KeyNames[(int)key]));

    private static int PriorityOf(WorklistEntry entry)
    {
        StringValues priority = entry.Level.TextOf(DicomTag.RequestedProcedurePriority);
        int place = priority is [{ } term, ..] ? Array.FindIndex(Priorities, terms => terms.Contains(term)) : -1;
        return place < 0 ? Priorities.Length : place;
    }

    private static string NameOf(WorklistEntry entry) =>
        entry.Level.NamesOf(DicomTag.PatientName) is [{ } name, ..] ? NameFolding.WithoutAccents(name) : "";

    private static int CompareNames(string x, string y)
    {
        if (x.Length == 0 || y.Length == 0)
        {
            return y.Length.CompareTo(x.Length);
        }

        int same = x.AsSpan().CommonPrefixLength(y);
        return same == x.Length || same == y.Length ? x.Length.CompareTo(y.Length) : PlaceOf(x[same]).CompareTo(PlaceOf(y[same]));
    }

    private static int PlaceOf(char letter) =>
        Separators.IndexOf(letter) is var place and >= 0 ? place - Separators.Length : letter;
}
