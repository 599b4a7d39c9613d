namespace WorklistScp.Worklist.Tests.Queries;

public sealed class KeyMismatchTests
{
    [Theory]
    [InlineData("4711", "4712", "PatientID: query \"4711\", entry \"4712\"")]
    [InlineData("47*\\48*", "4611", "PatientID: query \"47*\\48*\", entry \"4611\"")]
    [InlineData("4711", "", "PatientID: query \"4711\", entry \"\"")]
    [InlineData("4711", null, "PatientID: query \"4711\", entry has none")]
    public void Text_ThatDiffers_IsShown(string asked, string? held, string expected)
    {
        Assert.Equal(expected, Explain(Data.Text(DicomTag.PatientID, asked), Optional(DicomTag.PatientID, held)));
    }

    [Theory]
    [InlineData("Doe^J", "Dö^Jane", "PatientName: query \"Doe^J\", entry \"Dö^Jane\"")]
    [InlineData("Doe", null, "PatientName: query \"Doe\", entry has none")]
    public void Name_ThatDiffers_IsShownDecoded(string asked, string? held, string expected)
    {
        DicomItem[] entry = held is null
            ? []
            : [Data.CharacterSet("ISO_IR 192"), Data.Text(DicomTag.PatientName, held, "ISO_IR 192")];

        Assert.Equal(expected, Explain(Data.Text(DicomTag.PatientName, asked), entry));
    }

    [Fact]
    public void Date_OutsideTheRange_IsShown()
    {
        Assert.Equal(
            "PatientBirthDate: query \"20260101-\", entry \"20251231\"",
            Explain(
                Data.Text(DicomTag.PatientBirthDate, "20260101-"), Data.Text(DicomTag.PatientBirthDate, "20251231")));
    }

    [Fact]
    public void CombinedDateAndTime_OutsideTheRange_ShowsBoth()
    {
        DicomItem[] query =
            [Data.Text(DicomTag.StudyDate, "20260101-20260102"), Data.Text(DicomTag.StudyTime, "08-10")];
        DicomItem[] entry = [Data.Text(DicomTag.StudyDate, "20260102"), Data.Text(DicomTag.StudyTime, "1030")];

        Assert.Equal(
            "StudyDate: query \"20260101-20260102 08-10\", entry \"20260102 1030\"", Explain(query, entry));
        Assert.Equal("StudyDate: query \"20260101-20260102 08-10\", entry has none", Explain(query, []));
    }

    [Fact]
    public void Item_ThatDiffers_IsNamedWithItsSequence()
    {
        DicomSequence query = Data.Step(Data.Text(DicomTag.Modality, "CT"));

        Assert.Equal(
            "ScheduledProcedureStepSequence.Modality: query \"CT\", entry \"MR\"",
            Explain(query, Data.Step(Data.Text(DicomTag.Modality, "MR"))));
        Assert.Equal(
            "ScheduledProcedureStepSequence.Modality: query \"CT\", entry has none",
            Explain(query, new DicomSequence(DicomTag.ScheduledProcedureStepSequence)));
        Assert.Equal("ScheduledProcedureStepSequence.Modality: query \"CT\", entry has none", Explain([query], []));
    }

    [Fact]
    public void Items_NoneOfWhichMatches_TheOneThatGetsFurthestIsShown()
    {
        DicomSequence query = Data.Step(
            Data.Text(DicomTag.Modality, "CT"), Data.Text(DicomTag.ScheduledStationAETitle, "CT1"));
        var entry = new DicomSequence(
            DicomTag.ScheduledProcedureStepSequence,
            new DicomDataset(Data.Text(DicomTag.Modality, "MR"), Data.Text(DicomTag.ScheduledStationAETitle, "CT1")),
            new DicomDataset(Data.Text(DicomTag.Modality, "CT"), Data.Text(DicomTag.ScheduledStationAETitle, "CT2")));

        Assert.Equal(
            "ScheduledProcedureStepSequence.ScheduledStationAETitle: query \"CT1\", entry \"CT2\"",
            Explain(query, entry));
    }

    [Fact]
    public void Keys_OfWhichSeveralFail_TheFirstIsShown()
    {
        DicomItem[] query = [Data.Text(DicomTag.AccessionNumber, "A"), Data.Text(DicomTag.PatientID, "1")];

        Assert.StartsWith("AccessionNumber: ", Explain(query, []), StringComparison.Ordinal);
        Assert.StartsWith(
            "PatientID: ", Explain(query, [Data.Text(DicomTag.AccessionNumber, "A")]), StringComparison.Ordinal);
    }

    [Fact]
    public void Values_OddOrLong_StayOnOneShortLine()
    {
        string text = new KeyMismatch([DicomTag.PatientID], "a\nb\u001b[2J\u2028c", new string('x', 100)).ToString();

        Assert.Equal($"PatientID: query \"a?b?[2J?c\", entry \"{new string('x', 64)}...\"", text);
    }

    [Fact]
    public void KeysWithValue_OfAQuery_AreNamedInOrder()
    {
        WorklistQuery query = Data.Query(
            Data.Empty(DicomTag.AccessionNumber),
            Data.Text(DicomTag.PatientName, "*"),
            Data.Text(DicomTag.PatientID, "1"),
            Data.Step(
                Data.Text(DicomTag.Modality, "CT"),
                Data.Text(DicomTag.ScheduledProcedureStepStartDate, "20260101-20260102"),
                Data.Text(DicomTag.ScheduledProcedureStepStartTime, "08-10")));

        Assert.Equal(
            [
                "PatientID", "ScheduledProcedureStepSequence.Modality",
                "ScheduledProcedureStepSequence.ScheduledProcedureStepStartDate",
                "ScheduledProcedureStepSequence.ScheduledProcedureStepStartTime",
            ],
            query.KeysWithValue);
    }

    [Fact]
    public void Mismatches_OfAnEntry_AreAllKeysThatFail_InOrder()
    {
        WorklistQuery query = Data.Query(
            Data.Text(DicomTag.AccessionNumber, "A"), Data.Text(DicomTag.PatientID, "1"),
            Data.Step(
                Data.Text(DicomTag.Modality, "CT"),
                Data.Text(DicomTag.ScheduledProcedureStepStartDate, "20260101-20260102"),
                Data.Text(DicomTag.ScheduledProcedureStepStartTime, "08-10")));

        IReadOnlyList<KeyMismatch> mismatches = query.FindMismatches(Data.Entry(
            Data.Text(DicomTag.PatientID, "1"), Data.Step(Data.Text(DicomTag.Modality, "MR"))));

        Assert.Equal(
            [
                "AccessionNumber: query \"A\", entry has none",
                "ScheduledProcedureStepSequence.Modality: query \"CT\", entry \"MR\"",
                "ScheduledProcedureStepSequence.ScheduledProcedureStepStartDate: "
                    + "query \"20260101-20260102 08-10\", entry has none",
            ],
            mismatches.Select(mismatch => mismatch.ToString()));
        Assert.Equal([null, null, DicomTag.ScheduledProcedureStepStartTime], mismatches.Select(one => one.Time));
        Assert.Equal(["A", "1", "CT", "20260101-20260102 08-10"], query.ValuedKeys.Select(key => key.Asked));
    }

    [Fact]
    public void Mismatches_OfSeveralItems_AreThoseOfTheOneThatFailsFewest_AndOfNoneAll()
    {
        WorklistQuery query = Data.Query(
            new WorklistQueryOptions { StrictMatching = true },
            Data.Code(DicomTag.RequestedProcedureCodeSequence, "1", "L", "Head"));

        Assert.Equal(
            [DicomTag.CodeMeaning],
            query.FindMismatches(Data.Entry(new DicomSequence(
                DicomTag.RequestedProcedureCodeSequence,
                Data.Code(DicomTag.RequestedProcedureCodeSequence, "1", "X", "Foot").Items[0],
                Data.Code(DicomTag.RequestedProcedureCodeSequence, "1", "L", "Foot").Items[0])))
                .Select(mismatch => mismatch.Path[^1]));
        Assert.Equal(
            [DicomTag.CodeValue, DicomTag.CodingSchemeDesignator, DicomTag.CodeMeaning],
            query.FindMismatches(Data.Entry()).Select(mismatch => mismatch.Path[^1]));
        Assert.Empty(query.FindMismatches(
            Data.Entry(Data.Code(DicomTag.RequestedProcedureCodeSequence, "1", "L", "Head"))));
    }

    private static DicomItem[] Optional(DicomTag tag, string? value) => value is null ? [] : [Data.Text(tag, value)];

    private static string? Explain(DicomItem query, params DicomItem[] entry) => Explain([query], entry);

    private static string? Explain(DicomItem[] query, DicomItem[] entry) =>
        Data.Query(query).FindMismatch(Data.Entry(entry))?.ToString();
}
