using WorklistScp.Dicom.CharacterSets;
using WorklistScp.Worklist.Assignments;

namespace WorklistScp.Worklist.Checking;

/// <summary>
/// Whether a worklist file has what PS3.4 table K.6-1 makes type 1, as wlmscpfs asks it: identifiers, names, one
/// scheduled procedure step, and descriptions or codes.
/// </summary>
public static class Completeness
{
    private static readonly DicomTag[] TopLevel =
    [
        DicomTag.PatientName, DicomTag.PatientID, DicomTag.StudyInstanceUID, DicomTag.RequestedProcedureID,
    ];

    private static readonly DicomTag[] Step =
    [
        DicomTag.Modality, DicomTag.ScheduledStationAETitle, DicomTag.ScheduledProcedureStepStartDate,
        DicomTag.ScheduledProcedureStepStartTime, DicomTag.ScheduledProcedureStepID,
    ];

    private static readonly DicomTag[] Code = [DicomTag.CodeValue, DicomTag.CodingSchemeDesignator];

    private static readonly DicomTag[] Reference = [DicomTag.ReferencedSOPClassUID, DicomTag.ReferencedSOPInstanceUID];

    /// <summary>Finds everything that is missing or empty; an empty list means that the file is complete.</summary>
    public static IReadOnlyList<MissingAttribute> FindMissing(DicomDataset dataset)
    {
        var missing = new List<MissingAttribute>();
        AddValues(missing, [], dataset, TopLevel);
        AddDescription(
            missing, [], dataset, DicomTag.RequestedProcedureDescription, DicomTag.RequestedProcedureCodeSequence);
        AddItems(missing, [], dataset, DicomTag.ReferencedStudySequence, Reference);
        AddItems(missing, [], dataset, DicomTag.ReferencedPatientSequence, Reference);
        AddStep(missing, dataset);
        // Of several items, many may lack the same.
        return missing.Count == 0 ? missing : [.. missing.Distinct()];
    }

    /// <summary>Whether an attribute is there, and neither empty nor blank.</summary>
    public static bool HasValue(DicomDataset level, DicomTag tag) =>
        level.TryGetItem(tag, out DicomItem? item) && !item.IsEmpty
        && (HasLetters(item) || !level.TryGetString(tag, out string? text) || text.Trim().Length > 0);

    // What is certain without decoding the text.
    private static bool HasLetters(DicomItem item) =>
        item is DicomElement { Value.Span: var value }
        && SpecificCharacterSet.IsPlain(value) && value.ContainsAnyInRange((byte)'!', (byte)'~');

    private static void AddStep(List<MissingAttribute> missing, DicomDataset dataset)
    {
        DicomTag tag = DicomTag.ScheduledProcedureStepSequence;
        if (!dataset.TryGetSequence(tag, out DicomSequence? steps) || steps.Items.Count != 1)
        {
            missing.Add(new MissingAttribute(new AttributePath(tag), CompletenessRule.OneItem));
            return;
        }

        AddValues(missing, [tag], steps.Items[0], Step);
        AddDescription(
            missing, [tag], steps.Items[0],
            DicomTag.ScheduledProcedureStepDescription, DicomTag.ScheduledProtocolCodeSequence);
    }

    private static void AddValues(
        List<MissingAttribute> missing, ReadOnlySpan<DicomTag> sequences, DicomDataset level, DicomTag[] tags)
    {
        foreach (DicomTag tag in tags)
        {
            AddValue(missing, sequences, level, tag);
        }
    }

    private static void AddValue(
        List<MissingAttribute> missing, ReadOnlySpan<DicomTag> sequences, DicomDataset level, DicomTag tag)
    {
        if (!HasValue(level, tag))
        {
            missing.Add(new MissingAttribute(new AttributePath([.. sequences, tag])));
        }
    }

    // Of description and codes one must be present, and what is present must not be empty.
    private static void AddDescription(
        List<MissingAttribute> missing, ReadOnlySpan<DicomTag> sequences, DicomDataset level,
        DicomTag description, DicomTag codes)
    {
        bool hasDescription = level.Contains(description);
        bool hasCodes = level.Contains(codes);
        if (!hasDescription && !hasCodes)
        {
            missing.Add(new MissingAttribute(
                new AttributePath([.. sequences, description]), CompletenessRule.DescriptionOrCodes)
            {
                Codes = new AttributePath([.. sequences, codes]),
            });
        }

        if (hasDescription)
        {
            AddValue(missing, sequences, level, description);
        }

        if (hasCodes)
        {
            AddValue(missing, sequences, level, codes);
        }

        AddItems(missing, sequences, level, codes, Code);
    }

    private static void AddItems(
        List<MissingAttribute> missing, ReadOnlySpan<DicomTag> sequences, DicomDataset level, DicomTag sequence,
        DicomTag[] tags)
    {
        if (level.TryGetSequence(sequence, out DicomSequence? found))
        {
            foreach (DicomDataset item in found.Items)
            {
                AddValues(missing, [.. sequences, sequence], item, tags);
            }
        }
    }
}
