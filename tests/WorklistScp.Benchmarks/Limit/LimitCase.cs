using WorklistScp.Benchmarks.Data;
using WorklistScp.Benchmarks.Peers;

namespace WorklistScp.Benchmarks.Limit;

/// <summary>A query that is compared.</summary>
/// <param name="Name">What reports call it.</param>
/// <param name="Entries">The size of the area.</param>
/// <param name="Request">The bytes that are sent.</param>
/// <param name="ProcessorGoal">How many times the processor time of the ready-made answer are wanted at most.</param>
/// <param name="TimeGoal">The same for the median of the time.</param>
internal sealed record LimitCase(string Name, int Entries, byte[] Request, double ProcessorGoal, double TimeGoal)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<LimitCase> All { get; } =
    [
        new("1 match of 100 entries", 100, FindRequest.Create(QueryIdentifiers.OfPatient(3)), 3, 2),
        new("84 matches of 10,000 entries", 10_000, FindRequest.Create(QueryIdentifiers.Selective), 4, 2.5),
        new("10,000 matches", 10_000, FindRequest.Create(QueryIdentifiers.Universal), 4, 4),
    ];
}
