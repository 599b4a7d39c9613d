namespace WorklistScp.Worklist.Mpps;

/// <summary>What of a performed step decides about the scheduled steps that it refers to.</summary>
/// <param name="Status">Whether it is in progress, or how it ended.</param>
public sealed record PerformedStep(PerformedStatus Status)
{
    /// <summary>Wrong worklist entry selected (PS3.16 annex D).</summary>
    public const string WrongEntrySelected = "110514";

    /// <summary>Why it was discontinued: codes of DCM. Those of other schemes are not known here.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>Whether a reason was given, in whatever code.</summary>
    public bool HasReason { get; init; }

    /// <summary>Whether it lists images or other objects.</summary>
    public bool HasImages { get; init; }

    /// <summary>Whether it was closed since nothing more was heard of it.</summary>
    public bool IsClosed { get; init; }

    /// <summary>What an object says.</summary>
    public static PerformedStep Of(MppsObject performed)
    {
        IReadOnlyList<DicomDataset> reasons = StepValues.ItemsOf(
            performed.Dataset, DicomTag.PerformedProcedureStepDiscontinuationReasonCodeSequence);
        return new PerformedStep(performed.Status)
        {
            Reasons =
            [
                .. reasons.Where(code =>
                        StepValues.TextOf(code, DicomTag.CodingSchemeDesignator) is "" or DiscontinuationReason.Scheme)
                    .Select(code => StepValues.TextOf(code, DicomTag.CodeValue)).Where(code => code.Length > 0),
            ],
            HasReason = reasons.Count > 0,
            HasImages = StepValues.ItemsOf(performed.Dataset, DicomTag.PerformedSeriesSequence).Any(series =>
                StepValues.ItemsOf(series, DicomTag.ReferencedImageSequence).Count > 0
                || StepValues.ItemsOf(series, DicomTag.ReferencedNonImageCompositeSOPInstanceSequence).Count > 0),
        };
    }

    /// <summary>The same step, once it has been in progress for too long.</summary>
    public PerformedStep Close(MppsSettings settings) => this with { Status = settings.IdleStatus, IsClosed = true };

    /// <summary>Whether it ended as if it had never begun: the scheduled step is still to be performed.</summary>
    public bool CountsAsNothing(MppsSettings settings) =>
        Status == PerformedStatus.Discontinued && !IsClosed
        && (Reasons.Any(code => code == WrongEntrySelected || settings.ReasonsToOfferAgain.Contains(code))
            || (settings.OffersAbandoned && !HasReason && !HasImages));
}
