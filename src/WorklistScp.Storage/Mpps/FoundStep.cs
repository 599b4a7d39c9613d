using WorklistScp.Storage.Editing;
using WorklistScp.Worklist.Editing;

namespace WorklistScp.Storage.Mpps;

/// <summary>A scheduled step that a performed step is about.</summary>
/// <param name="Area">The name of its area.</param>
/// <param name="Editor">Changes it.</param>
/// <param name="Key">What tells it apart.</param>
/// <param name="State">Its state.</param>
/// <param name="Entry">Its entry; null: nobody is told of it.</param>
internal sealed record FoundStep(
    string Area, WorklistEditor Editor, EntryKey Key, StepState State, DicomDataset? Entry = null);
