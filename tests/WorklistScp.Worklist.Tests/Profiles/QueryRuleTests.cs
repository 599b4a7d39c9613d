namespace WorklistScp.Worklist.Tests.Profiles;

/// <summary>What settings make of the keys of a query.</summary>
public sealed class QueryRuleTests
{
    private const string Force = "station.force";

    private static readonly DicomTag SeriesDescription = new(0x0008, 0x103e);

    // what was asked for, what it becomes
    [Theory]
    [InlineData("", "CT1")]
    [InlineData("MR1", "CT1")]
    [InlineData("*", "CT1")]
    public void Force_CountsWhateverWasAskedFor(string asked, string becomes) =>
        Assert.Equal(becomes, StationAsked(asked, new ForceKey(Force, Devices.Station, ["CT1"])));

    [Theory]
    [InlineData("", "CT1\\CT2")]
    [InlineData("*", "CT1\\CT2")]
    [InlineData("**", "CT1\\CT2")]
    [InlineData("\\", "CT1\\CT2")]
    [InlineData(" ", "CT1\\CT2")]
    [InlineData("MR1", "MR1")]
    [InlineData("M*", "M*")]
    public void Default_CountsWhereNothingWasAskedFor(string asked, string becomes) =>
        Assert.Equal(becomes, StationAsked(asked, new DefaultKey("station.default", Devices.Station, ["CT1", "CT2"])));

    [Theory]
    [InlineData("", "")]
    [InlineData("*", "*")]
    [InlineData("MR1", "MR1\\MR_OLD")]
    [InlineData("MR1\\MR2", "MR1\\MR2\\MR_OLD")]
    [InlineData("MR?", "MR?\\MR_OLD")]
    public void Alias_CountsBesidesWhatWasAskedFor(string asked, string becomes) =>
        Assert.Equal(becomes, StationAsked(asked, new AliasKey("station.alias", Devices.Station, ["MR_OLD"])));

    [Fact]
    public void Ignore_EmptiesAKey_AndMakesNone()
    {
        var rule = new IgnoreKey("ignore.ScheduledStationAETitle", Devices.Station);

        Assert.Equal("", StationAsked("MR1", rule));
        var query = new DicomDataset(Data.Empty(DicomTag.PatientID));
        Devices.Profile(rule).Change(query, Devices.Now);
        Assert.Equal("(0010,0020)=", Data.Describe(query));
    }

    [Fact]
    public void Ignore_OfAWholeSequence_AsksForAllOfIt()
    {
        DeviceQuery asked = Devices.Ask(
            Devices.Profile(new IgnoreKey("ignore", Devices.Path(nameof(DicomTag.ScheduledProcedureStepSequence)))),
            Data.Step(Data.Text(DicomTag.Modality, "CT")));

        Assert.True(asked.Finds(new WorklistEntry("a.wl", Data.Complete())));
    }

    [Theory]
    [InlineData("", "20260731-20260803")]
    [InlineData("*", "20260731-20260803")]
    [InlineData("20260801", "20260801")]
    [InlineData("20260101-", "20260101-")]
    public void DefaultDates_CountWhereNoDateWasAskedFor(string asked, string becomes)
    {
        var query = new DicomDataset(Data.Step(Data.Text(DicomTag.ScheduledProcedureStepStartDate, asked)));
        Devices.Profile(new DefaultDates(Devices.Window("-1d..+2d"))).Change(query, Devices.Now);

        Assert.Equal(becomes, Devices.Path(nameof(DicomTag.ScheduledProcedureStepStartDate)).TextOf(query));
    }

    // The keys are put in where the query has no step at all, in its first item where it has one.
    [Fact]
    public void KeyOfTheStep_IsPutIn_WhereTheQueryHasNone()
    {
        DeviceProfile profile = Devices.Profile(new ForceKey(Force, Devices.Station, ["AA33"]));
        DicomItem[][] queries =
        [
            [Data.Empty(DicomTag.PatientID)],
            [Data.Empty(DicomTag.PatientID), new DicomSequence(DicomTag.ScheduledProcedureStepSequence)],
            [Data.Empty(DicomTag.PatientID), Data.Step()],
            [Data.Empty(DicomTag.PatientID), Data.Step(Data.Text(DicomTag.ScheduledStationAETitle, "X"))],
        ];

        foreach (DicomItem[] keys in queries)
        {
            DeviceQuery asked = Devices.Ask(profile, keys);
            Assert.True(asked.Finds(new WorklistEntry("a.wl", Data.Complete())));
            Assert.False(asked.Finds(new WorklistEntry("b.wl", Data.Complete(Data.Step(
                Data.Text(DicomTag.ScheduledStationAETitle, "OTHER"))))));
        }
    }

    // What a device has not asked for, it does not get.
    [Fact]
    public void AnswersHave_WhatWasAskedFor_NotWhatTheProfilePutIn()
    {
        DicomDataset answer = Devices.Answer(
            Devices.Profile(new ForceKey(Force, Devices.Station, ["AA33"])), Data.Complete(),
            Data.Text(DicomTag.PatientID, "AV35674"));

        Assert.Equal("(0010,0020)=AV35674", Data.Describe(answer));
    }

    [Theory]
    [InlineData("CT1", "CT1", true)]
    [InlineData("CT1", "CT_OLD", true)]
    [InlineData("CT1", "CT2", false)]
    [InlineData("CT?", "CT2", true)]
    [InlineData("CT?", "CT_OLD", true)]
    [InlineData("CT?", "MR1", false)]
    public void Alias_FindsEntriesOfEither(string asked, string held, bool isFound)
    {
        DeviceQuery query = Devices.Ask(
            Devices.Profile(new AliasKey("station.alias", Devices.Station, ["CT_OLD"])),
            Data.Step(Data.Text(DicomTag.ScheduledStationAETitle, asked)));

        Assert.Empty(query.Query.Problems);
        Assert.Equal(isFound, query.Finds(Of(DicomTag.ScheduledStationAETitle, held)));
    }

    [Theory]
    [InlineData("CR", "DX", true)]
    [InlineData("CR", "CR", true)]
    [InlineData("CR", "CT", false)]
    [InlineData("", "CT", true)]
    public void AliasOfAModality_FindsEntriesOfEither(string asked, string held, bool isFound)
    {
        DeviceQuery query = Devices.Ask(
            Devices.Profile(new AliasKey("modality.alias", Devices.Modality, ["DX"])),
            Data.Step(Data.Text(DicomTag.Modality, asked)));

        Assert.Empty(query.Query.Problems);
        Assert.Equal(isFound, query.Finds(Of(DicomTag.Modality, held)));
    }

    // A device that sends what no date can be is answered all the same.
    [Fact]
    public void Ignore_OfAWrongValue_LeavesNoProblem()
    {
        DicomItem[] keys = [Data.Text(DicomTag.PatientBirthDate, "x"), Data.Empty(DicomTag.PatientID)];
        Assert.NotEmpty(Devices.Ask(Devices.Any, keys).Query.Problems);

        DeviceQuery asked = Devices.Ask(
            Devices.Profile(new IgnoreKey("ignore", Devices.Path(nameof(DicomTag.PatientBirthDate)))), keys);

        Assert.Empty(asked.Query.Problems);
        Assert.True(asked.Finds(new WorklistEntry("a.wl", Data.Complete())));
    }

    [Fact]
    public void Ignore_OfAKeyThatIsNoneOfTheModel_LeavesNoWarning()
    {
        DicomItem[] keys = [Data.Text(SeriesDescription, "chest"), Data.Empty(DicomTag.PatientID)];
        Assert.True(Devices.Ask(Devices.Any, keys).Query.HasUnusedValue);

        Assert.False(Devices.Ask(
            Devices.Profile(new IgnoreKey("ignore", Devices.Path("SeriesDescription"))), keys).Query.HasUnusedValue);
    }

    // In the order of the profile: what is ignored is asked for no more, then the default counts, then the alias besides.
    [Fact]
    public void Settings_CountOneAfterTheOther()
    {
        Assert.Equal(
            "CT1\\CT_OLD",
            StationAsked(
                "OTHER",
                new IgnoreKey("ignore.ScheduledStationAETitle", Devices.Station),
                new DefaultKey("station.default", Devices.Station, ["CT1"]),
                new AliasKey("station.alias", Devices.Station, ["CT_OLD"])));
    }

    [Fact]
    public void TextOfTheQuery_InAnyCharacterSet_StaysWhatItIs()
    {
        DeviceQuery asked = Devices.Ask(
            Devices.Profile(new ForceKey(Force, Devices.Station, ["AA33"])),
            Data.CharacterSet("ISO_IR 100"), Data.Text(DicomTag.PatientName, "M\u00fcller", "ISO_IR 100"));

        Assert.True(asked.Finds(new WorklistEntry("a.wl", Data.Complete(
            Data.CharacterSet("ISO_IR 192"), Data.Text(DicomTag.PatientName, "M\u00fcller", "ISO_IR 192")))));
    }

    private static WorklistEntry Of(DicomTag tag, string held) =>
        new("a.wl", Data.Complete(Data.Step(Data.Text(tag, held))));

    private static string StationAsked(string asked, params IQueryRule[] rules)
    {
        var query = new DicomDataset(Data.Step(Data.Text(DicomTag.ScheduledStationAETitle, asked)));
        Devices.Profile(rules).Change(query, Devices.Now);
        return Devices.Station.TextOf(query).TrimEnd(' ');
    }

    // Who reads Mueller asks for Mueller.
    [Theory]
    [InlineData("mueller^joerg", NameMatching.IgnoreCase, true, true)]
    [InlineData("MUELLER*", NameMatching.IgnoreCase, true, true)]
    [InlineData("M\u00fcller*", NameMatching.IgnoreCase, true, true)]
    [InlineData("joerg muel", NameMatching.Fuzzy, true, true)]
    [InlineData("mueller*", NameMatching.IgnoreCase, false, false)]
    [InlineData("mueller*", NameMatching.Fuzzy, false, false)]
    [InlineData("mahler*", NameMatching.IgnoreCase, true, false)]
    public void Names_AreFoundAsTheDeviceIsSentThem(string asked, NameMatching names, bool transliterates, bool isFound)
    {
        DeviceProfile profile = Devices.Profile("ISO_IR 6", transliterates);
        var query = DeviceQuery.Read(
            new DicomDataset(Data.CharacterSet("ISO_IR 100"), Data.Text(DicomTag.PatientName, asked, "ISO_IR 100")),
            new WorklistQueryOptions { NameMatching = names }, Devices.CT1, new DeviceProfiles([profile]), Devices.Now);

        Assert.Equal(isFound, query.Finds(Data.Entry(
            Data.CharacterSet("ISO_IR 100"), Data.Text(DicomTag.PatientName, "M\u00fcller^J\u00f6rg", "ISO_IR 100"))));
    }
}
