using WorklistScp.Benchmarks.Reports;

namespace WorklistScp.Benchmarks.BadDays;

/// <summary>Something that happens to a server beside what it is usually asked.</summary>
/// <param name="Name">What chooses it on the command line.</param>
/// <param name="Measure">Lets it happen; yields the rows of the report.</param>
internal sealed record BadDay(string Name, Func<BadDaysSettings, Areas, IEnumerable<Goal>> Measure)
{
    /// <summary>All of them, in the order of the report.</summary>
    public static IReadOnlyList<BadDay> All { get; } =
    [
        new("silence", Silence.Measure),
        new("first-query", FirstQuery.Measure),
        new("memory", Memory.Measure),
        new("network-disk", NetworkDisk.Measure),
        new("costly-names", CostlyNames.Measure),
        new("many-keys", ManyKeys.Measure),
        new("unread-errors", UnreadErrors.Measure),
        new("writer-lock", LockOfWriter.Measure),
        new("silent-connections", SilentConnections.Measure),
        new("idle-associations", IdleAssociations.Measure),
        new("hung-disk", HungDisk.Measure),
        new("idle", Idle.Measure),
        new("cancel", Cancel.Measure),
    ];
}
