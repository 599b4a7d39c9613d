using WorklistScp.Worklist.Assignments;
using WorklistScp.Worklist.Completion;

namespace WorklistScp.Worklist.Tests.Assignments;

/// <summary>What people write for an attribute and its value.</summary>
[KnowsDates]
public sealed class AttributeAssignmentTests
{
    private static readonly DateTime Today = new(2026, 12, 31, 22, 30, 0);

    [Theory]
    [InlineData("PatientID", "PatientID")]
    [InlineData("0010,0020", "PatientID")]
    [InlineData("Modality", "ScheduledProcedureStepSequence.Modality")]
    [InlineData("(0040,0002)", "ScheduledProcedureStepSequence.ScheduledProcedureStepStartDate")]
    [InlineData("ScheduledProcedureStepSequence.Modality", "ScheduledProcedureStepSequence.Modality")]
    [InlineData("0040,0100.0008,0060", "ScheduledProcedureStepSequence.Modality")]
    [InlineData("RequestedProcedureCodeSequence.CodeValue", "RequestedProcedureCodeSequence.CodeValue")]
    [InlineData("StudyDate", "StudyDate")]
    public void Path_IsFoundByKeywordsOrNumbers(string text, string name)
    {
        Assert.True(AttributePath.TryParse(text, out AttributePath? path, out _));
        Assert.Equal(name, path.ToString());
    }

    [Theory]
    [InlineData("", "a keyword such as PatientID, or gggg,eeee, of PS3.6")]
    [InlineData("patientid", "a keyword such as PatientID, or gggg,eeee, of PS3.6, perhaps PatientID")]
    [InlineData("0009,1001", "a keyword such as PatientID, or gggg,eeee, of PS3.6")]
    [InlineData("PatientID.Modality", "a sequence before the dot; PatientID is none")]
    public void Path_ThatIsNone_SaysWhatWasExpected(string text, string expected)
    {
        Assert.False(AttributePath.TryParse(text, out _, out string? found));
        Assert.Equal(expected, found);
    }

    [Theory]
    [InlineData("today", "20261231")]
    [InlineData("today+1", "20270101")]
    [InlineData("today-31", "20261130")]
    [InlineData("today-", "20261231-")]
    [InlineData("-today", "-20261231")]
    [InlineData("today-today+7", "20261231-20270107")]
    [InlineData("today-7-today", "20261224-20261231")]
    [InlineData("today-20270131", "20261231-20270131")]
    [InlineData("yesterday-tomorrow", "20261230-20270101")]
    [InlineData("TODAY+2", "20270102")]
    [InlineData("20261201", "20261201")]
    public void Date_RelativeToToday_IsADate(string value, string date)
    {
        Assert.True(AttributeAssignment.TryParse(
            $"ScheduledProcedureStepStartDate={value}", Today, out AttributeAssignment? assignment, out _));
        Assert.Equal(date, assignment.Value);
    }

    [Theory]
    [InlineData("now", "223000")]
    [InlineData("now+1h", "233000")]
    [InlineData("now-90m-now+2h", "210000-235959")] // of this day
    [InlineData("now-30h", "000000")]
    [InlineData("0800-now", "0800-223000")]
    public void Time_RelativeToNow_IsATime(string value, string time)
    {
        Assert.True(AttributeAssignment.TryParse(
            $"ScheduledProcedureStepStartTime={value}", Today, out AttributeAssignment? assignment, out _));
        Assert.Equal(time, assignment.Value);
    }

    [Fact]
    public void Text_ThatIsNoDate_StaysAsItIs()
    {
        Assert.True(AttributeAssignment.TryParse(
            "PatientComments=today=1", Today, out AttributeAssignment? assignment, out _));
        Assert.Equal("today=1", assignment.Value);
    }

    [Fact]
    public void Assignments_MakeAnEntry()
    {
        var dataset = new DicomDataset();

        Apply(dataset, "PatientName=Müller^Jürgen");
        Apply(dataset, "Modality=CT");
        Apply(dataset, "ScheduledStationAETitle=CT1\\CT2");
        Apply(dataset, "PregnancyStatus=4");
        Apply(dataset, "ReferencedStudySequence=");
        Apply(dataset, "PatientID=");

        Assert.True(dataset.TryGetString(DicomTag.SpecificCharacterSet, out string? characterSet));
        Assert.Equal("ISO_IR 192", characterSet);
        Assert.True(dataset.TryGetString(DicomTag.PatientName, out string? name));
        Assert.Equal("Müller^Jürgen", name);
        Assert.True(dataset.TryGetUInt16(DicomTag.PregnancyStatus, out ushort status));
        Assert.Equal(4, status);
        Assert.True(dataset.TryGetSequence(DicomTag.ReferencedStudySequence, out DicomSequence? studies));
        Assert.Empty(studies.Items);
        Assert.True(dataset.TryGetElement(DicomTag.PatientID, out DicomElement? id));
        Assert.True(id.IsEmpty);
        Assert.True(dataset.TryGetSequence(DicomTag.ScheduledProcedureStepSequence, out DicomSequence? steps));
        Assert.True(Assert.Single(steps.Items).TryGetString(DicomTag.ScheduledStationAETitle, out string? title));
        Assert.Equal("CT1\\CT2", title);
    }

    [Theory]
    [InlineData("PregnancyStatus=65536", "an integer of 16 bits")]
    [InlineData("ReferencedStudySequence=x", "no value: it is a sequence")]
    [InlineData("EncapsulatedDocument=x", "no value: OB is binary data")]
    public void Value_ThatCannotBe_SaysWhatWasExpected_AndChangesNothing(string text, string expected)
    {
        var dataset = new DicomDataset(
            DicomElement.FromAscii(DicomTag.SpecificCharacterSet, DicomVR.CS, "ISO_IR 100"));
        Assert.True(AttributeAssignment.TryParse(text, Today, out AttributeAssignment? assignment, out _));

        Assert.False(assignment.TryApply(dataset, out string? found));
        Assert.Equal(expected, found);
        Assert.Single(dataset);
    }

    [Fact]
    public void Text_OutsideTheCharacterSet_MakesTheDataSetUnicode_ItsItemsToo()
    {
        byte[] latin = [(byte)'M', 0xfc];
        var item = new DicomDataset(new DicomElement(DicomTag.ScheduledStationName, DicomVR.SH, latin));
        var dataset = new DicomDataset(
            DicomElement.FromAscii(DicomTag.SpecificCharacterSet, DicomVR.CS, "ISO_IR 100"),
            new DicomElement(DicomTag.PatientName, DicomVR.PN, latin),
            new DicomSequence(DicomTag.ScheduledProcedureStepSequence, item));

        Apply(dataset, "PatientID=д");

        Assert.Equal("ISO_IR 192", EntryCompletion.TextOf(dataset, "SpecificCharacterSet"));
        Assert.Equal("д", EntryCompletion.TextOf(dataset, "PatientID"));
        Assert.Equal("Mü", EntryCompletion.TextOf(dataset, "PatientName"));
        Assert.Equal("Mü", EntryCompletion.TextOf(dataset, "ScheduledStationName"));
    }

    // Who cannot read a text cannot write it in another character set.
    [Fact]
    public void Text_BesideBytesThatAreNone_SaysWhatWasExpected_AndChangesNothing()
    {
        var name = new DicomElement(DicomTag.PatientName, DicomVR.PN, (byte[])[0xe5, 0xe5]);
        var dataset = new DicomDataset(
            DicomElement.FromAscii(DicomTag.SpecificCharacterSet, DicomVR.CS, "ISO_IR 13"), name);
        Assert.True(AttributeAssignment.TryParse("PatientID=д", Today, out AttributeAssignment? assignment, out _));

        Assert.False(assignment.TryApply(dataset, out string? found));

        Assert.Equal("characters of ISO_IR 13, not U+0434", found);
        Assert.Equal(2, dataset.Count);
        Assert.True(dataset.TryGetElement(DicomTag.PatientName, out DicomElement? kept));
        Assert.Equal(name.Value, kept.Value);
    }

    [Fact]
    public void Text_WithoutEquals_IsNoAssignment()
    {
        Assert.False(AttributeAssignment.TryParse("PatientID", Today, out _, out string? expected));
        Assert.Equal("KEY=VALUE", expected);
    }

    private static void Apply(DicomDataset dataset, string text)
    {
        Assert.True(AttributeAssignment.TryParse(text, Today, out AttributeAssignment? assignment, out _));
        Assert.True(assignment.TryApply(dataset, out string? expected), expected);
    }
}
