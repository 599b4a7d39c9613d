using System.Globalization;
using System.Text.Json;
using WorklistScp.Network;
using WorklistScp.Network.Services;

namespace Wlmscp.Tests.Querying;

/// <summary><c>wlmscp query</c>, against the daemon.</summary>
public sealed class QueryTests : IDisposable
{
    private const string Titles = "DATE      TIME    MODALITY  STATION  PATIENT ID  NAME      ACCESSION  PROCEDURE";

    // A line break, and CSI of ISO 8859-1, which clears the screen.
    private static readonly DicomElement Unprintable =
        new(DicomTag.PatientID, DicomVR.LO, Convert.FromHexString("50310A9B324A"));

    private readonly TemporaryDirectory _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Query_ShowsWhatMatches()
    {
        await using WlmscpProcess daemon = await StartAsync();

        ProgramRun run = await RunAsync(0, daemon, "PatientID=P1");

        Assert.Equal(
            $"{Titles}\n20261201  000000  CT        CT1      P1          Doe^Jane             CT\n", run.Output);
        Assert.Equal("", run.Error);
        Assert.Equal("", (await RunAsync(1, daemon, "PatientID=P9")).Output);
    }

    // What the daemon does not offer is asked for, and told.
    [Theory]
    [InlineData("--negotiate-fuzzy-names", 1, "fuzzy matching of names is not agreed on, names match literally")]
    [InlineData(
        "--negotiate-timezones", 1, "the adjustment of time zones is not agreed on, times match as they stand")]
    public async Task Query_WithoutAnAgreement_SaysSo(string option, int exitCode, string warning)
    {
        await using WlmscpProcess daemon = await StartAsync();

        ProgramRun run = await RunAsync(exitCode, daemon, option, "PatientName=jane");

        Assert.Contains($"warning: {warning}\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_WithAnAgreement_FindsNamesByBeginningsOfWords()
    {
        await using WlmscpProcess daemon = await StartAsync("--negotiate-fuzzy-names");

        ProgramRun run = await RunAsync(0, daemon, "--negotiate-fuzzy-names", "PatientName=jan do");

        Assert.Equal("", run.Error);
        Assert.Contains("Doe^Jane", run.Output, StringComparison.Ordinal);
        Assert.Equal("", (await RunAsync(1, daemon, "PatientName=jan do")).Output);
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
    public async Task Table_WithoutRequestedProcedure_ShowsTheStep_AndNothingThatATerminalObeys()
    {
        DicomDataset match = new Entry
        {
            RequestedProcedureDescription = "", StepDescription = "CT head", StationAETitle = "CT1",
            PatientName = "Doe^Jane", Modality = "CT", StartDate = "20261201", StartTime = "000000",
        }.ToDataset();
        match.AddOrUpdate(Unprintable);
        await using ScriptedServer server = Answering(match);

        ProgramRun run = await RunOtherAsync(0, "127.0.0.1", server.Port, "--called", "AETITLE_1");

        Assert.Equal(
            $"{Titles}\n20261201  000000  CT        CT1      P1??2J      Doe^Jane  00001      CT head\n", run.Output);
        Assert.DoesNotContain(DicomTag.PatientBirthDate, server.Identifier!.Select(item => item.Tag));
    }

    [Fact]
    public async Task Dump_HasWholeDataSets_OneBelowTheOther_InUtf8()
    {
        DicomDataset second = new Entry { PatientName = "Händel^Georg", CharacterSet = "ISO_IR 100" }.ToDataset();
        second.AddOrUpdate(Unprintable);
        await using ScriptedServer server = Answering(new Entry().ToDataset(), second);

        ProgramRun run = await RunOtherAsync(0, "127.0.0.1", server.Port, "--called", "AETITLE_1", "--dump");

        const string Title = "# Dicom-Data-Set\n# Used TransferSyntax: Little Endian Explicit\n";
        Assert.StartsWith($"{Title}(0008,0050) SH [00001]", run.Output, StringComparison.Ordinal);
        Assert.Contains($"\n\n{Title}(0008,0005) CS [ISO_IR 100]", run.Output, StringComparison.Ordinal);
        Assert.Contains("(0010,0010) PN [Händel^Georg] ", run.Output, StringComparison.Ordinal);
        Assert.Contains("(0010,0020) LO [P1\\012?2J] ", run.Output, StringComparison.Ordinal);
        Assert.Contains(DicomTag.AccessionNumber, server.Identifier!.Select(item => item.Tag));
    }

    [Fact]
    public async Task Dump_OfNothing_IsEmpty()
    {
        await using WlmscpProcess daemon = await StartAsync();

        Assert.Equal("", (await RunAsync(1, daemon, "--dump", "PatientID=P9")).Output);
        Assert.Equal("[]\n", (await RunAsync(1, daemon, "--json", "PatientID=P9")).Output);
    }

    [Fact]
    public async Task Query_Repeated_TellsOfEach_AndCancelledGetsNoMoreThanThatLeft()
    {
        await using WlmscpProcess daemon = await StartAsync();

        ProgramRun run = await RunAsync(0, daemon, "--repeat", "2", "--cancel", "1");

        Assert.Collection(
            run.ErrorLines,
            line => Assert.Matches("^1: (1 match|[23] matches), [0-9]+\\.[0-9]{2} ms$", line),
            line => Assert.Matches("^2: (1 match|[23] matches), [0-9]+\\.[0-9]{2} ms$", line),
            AssertSummary);
    }

    [Fact]
    public async Task Echo_SaysHowLongItTook()
    {
        await using WlmscpProcess daemon = await StartAsync();
        string line = $"127.0.0.1:{daemon.Port} answered C-ECHO in [0-9]+\\.[0-9]{{2}} ms\n";

        ProgramRun once = await RunAsync(0, daemon, "--echo");
        Assert.Matches($"^{line}$", once.Output);
        Assert.Equal("", once.Error);
        ProgramRun twice = await RunAsync(0, daemon, "--echo", "--repeat", "2");
        Assert.Matches($"^{line}{line}$", twice.Output);
        AssertSummary(Assert.Single(twice.ErrorLines));
    }

    [Fact]
    public async Task Peer_ThatRefuses_IsOneLine()
    {
        await using WlmscpProcess daemon = await StartAsync();
        string place = $"wlmscp query: 127.0.0.1:{daemon.Port}: ";

        ProgramRun rejected = await RunOtherAsync(3, "127.0.0.1", Number(daemon.Port), "--called", "NONE");
        Assert.StartsWith(
            $"{place}association rejected: ", Assert.Single(rejected.ErrorLines), StringComparison.Ordinal);
        ProgramRun refused = await RunAsync(3, daemon, "PatientBirthDate=x");
        Assert.StartsWith(
            $"{place}status A900, (0010,0030): ", Assert.Single(refused.ErrorLines), StringComparison.Ordinal);
    }

    // As the daemon keeps them, under a name that does not tell what they are.
    [Fact]
    public async Task QueryOfAFile_IsAsked_AndKeysCountForMore()
    {
        await using WlmscpProcess daemon = await StartAsync("--request-file-path", _root.Path);
        await RunAsync(0, daemon, "PatientID=P2");
        string file = Assert.Single(Directory.GetFiles(_root.Path));
        string other = _root.Combine("asked");
        File.Move(file, other);

        ProgramRun run = await RunAsync(0, daemon, "--from", other);
        Assert.Contains("  P2  ", run.Output, StringComparison.Ordinal);
        ProgramRun another = await RunAsync(0, daemon, "--from", other, "PatientID=P3");

        Assert.Contains("  P3  ", another.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("  P2  ", another.Output, StringComparison.Ordinal);
    }

    // The answer has all patients, as if all were of that station.
    [Fact]
    public async Task KeyThatIsNeverMatched_IsWarnedOf()
    {
        await using WlmscpProcess daemon = await StartAsync();

        ProgramRun run = await RunAsync(0, daemon, "StationAETitle=CT9");

        Assert.Equal(
            "wlmscp query: warning: StationAETitle is no matching key of worklists (PS3.4 table K.6-1): peers mostly answer as "
            + "if it had no value\n",
            run.Error);
        Assert.Equal("wlmscp query: no entries; of a wlmscp on this machine wlmscp explain says why\n",
            (await RunAsync(1, daemon, "ScheduledStationAETitle=CT9")).Error);
    }

    private static ScriptedServer Answering(params DicomDataset[] matches) => new(
        null,
        [
            .. matches.Select(match => new DicomCFindResponse(DicomStatus.Pending, match)),
            new DicomCFindResponse(DicomStatus.Success),
        ]);

    private static void AssertSummary(string line) => Assert.Matches(
        "^2 answers: min [0-9]+\\.[0-9]{2} ms, median [0-9]+\\.[0-9]{2} ms, max [0-9]+\\.[0-9]{2} ms$", line);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static async Task<ProgramRun> RunOtherAsync(int exitCode, params string[] words)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync(["query", .. words]);
        Assert.True(run.ExitCode == exitCode, $"{run.ExitCode}: {run.Error}");
        return run;
    }

    private static Task<ProgramRun> RunAsync(int exitCode, WlmscpProcess daemon, params string[] words) =>
        RunOtherAsync(exitCode, ["127.0.0.1", Number(daemon.Port), "--called", "AETITLE_1", .. words]);

    private async Task<WlmscpProcess> StartAsync(params string[] options)
    {
        Assert.Equal(0, (await ProgramRun.WlmscpAsync("init", _root.Path, "AETITLE_1")).ExitCode);
        for (var i = 1; i <= 3; i++)
        {
            ProgramRun add = await ProgramRun.WlmscpAsync(
                "add", _root.Combine("AETITLE_1"), "PatientName=Doe^Jane", $"PatientID=P{i}", "Modality=CT",
                "ScheduledStationAETitle=CT1", "ScheduledProcedureStepStartDate=20261201");
            Assert.Equal(0, add.ExitCode);
        }

        return await WlmscpProcess.StartAsync(["--dir", _root.Path, .. options]);
    }
}
