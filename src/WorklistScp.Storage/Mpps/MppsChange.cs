using WorklistScp.Storage.Editing;
using WorklistScp.Storage.Sending;
using WorklistScp.Worklist.Editing;
using WorklistScp.Worklist.Mpps;

namespace WorklistScp.Storage.Mpps;

/// <summary>A performed step that was made or has changed, and is to be kept.</summary>
/// <param name="Area">The name of the area that it belongs to, or did when it was made.</param>
/// <param name="Before">What is kept of it; null: it was made now.</param>
/// <param name="Now">What it is now.</param>
/// <param name="CallingAETitle">The modality that told it.</param>
/// <param name="Settings">What it does to the worklist.</param>
public sealed record MppsChange(
    string Area, KeptMpps? Before, MppsObject Now, string CallingAETitle, MppsSettings Settings)
{
    /// <summary>Whether it has begun or ended, so that scheduled steps change their state.</summary>
    public bool HasEffect => IsLate || Before?.Object.Status != Now.Status;

    /// <summary>
    /// Whether the performed step is kept as it is, and only those scheduled steps follow that could not do so before.
    /// </summary>
    public bool IsLate { get; init; }

    /// <summary>What is to be sent on of it: it is in the outbox of the area once the performed step is kept.</summary>
    public IReadOnlyList<OutgoingMessage> Outgoing { get; init; } = [];

    /// <summary>
    /// What is to be sent on of a scheduled step that came by a message and has another status now: it is in the outbox
    /// of the step's area once that is so. Null: nothing.
    /// </summary>
    public Func<AnnouncedStep, IReadOnlyList<OutgoingMessage>>? Announce { get; init; }
}

/// <summary>A scheduled step of whose new status others are to be told.</summary>
/// <param name="Key">What tells it apart.</param>
/// <param name="Entry">Its entry as it was before.</param>
/// <param name="Status">Its status from now on.</param>
public sealed record AnnouncedStep(EntryKey Key, DicomDataset Entry, string Status)
{
    /// <summary>The name of its area.</summary>
    public string Area { get; init; } = "";

    /// <summary>Between whom its order was; null: that is not known.</summary>
    public MessageParties? Parties { get; init; }
}

/// <summary>What became of an entry that a performed step is about.</summary>
/// <param name="Area">The name of its area.</param>
/// <param name="Key">What tells it apart.</param>
/// <param name="Effect">What was to become of it; null: it stays as it is.</param>
/// <param name="Outcome">What became of it.</param>
public sealed record StepOutcome(string Area, EntryKey Key, StepEffect? Effect, EditOutcome Outcome);

/// <summary>What a performed step has brought about.</summary>
/// <param name="Matches">Of each item of the performed step, which entries it is about; empty where nothing changes.</param>
/// <param name="Outcomes">What became of these.</param>
/// <param name="LeftOut">The names of areas that could not be read.</param>
public sealed record MppsEffects(
    IReadOnlyList<StepMatch> Matches, IReadOnlyList<StepOutcome> Outcomes, IReadOnlyCollection<string> LeftOut);
