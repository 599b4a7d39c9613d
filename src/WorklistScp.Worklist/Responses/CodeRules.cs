using WorklistScp.Dicom.IO;
using WorklistScp.Worklist.Queries;

namespace WorklistScp.Worklist.Responses;

/// <summary>
/// Which codes and descriptions that say nothing a response does without: PS3.4 table K.6-1 makes them type 1C, present
/// with a value or absent.
/// </summary>
internal sealed class CodeRules
{
    private static readonly CodeRules OfOthers = new();

    private static readonly CodeRules OfStep = new()
    {
        Description = DicomTag.ScheduledProcedureStepDescription,
        Codes = DicomTag.ScheduledProtocolCodeSequence,
    };

    /// <summary>The rules for the top level of a response.</summary>
    public static CodeRules OfTop { get; } = new()
    {
        Description = DicomTag.RequestedProcedureDescription,
        Codes = DicomTag.RequestedProcedureCodeSequence,
    };

    /// <summary>The description that says the same as <see cref="Codes"/>; null where there is none.</summary>
    public DicomTag? Description { get; private init; }

    /// <summary>The code sequence; it comes behind its description. Null where there is none.</summary>
    public DicomTag? Codes { get; private init; }

    /// <summary>The rules for the items of a sequence.</summary>
    public CodeRules OfItems(DicomTag sequence) =>
        this == OfTop && sequence == DicomTag.ScheduledProcedureStepSequence ? OfStep : OfOthers;

    /// <summary>Whether a sequence is the one of codes, and says nothing: it is left out.</summary>
    public bool LeavesOut(QueryKey key, ReadOnlySpan<byte> sequence) =>
        key.Tag == Codes && IsVoid(key, sequence, DicomTag.CodeValue, DicomTag.CodingSchemeDesignator);

    /// <summary>Whether an empty attribute is a description beside codes that say all: it is left out.</summary>
    /// <param name="keys">The keys of the level.</param>
    /// <param name="key">The key of the attribute.</param>
    /// <param name="held">Stands at the attribute, or before its place; a copy, as of any struct.</param>
    public bool LeavesOutDescription(QueryKey[] keys, QueryKey key, DicomElementCursor held)
    {
        if (key.Tag != Description)
        {
            return false;
        }

        bool areCodesHeld = held.MoveTo(Codes!.Value) && held.VR == DicomVR.SQ;
        QueryKey? codes = Array.Find(keys, other => other.Tag == Codes);
        return codes is null || !LeavesOut(codes, areCodesHeld && !codes.StaysEmpty ? held.Value : default);
    }

    /// <summary>Whether a sequence is one of references, and says nothing: it has no items then.</summary>
    public bool Empties(QueryKey key, ReadOnlySpan<byte> sequence) =>
        this == OfTop
        && (key.Tag == DicomTag.ReferencedStudySequence || key.Tag == DicomTag.ReferencedPatientSequence)
        && IsVoid(key, sequence, DicomTag.ReferencedSOPClassUID, DicomTag.ReferencedSOPInstanceUID);

    private static bool IsVoid(QueryKey key, ReadOnlySpan<byte> sequence, DicomTag first, DicomTag second)
    {
        var items = new DicomItemCursor(sequence);
        if (!items.MoveNext())
        {
            return true;
        }

        ReadOnlySpan<byte> item = items.Current;
        return !items.MoveNext() && IsVoid(key, item, first) && IsVoid(key, item, second);
    }

    // What the query did not ask for is not known to be empty.
    private static bool IsVoid(QueryKey key, ReadOnlySpan<byte> item, DicomTag tag)
    {
        var element = new DicomElementCursor(item);
        bool isHeld = element.MoveTo(tag);
        return isHeld ? element.Value.IsEmpty && key.AsksFor(tag) : key.Items is not null && key.AsksFor(tag);
    }
}
