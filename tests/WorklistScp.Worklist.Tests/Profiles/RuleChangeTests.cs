using Microsoft.Extensions.Logging.Abstractions;

namespace WorklistScp.Worklist.Tests.Profiles;

/// <summary>What is told of that which a profile changes.</summary>
public sealed class RuleChangeTests
{
    private static readonly AnswerBuilder Builder = new(ResponseCharacterSet.WhenNeeded, NullLogger.Instance);

    private static readonly DicomDataset German = Data.Complete(
        Data.CharacterSet("ISO_IR 100"), Data.Text(DicomTag.PatientName, "M\u00fcller", "ISO_IR 100"));

    [Fact]
    public void OfQuery_NamesEachSetting_ThatChangesSomething()
    {
        DeviceProfile profile = Devices.Profile(
            new IgnoreKey("ignore.PatientID", Devices.Path("PatientID")),
            new ForceKey("station.force", Devices.Station, ["CT1"]),
            new DefaultKey("modality.default", Devices.Modality, ["CT"]),
            new DefaultDates(Devices.Window("0d..0d")));
        var query = new DicomDataset(
            Data.Text(DicomTag.PatientID, "4711"), Data.Step(Data.Text(DicomTag.Modality, "MR")));
        string before = Data.Describe(query);

        Assert.Equal(
            [
                "ignore.PatientID: \"4711\" becomes \"\"",
                "station.force: ScheduledProcedureStepSequence.ScheduledStationAETitle: nothing becomes \"CT1\"",
                "dates.default: ScheduledProcedureStepSequence.ScheduledProcedureStepStartDate: "
                    + "nothing becomes \"20260801-20260801\"",
            ],
            RuleChange.OfQuery(profile, query, Devices.Now).Select(change => change.ToString()));
        Assert.Equal(before, Data.Describe(query));
    }

    [Fact]
    public void OfAnswer_NamesEachSetting_ThatChangesSomething() => Assert.Equal(
        [
            "set.PatientID: \"AV35674\" becomes \"CT1\"",
            "remove.RequestedProcedureDescription: \"EXAM6\" becomes nothing",
            "characterSet: PatientName: \"M\u00fcller\" becomes \"Mueller\"",
            "characterSet: SpecificCharacterSet: \"ISO_IR 100\" becomes nothing",
        ],
        ChangesOf(
            Devices.Profile(
                "ISO_IR 6", true,
                new SetAttribute(Devices.Path("PatientID"), Devices.Template("{CallingAETitle}")),
                new RemoveAttribute(Devices.Path("RequestedProcedureDescription")),
                new RemoveAttribute(Devices.Path("StudyDescription"))),
            German).Order(StringComparer.Ordinal).OrderBy(line => line[0] switch { 's' => 0, 'r' => 1, _ => 2 }));

    // The same text in two character sets is one text.
    [Fact]
    public void Between_TwoAnswers_NamesWhatTheySayOtherwise_AndTheirCharacterSets()
    {
        DicomDataset other = Data.Complete(
            Data.CharacterSet("ISO_IR 192"), Data.Text(DicomTag.PatientName, "M\u00fcller", "ISO_IR 192"),
            Data.Text(DicomTag.PatientID, "X"));

        Assert.Equal(
            ["PatientID: \"AV35674\" becomes \"X\"", "SpecificCharacterSet: \"ISO_IR 100\" becomes \"ISO_IR 192\""],
            AttributeChange.Between(German, other).Select(change => change.ToString()));
        Assert.Empty(AttributeChange.Between(German, German.Clone()));
    }

    // In between the answer is Unicode, which is nobody's business.
    [Fact]
    public void OfAnswer_WithoutTheSettingOfCharacterSets_TellsOfNone() =>
        Assert.Empty(ChangesOf(Devices.Profile(new RemoveAttribute(Devices.Path("StudyDescription"))), German));

    [Fact]
    public void OfAnswer_InTheCharacterSetThatItWouldBeIn_TellsOfNone() =>
        Assert.Empty(ChangesOf(Devices.Profile("ISO_IR 100", false), German));

    [Fact]
    public void OfAnswer_InAnotherCharacterSet_TellsOfIt() =>
        Assert.Equal(
            ["characterSet: SpecificCharacterSet: \"ISO_IR 100\" becomes \"ISO_IR 192\""],
            ChangesOf(Devices.Profile("ISO_IR 192", false), German));

    [Fact]
    public void OfAnswer_WithoutAnAnswerSetting_IsEmpty() =>
        Assert.Empty(ChangesOf(Devices.Profile(new ForceKey("station.force", Devices.Station, ["AA33"])), German));

    private static IEnumerable<string> ChangesOf(DeviceProfile profile, DicomDataset entry) => RuleChange.OfAnswer(
        Builder,
        Devices.Ask(
            profile, Data.Empty(DicomTag.PatientName), Data.Empty(DicomTag.PatientID),
            Data.Empty(DicomTag.RequestedProcedureDescription)),
        new WorklistEntry("a.wl", entry)).Select(change => change.ToString());
}
