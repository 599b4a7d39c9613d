using WorklistScp.Worklist.Matching;
using WorklistScp.Worklist.Profiles;

namespace Wlmscp.Commands.Explaining;

/// <summary>What a query finds of an entry.</summary>
/// <param name="File">The name of its file.</param>
/// <param name="Failures">The keys that it fails, in the query's order.</param>
internal sealed record ExplainedEntry(string File, IReadOnlyList<KeyMismatch> Failures)
{
    /// <summary>The setting of the device's profile that hides it; null: none does.</summary>
    public string? HiddenBy { get; init; }

    /// <summary>What the device's profile changes in the answer with it.</summary>
    public IReadOnlyList<RuleChange> Answer { get; init; } = [];

    /// <summary>What the device requires, and the answer has no value for: it may not show it.</summary>
    public IReadOnlyList<string> Lacks { get; init; } = [];

    /// <summary>What the device requires, and the entry has a value for, but it does not ask for it.</summary>
    public IReadOnlyList<string> Unasked { get; init; } = [];

    /// <summary>Whether it is answered.</summary>
    public bool IsMatch => Failures.Count == 0 && HiddenBy is null;

    /// <summary>Whether it fails a key.</summary>
    public bool Fails(KeyMismatch key) => FailureOf(key) is not null;

    /// <summary>How it fails a key; null when it does not.</summary>
    public KeyMismatch? FailureOf(KeyMismatch key) =>
        Failures.FirstOrDefault(failure => failure.Path.SequenceEqual(key.Path));
}
