using WorklistScp.Worklist.Assignments;
using WorklistScp.Worklist.Checking;

namespace WorklistScp.Worklist.Mpps;

/// <summary>Compares data sets with <see cref="MppsTable"/>: what is missing, and what has no value.</summary>
internal static class MppsCheck
{
    /// <summary>What an N-CREATE lacks.</summary>
    public static IReadOnlyList<MppsFinding> OfCreation(DicomDataset dataset) =>
        Check(dataset, row => row.Create, mustBeThere: true);

    /// <summary>What the attributes of an N-SET lack; it need not have any.</summary>
    public static IReadOnlyList<MppsFinding> OfModification(DicomDataset dataset) =>
        Check(dataset, row => row.Set, mustBeThere: false);

    /// <summary>What a step lacks that ends.</summary>
    public static IReadOnlyList<MppsFinding> OfEnd(DicomDataset dataset) =>
        Check(dataset, row => row.Final, mustBeThere: true);

    // Of many items, each may lack the same.
    private static MppsFinding[] Check(DicomDataset dataset, Func<MppsRow, MppsType> typeOf, bool mustBeThere)
    {
        var findings = new HashSet<MppsFinding>();
        AddFindings(findings, [], dataset, MppsTable.Rows, typeOf, mustBeThere);
        return [.. findings];
    }

    private static void AddFindings(
        HashSet<MppsFinding> findings, ReadOnlySpan<DicomTag> sequences, DicomDataset level,
        IReadOnlyList<MppsRow> rows, Func<MppsRow, MppsType> typeOf, bool mustBeThere)
    {
        foreach (MppsRow row in rows)
        {
            if (FindFault(level, row.Tag, typeOf(row), mustBeThere) is { } fault)
            {
                findings.Add(new MppsFinding(new AttributePath([.. sequences, row.Tag]), fault));
            }

            if (row.Items.Count > 0 && level.TryGetSequence(row.Tag, out DicomSequence? sequence))
            {
                foreach (DicomDataset item in sequence.Items)
                {
                    AddFindings(findings, [.. sequences, row.Tag], item, row.Items, typeOf, mustBeThere: true);
                }
            }
        }
    }

    private static MppsFault? FindFault(DicomDataset level, DicomTag tag, MppsType type, bool mustBeThere) =>
        type is not (MppsType.Type1 or MppsType.Type2) ? null
        : !level.Contains(tag) ? mustBeThere ? MppsFault.Missing : null
        : type == MppsType.Type1 && !Completeness.HasValue(level, tag) ? MppsFault.Empty
        : null;
}
