using WorklistScp.Storage.Editing;
using WorklistScp.Worklist.Editing;
using WorklistScp.Worklist.Mpps;

namespace WorklistScp.Storage.Mpps;

/// <summary>An entry that a performed step may be about.</summary>
/// <param name="Area">The name of its area.</param>
/// <param name="Editor">Changes it.</param>
/// <param name="Step">What it is found by.</param>
/// <param name="State">Its state.</param>
internal sealed record FoundStep(string Area, WorklistEditor Editor, ScheduledStep Step, StepState State);
