using WorklistScp.Worklist.Assignments;

namespace WorklistScp.Worklist.Tests.Checking;

/// <summary>Values that are not what their VR allows. Their words are tested with <c>wlmscp check</c>.</summary>
public sealed class ValueCheckTests
{
    [Fact]
    public void FindProblems_OfSoundValues_IsEmpty() => Assert.Empty(ValueCheck.FindProblems(Data.Complete()));

    [Fact]
    public void FindProblems_InItemsOfItems_TellsPlaceKindAndVR()
    {
        DicomSequence codes = Data.Code(DicomTag.ScheduledProtocolCodeSequence, "12345678901234567", "99X", "M");

        ValueProblem problem = Assert.Single(ValueCheck.FindProblems(new DicomDataset(Data.Step(codes))));

        var path = new AttributePath(
            DicomTag.ScheduledProcedureStepSequence, DicomTag.ScheduledProtocolCodeSequence, DicomTag.CodeValue);
        Assert.Equal(new ValueProblem(path, ValueProblemKind.TooLong, DicomVR.SH) { Length = 17 }, problem);
        Assert.Equal(
            "(0040,0100)>(0040,0008)>(0008,0100) CodeValue: 17 characters, expected at most 16", problem.ToString());
    }

    [Theory]
    [InlineData("PatientSex", "W", "expected M, F, O")]
    [InlineData("PatientSex", "M\\F", "2 values, expected one")]
    [InlineData("SmokingStatus", "MAYBE", "expected YES, NO, UNKNOWN")]
    [InlineData("StudyInstanceUID", "1.2\\1.3", "2 values, expected one")]
    [InlineData("PatientBirthDate", "1980-01-01", "no date, expected YYYYMMDD")]
    [InlineData("PatientBirthDate", "1980.01.01", "no date, expected YYYYMMDD")]
    [InlineData("PatientBirthTime", "08:30", "no time, expected HHMMSS or the first digits of it")]
    public void FindProblems_OfWhatTheStandardDoesNotAllow_TellsWhatItExpects(
        string keyword, string value, string problem) =>
        Assert.EndsWith(
            $" {keyword}: {problem}", Assert.Single(ValueCheck.FindProblems(Assigned(keyword, value))).ToString(),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("PatientSex", "O")]
    [InlineData("PatientSex", "")]
    [InlineData("OtherPatientNames", "A\\B\\C")]
    [InlineData("PatientComments", "A\\B")]
    [InlineData("PatientBirthTime", "0830")]
    public void FindProblems_OfWhatTheStandardAllows_IsEmpty(string keyword, string value) =>
        Assert.Empty(ValueCheck.FindProblems(Assigned(keyword, value)));

    private static DicomDataset Assigned(string keyword, string value)
    {
        Assert.True(AttributePath.TryParse(keyword, out AttributePath? path, out _));
        var dataset = new DicomDataset();
        Assert.True(new AttributeAssignment(path, value).TryApply(dataset, out string? expected), expected);
        return dataset;
    }
}
