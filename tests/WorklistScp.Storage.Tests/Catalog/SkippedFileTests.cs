using WorklistScp.Dicom.IO;
using WorklistScp.Worklist.Assignments;
using WorklistScp.Worklist.Checking;
using WorklistScp.Worklist.Interpretation;

namespace WorklistScp.Storage.Tests.Catalog;

public sealed class SkippedFileTests : IDisposable
{
    private readonly TestArea _area = new();

    public SkippedFileTests()
    {
        _area.Write("good.wl", Data.Complete());
    }

    public void Dispose() => _area.Dispose();

    [Theory]
    [InlineData("", "no DICOM file")]
    [InlineData("hello, this is no DICOM file", "no DICOM file")]
    public async Task Read_NoDicomFile_IsSkipped(string content, string reason)
    {
        File.WriteAllText(_area.PathOf("x.wl"), content);
        await AssertSkippedAsync(reason);
    }

    [Fact]
    public async Task Read_EveryPrefixOfAFile_IsSkippedOrServedButNeverThrows()
    {
        byte[] whole = Data.Encode(Data.Complete());
        for (var length = 0; length < whole.Length; length++)
        {
            _area.Write("x.wl", whole[..length]);
            Assert.Equal("good.wl", await _area.ReadNamesAsync());
        }
    }

    [Fact]
    public async Task Read_TruncatedFile_IsSkipped()
    {
        _area.Write("x.wl", Data.Encode(Data.Complete())[..^1]);
        await AssertSkippedAsync("bytes remain");
    }

    [Fact]
    public async Task Read_IncompleteFile_IsSkipped()
    {
        DicomDataset dataset = Data.Complete();
        dataset.Remove(DicomTag.PatientID);
        dataset.Remove(DicomTag.RequestedProcedureID);
        _area.Write("x.wl", dataset);
        await AssertSkippedAsync("incomplete, without (0010,0020) PatientID, (0040,1001) RequestedProcedureID");
    }

    [Fact]
    public async Task Read_IncompleteFileThatIsNotRejected_IsServed()
    {
        using var area = new TestArea(new StorageAreaOptions { RejectIncompleteFiles = false });
        area.Write("x.wl", new DicomDataset(Data.Text(DicomTag.PatientID, "A1")));
        Assert.Equal("x.wl", await area.ReadNamesAsync());
        Assert.Empty(area.Logger.Messages);
    }

    [Fact]
    public async Task Read_FileWithALineBreakInItsName_IsNamedInOneLine()
    {
        _area.Write("x\n2026-11-23 ERRO y\u2028\u001b[2J.wl", "no DICOM file"u8.ToArray());
        await _area.ReadAsync();
        string message = Assert.Single(_area.Logger.Messages);
        Assert.StartsWith($"{_area.PathOf("x?2026-11-23 ERRO y??[2J.wl")}: skipped", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_Directory_IsSkipped()
    {
        Directory.CreateDirectory(_area.PathOf("x.wl"));
        await AssertSkippedAsync("not a regular file");
    }

    [Fact]
    public async Task Read_Fifo_IsSkippedWithoutWaitingForItsWriter()
    {
        await _area.ShellAsync("mkfifo x.wl");
        await AssertSkippedAsync("not a regular file");
    }

    [Fact]
    public async Task Read_LinkToItself_IsSkipped()
    {
        File.CreateSymbolicLink(_area.PathOf("x.wl"), "x.wl");
        await AssertSkippedAsync("Too many levels of symbolic links");
    }

    [Fact]
    public async Task Read_LinkToNothing_IsSkippedUntilThereIsSomething()
    {
        File.CreateSymbolicLink(_area.PathOf("x.wl"), "later");
        await AssertSkippedAsync("No such file or directory");
        _area.Write("later", Data.Complete());
        Assert.Equal("good.wl x.wl", await _area.ReadNamesAsync());
    }

    [Fact]
    public async Task Read_FileBeyondTheLimit_IsSkippedUnread()
    {
        const long Huge = 1L << 40;
        await using (FileStream sparse = File.Create(_area.PathOf("x.wl")))
        {
            sparse.SetLength(Huge);
        }

        await AssertSkippedAsync($"{Huge} bytes, more than {DicomReadLimits.Default.MaxLength}");
    }

    [Fact]
    public async Task Read_FileThatMayNotBeRead_IsSkippedUntilItMay()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "permissions do not bind root");
        _area.Write("x.wl", Data.Complete());
        File.SetUnixFileMode(_area.PathOf("x.wl"), UnixFileMode.UserWrite);
        await AssertSkippedAsync("Permission denied");
        File.SetUnixFileMode(_area.PathOf("x.wl"), UnixFileMode.UserRead);
        Assert.Equal("good.wl x.wl", await _area.ReadNamesAsync());
    }

    [Fact]
    public async Task Read_NamesThatAreNotUtf8AndLookAlike_AreSkipped()
    {
        // f\xfcr.wl and f\xf6r.wl, as ISO 8859-1 systems write them
        await _area.ShellAsync("cp good.wl \"$(printf 'f\\374r.wl')\" && cp good.wl \"$(printf 'f\\366r.wl')\"");

        Assert.Equal("good.wl", await _area.ReadNamesAsync());
        Assert.All(
            _area.Logger.Messages,
            message => Assert.EndsWith("skipped: its name is not UTF-8", message, StringComparison.Ordinal));
        await _area.ShellAsync("rm f*r.wl");
    }

    [Fact]
    public async Task Read_UnchangedBadFile_IsReportedOnce()
    {
        File.WriteAllText(_area.PathOf("x.wl"), "bad");
        for (var i = 0; i < 3; i++)
        {
            await _area.ReadAsync();
        }

        Assert.Single(_area.Logger.Messages);
    }

    [Fact]
    public async Task Read_BadFileReadAgainForCaution_IsReportedOnce()
    {
        using var area = new TestArea(time: new FakeTimeProvider(DateTimeOffset.UtcNow.AddMinutes(-1)));
        File.WriteAllText(area.PathOf("x.wl"), "bad");
        await area.ReadAsync();
        await area.ReadAsync();
        Assert.Single(area.Logger.Messages);
    }

    [Fact]
    public async Task Read_BadFileChanged_IsReportedAgain()
    {
        File.WriteAllText(_area.PathOf("x.wl"), "bad");
        await _area.ReadAsync();
        File.WriteAllText(_area.PathOf("x.wl"), "still bad");
        await _area.ReadAsync();
        Assert.Equal(2, _area.Logger.Messages.Count);
    }

    [Fact]
    public async Task Read_BadFileMended_IsServed()
    {
        File.WriteAllText(_area.PathOf("x.wl"), "bad");
        await _area.ReadAsync();
        _area.Write("x.wl", Data.Complete());
        Assert.Equal("good.wl x.wl", await _area.ReadNamesAsync());
        Assert.Single(_area.Logger.Messages);
    }

    // What DCMTK reads is served, with one warning that names all of it.
    [Fact]
    public async Task Read_FileThatBreaksTheStandardHarmlessly_IsServedAndReportedOnce()
    {
        DicomDataset dataset = Data.Complete(Data.Text(DicomTag.PatientName, "M\u00fcller", "ISO_IR 192"));
        dataset.AddOrUpdate(new DicomSequence(new DicomTag(0x0010, 0)));
        var meta = new DicomDataset(DicomElement.FromAscii(DicomTag.TransferSyntaxUID, DicomVR.UI, "1.2.3"));
        var output = new ByteBuffer();
        DicomDatasetWriter.Write(meta, DicomTransferSyntax.ExplicitVRLittleEndian, output);
        DicomDatasetWriter.Write(dataset, DicomTransferSyntax.ExplicitVRLittleEndian, output);
        _area.Write("x.wl", [.. new byte[128], .. "DICM"u8, .. output.Written, .. new byte[10]]);

        Assert.Equal("good.wl x.wl", await _area.ReadNamesAsync());
        await _area.ReadAsync();

        Assert.Equal(
            $"{_area.PathOf("x.wl")}: (0002,0010): transfer syntax '1.2.3', expected one that is known and not compressed; "
                + "(0010,0000): a sequence where a group length was expected, left out; "
                + "zero bytes behind the last element; text without Specific Character Set (0008,0005), read as UTF-8",
            Assert.Single(_area.Logger.Messages));
    }

    [Fact]
    public async Task Read_UnknownCharacterSet_IsServedAndReportedOnce()
    {
        _area.Write("x.wl", Data.Complete(Data.CharacterSet("ISO_IR 999")));
        Assert.Equal("good.wl x.wl", await _area.ReadNamesAsync());
        await _area.ReadAsync();
        Assert.Equal(
            $"{_area.PathOf("x.wl")}: unknown Specific Character Set (0008,0005) 'ISO_IR 999', "
                + "text read as ISO 8859-1",
            Assert.Single(_area.Logger.Messages));
    }

    [Fact]
    public async Task Read_Findings_AreOfTheSnapshot_UntilTheirFilesAreMended()
    {
        DicomDataset incomplete = Data.Complete();
        incomplete.Remove(DicomTag.PatientID);
        _area.Write("incomplete.wl", incomplete);
        _area.Write("bad.wl", "no DICOM file"u8.ToArray());
        _area.Write("doubtful.wl", Data.Complete(Data.CharacterSet("ISO_IR 999")));
        AreaSnapshot first = await _area.ReadAreaAsync();

        _area.Write("incomplete.wl", Data.Complete());
        File.Delete(_area.PathOf("bad.wl"));
        AreaSnapshot second = await _area.ReadAreaAsync();

        var doubt = new DoubtfulFile(
            "doubtful.wl", [], new CharacterSetFinding(CharacterSetProblem.Unknown, "ISO_IR 999", null));
        Assert.Equal(
            [
                new SkippedFile("bad.wl", SkipReason.Malformed)
                {
                    Cause = Assert.IsType<SkippedFile>(first.Findings.Single(finding => finding.Name == "bad.wl")).Cause,
                },
                doubt,
                new SkippedFile("incomplete.wl", SkipReason.Incomplete)
                {
                    Missing = [new MissingAttribute(new AttributePath(DicomTag.PatientID))],
                },
            ],
            first.Findings.OrderBy(finding => finding.Name, StringComparer.Ordinal));
        Assert.Equal(doubt, Assert.Single(second.Findings));
        Assert.Same(second, await _area.ReadAreaAsync());
    }

    private async Task AssertSkippedAsync(string reason)
    {
        Assert.Equal("good.wl", await _area.ReadNamesAsync());
        string message = Assert.Single(_area.Logger.Messages);
        Assert.StartsWith($"{_area.PathOf("x.wl")}: skipped: ", message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
    }
}
