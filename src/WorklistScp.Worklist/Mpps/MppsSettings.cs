namespace WorklistScp.Worklist.Mpps;

/// <summary>What performed steps do to the worklist.</summary>
public sealed record MppsSettings
{
    /// <summary>Whether steps are offered while they are performed.</summary>
    public bool ShowsStarted { get; init; } = true;

    /// <summary>
    /// The reasons of discontinuation, codes of DCM (PS3.16 CID 9300), for which steps are offered again. 110514, wrong
    /// worklist entry selected, is one always.
    /// </summary>
    public IReadOnlyList<string> ReasonsToOfferAgain { get; init; } = [];

    /// <summary>
    /// Whether steps are offered again that were discontinued without a reason and before there was an image: somebody
    /// has only looked.
    /// </summary>
    public bool OffersAbandoned { get; init; } = true;

    /// <summary>
    /// After which time a performed step that is still in progress counts as ended, since nothing more will be heard of it;
    /// null: never.
    /// </summary>
    public TimeSpan? IdleTime { get; init; }

    /// <summary>How a step counts that has been in progress for too long; it is not offered again.</summary>
    public PerformedStatus IdleStatus { get; init; } = PerformedStatus.Discontinued;
}
