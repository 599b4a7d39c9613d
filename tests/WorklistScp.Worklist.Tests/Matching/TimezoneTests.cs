using Microsoft.Extensions.Logging.Abstractions;

namespace WorklistScp.Worklist.Tests.Matching;

/// <summary>Timezone Offset From UTC (0008,0201): PS3.4 table K.6-1a, K.4.1.1.3.1 and K.4.1.1.3.2.</summary>
public sealed class TimezoneTests
{
    private static DicomElement Zone(string offset) => Data.Text(DicomTag.TimezoneOffsetFromUTC, offset);

    private static DicomSequence Start(string date, string time) => Data.Step(
        Data.Text(DicomTag.ScheduledProcedureStepStartDate, date),
        Data.Text(DicomTag.ScheduledProcedureStepStartTime, time));

    [Theory]
    [InlineData("20261124", "0300-0400", true)]
    [InlineData("20261124", "0900-1000", false)]
    [InlineData("20261124-20261124", "0300-0400", true)] // one span
    [InlineData("20261123-20261124", "2000-0329", false)]
    [InlineData("20261124", "", true)]
    [InlineData("20261123", "", false)]
    [InlineData("", "0330", true)]
    [InlineData("", "0930", false)]
    public void Matches_BothNameAZone_ComparesInstants(string date, string time, bool expected)
    {
        WorklistEntry entry = Data.Entry(Zone("+0100"), Start("20261124", "0930"));
        Assert.Equal(expected, Data.Query(Zone("-0500"), Start(date, time)).Matches(entry));
    }

    // The end of a month, of February, of a year: the day is that of the calendar.
    [Theory]
    [InlineData("20260228", "2330", "+0000", "20260301", "0130", "+0200")]
    [InlineData("20280228", "2330", "+0000", "20280229", "0130", "+0200")]
    [InlineData("20261231", "2330", "-0330", "20270101", "0830", "+0530")]
    [InlineData("20270101", "0015", "+0545", "20261231", "1830", "+0000")]
    [InlineData("20260501", "0000", "+0000", "20260430", "1200", "-1200")]
    public void Matches_InstantOnAnotherDay_IsFound(
        string date, string time, string zone, string askedDate, string askedTime, string askedZone)
    {
        WorklistEntry entry = Data.Entry(Zone(zone), Start(date, time));
        WorklistQuery query = Data.Query(Zone(askedZone), Start(askedDate, askedTime));

        Assert.True(query.Matches(entry));
        Assert.False(Data.Query(Start(askedDate, askedTime)).Matches(entry));
        Assert.Equal([entry], WorklistSnapshot.Of([entry]).Find(query.Search));
    }

    [Theory]
    [InlineData("+0100", null)]
    [InlineData(null, "-0500")]
    [InlineData("+0100", "Berlin")]
    [InlineData("+2500", "-0500")]
    public void Matches_OneZoneIsNotNamed_ComparesAsTheyStand(string? held, string? asked)
    {
        DicomItem[] zone = held is null ? [] : [Zone(held)];
        DicomItem[] askedZone = asked is null ? [] : [Zone(asked)];
        WorklistEntry entry = Data.Entry([.. zone, Start("20261124", "0930")]);

        Assert.True(Data.Query([.. askedZone, Start("20261124", "0900-1000")]).Matches(entry));
        Assert.False(Data.Query([.. askedZone, Start("20261124", "0300-0400")]).Matches(entry));
    }

    [Fact]
    public void Matches_BirthDate_HasNoTimeToMove() => Assert.True(
        Data.Query(Zone("-0500"), Data.Text(DicomTag.PatientBirthDate, "19700101"))
            .Matches(Data.Entry(Zone("+0100"), Data.Text(DicomTag.PatientBirthDate, "19700101"))));

    [Fact]
    public void Matches_StudyAndAdmittingTimes_AreInstantsToo()
    {
        WorklistEntry entry = Data.Entry(
            Zone("+0100"),
            Data.Text(DicomTag.StudyDate, "20261124"), Data.Text(DicomTag.StudyTime, "0030"),
            Data.Text(DicomTag.AdmittingDate, "20261124"), Data.Text(DicomTag.AdmittingTime, "0030"));

        Assert.True(Data.Query(Zone("+0000"), Data.Text(DicomTag.StudyDate, "20261123")).Matches(entry));
        Assert.True(Data.Query(Zone("+0000"), Data.Text(DicomTag.AdmittingDate, "20261123")).Matches(entry));
        Assert.False(Data.Query(Zone("+0000"), Data.Text(DicomTag.AdmittingDate, "20261124")).Matches(entry));
    }

    [Fact]
    public void FindMismatch_OfInstants_NamesTheZones() => Assert.Equal(
        "ScheduledProcedureStepSequence.ScheduledProcedureStepStartTime: query \"09-10 -0500\", entry \"0930 +0100\"",
        Data.Query(Zone("-0500"), Start("", "09-10"))
            .FindMismatch(Data.Entry(Zone("+0100"), Start("20261124", "0930")))!.ToString());

    [Fact]
    public void Parse_Zone_IsNoUnusedValue() => Assert.False(Data.Query(Zone("-0500")).HasUnusedValue);

    [Fact]
    public void Build_EntryWithAZone_TellsItAskedForOrNot()
    {
        WorklistEntry entry = Data.Entry(Zone("+0100"), Data.Text(DicomTag.PatientID, "1"));

        Assert.Equal("(0008,0201)=+0100 (0010,0020)=1", Respond(entry, Data.Empty(DicomTag.PatientID)));
        Assert.Equal("(0008,0201)=+0100", Respond(entry, Zone("-0500")));
        Assert.Equal(
            "(0008,0050)= (0008,0201)=+0100 (0010,0020)=1",
            Respond(entry, Data.Empty(DicomTag.PatientID), Data.Empty(DicomTag.AccessionNumber)));
    }

    // It is never empty (table K.6-1a).
    [Fact]
    public void Build_EntryWithoutAZone_LeavesItOut()
    {
        Assert.Equal("(0010,0020)=", Respond(Data.Entry(), Zone("+0100"), Data.Empty(DicomTag.PatientID)));
        Assert.Equal("", Respond(Data.Entry(Data.Empty(DicomTag.TimezoneOffsetFromUTC)), Zone("")));
    }

    private static string Respond(WorklistEntry entry, params DicomItem[] keys) => Data.Describe(
        new ResponseBuilder(ResponseCharacterSet.WhenNeeded, NullLogger.Instance).Build(Data.Query(keys), entry));
}
