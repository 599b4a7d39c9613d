namespace WorklistScp.Worklist.Tests.Profiles;

public sealed class TextTemplateTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("CT chest", "CT chest")]
    [InlineData("{PatientID}", "AV35674")]
    [InlineData("{0010,0020}", "AV35674")]
    [InlineData("{PatientName} ({PatientID})", "Vivaldi^Antonio (AV35674)")]
    [InlineData("{PatientID}{PatientID}", "AV35674AV35674")]
    [InlineData("{Modality}", "MR")] // of the step
    [InlineData("{ScheduledProcedureStepSequence.Modality}", "MR")]
    [InlineData("{ScheduledStationAETitle}", "AA32\\AA33")]
    [InlineData("{AccessionNumber}", "")] // the entry has none
    [InlineData("{RequestedProcedureCodeSequence.CodeValue}", "")]
    [InlineData("{CallingAETitle}@{CalledAETitle}", "CT1@AREA")]
    [InlineData("a}", "a}")]
    [InlineData("a} {PatientID}", "a} AV35674")]
    public void Fill_PutsValuesIn(string text, string expected)
    {
        TextTemplate template = Devices.Template(text);

        var source = new AnswerSource(new WorklistEntry("a.wl", Data.Complete()), Devices.Ask(Devices.Any));

        Assert.Equal(expected, template.Fill(source));
        Assert.Equal(text, template.ToString());
    }

    [Theory]
    [InlineData("{PatientID", "a closing brace behind each opening one")]
    [InlineData("{PatientID} {", "a closing brace behind each opening one")]
    [InlineData("{}", "in braces a keyword such as PatientID, or gggg,eeee, of PS3.6")]
    [InlineData("{Patient}", "in braces a keyword such as PatientID, or gggg,eeee, of PS3.6")]
    [InlineData("{{PatientID}}", "in braces a keyword such as PatientID, or gggg,eeee, of PS3.6")]
    [InlineData("{callingAETitle}", "in braces a keyword such as PatientID, or gggg,eeee, of PS3.6")]
    [InlineData("{PatientID.PatientName}", "in braces a sequence before the dot; PatientID is none")]
    public void TryParse_OfWhatIsNone_SaysWhatIsExpected(string text, string expected)
    {
        Assert.False(TextTemplate.TryParse(text, out TextTemplate? template, out string? problem));
        Assert.Null(template);
        Assert.StartsWith(expected, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Fill_TakesTextOfEachCharacterSet()
    {
        var entry = new WorklistEntry("a.wl", Data.Complete(
            Data.CharacterSet("\\ISO 2022 IR 87"),
            Data.Text(DicomTag.PatientName, "Yamada^Tarou=\u5c71\u7530^\u592a\u90ce", "\\ISO 2022 IR 87")));

        Assert.Equal(
            "Yamada^Tarou=\u5c71\u7530^\u592a\u90ce",
            Devices.Template("{PatientName}").Fill(new AnswerSource(entry, Devices.Ask(Devices.Any))));
    }

    // What depends on the entry, nobody knows beforehand.
    [Theory]
    [InlineData("StudyDescription", "CT {CallingAETitle}", true)]
    [InlineData("PatientBirthDate", "{PatientID}", true)]
    [InlineData("PatientBirthDate", "19991231", true)]
    [InlineData("PatientBirthDate", "soon", false)]
    [InlineData("PatientBirthDate", "", true)]
    [InlineData("ScheduledStationAETitle", "{CallingAETitle}", true)]
    [InlineData("PatientSex", "female", false)]
    [InlineData("PregnancyStatus", "2", true)]
    [InlineData("PregnancyStatus", "none", false)]
    [InlineData("ScheduledProtocolCodeSequence", "7", false)]
    [InlineData("ScheduledProtocolCodeSequence", "{PatientID}", false)]
    [InlineData("SpecificCharacterSet", "ISO_IR 100", false)]
    [InlineData("EncapsulatedDocument", "{PatientID}", false)]
    public void MayBe_IsSaidOfWhatIsKnown(string path, string text, bool mayBe) =>
        Assert.Equal(mayBe, Devices.Template(text).MayBe(Devices.Path(path)));
}
