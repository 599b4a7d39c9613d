using WorklistScp.Hl7.Mapping;
using WorklistScp.Hl7.Messages;
using static WorklistScp.Hl7.Mapping.Conversions;

namespace WorklistScp.Hl7.Patients;

/// <summary>
/// Gender identity and pronouns (GSP: 4 what it is, 5 the code, 6 when), and sex parameters for clinical use (GSC: 4
/// the code, 5 when, 8 a comment), of HL7 v2.9.1. What has ended is left out.
/// </summary>
internal static class GenderFields
{
    /// <summary>The rows.</summary>
    public static IReadOnlyList<FieldRow> Rows { get; } =
    [
        Observed(DicomTag.GenderIdentitySequence, "76691-5", DicomTag.GenderIdentityCodeSequence),
        Observed(DicomTag.ThirdPersonPronounsSequence, "90778-2", DicomTag.PronounCodeSequence),
        new(DicomTag.SexParametersForClinicalUseCategorySequence, PutParameters, ["GSC-4.1"]),
    ];

    private static FieldRow Observed(DicomTag tag, string loinc, DicomTag codes) => new(
        tag,
        (target, values) => target.PutItems(values
            .Where(value => value.Segment[4].First[1].Trim() == loinc && !HasEnded(value.Segment[6]))
            .Select(value => CodeIn(codes, target, value))),
        ["GSP-5.1"]);

    private static void PutParameters(FieldTarget target, IReadOnlyList<FieldValue> values) =>
        target.PutItems(values.Where(value => !HasEnded(value.Segment[5])).Select(value =>
        {
            FieldTarget item = target with
            {
                Dataset = CodeIn(DicomTag.SexParametersForClinicalUseCategoryCodeSequence, target, value),
                Tag = DicomTag.SexParametersForClinicalUseCategoryComment,
            };
            target.Mapper.MarkUsed(value.Segment, 8);
            item.Put(value with { Source = value.Segment.PathOf(8) }, value.Segment[8].First.Text);
            return item.Dataset;
        }));

    // DR: from, until.
    private static bool HasEnded(Hl7Field range) => range.First[2].Length > 0;

    private static DicomDataset CodeIn(DicomTag codes, FieldTarget target, FieldValue value)
    {
        var item = new DicomDataset();
        (target with { Dataset = item, Tag = codes }).PutItem(ItemOf(target, value));
        return item;
    }
}
