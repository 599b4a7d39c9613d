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
            "#1: C-FIND 1 for no key: ended by the peer after 0 matches in 0 entries", StringComparison.Ordinal));
    }
}
