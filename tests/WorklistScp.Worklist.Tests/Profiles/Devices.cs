using Microsoft.Extensions.Logging.Abstractions;
using WorklistScp.Dicom.CharacterSets;
using WorklistScp.Worklist.Assignments;

namespace WorklistScp.Worklist.Tests.Profiles;

/// <summary>Short ways to ask as a device that has a profile.</summary>
internal static class Devices
{
    public static readonly DateTime Now = new(2026, 8, 1, 12, 0, 0);

    public static readonly AskingDevice CT1 = new("CT1", "AREA");

    public static readonly AttributePath Station = Path(nameof(DicomTag.ScheduledStationAETitle));

    public static readonly AttributePath Modality = Path(nameof(DicomTag.Modality));

    public static AttributePath Path(string text)
    {
        Assert.True(AttributePath.TryParse(text, out AttributePath? path, out string? expected), expected);
        return path;
    }

    public static TextTemplate Template(string text)
    {
        Assert.True(TextTemplate.TryParse(text, out TextTemplate? template, out string? expected), expected);
        return template;
    }

    public static DateWindow Window(string text)
    {
        Assert.True(DateWindow.TryParse(text, out DateWindow? window));
        return window;
    }

    public static DeviceProfile Profile(params IAnswerRule[] rules) => Any with { AnswerRules = rules };

    public static DeviceProfile Profile(params IQueryRule[] rules) => Any with { QueryRules = rules };

    public static DeviceProfile Profile(string? characterSet, bool transliterates, params IAnswerRule[] rules) => Any with
    {
        CharacterSet = characterSet is null
            ? null
            : new AnswerCharacterSet(SpecificCharacterSet.Parse(characterSet), transliterates),
        AnswerRules = rules,
    };

    /// <summary>A profile for all devices, without settings.</summary>
    public static DeviceProfile Any { get; } = new("devices[0]", new DeviceCondition());

    public static DeviceQuery Ask(DeviceProfile profile, params DicomItem[] keys) =>
        DeviceQuery.Read(new DicomDataset(keys), new WorklistQueryOptions(), CT1, new DeviceProfiles([profile]), Now);

    /// <summary>Whether the device gets an entry.</summary>
    public static bool Finds(this DeviceQuery asked, WorklistEntry entry) =>
        asked.Query.Matches(entry) && asked.FindHiding(entry) is null;

    /// <summary>The answer with an entry.</summary>
    public static DicomDataset Answer(DeviceProfile profile, DicomDataset entry, params DicomItem[] keys) =>
        Answer(ResponseCharacterSet.WhenNeeded, profile, entry, keys);

    public static DicomDataset Answer(
        ResponseCharacterSet policy, DeviceProfile profile, DicomDataset entry, params DicomItem[] keys) =>
        new AnswerBuilder(policy, NullLogger.Instance).Build(Ask(profile, keys), new WorklistEntry("a.wl", entry));
}
