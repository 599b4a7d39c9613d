using Wlmscp.Commands.Peers;
using WorklistScp.Worklist.Editing;
using WorklistScp.Worklist.Mpps;

namespace Wlmscp.Commands.Performing;

/// <summary>Whom to tell of which steps, and what.</summary>
/// <param name="Peer">The peer.</param>
/// <param name="Status">In progress: the step begins; else how it ends.</param>
internal sealed record SendSettings(PeerSettings Peer, PerformedStatus Status)
{
    /// <summary>The directories of the storage areas that have the entries.</summary>
    public required IReadOnlyList<string> Areas { get; init; }

    /// <summary>The entries.</summary>
    public required EntrySelection Which { get; init; }

    /// <summary>How many entries are meant at most.</summary>
    public required int Most { get; init; }

    /// <summary>The SOP Instance UID of the performed step; null: a new one for each.</summary>
    public DicomUID? Instance { get; init; }

    /// <summary>Why it is discontinued; null: nobody says.</summary>
    public DiscontinuationReason? Reason { get; init; }

    /// <summary>Whether it is only shown what would be sent.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Whether the peer does not know of the performed step yet.</summary>
    public bool IsNew => Status == PerformedStatus.InProgress || Instance is null;
}
