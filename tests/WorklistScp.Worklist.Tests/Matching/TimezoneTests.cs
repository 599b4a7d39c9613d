using Microsoft.Extensions.Logging.Abstractions;
using WorklistScp.Dicom.IO;
using WorklistScp.Worklist.Tests.Profiles;

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

    // Berlin, in summer and in winter: entries that name no zone are in that of the daemon, where that is agreed on.
    [Theory]
    [InlineData("20260724", "0330", true)]
    [InlineData("20260724", "0930", false)]
    [InlineData("20261124", "0330", true)]
    [InlineData("20261124", "0230", false)]
    public void Matches_Adjusted_TakesEntriesWithoutAZoneAsLocal(string date, string asked, bool expected)
    {
        WorklistEntry entry = Data.Entry(Start(date, "0930"));
        string zone = date == "20260724" ? "-0400" : "-0500";
        WorklistQuery query = Data.Query(Adjusted, Zone(zone), Start(date, asked));

        Assert.Equal(expected, query.Matches(entry));
        Assert.Equal(expected ? [entry] : [], WorklistSnapshot.Of([entry]).Find(query.Search).Where(query.Matches));
        Assert.Equal(expected, query.FindMismatch(entry) is null);
    }

    [Fact]
    public void FindMismatch_Adjusted_NamesTheLocalZone() => Assert.Equal(
        "ScheduledProcedureStepSequence.ScheduledProcedureStepStartTime: query \"09-10 -0500\", entry \"0930 +0100\"",
        Data.Query(Adjusted, Zone("-0500"), Start("", "09-10"))
            .FindMismatch(Data.Entry(Start("20261124", "0930")))!.ToString());

    [Fact]
    public void Matches_Adjusted_OwnZoneOfAnEntryCounts() => Assert.True(
        Data.Query(Adjusted, Zone("+0000"), Start("20261124", "1430"))
            .Matches(Data.Entry(Zone("-0500"), Start("20261124", "0930"))));

    [Theory]
    [InlineData("20260724", "+0200")]
    [InlineData("20261124", "+0100")]
    [InlineData("", "+0200")] // that of the query, on the first of August
    public void Build_Adjusted_NamesTheZoneOfAnAnswer(string date, string expected)
    {
        DicomDataset entry = Data.Complete(Data.CompleteStep(date, "0930"));
        DicomDataset named = entry.Clone();
        named.AddOrUpdate(Zone("-0330"));
        DicomDataset misspelt = entry.Clone();
        misspelt.AddOrUpdate(Zone("Berlin"));
        var asked = new DicomDataset(Data.Empty(DicomTag.PatientID));

        foreach (DeviceProfiles profiles in new[]
        {
            DeviceProfiles.None, new DeviceProfiles([Devices.Profile("ISO_IR 6", true, new DropEmpty())]),
        })
        {
            var query = DeviceQuery.Read(asked, Adjusted, Devices.CT1, profiles, Devices.Now);
            Assert.Equal(expected, ZoneOf(query, entry));
            Assert.Equal("-0330", ZoneOf(query, named));
            Assert.Equal(expected, ZoneOf(query, misspelt)); // is matched as local
        }
    }

    // Of the query alone, without an entry.
    [Fact]
    public void ValuedKeys_WhereTimezonesAreAdjusted_AreThoseOfTheQuery() => Assert.Equal(
        ["20261124", "0930"],
        WorklistQuery.Parse(new DicomDataset(Zone("-0500"), Start("20261124", "0930")), Adjusted)
            .ValuedKeys.Select(key => key.Asked));

    private static readonly WorklistQueryOptions Adjusted = new()
    {
        LocalTimezone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"),
    };

    private static string? ZoneOf(DeviceQuery query, DicomDataset entry)
    {
        var builder = new AnswerBuilder(ResponseCharacterSet.WhenNeeded, NullLogger.Instance);
        var sent = new ByteBuffer();
        builder.Answer(query, new WorklistEntry("a.wl", entry)).Write(DicomTransferSyntax.ExplicitVRLittleEndian, sent);
        DicomDataset answer = DicomDatasetReader.Read(sent.WrittenMemory, DicomTransferSyntax.ExplicitVRLittleEndian);
        return answer.TryGetString(DicomTag.TimezoneOffsetFromUTC, out string? zone) ? zone : null;
    }

    private static string Respond(WorklistEntry entry, params DicomItem[] keys) => Data.Describe(
        new ResponseBuilder(ResponseCharacterSet.WhenNeeded, NullLogger.Instance).Build(Data.Query(keys), entry));
}
