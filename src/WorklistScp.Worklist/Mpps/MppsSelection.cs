using System.IO.Enumeration;
using WorklistScp.Worklist.Assignments;

namespace WorklistScp.Worklist.Mpps;

/// <summary>
/// Which performed steps are meant: those that have a value of each key, by themselves or in what they say of a scheduled
/// step. Values take the wild cards * and ?, dates also ranges, and an empty value means all. Letter case does not count.
/// </summary>
/// <param name="Keys">The keys; none: all are meant.</param>
public sealed record MppsSelection(IReadOnlyList<AttributeAssignment> Keys)
{
    /// <summary>Whether a performed step is meant.</summary>
    public bool Includes(MppsObject performed)
    {
        DicomDataset[] levels =
        [
            performed.Dataset,
            .. StepValues.ItemsOf(performed.Dataset, DicomTag.ScheduledStepAttributesSequence),
        ];
        return Keys.All(key => key.Value.Length == 0
            || levels.Any(level => ValuesOf(level, key.Path.Tags[^1]).Any(value => Matches(key, value))));
    }

    private static IEnumerable<string> ValuesOf(DicomDataset level, DicomTag tag) =>
        StepValues.TextOf(level, tag).Split('\\').Select(value => value.Trim(' ')).Where(value => value.Length > 0);

    private static bool Matches(AttributeAssignment key, string value) =>
        key.Path.VR == DicomVR.DA && key.Value.Split('-') is [var first, var last]
            ? (first.Length == 0 || string.CompareOrdinal(first, value) <= 0)
                && (last.Length == 0 || string.CompareOrdinal(value, last) <= 0)
            : FileSystemName.MatchesSimpleExpression(key.Value, value);
}
