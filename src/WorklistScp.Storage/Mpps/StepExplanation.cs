using WorklistScp.Worklist.Editing;
using WorklistScp.Worklist.Mpps;

namespace WorklistScp.Storage.Mpps;

/// <summary>What an item of a performed step is about, and what is known of that.</summary>
/// <param name="Match">Which entries it is about, and why, or why not.</param>
/// <param name="Entries">Of each where it is, its state, and what was performed for it; null: nothing is known.</param>
public sealed record StepExplanation(
    StepMatch Match, IReadOnlyList<(string Place, StepState State, StepHistory? History)> Entries);
