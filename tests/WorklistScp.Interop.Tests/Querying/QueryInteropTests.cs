using System.Globalization;
using System.Text.Json;
using WorklistScp.Interop.Tests.Wlmscpfs;

namespace WorklistScp.Interop.Tests.Querying;

/// <summary><c>wlmscp query</c> against servers of DCMTK; for TLS storescp, as not every wlmscpfs has it.</summary>
public sealed class QueryInteropTests : IDisposable
{
    private const int SampleCount = 10;

    private static readonly string Samples = Path.Join(WlmscpProgram.RepositoryRoot, "samples", "wlistdb");

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Wlmscpfs_IsAsked_AndItsAnswerShown()
    {
        await using WlmscpfsProcess server = await WlmscpfsProcess.StartAsync(Samples);

        ProgramRun run = await RunAsync(0, server.Port, "Modality=CT");
        Assert.Equal(
            "DATE      TIME    MODALITY  STATION    PATIENT ID  NAME             ACCESSION  PROCEDURE\n"
            + "20261123  083000  CT        CT_1\\CT_2  PID1678     Vivaldi^Antonio  A26110001  CT chest\n",
            run.Output);
        Assert.Equal("", (await RunAsync(1, server.Port, "Modality=OT")).Output);
        Assert.StartsWith(
            $"127.0.0.1:{server.Port} answered C-ECHO in ", (await RunAsync(0, server.Port, "--echo")).Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wlmscpfs_GivesWholeDataSets_AsTheFilesHaveThem()
    {
        await using WlmscpfsProcess server = await WlmscpfsProcess.StartAsync(Samples, "-csk");

        using JsonDocument json = JsonDocument.Parse((await RunAsync(0, server.Port, "--json")).Output);
        Assert.Equal(SampleCount, json.RootElement.GetArrayLength());
        Assert.All(json.RootElement.EnumerateArray(), match =>
        {
            Assert.True(match.GetProperty("0020000D").TryGetProperty("Value", out _)); // Study Instance UID
            JsonElement step = match.GetProperty("00400100").GetProperty("Value")[0];
            Assert.True(step.GetProperty("00400009").TryGetProperty("Value", out _)); // Step ID
        });
        string dump = (await RunAsync(0, server.Port, "--dump", "PatientID=PID1685")).Output;
        Assert.Contains("(0010,0010) PN [Händel^Georg Friedrich] ", dump, StringComparison.Ordinal);
        Assert.Contains("(0040,0007) LO [Sonographie der Schilddrüse] ", dump, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wlmscpfs_IsAskedSeveralTimes_AndCancelled()
    {
        await using WlmscpfsProcess server = await WlmscpfsProcess.StartAsync(Samples);

        ProgramRun run = await RunAsync(0, server.Port, "--repeat", "3", "--cancel", "2");

        Assert.Equal(4, run.ErrorLines.Length);
        Assert.StartsWith("3 answers: min ", run.ErrorLines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wlmscpfs_ThatRefuses_IsOneLine()
    {
        await using WlmscpfsProcess server = await WlmscpfsProcess.StartAsync(Samples);
        string place = $"wlmscp query: 127.0.0.1:{server.Port}: ";

        Assert.StartsWith(
            $"{place}status A900, (0010,0030): Invalid value for an attribute with VR=DA, ",
            Assert.Single((await RunAsync(3, server.Port, "PatientBirthDate=x")).ErrorLines), StringComparison.Ordinal);
        Assert.StartsWith(
            $"{place}association rejected: result 1, source 1, reason 7 ",
            Assert.Single((await RunAsync(3, server.Port, "--called", "NONE")).ErrorLines), StringComparison.Ordinal);
        Assert.StartsWith(
            $"{place}no TLS connection: ",
            Assert.Single((await RunAsync(3, server.Port, "--tls", "--ignore-peer-cert")).ErrorLines),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task StoreScp_WithTls_AnswersEcho_AndHasNoWorklists()
    {
        TestAuthority authority = await TestAuthority.CreateAsync(_directory, "authority");
        TestKey server = await authority.IssueAsync("server");
        TestKey client = await authority.IssueAsync("client");
        await using DcmtkServer storescp = await DcmtkServer.StartAsync(
            "storescp", "+tls", server.PrivateKey, server.Certificate, "+cf", authority.Certificate,
            "-od", _directory.Path);
        string[] tls = ["+tls", client.PrivateKey, client.Certificate, "+cf", authority.Certificate];

        await RunAsync(0, storescp.Port, [.. tls, "--echo"]);
        Assert.Contains(
            "no presentation context for worklists accepted",
            Assert.Single((await RunAsync(3, storescp.Port, tls)).ErrorLines), StringComparison.Ordinal);
        await RunAsync(3, storescp.Port, "--tls", "--add-cert-file", authority.Certificate, "--echo");
        await RunAsync(3, storescp.Port, "--echo");
    }

    private static async Task<ProgramRun> RunAsync(int exitCode, int port, params string[] words)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync(
        [
            "query", "127.0.0.1", port.ToString(CultureInfo.InvariantCulture), "--called", "AETITLE_1", .. words,
        ]);
        Assert.True(run.ExitCode == exitCode, $"{run.ExitCode}: {run.Error}");
        return run;
    }
}
