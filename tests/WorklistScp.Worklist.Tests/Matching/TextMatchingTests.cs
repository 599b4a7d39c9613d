namespace WorklistScp.Worklist.Tests.Matching;

public sealed class TextMatchingTests
{
    // One matching key of each VR of text. Trailing spaces never count, leading ones only where PS3.5 says so.
    public static TheoryData<DicomTag> Texts =>
    [
        DicomTag.AccessionNumber,               // SH
        DicomTag.PatientID,                     // LO
        DicomTag.PatientName,                   // PN
        DicomTag.PatientSex,                    // CS
        DicomTag.AdditionalPatientHistory,      // LT
        DicomTag.InstitutionAddress,            // ST
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Matches_Text_ComparesValuesListsAndWildcards(DicomTag tag)
    {
        Assert.True(Data.IsMatch(tag, "AB12", "AB12"));
        Assert.True(Data.IsMatch(tag, "AB12  ", "AB12"));
        Assert.True(Data.IsMatch(tag, "AB12", "AB12  "));
        Assert.True(Data.IsMatch(tag, "A*2", "AB12"));
        Assert.True(Data.IsMatch(tag, "AB??", "AB12"));
        Assert.False(Data.IsMatch(tag, "AB?", "AB12"));
        Assert.False(Data.IsMatch(tag, "AB", "AB12"));
        Assert.False(Data.IsMatch(tag, "AB12", "AB"));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Matches_KeyWithValueUnderStrictMatching_NeedsTheAttribute(DicomTag tag)
    {
        var strict = new WorklistQueryOptions { StrictMatching = true };
        Assert.False(Data.Query(strict, Data.Text(tag, "AB12")).Matches(Data.Entry()));
        Assert.False(Data.Query(strict, Data.Text(tag, "AB12")).Matches(Data.Entry(Data.Empty(tag))));
        Assert.False(Data.Query(strict, Data.Text(tag, "?")).Matches(Data.Entry()));
        Assert.False(Data.Query(strict, Data.Text(tag, "A*")).Matches(Data.Entry(Data.Empty(tag))));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Matches_UniversalKey_MatchesAll(DicomTag tag)
    {
        foreach (string asked in new[] { "", "  ", "*", "** " })
        {
            Assert.True(Data.IsMatch(tag, asked, "AB12"));
            Assert.True(Data.IsMatch(tag, asked, ""));
            Assert.True(Data.IsMatch(tag, asked, null));
        }
    }

    [Theory]
    [InlineData("CT\\MR", "MR", true)]
    [InlineData("MR", "CT\\MR", true)]
    [InlineData("US\\MR", "CT\\MR", true)]
    [InlineData("US\\XA", "CT\\MR", false)]
    [InlineData("CT\\M*", "MR", true)]
    [InlineData(" MR", "MR", true)]
    [InlineData("MR", " MR ", true)]
    [InlineData("CT\\ MR ", "MR", true)]
    [InlineData("\\MR", "MR", true)]
    [InlineData("CT\\", "MR", false)]
    [InlineData("CT\\", "", false)]
    [InlineData("\\", "MR", true)]
    [InlineData("CT\\*", "MR", true)]
    public void Matches_SeveralValues_OneEqualPairIsEnough(string asked, string held, bool expected) =>
        Assert.Equal(expected, Data.IsMatch(DicomTag.PatientSex, asked, held));

    [Fact]
    public void Matches_LetterCase_Counts() => Assert.False(Data.IsMatch(DicomTag.PatientID, "ab12", "AB12"));

    [Fact]
    public void Matches_LeadingSpaces_CountInTextsOnly()
    {
        Assert.True(Data.IsMatch(DicomTag.PatientID, "  AB12", "AB12"));
        Assert.False(Data.IsMatch(DicomTag.AdditionalPatientHistory, "  AB12", "AB12"));
    }

    [Fact]
    public void Matches_BackslashInText_IsACharacter()
    {
        Assert.True(Data.IsMatch(DicomTag.AdditionalPatientHistory, "A\\B", "A\\B"));
        Assert.False(Data.IsMatch(DicomTag.AdditionalPatientHistory, "A\\B", "B"));
    }

    [Fact]
    public void Matches_Uid_ComparesListsWithoutWildcards()
    {
        Assert.True(Data.IsMatch(DicomTag.StudyInstanceUID, "1.2\\1.3", "1.3"));
        Assert.False(Data.IsMatch(DicomTag.StudyInstanceUID, "1.*", "1.3"));
        Assert.False(Data.IsMatch(DicomTag.StudyInstanceUID, "1.3", "1.31"));
        Assert.True(Data.Query(Data.Text(DicomTag.StudyInstanceUID, "1.3"))
            .Matches(Data.Entry(Data.Bytes(DicomTag.StudyInstanceUID, DicomVR.UI, "312E3300"))));
    }

    [Fact]
    public void Matches_StationAETitleWithWildcard_FindsOneOfSeveral()
    {
        WorklistEntry entry = Data.Entry(Data.CompleteStep("20260801", "0930"));
        Assert.True(Data.Query(Data.Step(Data.Text(DicomTag.ScheduledStationAETitle, "AA3?"))).Matches(entry));
        Assert.True(Data.Query(Data.Step(Data.Text(DicomTag.ScheduledStationAETitle, "AA33"))).Matches(entry));
        Assert.False(Data.Query(Data.Step(Data.Text(DicomTag.ScheduledStationAETitle, "AA3"))).Matches(entry));
    }

    [Theory]
    [InlineData("M\u00fcller", "ISO_IR 100", "ISO_IR 192")]
    [InlineData("M\u00fcller", "ISO_IR 192", "ISO_IR 100")]
    [InlineData("\u0425\u0430\u0447", "ISO_IR 144", "ISO_IR 192")]
    [InlineData("\u5c71\u7530", "\\ISO 2022 IR 87", "ISO_IR 192")]
    [InlineData("\u5c71\u7530", "ISO_IR 192", "\\ISO 2022 IR 87")]
    [InlineData("\u738b\u5c0f\u6771", "GB18030", "ISO_IR 192")]
    public void Matches_DifferentCharacterSets_ComparesCharacters(string name, string asked, string held)
    {
        foreach (DicomTag tag in new[] { DicomTag.PatientName, DicomTag.PatientID })
        {
            WorklistEntry entry = Data.Entry(Data.CharacterSet(held), Data.Text(tag, name, held));
            Assert.True(Data.Query(Data.CharacterSet(asked), Data.Text(tag, name, asked)).Matches(entry));
            Assert.True(Data.Query(Data.CharacterSet(asked), Data.Text(tag, name[..1] + "*", asked)).Matches(entry));
            Assert.True(Data.Query(Data.Text(tag, "*")).Matches(entry));
            Assert.False(Data.Query(Data.CharacterSet(asked), Data.Text(tag, name[1..], asked)).Matches(entry));
        }
    }

    [Fact]
    public void Matches_SameBytesOfOtherCharacters_IsNoMatch() => Assert.False(
        Data.Query(Data.CharacterSet("ISO_IR 144"), Data.Bytes(DicomTag.PatientID, DicomVR.LO, "4DFC"))
            .Matches(Data.Entry(Data.CharacterSet("ISO_IR 100"), Data.Bytes(DicomTag.PatientID, DicomVR.LO, "4DFC"))));

    // ISO_IR 999 is unknown: its text is read as ISO 8859-1, the likeliest.
    [Fact]
    public void Matches_UnknownCharacterSet_StillMatches()
    {
        WorklistQuery query = Data.Query(
            Data.CharacterSet("ISO_IR 999"), Data.Bytes(DicomTag.PatientID, DicomVR.LO, "4DFC"));
        Assert.Empty(query.Problems);
        Assert.True(query.Matches(Data.Entry(
            Data.CharacterSet("ISO_IR 192"), Data.Text(DicomTag.PatientID, "M\u00fc", "ISO_IR 192"))));
        Assert.True(Data.Query(Data.Text(DicomTag.PatientID, "A1")).Matches(Data.Entry(
            Data.CharacterSet("ISO_IR 999"), Data.Text(DicomTag.PatientID, "A1"))));
    }

    [Fact]
    public void Matches_ItemWithACharacterSetOfItsOwn_IsDecodedWithIt()
    {
        WorklistQuery query = Data.Query(Data.Step(
            Data.CharacterSet("ISO_IR 192"),
            Data.Text(DicomTag.ScheduledProcedureStepLocation, "K\u00f6ln", "ISO_IR 192")));
        Assert.Empty(query.Problems);
        Assert.True(query.Matches(Data.Entry(Data.CharacterSet("ISO_IR 192"), Data.Step(
            Data.CharacterSet("ISO_IR 100"),
            Data.Text(DicomTag.ScheduledProcedureStepLocation, "K\u00f6ln", "ISO_IR 100")))));
    }
}
