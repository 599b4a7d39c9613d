using WorklistScp.Dicom.DataDictionary;

namespace WorklistScp.Worklist.Tests.Queries;

/// <summary>docs/conformance.md lists the keys of the information model, and how each is matched.</summary>
public sealed class ConformanceTests
{
    [Theory]
    [InlineData("### Keys of the Scheduled Procedure Step Sequence", true)]
    [InlineData("### Keys at the top level", false)]
    public void Statement_ListsEachKey(string heading, bool isStep) => Assert.Equal(
        WorklistAttributes.All(isStep).Select(tag => Row(tag, isStep)), ConformanceStatement.RowsBelow(heading));

    private static string Row(DicomTag tag, bool isStep)
    {
        Assert.True(DicomDictionary.TryFind(tag, out DicomDictionaryEntry entry));
        DicomTag? parent = isStep ? DicomTag.ScheduledProcedureStepSequence : null;
        string matching = !WorklistAttributes.IsMatchingKey(tag, parent) ? "returned only" : HowMatched(entry.VR);
        string absence = entry.VR == DicomVR.SQ || matching == "returned only" ? ""
            : WorklistAttributes.IsKeyOfWlmscpfs(tag, parent) ? "no" : "yes";
        return $"| {tag} {entry.Keyword} | {entry.VR.Code} | {TypeOf(tag, isStep)} | {matching} | {absence} |";
    }

    private static string HowMatched(DicomVR vr) =>
        vr == DicomVR.SQ ? "sequence"
        : WorklistAttributes.IsNumber(vr) ? "returned only"
        : vr == DicomVR.PN ? "name"
        : vr.Form is DicomTextForm.Date or DicomTextForm.Time or DicomTextForm.DateTime ? "range"
        : MatchingKeys.HasWildcards(vr) ? "wild card"
        : "value";

    // "All other attributes" of the table's modules are optional, and so is what it does not name.
    private static string TypeOf(DicomTag tag, bool isStep) =>
        TableK61.All.Select(row => row.Data).FirstOrDefault(
            row => row.Item1 == (isStep ? $"0040,0100>{Number(tag)}" : Number(tag))).Item2 is "R" ? "R" : "O";

    private static string Number(DicomTag tag) => tag.ToString().Trim('(', ')');
}
