using WorklistScp.Benchmarks.Data;
using WorklistScp.Benchmarks.Peers;

namespace WorklistScp.Benchmarks.SideBySide;

/// <summary>A query that all programs are asked.</summary>
/// <param name="Name">What reports call it.</param>
/// <param name="Request">The bytes that are sent.</param>
/// <param name="Matches">How many matches it has in an area of so many entries.</param>
internal sealed record Query(string Name, byte[] Request, Func<int, int> Matches)
{
    /// <summary>Few matches.</summary>
    public static Query Selective { get; } =
        new("selective", FindRequest.Create(QueryIdentifiers.Selective), SelectedEntries.Count);

    /// <summary>All entries match.</summary>
    public static Query Universal { get; } =
        new("universal", FindRequest.Create(QueryIdentifiers.Universal), entries => entries);
}
