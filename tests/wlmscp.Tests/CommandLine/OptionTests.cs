using System.Globalization;
using WorklistScp.Network.Services;

namespace Wlmscp.Tests.CommandLine;

public sealed class OptionTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();

    public OptionTests()
    {
        new WorklistArea(_root.Path).Write("1.wl", new Entry());
    }

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData("--dir")]
    [InlineData("-dfp")]
    [InlineData("--data-files-path")]
    public async Task Directory_InEachForm_IsServed(string option)
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync(option, "/nowhere", option, _root.Path);

        Assert.EndsWith($"1 storage area in {_root.Path}: AETITLE_1", daemon.ReadyLine, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--acse-timeout", "5", "-ta", "2.5")]
    [InlineData("--dimse-timeout", "0", "-td", "1")]
    [InlineData("--lock-timeout", "0", "--lock-timeout", "0.25")]
    [InlineData("--max-pdu", "4096", "-pdu", "131072")]
    [InlineData("--enable-file-reject", "-efr", "--no-fail", "--no-lockfile")]
    public async Task Options_InLongAndShortForm_AreAccepted(params string[] options)
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync(["--dir", _root.Path, .. options]);

        await daemon.AssertServesAsync();
    }

    [Fact]
    public async Task Port_AsThePositionalArgument_IsListenedOn()
    {
        await using WlmscpProcess daemon =
            await WlmscpProcess.StartAsync(WlmscpProgram.StartInfo("-dfp", _root.Path, "0"));

        await daemon.AssertServesAsync();
    }

    [Fact]
    public async Task Port_GivenTwiceAsOption_LastOneWins()
    {
        await using WlmscpProcess first = await WlmscpProcess.StartAsync("--dir", _root.Path);
        string taken = first.Port.ToString(CultureInfo.InvariantCulture);
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync(
            "--dir", _root.Path, "--port", taken, "--port", "0");

        Assert.NotEqual(first.Port, daemon.Port);
    }

    // wlmscpfs takes these, so scripts may hold them.
    [Theory]
    [InlineData("-ll", "INFO", "-ll", "Debug")]
    [InlineData("-ta", "99999999999", "-td", "100000", "-pdu", "16384\r")]
    [InlineData("-rfp", "/tmp", "-rff", "-#t.dump", "-rff", "+x")]
    [InlineData("+cl", "5", "+xd")]
    [InlineData("-v", "-ll", "warn", "-d", "-q", "-ll", "fatal")]
    [InlineData("--fork", "-s", "--max-associations", "5", "-i4", "--ipv6", "-i4", "-csk", "-cs0", "+xd", "+xi")]
    public async Task Options_ThatWlmscpfsTakes_AreAccepted(params string[] options)
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync(["--dir", _root.Path, .. options]);

        Assert.NotEqual(0, daemon.Port);
    }

    [Fact]
    public async Task Arguments_ArePrintedByTheirLongNames_AndTheDaemonGoesOn()
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync(
            WlmscpProgram.StartInfo(
                "-q", "--arguments", $"-dfp={_root.Path}", "+x=", "-rff", "", "-rff", "it's", "0"));

        Assert.Equal(
            $"wlmscp: calling 'wlmscp' with 10 arguments: '--quiet' '--arguments' '--dir' '{_root.Path}' "
                + "'--prefer-uncompr' '--request-file-format' '' '--request-file-format' 'it's' '0'",
            daemon.ErrorLines[0]);
        await daemon.AssertServesAsync();
    }

    [Fact]
    public async Task CommandFile_IsReplacedByItsWords()
    {
        string path = _root.Combine("args");
        await File.WriteAllTextAsync(path, $"--dir\n{_root.Path}\n-v\n", TestContext.Current.CancellationToken);
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync($"@{path}");

        await daemon.AssertServesAsync();
        await daemon.WaitForErrorLineAsync(line => line.Contains("C-ECHO", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("INFO", "-v")]
    [InlineData("INFO", "--verbose")]
    [InlineData("INFO", "-ll", "info")]
    [InlineData("INFO", "-q", "-v")]
    [InlineData("INFO", "-d", "-q", "--log-level", "info")]
    [InlineData("DBUG", "-d")]
    [InlineData("DBUG", "--debug")]
    [InlineData("DBUG", "-v", "-ll", "trace")]
    [InlineData("WARN", "--log-level", "warn")]
    [InlineData("WARN")]
    [InlineData("FATL", "-v", "-q")]
    [InlineData("FATL", "-d", "--quiet")]
    [InlineData("FATL", "-ll", "debug", "-ll", "error")]
    public async Task LogLevel_OfTheLastOption_Counts(string lowest, params string[] options)
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync(["--dir", _root.Path, .. options]);

        await daemon.FindAsync(Keys.Key(DicomTag.PatientSex, "wrong")); // logs a warning
        Assert.Equal(0, await daemon.StopAsync());

        string[] levels = ["DBUG", "INFO", "WARN"];
        int from = lowest == "FATL" ? levels.Length : Array.IndexOf(levels, lowest);
        Assert.All(levels, level => Assert.Equal(
            Array.IndexOf(levels, level) >= from,
            daemon.ErrorLines.Any(line => line.Contains($" {level} ", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("", "-cs1", "-cs0")]
    [InlineData("", "-csk", "--char-set=ISO_IR 192", "-cs0")]
    [InlineData("ISO_IR 100", "-cs0", "-cs1")]
    [InlineData("ISO_IR 101", "-cs0", "-cs1", "-csk")]
    [InlineData("ISO_IR 192", "-cs0", "-cs1", "-csk", "--char-set=ISO_IR 192")]
    [InlineData("ISO_IR 192", "--char-set=ISO_IR 100", "-csk", "--char-set=ISO_IR 192")]
    public async Task CharacterSet_OfTheLastOption_Counts(string expected, params string[] options)
    {
        var entry = new Entry { PatientName = "Händel^Georg", CharacterSet = "ISO_IR 101" };
        new WorklistArea(_root.Path).Write("1.wl", entry);
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync(["--dir", _root.Path, .. options]);

        DicomCFindResponse response = (await daemon.FindAsync(Keys.Key(DicomTag.PatientName)))[0];

        Assert.Equal(expected, response.Text(DicomTag.SpecificCharacterSet));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false, "-nse")]
    [InlineData(false, "--no-sq-expansion")]
    public async Task EmptySequence_IsExpandedUnlessSwitchedOff(bool isExpanded, params string[] options)
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync(["--dir", _root.Path, .. options]);

        DicomCFindResponse response = (await daemon.FindAsync(Keys.Key(DicomTag.ScheduledProcedureStepSequence)))[0];

        Assert.True(response.Identifier!.TryGetSequence(
            DicomTag.ScheduledProcedureStepSequence, out DicomSequence? steps));
        Assert.Equal(isExpanded, steps.Items.Count == 1 && steps.Items[0].Contains(DicomTag.Modality));
    }
}
