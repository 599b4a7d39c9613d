using WorklistScp.Network;
using WorklistScp.Network.Services;
using WorklistScp.Worklist.Interpretation;
using WorklistScp.Worklist.Queries;

namespace Wlmscp.Audit;

/// <summary>What the audit log tells of a query, whatever its end.</summary>
internal sealed class AuditedQuery
{
    // An honest query has a few; a crafted one has thousands, each with a name of kilobytes.
    private const int MaxKeys = 100;

    // A device asks for one or two.
    private const int MaxValues = 10;
    private const int LongestCharacterSet = 64;

    private readonly DicomCFindRequest _request;
    private readonly string[] _keys;
    private readonly int? _moreKeys;

    /// <summary>Takes what is needed of a query.</summary>
    /// <param name="request">The request.</param>
    /// <param name="query">What it was understood as; null: it was not.</param>
    public AuditedQuery(DicomCFindRequest request, WorklistQuery? query)
    {
        _request = request;
        _keys = [.. (query?.KeysWithValue ?? []).Take(MaxKeys).Select(ShortName.Of).Distinct()];
        int more = (query?.KeysWithValueCount ?? 0) - MaxKeys;
        _moreKeys = more > 0 ? more : null;
    }

    /// <summary>Makes a line without an outcome.</summary>
    public AuditRecord ToRecord(string what, TimeProvider time) =>
        AuditRecord.Of(what, _request.Association, time.GetUtcNow()) with
        {
            MessageID = _request.MessageID,
            Keys = _keys,
            MoreKeys = _moreKeys,
        };

    /// <summary>Makes the line of its end.</summary>
    public AuditRecord ToRecord(QueryEnd end, TimeProvider time)
    {
        DicomDataset asked = InterpretedDataset.Of(_request.Identifier).Dataset;
        return ToRecord(AuditEvent.Query, time) with
        {
            Asks = AuditAsks.Of(AskedKey.AllOf(asked).Take(MaxKeys)),
            CharacterSet = CharacterSetOf(_request.Identifier),
            NotAscii = AskedKey.HasTextBeyondAscii(asked) ? true : null,
            Stations = ValuesOf(asked, DicomTag.ScheduledStationAETitle),
            Modalities = ValuesOf(asked, DicomTag.Modality),
            Outcome = end.Outcome,
            By = end.By,
            Status = end.Status?.ToString(),
            Comment = end.Comment,
            Matches = end.Matches,
            Entries = end.Entries,
            Areas = end.Areas,
            EntriesLookedAt = end.EntriesLookedAt,
            Bytes = _request.MatchBytes,
            DurationMs = AuditRecord.Milliseconds(end.Duration),
        };
    }

    // These two say which device asks, not of whom: their values may be told.
    private static string[]? ValuesOf(DicomDataset asked, DicomTag tag) =>
        asked.TryGetSequence(DicomTag.ScheduledProcedureStepSequence, out DicomSequence? steps)
            && steps.Items.Count > 0 && steps.Items[0].TryGetString(tag, out string? text) && text.Trim(' ').Length > 0
            ? [.. text.Split('\\').Take(MaxValues).Select(value => PrintableText.Start(value.Trim(' '), DicomVR.AE.MaxLength))]
            : null;

    private static string? CharacterSetOf(DicomDataset identifier) =>
        identifier.TryGetString(DicomTag.SpecificCharacterSet, out string? text) && text.Trim(' ').Length > 0
            ? PrintableText.Start(text.Trim(' '), LongestCharacterSet)
            : null;
}

/// <summary>How a query ended.</summary>
/// <param name="Outcome">An <see cref="AuditOutcome"/>.</param>
/// <param name="Status">The status of the last response; null: there is none.</param>
internal sealed record QueryEnd(string Outcome, DicomStatus? Status = null)
{
    /// <summary>Who ended it; null: it came to its own end.</summary>
    public string? By { get; init; }

    /// <summary>The storage areas that were read, where they are several; null: the one that is called.</summary>
    public IReadOnlyList<string>? Areas { get; init; }

    /// <summary>Why it was refused; null: it was not.</summary>
    public string? Comment { get; init; }

    /// <summary>How many responses with a match were made.</summary>
    public int Matches { get; init; }

    /// <summary>How many entries the storage area had.</summary>
    public int Entries { get; init; }

    /// <summary>How many of them were compared with the keys.</summary>
    public int EntriesLookedAt { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; init; }
}
