using System.Text.Json;

namespace Wlmscp.Tests.Devices;

/// <summary>What <c>wlmscp explain</c> supposes of an association that there is not, and says that it does.</summary>
public sealed class SuppositionTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();

    public SuppositionTests() => new WorklistArea(_root.Path).Write(
        "1.wl", new Entry { PatientName = "Vivaldi^Antonio", StartDate = "20260801", StartTime = "0830", StationAETitle = "CT1" });

    private string Configuration => _root.Combine("new.json");

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task FuzzyNames_MatchAsNegotiated_ByTheOption()
    {
        ProgramRun without = await ExplainAsync("{ }", "PatientName=antonio");
        ProgramRun with = await ExplainAsync("{ }", "PatientName=antonio", "--negotiate-fuzzy-names");

        Assert.Equal((1, 0), (without.ExitCode, with.ExitCode));
    }

    // The entry names no time zone: it is in that of this computer.
    [Fact]
    public async Task Timezones_AreAdjustedAsNegotiated_ByTheOption()
    {
        TimeSpan offset = TimeZoneInfo.Local.GetUtcOffset(new DateTime(2026, 8, 1)) + TimeSpan.FromHours(2);
        string[] keys =
        [
            "ScheduledProcedureStepStartDate=20260801", "ScheduledProcedureStepStartTime=1030",
            $"TimezoneOffsetFromUTC={(offset < TimeSpan.Zero ? '-' : '+')}{offset:hhmm}",
        ];

        ProgramRun without = await ExplainAsync("{ }", keys);
        ProgramRun with = await ExplainAsync("{ }", [.. keys, "--negotiate-timezones"]);

        Assert.Equal((1, 0), (without.ExitCode, with.ExitCode));
    }

    [Theory]
    [InlineData("""{ "negotiate": { "fuzzyNames": true } }""", "negotiate: fuzzyNames true, taken as not negotiated without --negotiate-fuzzy-names")]
    [InlineData(
        """{ "negotiate": { "timezones": false } }""", "negotiate: timezones false, taken as negotiated by --negotiate-timezones",
        "--negotiate-timezones")]
    [InlineData("""{ "address": "192.0.2.0/24" }""", "address: only if it asks from 192.0.2.0/24, else none counts")]
    [InlineData(
        """{ "address": "192.0.2.0/24" }, { "calling": "MR1" }, { "calling": "CT*" }, { }""",
        "address: only if it asks from 192.0.2.0/24, else devices[2] (CT*) counts")]
    [InlineData(
        """{ "tlsSubject": "CN=ct1" }, { "address": "192.0.2.0/24" }""",
        "tlsSubject: only if its certificate is of CN=ct1, else devices[1] or none counts")]
    [InlineData(
        """{ "address": "192.0.2.0/24" }, { "address": "192.0.2.7" }, { "limit": 9 }""",
        "address: only if it asks from 192.0.2.0/24, else devices[2] counts")]
    public async Task WhatIsSupposed_IsSaid(string profiles, string remark, params string[] options)
    {
        ProgramRun run = await ExplainAsync(profiles, ["PatientName=", .. options]);

        Assert.StartsWith($"profile devices[0]\n  {remark}\n1.wl: matches\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OfRecordedQueries_ItIsSaidOnce_ForEachFile()
    {
        File.WriteAllText(_root.Combine("1.dump"), "(0010,0010) PN [antonio]\n");
        File.WriteAllText(_root.Combine("2.dump"), "(0010,0010) PN [antonio]\n(0010,0020) LO []\n");
        string old = _root.Combine("old.json");
        File.WriteAllText(old, """{ "devices": [ { "address": "192.0.2.7", "limit": 9 } ] }""");
        File.WriteAllText(Configuration, """{ "devices": [ { "negotiate": { "fuzzyNames": true }, "limit": 9 } ] }""");
        string[] words =
        [
            "explain", _root.Path, "AETITLE_1", "--calling", "CT1", "--negotiate-fuzzy-names", "--config", Configuration,
            "--against", old, "--from", _root.Combine("1.dump"), _root.Combine("2.dump"),
        ];

        ProgramRun run = await ProgramRun.WlmscpAsync(words);
        ProgramRun json = await ProgramRun.WlmscpAsync([.. words, "--json"]);

        string[] remarks =
        [
            $"{old}: devices[0]: address: only if it asks from 192.0.2.7/32, else none counts",
            $"{Configuration}: devices[0]: negotiate: fuzzyNames true, taken as negotiated by --negotiate-fuzzy-names",
        ];
        Assert.Equal(
            $"{remarks[0]}\n{remarks[1]}\n0 of 2 requests are answered otherwise\n", run.Output);
        using var document = JsonDocument.Parse(json.Output);
        Assert.Equal(
            remarks, document.RootElement.GetProperty("remarks").EnumerateArray().Select(remark => remark.GetString()));
    }

    private async Task<ProgramRun> ExplainAsync(string profiles, params string[] words)
    {
        await File.WriteAllTextAsync(
            Configuration, $$"""{ "devices": [ {{profiles}} ] }""", TestContext.Current.CancellationToken);
        return await ProgramRun.WlmscpAsync(
            ["explain", _root.Path, "AETITLE_1", .. words, "--calling", "CT1", "--config", Configuration]);
    }
}
