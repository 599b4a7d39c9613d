using System.Text.Json;

namespace Wlmscp.Tests.Devices;

/// <summary><c>wlmscp explain --calling --config</c>: which profile counts, and what it changes.</summary>
public sealed class ExplainProfileTests : IDisposable
{
    private const string Profiles =
        """
        { "devices": [
          { "calling": "MR*", "limit": 2 },
          { "calling": "CT1", "address": "192.0.2.0/24", "tlsSubject": "CN=ct1",
            "station": { "force": "AA32" }, "hide": "STARTED", "set": { "StudyDescription": "{RequestedProcedureDescription}" },
            "characterSet": { "name": "ISO_IR 6", "transliterate": true } },
          { "calling": "CT1", "remove": "PatientName" }
        ] }
        """;

    private readonly TemporaryDirectory _root = new();

    public ExplainProfileTests()
    {
        var area = new WorklistArea(_root.Path);
        area.Write("1.wl", new Entry { PatientName = "Müller", CharacterSet = "ISO_IR 100" });
        DicomDataset started = new Entry().ToDataset();
        Assert.True(started.TryGetSequence(DicomTag.ScheduledProcedureStepSequence, out DicomSequence? steps));
        steps.Items[0].AddOrUpdate(DicomElement.FromAscii(new DicomTag(0x0040, 0x0020), DicomVR.CS, "STARTED"));
        area.Write("2.wl", started);
        area.Write("3.wl", new Entry { StationAETitle = "OTHER" });
        File.WriteAllText(Configuration, Profiles);
    }

    private string Configuration => _root.Combine("wlmscp.json");

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Text_HasTheProfile_AndWhatItChanges()
    {
        ProgramRun run = await ExplainAsync("PatientName=", "ScheduledStationAETitle=CT1", "--calling", "CT1");

        Assert.StartsWith(
            """
            profile devices[1] (CT1)
              station.force: ScheduledProcedureStepSequence.ScheduledStationAETitle: "CT1" becomes "AA32"
              address: only if it asks from 192.0.2.0/24, else devices[2] (CT1) counts
              tlsSubject: only if its certificate is of CN=ct1, else devices[2] (CT1) counts
            1.wl: matches
              set.StudyDescription: nothing becomes "EXAM74"
              characterSet: PatientName: "Müller" becomes "Mueller"
              characterSet: SpecificCharacterSet: "ISO_IR 100" becomes nothing
            2.wl: matches, hide of the profile hides it
            3.wl: ScheduledStationAETitle: query "AA32", entry "OTHER"
            1 of 3 entries match

            """,
            run.Output, StringComparison.Ordinal);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task Json_HasTheSame()
    {
        ProgramRun run = await ExplainAsync("PatientName=", "ScheduledStationAETitle=CT1", "--calling", "CT1", "--json");

        using var document = JsonDocument.Parse(run.Output);
        JsonElement profile = document.RootElement.GetProperty("profile");
        Assert.Equal("devices[1]", profile.GetProperty("name").GetString());
        JsonElement change = Assert.Single(profile.GetProperty("query").EnumerateArray());
        Assert.Equal(
            ["station.force", "ScheduledProcedureStepSequence.ScheduledStationAETitle", "CT1", "AA32"],
            change.EnumerateObject().Select(member => member.Value.GetString()));
        JsonElement[] entries = [.. document.RootElement.GetProperty("entries").EnumerateArray()];
        Assert.Equal(3, entries[0].GetProperty("answer").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, entries[0].GetProperty("answer")[0].GetProperty("before").ValueKind);
        Assert.Equal("hide", entries[1].GetProperty("hiddenBy").GetString());
        Assert.Equal(
            [true, false, false], entries.Select(entry => entry.GetProperty("matches").GetBoolean()));
        Assert.False(entries[2].TryGetProperty("hiddenBy", out _));
        Assert.Equal(1, document.RootElement.GetProperty("matches").GetInt32());
    }

    [Fact]
    public async Task WhatIsOtherwiseInItsAssociations_IsALineForEachSetting()
    {
        await File.WriteAllTextAsync(
            Configuration,
            """
            { "devices": [ { "servedAs": "AETITLE_1", "negotiate": { "timezones": true },
              "network": { "requireTls": true, "maxPduLength": 16384, "idleSeconds": 60,
                           "transferSyntaxes": ["ImplicitVRLittleEndian", "ExplicitVRLittleEndian"] } } ] }
            """, TestContext.Current.CancellationToken);

        ProgramRun run = await ExplainAsync("PatientName=", "--calling", "CT1", "--summary");

        Assert.StartsWith(
            """
            profile devices[0]
              negotiate: timezones true, taken as not negotiated without --negotiate-timezones
              servedAs: AETITLE_1, whatever AE title it calls
              network: requireTls true, maxPduLength 16384, transferSyntaxes ImplicitVRLittleEndian ExplicitVRLittleEndian, idleSeconds 60
            3 of 3 entries match

            """,
            run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeviceWithoutAProfile_IsExplainedAsEver()
    {
        ProgramRun text = await ExplainAsync("PatientName=", "--calling", "ct1", "--summary");
        ProgramRun run = await ExplainAsync("PatientName=", "--calling", "US1", "--json");

        Assert.StartsWith("no profile fits ct1\n3 of 3 entries match\n", text.Output, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(run.Output);
        Assert.False(document.RootElement.TryGetProperty("profile", out _));
        Assert.Equal(3, document.RootElement.GetProperty("matches").GetInt32());
    }

    // Of what it does not ask for, the entry has Patient's Birth Date, and no Study Description.
    [Fact]
    public async Task WhatIsRequired_AndNotAskedFor_IsTold()
    {
        await File.WriteAllTextAsync(
            Configuration, """{ "devices": [ { "require": ["PatientBirthDate", "StudyDescription", "PatientSex"] } ] }""",
            TestContext.Current.CancellationToken);
        string[] words = ["PatientID=", "PatientSex=", "ScheduledStationAETitle=OTHER", "--calling", "CT1"];

        ProgramRun run = await ExplainAsync(words);
        ProgramRun json = await ExplainAsync([.. words, "--json"]);

        Assert.Contains(
            "3.wl: matches\nwarning: 3.wl: the device requires StudyDescription, the answer has no value for it\n"
            + "warning: 3.wl: the device requires PatientBirthDate, the query does not ask for it\n",
            run.Output, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(json.Output);
        JsonElement entry = document.RootElement.GetProperty("entries")[2];
        Assert.Equal("StudyDescription", Assert.Single(entry.GetProperty("lacks").EnumerateArray()).GetString());
        Assert.Equal("PatientBirthDate", Assert.Single(entry.GetProperty("unasked").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task ConfigWithoutCalling_HasNoEffect()
    {
        ProgramRun run = await ExplainAsync("PatientName=");

        Assert.StartsWith(
            "wlmscp: --config: without effect, expected --calling AETITLE or --hl7 FILE too\n", run.Error, StringComparison.Ordinal);
        Assert.NotEqual(0, run.ExitCode);
    }

    [Fact]
    public async Task BrokenConfiguration_IsALine()
    {
        await File.WriteAllTextAsync(Configuration, "{ \"devices\": 3 }", TestContext.Current.CancellationToken);

        ProgramRun run = await ExplainAsync("PatientName=", "--calling", "CT1");

        Assert.Equal(
            $"wlmscp explain: --config {Configuration}:1: devices: 3, expected a list of objects\n", run.Error);
        Assert.Equal(("", 3), (run.Output, run.ExitCode));
    }

    private Task<ProgramRun> ExplainAsync(params string[] words) =>
        ProgramRun.WlmscpAsync(["explain", _root.Path, "AETITLE_1", .. words, "--config", Configuration]);
}
