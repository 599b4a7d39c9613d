using System.Globalization;
using System.Text.Json;

namespace Wlmscp.Tests.Querying;

/// <summary><c>wlmscp query</c>, against the daemon.</summary>
public sealed class QueryTests : IDisposable
{
    private const string Titles = "DATE      TIME    MODALITY  STATION  PATIENT ID  NAME";

    private readonly TemporaryDirectory _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Query_ShowsWhatMatches()
    {
        await using WlmscpProcess daemon = await StartAsync();

        ProgramRun run = await RunAsync(0, daemon, "PatientID=P1");

        Assert.Equal(
            $"{Titles}\n20261201  000000  CT        CT1      P1          Doe^Jane\n", run.Output);
        Assert.Equal("", run.Error);
        Assert.Equal("", (await RunAsync(1, daemon, "PatientID=P9")).Output);
    }

    [Fact]
    public async Task Query_InJson_HasTheDataSets_WithKeysThatAreOnlyReturned()
    {
        await using WlmscpProcess daemon = await StartAsync();

        ProgramRun run = await RunAsync(0, daemon, "--json", "PatientID=P*", "RequestedProcedureDescription=");

        using JsonDocument json = JsonDocument.Parse(run.Output);
        Assert.Equal(3, json.RootElement.GetArrayLength());
        Assert.Equal("CT", json.RootElement[0].GetProperty("00321060").GetProperty("Value")[0].GetString());
    }

    [Fact]
    public async Task Query_Repeated_TellsOfEach_AndCancelledGetsNoMoreThanThatLeft()
    {
        await using WlmscpProcess daemon = await StartAsync();

        ProgramRun run = await RunAsync(0, daemon, "--repeat", "2", "--cancel", "1");

        Assert.All(
            run.ErrorLines, (line, i) => Assert.Matches($"^{i + 1}: [1-3] matches, [0-9]+\\.[0-9]{{2}} ms$", line));
        Assert.Equal(2, run.ErrorLines.Length);
    }

    [Fact]
    public async Task Echo_OfAnAreaThatIsThere_IsFine()
    {
        await using WlmscpProcess daemon = await StartAsync();

        Assert.Equal("", (await RunAsync(0, daemon, "--echo")).Output);
    }

    [Fact]
    public async Task Peer_ThatRefuses_IsOneLine()
    {
        await using WlmscpProcess daemon = await StartAsync();
        string place = $"wlmscp query: 127.0.0.1:{daemon.Port}: ";

        ProgramRun rejected = await RunOtherAsync(3, "127.0.0.1", Number(daemon.Port), "--called", "NONE");
        Assert.StartsWith(place, Assert.Single(rejected.ErrorLines), StringComparison.Ordinal);
        ProgramRun refused = await RunAsync(3, daemon, "PatientBirthDate=x");
        Assert.StartsWith(
            $"{place}status A900, ", Assert.Single(refused.ErrorLines), StringComparison.Ordinal);
        ProgramRun none = await RunOtherAsync(3, "127.0.0.1", Number(FreePort.Find()), "--called", "A");
        Assert.EndsWith(
            ", expected a worklist SCP that accepts A", Assert.Single(none.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CommandLine_ThatIsWrong_IsOneLine()
    {
        ProgramRun noTitle = await RunOtherAsync(2, "127.0.0.1", "104");
        Assert.Equal("wlmscp: --called: no value, expected AETITLE\n", noTitle.Error);
        ProgramRun noKey = await RunOtherAsync(2, "127.0.0.1", "104", "--called", "A", "Patient=1");
        Assert.StartsWith(
            "wlmscp query: 'Patient=', expected a keyword", Assert.Single(noKey.ErrorLines), StringComparison.Ordinal);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static async Task<ProgramRun> RunOtherAsync(int exitCode, params string[] words)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync(["query", .. words]);
        Assert.True(run.ExitCode == exitCode, $"{run.ExitCode}: {run.Error}");
        return run;
    }

    private static Task<ProgramRun> RunAsync(int exitCode, WlmscpProcess daemon, params string[] words) =>
        RunOtherAsync(exitCode, ["127.0.0.1", Number(daemon.Port), "--called", "AETITLE_1", .. words]);

    private async Task<WlmscpProcess> StartAsync()
    {
        Assert.Equal(0, (await ProgramRun.WlmscpAsync("init", _root.Path, "AETITLE_1")).ExitCode);
        for (var i = 1; i <= 3; i++)
        {
            ProgramRun add = await ProgramRun.WlmscpAsync(
                "add", _root.Combine("AETITLE_1"), "PatientName=Doe^Jane", $"PatientID=P{i}", "Modality=CT",
                "ScheduledStationAETitle=CT1", "ScheduledProcedureStepStartDate=20261201");
            Assert.Equal(0, add.ExitCode);
        }

        return await WlmscpProcess.StartAsync("--dir", _root.Path);
    }
}
