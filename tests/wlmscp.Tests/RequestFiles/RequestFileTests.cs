using System.Buffers;
using System.Globalization;
using WorklistScp.Dicom.CharacterSets;
using WorklistScp.Dicom.DumpText;
using WorklistScp.Dicom.IO;
using WorklistScp.Network;
using WorklistScp.Network.Client;
using WorklistScp.Network.Services;

namespace Wlmscp.Tests.RequestFiles;

public sealed class RequestFileTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();

    public RequestFileTests()
    {
        Directory.CreateDirectory(Requests);
        new WorklistArea(_root.Combine("areas")).Write("1.wl", new Entry());
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string Requests => _root.Combine("requests");

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData("#a", "MODALITY")]
    [InlineData("#c.dump", "AETITLE_1.dump")]
    [InlineData("#p", "47_1")]
    [InlineData("a b-c:d@e_f.g", "a b-c:d@e_f.g")]
    [InlineData("../#p/~#", ".._47_1___")]
    [InlineData("/etc/#a", "_etc_MODALITY")]
    [InlineData("#x##a#A", "_x_MODALITY_A")]
    [InlineData("..", "___")]
    [InlineData(".", "__")]
    [InlineData("ä\n|;$(id)", "______id_")]
    public async Task Name_OfEachPattern_IsSafe(string format, string expected)
    {
        await using WlmscpProcess daemon = await StartAsync("-rff", format);

        await daemon.FindAsync(Keys.Key(DicomTag.PatientID, "47/1"));

        Assert.Equal([expected], Names());
    }

    [Fact]
    public async Task CallingAETitle_OutsideISO646_IsInTheNameSafely()
    {
        await using WlmscpProcess daemon = await StartAsync("-rff", "#a.dump");
        await using RawPeer peer = await RawPeer.ConnectAsync(daemon);
        await peer.AssociateAsync(new AssociateRequest { CallingAETitle = "R\u00d6/\t1" });

        await peer.QueryAsync(3, [0x10, 0, 0x20, 0, 0, 0, 0, 0]);

        Assert.Equal(["R_xd6__x091.dump"], Names());
    }

    [Theory]
    [InlineData("..", "_.._")]
    [InlineData("../../x", "_.._.._x_")]
    [InlineData("a*?^\\b", "_a____b_")]
    [InlineData("#a#t", "__a_t_")]
    [InlineData("Ä", "___")]
    [InlineData("", "__")]
    public async Task PatientID_OfAnyForm_StaysWithinTheName(string id, string expected)
    {
        await using WlmscpProcess daemon = await StartAsync("-rff", "_#p_");

        await daemon.FindAsync(
            Keys.Key(DicomTag.SpecificCharacterSet, "ISO_IR 100"),
            Keys.Text(DicomTag.PatientID, DicomVR.LO, id, SpecificCharacterSet.Parse("ISO_IR 100")));

        Assert.Equal([expected], Names());
    }

    [Fact]
    public async Task PatientID_LongerThanAName_IsCut()
    {
        await using WlmscpProcess daemon = await StartAsync("-rff", "#p");

        await daemon.FindAsync(Keys.Key(DicomTag.PatientID, new string('x', 300)));

        Assert.Equal([new string('x', 255)], Names());
    }

    [Fact]
    public async Task PatientID_LongerThanAName_LeavesRoomForTheTime_ThatTellsRequestsApart()
    {
        await using WlmscpProcess daemon = await StartAsync("-rff", "#p-#t.dump");

        await daemon.FindAsync(Keys.Key(DicomTag.PatientID, new string('x', 300)));

        Assert.Matches("^x{229}-[0-9]{20}\\.dump$", Assert.Single(Names()));
    }

    [KnowsDates]
    [Fact]
    public async Task ProcessIdAndTime_AreThoseOfTheDaemonAndTheClock()
    {
        await using WlmscpProcess daemon = await StartAsync("-rff", "#i_#t");
        DateTime before = DateTime.UtcNow;

        await daemon.FindAsync(Keys.Key(DicomTag.PatientID));

        string[] parts = Assert.Single(Names()).Split('_');
        Assert.Equal(daemon.Id.ToString(CultureInfo.InvariantCulture), parts[0]);
        var time = DateTime.ParseExact(parts[1], "yyyyMMddHHmmssffffff", CultureInfo.InvariantCulture);
        // When clocks are set back, an hour of local time comes twice.
        TimeSpan[] offsets = TimeZoneInfo.Local.IsAmbiguousTime(time)
            ? TimeZoneInfo.Local.GetAmbiguousTimeOffsets(time)
            : [TimeZoneInfo.Local.GetUtcOffset(time)];
        DateTime after = DateTime.UtcNow;
        Assert.Contains(
            offsets, offset => time - offset >= before.AddSeconds(-1) && time - offset <= after.AddSeconds(1));
    }

    [Fact]
    public async Task Queries_ManyAtOnce_GetAFileEach()
    {
        const int Associations = 20;
        const int QueriesEach = 25;
        await using WlmscpProcess daemon = await StartAsync();

        await Task.WhenAll(Enumerable.Range(0, Associations).Select(async number =>
        {
            await using DicomClient client = await daemon.ConnectAsync();
            for (var i = 0; i < QueriesEach; i++)
            {
                await client.FindAsync(Keys.Key(DicomTag.PatientID, $"{number}-{i}"));
            }
        }));

        Assert.DoesNotContain(daemon.ErrorLines, line => line.Contains("request file", StringComparison.Ordinal));
        IEnumerable<string> ids = Directory.GetFiles(Requests, "*", SearchOption.AllDirectories).Select(PatientIDOf);
        Assert.Equal(
            Enumerable.Range(0, Associations)
                .SelectMany(number => Enumerable.Range(0, QueriesEach).Select(i => $"{number}-{i}"))
                .Order(StringComparer.Ordinal),
            ids.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Name_WithoutTime_IsThatOfTheLastRequest()
    {
        await using WlmscpProcess daemon = await StartAsync("-rff", "last.dump");

        await daemon.FindAsync(Keys.Key(DicomTag.PatientID, "1"));
        await daemon.FindAsync(Keys.Key(DicomTag.PatientID, "2"));

        Assert.Equal(["last.dump"], Names());
        Assert.Equal("2", PatientIDOf(Path.Join(Requests, "last.dump")));
    }

    [Fact]
    public async Task Identifier_OfEverySampleQuery_IsReadBack()
    {
        await using WlmscpProcess daemon = await StartAsync("-rff", "last.dump");
        foreach (string sample in Directory.GetFiles(
            Path.Join(WlmscpProgram.RepositoryRoot, "samples", "queries"), "*.dump"))
        {
            DicomDataset sent = DicomDumpReader.Read(await File.ReadAllBytesAsync(sample, Cancelled)).Dataset;

            await daemon.FindAsync(sent);

            byte[] written = await File.ReadAllBytesAsync(Path.Join(Requests, "last.dump"), Cancelled);
            Assert.Equal(Encode(sent), Encode(DicomDumpReader.Read(written).Dataset));
        }
    }

    [Fact]
    public async Task Query_ThatIsRefused_IsWrittenToo()
    {
        await using WlmscpProcess daemon = await StartAsync("-rff", "last.dump");

        DicomCFindResponse response =
            Assert.Single(await daemon.FindAsync(Keys.Key(DicomTag.PatientSex, "wrong")));

        Assert.Equal(DicomStatus.IdentifierDoesNotMatchSOPClass, response.Status);
        Assert.Contains(
            "[wrong ]", await File.ReadAllTextAsync(Path.Join(Requests, "last.dump"), Cancelled),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Directory_ThatIsGone_IsLoggedAndTheQueryAnswered()
    {
        await using WlmscpProcess daemon = await StartAsync("-rff", "#p");
        Directory.Delete(Requests);

        Assert.Equal(["AV35674"], await daemon.FindPatientIDsAsync());

        await daemon.WaitForErrorLineAsync(line => line.EndsWith(
            $"no request file written to {Requests}: no such directory", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Name_ThatIsADirectory_IsLoggedWithoutIt()
    {
        await using WlmscpProcess daemon = await StartAsync("-rff", "#p");
        Directory.CreateDirectory(Path.Join(Requests, "4711"));

        await daemon.FindAsync(Keys.Key(DicomTag.PatientID, "4711"));

        string line = await daemon.WaitForErrorLineAsync(
            line => line.Contains("no request file written", StringComparison.Ordinal));
        Assert.EndsWith(": Is a directory", line, StringComparison.Ordinal);
        Assert.DoesNotContain("4711", line, StringComparison.Ordinal);
        Assert.Equal(["4711"], Names());
    }

    [Fact]
    public async Task FileSystem_ThatIsFull_IsLoggedAndTheQueryAnswered()
    {
        ProgramRun mount = await ProgramRun.RunAsync(
            "mount", "-t", "tmpfs", "-o", "size=4k,nr_inodes=5", "none", Requests);
        Assert.SkipUnless(mount.ExitCode == 0, "only the superuser can make a file system that is full");
        try
        {
            await using WlmscpProcess daemon = await StartAsync();
            await daemon.FindAsync(Keys.Key(DicomTag.PatientID));

            Assert.Equal(["AV35674"], await daemon.FindPatientIDsAsync());

            await daemon.WaitForErrorLineAsync(
                line => line.EndsWith(": No space left on device", StringComparison.Ordinal));
            Assert.Single(Names());
        }
        finally
        {
            await ProgramRun.RunAsync("umount", Requests);
        }
    }

    [Theory]
    [InlineData("nowhere", "no such directory")]
    [InlineData("areas/AETITLE_1/1.wl", "no such directory")]
    public async Task Directory_ThatCannotBeWrittenTo_EndsTheStart(string directory, string reason)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync(
            "--port", "0", "--dir", _root.Combine("areas"), "-rfp", _root.Combine(directory));

        Assert.Equal(1, run.ExitCode);
        string line = Assert.Single(run.ErrorLines);
        Assert.Equal(
            $"wlmscp: --request-file-path {_root.Combine(directory)}: {reason}, expected a directory to write to",
            line);
    }

    [Fact]
    public async Task Format_WithoutPath_HasNoEffect()
    {
        await using WlmscpProcess daemon =
            await WlmscpProcess.StartAsync("--dir", _root.Combine("areas"), "-v", "-rff", "#t");

        await daemon.WaitForErrorLineAsync(line => line.EndsWith(
            "option without effect: --request-file-format: needs --request-file-path", StringComparison.Ordinal));
    }

    private static byte[] Encode(DicomDataset dataset)
    {
        var output = new ArrayBufferWriter<byte>();
        DicomDatasetWriter.Write(dataset, DicomTransferSyntax.ExplicitVRLittleEndian, output);
        return output.WrittenSpan.ToArray();
    }

    private static string PatientIDOf(string path) =>
        DicomDumpReader.Read(File.ReadAllBytes(path)).Dataset.TryGetString(DicomTag.PatientID, out string? id)
            ? id
            : "";

    // Hidden ones too: no temporary file may be left.
    private string[] Names() => [.. new DirectoryInfo(Requests).EnumerateFileSystemInfos().Select(file => file.Name)];

    private Task<WlmscpProcess> StartAsync(params string[] options) =>
        WlmscpProcess.StartAsync(["--dir", _root.Combine("areas"), "-rfp", Requests, .. options]);
}
