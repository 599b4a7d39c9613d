namespace WorklistScp.Benchmarks.Data;

/// <summary>
/// The entries that the selective query finds: no more of them in a large area than in a small one, and spread over it,
/// so that a difference in time is one of searching, not of answering.
/// </summary>
internal static class SelectedEntries
{
    /// <summary>What only these entries have as Scheduled Station AE Title.</summary>
    public const string StationAETitle = "SELECTED";

    private const int Usual = 10;

    // The goals for the query of 10,000 entries were set with a query that has 84 matches.
    private const int GoalEntries = 10_000;
    private const int GoalMatches = 84;

    /// <summary>How many there are in an area.</summary>
    /// <param name="entries">How many entries the area has.</param>
    public static int Count(int entries) => entries == GoalEntries ? GoalMatches : Math.Min(Usual, entries);

    /// <summary>Whether the entry with a number is one of them.</summary>
    public static bool Contains(int number, int entries) => (long)number * Count(entries) % entries < Count(entries);
}
