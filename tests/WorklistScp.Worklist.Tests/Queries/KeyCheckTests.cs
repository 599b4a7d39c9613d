namespace WorklistScp.Worklist.Tests.Queries;

public sealed class KeyCheckTests
{
    public static TheoryData<DicomTag, string, string> Invalid => new()
    {
        { DicomTag.PatientBirthDate, "2026.11.01", "Invalid value for an attribute with VR=DA" },
        { DicomTag.PatientBirthDate, "*", "Invalid value for an attribute with VR=DA" },
        { DicomTag.PatientBirthDate, "2026*", "Invalid value for an attribute with VR=DA" },
        { DicomTag.PatientBirthDate, "20261101\\soon", "Invalid value for an attribute with VR=DA" },
        { DicomTag.StudyTime, "9:30", "Invalid value for an attribute with VR=TM" },
        { DicomTag.StudyTime, "09:30-10:30", "Invalid value for an attribute with VR=TM" },
        { DicomTag.PatientSex, "m", "Invalid Character Repertoire for datatype CS" },
        { DicomTag.PatientSex, "M-", "Invalid Character Repertoire for datatype CS" },
        { DicomTag.PatientName, "Viv\u0001", "Invalid Character Repertoire for datatype PN" },
        { DicomTag.PatientID, "A\t1", "Invalid Character Repertoire for datatype LO" },
        { DicomTag.AccessionNumber, "\u007f", "Invalid Character Repertoire for datatype SH" },
    };

    public static TheoryData<DicomTag, string> Valid => new()
    {
        { DicomTag.PatientBirthDate, "20261101" },
        { DicomTag.PatientBirthDate, "20261101-" },
        { DicomTag.PatientBirthDate, "-20261101" },
        { DicomTag.PatientBirthDate, "20261101-20261130" },
        { DicomTag.PatientBirthDate, "20261130-20261101" },
        { DicomTag.PatientBirthDate, "" },
        { DicomTag.PatientBirthDate, "20260201-20260231" },
        { DicomTag.PatientBirthDate, "-" },
        { DicomTag.PatientBirthTime, "09" },
        { DicomTag.PatientBirthTime, "093000.123456-10" },
        { DicomTag.PatientSex, "M" },
        { DicomTag.PatientSex, "CT\\MR" },
        { DicomTag.PatientSex, "A_ 0*?" },
        { DicomTag.PatientName, " !~^=" },
        { DicomTag.PatientID, "any (thing)" },
        { DicomTag.AdditionalPatientHistory, "two\r\nlines\tand\fa page" },
    };

    [Theory]
    [MemberData(nameof(Invalid))]
    public void Problems_InvalidKey_IsNamedInWordsOfWlmscpfs(DicomTag tag, string value, string comment)
    {
        WorklistQuery query = Data.Query(Data.Text(tag, value));
        AssertIs(tag, comment, value, Assert.Single(query.Problems));
        Assert.Equal(comment, query.ErrorComment);
        Assert.True(comment.Length <= 64);
    }

    [Fact]
    public void Problems_OfAnItemWithManyBadKeys_AreSomeOnly()
    {
        IEnumerable<DicomItem> bad = Enumerable.Range(1, 120)
            .Select(number => Data.Text(new DicomTag(0x0018, (ushort)number), DicomVR.CS, "no code"));
        var codes = new DicomSequence(DicomTag.RequestedProcedureCodeSequence, new DicomDataset(bad));
        WorklistQuery query = Data.Query(new WorklistQueryOptions { StrictMatching = true }, codes);
        Assert.Equal(100, query.Problems.Count);
        Assert.Equal(100, Data.Query(codes).Unmatched.Count);
        Assert.Equal("Syntax error in 1 or more matching keys", query.ErrorComment);
    }

    [Theory]
    [MemberData(nameof(Valid))]
    public void Problems_ValidKey_AreNone(DicomTag tag, string value)
    {
        WorklistQuery query = Data.Query(Data.Text(tag, value));
        Assert.Empty(query.Problems);
        Assert.Equal("", query.ErrorComment);
    }

    [Fact]
    public void Problems_StationAETitleOutsideAscii_IsOneEvenWithACharacterSet() => AssertIs(
        DicomTag.ScheduledStationAETitle, "Invalid Character Repertoire for datatype AE", "A\u00fc",
        Assert.Single(Data.Query(
            Data.CharacterSet("ISO_IR 100"),
            Data.Step(Data.Bytes(DicomTag.ScheduledStationAETitle, DicomVR.AE, "41FC"))).Problems));

    [Theory]
    [InlineData("PN")]
    [InlineData("LO")]
    [InlineData("SH")]
    public void Problems_TextOutsideAscii_NeedsNoCharacterSet(string code)
    {
        Assert.True(DicomVR.TryParse(code.AsSpan(), out DicomVR vr));
        DicomElement key = Data.Bytes(DicomTag.PatientName, vr, "4DFC");

        Assert.Equal("", Data.Query(key).ErrorComment);
        Assert.Equal("", Data.Query(Data.CharacterSet("ISO_IR 100"), key).ErrorComment);
        Assert.Equal("", Data.Query(Data.CharacterSet("ISO_IR 999"), key).ErrorComment);
        Assert.Equal("", Data.Query(Data.Empty(DicomTag.SpecificCharacterSet), key).ErrorComment);
    }

    [Fact]
    public void Problems_SeveralItems_IsOne() => AssertIs(
        DicomTag.ScheduledProcedureStepSequence, "More than 1 item in sequence.", null,
        Assert.Single(Data.Query(new DicomSequence(
            DicomTag.ScheduledProcedureStepSequence, new DicomDataset(), new DicomDataset())).Problems));

    [Fact]
    public void Problems_SeveralInvalidKeys_AreInTheOrderOfTheIdentifier()
    {
        WorklistQuery query = Data.Query(
            Data.Text(DicomTag.PatientSex, "m"),
            Data.Text(DicomTag.PatientBirthDate, "soon"),
            Data.Step(
                Data.Text(DicomTag.ScheduledProcedureStepStartTime, "9:30"),
                Data.Text(DicomTag.Modality, "mr")),
            Data.Text(DicomTag.RequestedProcedureID, "\u0001"));

        Assert.Equal("Syntax error in 1 or more matching keys", query.ErrorComment);
        Assert.Equal(
            [
                DicomTag.PatientBirthDate, DicomTag.PatientSex, DicomTag.Modality,
                DicomTag.ScheduledProcedureStepStartTime, DicomTag.RequestedProcedureID,
            ],
            query.Problems.Select(problem => problem.Tag));
    }

    [Fact]
    public void Problems_SpecificCharacterSet_IsNotChecked()
    {
        WorklistQuery query = Data.Query(
            Data.Text(DicomTag.SpecificCharacterSet, "no such-set"), Data.Empty(DicomTag.PatientName));
        Assert.Empty(query.Problems);
        Assert.False(query.HasUnusedValue);
    }

    [Fact]
    public void Problems_ValueOfAnAttributeThatIsNoMatchingKey_IsNotChecked() =>
        Assert.Empty(Data.Query(Data.Text(DicomTag.ContentDate, "soon")).Problems);

    // With --no-fail the query goes on.
    [Fact]
    public void Matches_InvalidDate_MatchesNothing()
    {
        Assert.False(Data.Query(Data.Text(DicomTag.PatientBirthDate, "soon"))
            .Matches(Data.Entry(Data.Text(DicomTag.PatientBirthDate, "20260801"))));
        Assert.True(Data.Query(Data.Text(DicomTag.PatientBirthDate, "*"))
            .Matches(Data.Entry(Data.Text(DicomTag.PatientBirthDate, "20260801"))));
    }

    [Fact]
    public void Problems_SayWhatIsWrongByKindAndVR()
    {
        DicomTag steps = DicomTag.ScheduledProcedureStepSequence;
        WorklistQuery query = Data.Query(
            Data.Text(DicomTag.PatientBirthDate, "x"), Data.Text(DicomTag.PatientSex, "m"),
            new DicomSequence(steps, new DicomDataset(), new DicomDataset()));

        Assert.Equal(
            [
                new QueryProblem(DicomTag.PatientBirthDate, QueryProblemKind.NoDateOrTime, DicomVR.DA) { Value = "x" },
                new QueryProblem(DicomTag.PatientSex, QueryProblemKind.Characters, DicomVR.CS) { Value = "m" },
                new QueryProblem(steps, QueryProblemKind.SeveralItems, DicomVR.SQ) { Most = 1 },
            ],
            query.Problems);
    }

    private static void AssertIs(DicomTag tag, string comment, string? value, QueryProblem problem)
    {
        Assert.Equal((tag, comment, value), (problem.Tag, problem.ErrorComment, problem.Value));
    }
}
