using WorklistScp.Worklist.Matching;

namespace Wlmscp.Explaining;

/// <summary>What a query finds of an entry.</summary>
/// <param name="File">The name of its file.</param>
/// <param name="Failures">The keys that it fails, in the query's order.</param>
internal sealed record ExplainedEntry(string File, IReadOnlyList<KeyMismatch> Failures)
{
    /// <summary>Whether it matches.</summary>
    public bool IsMatch => Failures.Count == 0;

    /// <summary>Whether it fails a key.</summary>
    public bool Fails(KeyMismatch key) => Failures.Any(failure => failure.Path.SequenceEqual(key.Path));
}
