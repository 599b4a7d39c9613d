using WorklistScp.Network;
using WorklistScp.Network.Services;

namespace Wlmscp.Tests.Logging;

/// <summary>What is said of an association and of a query, and where patients' data may stand.</summary>
public sealed class LogLineTests : IDisposable
{
    private const string Secret = "Vivaldi^Antonio";

    private readonly TemporaryDirectory _root = new();

    public LogLineTests()
    {
        var area = new WorklistArea(_root.Path);
        area.Write("1.wl", new Entry { PatientName = Secret, Modality = "MR" });
        area.Write("2.wl", new Entry { PatientName = "Verdi^Giuseppe", Modality = "CT" });
    }

    private static DicomItem[] Query { get; } =
        [Keys.Key(DicomTag.PatientName, Secret), Keys.Step(Keys.Key(DicomTag.Modality, "MR"))];

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Info_HasOneLineForTheAssociationAndOneForTheQuery_WithoutPatientsData()
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path, "-v", "-dhl");

        await daemon.FindAsync(Query);
        Assert.Equal(0, await daemon.StopAsync());

        string[] lines = [.. daemon.ErrorLines.Where(line => line.Contains("#1: ", StringComparison.Ordinal))];
        Assert.Equal(2, lines.Length);
        Assert.Matches(
            @" INFO #1: accepted MODALITY at 127\.0\.0\.1:[0-9]+ as AETITLE_1, contexts .*\.10008\.5\.1\.4\.31",
            lines[0]);
        Assert.Matches(
            " INFO #1: C-FIND 1 for PatientName, ScheduledProcedureStepSequence\\.Modality: 1 of 2 entries match, "
                + "[0-9.]+ ms$",
            lines[1]);
        Assert.DoesNotContain(daemon.ErrorLines, line => line.Contains("Vivaldi", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Debug_HasIdentifierAndResponsesAsDumpText_AndTheFirstKeyThatFailed()
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path, "-d");

        await daemon.FindAsync(Query);
        await daemon.FindAsync(Keys.Step(Keys.Key(DicomTag.Modality, "US")));
        Assert.Equal(0, await daemon.StopAsync());

        string log = string.Join('\n', daemon.ErrorLines);
        Assert.Contains("C-FIND 1 has the identifier\n# Dicom-Data-Set\n", log, StringComparison.Ordinal);
        Assert.Contains(" DBUG #1: response 1, 1.wl, FF00\n# Dicom-Data-Set\n", log, StringComparison.Ordinal);
        Assert.Equal(3, log.Split($"(0010,0010) PN [{Secret}]").Length); // the identifier's and the response's
        Assert.Contains(
            " DBUG #1: 2.wl does not match: "
                + $"PatientName: query \"{Secret}\", entry \"Verdi^Giuseppe\"\n",
            log, StringComparison.Ordinal);
        Assert.Contains(
            " DBUG #2: 1.wl does not match: ScheduledProcedureStepSequence.Modality: query \"US\", entry \"MR\"\n",
            log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Debug_NamesValuesThatAreNotMatched_AndKeysThatEntriesHaveNoValueFor()
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path, "-d");

        await daemon.FindAsync(
            Keys.Key(DicomTag.PatientName, Secret), Keys.Key(DicomTag.InstitutionName, "Hospital"),
            DicomElement.FromUInt16(DicomTag.PregnancyStatus, 3));
        Assert.Equal(0, await daemon.StopAsync());

        string log = string.Join('\n', daemon.ErrorLines);
        Assert.Contains(
            " DBUG #1: C-FIND 1: not matched are the values of PregnancyStatus \"3\"\n", log, StringComparison.Ordinal);
        Assert.Contains(" DBUG #1: 1.wl matches without a value for InstitutionName\n", log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("4DC3BC6C6C6572", "text without Specific Character Set (0008,0005), read as UTF-8")]
    [InlineData("4DFC6C6C6572", "text without Specific Character Set (0008,0005), read as ISO 8859-1")]
    public async Task Query_WithTextInNoCharacterSet_IsAnsweredWithAWarning(string name, string warning)
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path);

        List<DicomCFindResponse> responses = await daemon.FindAsync(
            new DicomElement(DicomTag.PatientName, DicomVR.PN, Convert.FromHexString(name)));
        Assert.Equal(0, await daemon.StopAsync());

        Assert.Equal(DicomStatus.Success, Assert.Single(responses).Status);
        Assert.Single(daemon.ErrorLines, line =>
            line.Contains(" WARN #1: C-FIND 1 of MODALITY at 127.0.0.1:", StringComparison.Ordinal)
            && line.EndsWith($": {warning}", StringComparison.Ordinal));
    }

    // One that sends its buffer whole does so each time: one warning is enough.
    [Fact]
    public async Task Identifier_WithZerosBehindIt_IsAnsweredWithOneWarningInAnAssociation()
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path);
        await using RawPeer peer = await RawPeer.AssociateAsync(daemon);
        DicomUID worklist = DicomUID.ModalityWorklistInformationModelFind;
        for (ushort id = 1; id <= 2; id++)
        {
            await peer.SendAsync(RawPeer.Command(3, worklist, 0x0020, id, hasDataSet: true));
            await peer.SendAsync(RawPeer.Data(3, isCommand: false, [0x10, 0, 0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
            Assert.Equal(4, (await peer.ReceiveAsync())![0]);
            await daemon.WaitForErrorLineAsync(line =>
                line.Contains("#1: C-FIND 1 of MODALITY at 127.0.0.1:", StringComparison.Ordinal)
                && line.Contains(": zero bytes behind the last element; said once", StringComparison.Ordinal));
        }

        await peer.DisposeAsync();
        Assert.Equal(0, await daemon.StopAsync());
        Assert.Single(daemon.ErrorLines, line => line.Contains("zero bytes", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Query_ThatIsCancelled_HasItsLineToo()
    {
        await using WlmscpProcess daemon =
            await WlmscpProcess.StartAsync("--dir", _root.Path, "-v", "--sleep-before", "60");
        await using RawPeer peer = await RawPeer.AssociateAsync(daemon);
        DicomUID worklist = DicomUID.ModalityWorklistInformationModelFind;
        await peer.SendAsync(RawPeer.Command(3, worklist, 0x0020, 1, hasDataSet: true));
        await peer.SendAsync(RawPeer.Data(3, isCommand: false, [0x10, 0, 0x20, 0, 0, 0, 0, 0]));

        await peer.SendAsync(RawPeer.Command(3, worklist, 0x0fff, 1, hasDataSet: false));

        Assert.Equal(4, (await peer.ReceiveAsync())![0]);
        await daemon.WaitForErrorLineAsync(line => line.Contains(
            "#1: C-FIND 1 for no key: cancelled after 0 matches in 0 entries", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true, "ended by the server")]
    [InlineData(false, "ended by the peer")]
    public async Task Query_ThatIsCutShort_SaysWhoEndedIt(bool isOffence, string end)
    {
        string audit = _root.Combine("audit");
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync(
            "--dir", _root.Path, "-d", "--sleep-before", "60", "--audit-log", audit);
        await using RawPeer peer = await RawPeer.AssociateAsync(daemon);
        await peer.SendFindAsync(3, [0x10, 0, 0x20, 0, 0, 0, 0, 0]);
        await daemon.WaitForErrorLineAsync(line => line.Contains("has the identifier", StringComparison.Ordinal));

        // A PDU that there is not, or A-ABORT.
        await peer.SendAsync(new byte[] { (byte)(isOffence ? 9 : 7), 0, 0, 0, 0, 4, 0, 0, 0, 0 });

        await daemon.WaitForErrorLineAsync(line => line.Contains(
            $"#1: C-FIND 1 for no key: {end} after 0 matches in 0 entries", StringComparison.Ordinal));
        Assert.Equal(0, await daemon.StopAsync());
        Assert.Contains(
            $"\"outcome\":\"aborted\",\"by\":\"{end.Split(' ')[^1]}\"",
            await File.ReadAllTextAsync(audit, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
