using System.Buffers;
using WorklistScp.Dicom.IO;

namespace Wlmscp.Tests.Checking;

/// <summary><c>wlmscp check --fix</c>: what becomes of the files.</summary>
public sealed class FixedFileTests : IDisposable
{
    private const UnixFileMode Odd =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    private readonly FixScene _scene = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _scene.Dispose();

    [Theory]
    [InlineData("1.2.840.10008.1.2")]
    [InlineData("1.2.840.10008.1.2.1")]
    [InlineData("1.2.840.10008.1.2.2")]
    [InlineData("1.2.840.10008.1.2.1.99")]
    public async Task File_KeepsItsTransferSyntax_ItsOtherBytes_AndItsMode(string syntaxUid)
    {
        DicomTransferSyntax syntax = DicomTransferSyntax.Find(new DicomUID(syntaxUid))!;
        DicomDataset dataset = FixScene.WithSequences(new Entry());
        dataset.Remove(DicomTag.StudyInstanceUID);
        _scene.Area.Write("1.wl", dataset, syntax);
        string file = _scene.Area.Combine("1.wl");
        File.SetUnixFileMode(file, Odd);
        byte[] head = HeadOf(await File.ReadAllBytesAsync(file, Cancelled), dataset, syntax);

        await FixScene.CheckAsync(0, "--fix", file);

        byte[] repaired = await File.ReadAllBytesAsync(file, Cancelled);
        DicomItem uid = DicomFile.Read(repaired).Dataset.Single(item => item.Tag == DicomTag.StudyInstanceUID);
        dataset.AddOrUpdate(uid);
        Assert.Equal([.. head, .. Encode(dataset, syntax)], repaired);
        Assert.Equal(Odd, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task FilesThatCannotBeRead_AndLinks_StayAsTheyAre()
    {
        await File.WriteAllTextAsync(_scene.Area.Combine("1.wl"), "no file", Cancelled);
        string elsewhere = _scene.Root.Combine("elsewhere.wl");
        File.WriteAllBytes(elsewhere, WorklistArea.Encode(new Entry { StudyInstanceUID = "" }.ToDataset()));
        File.CreateSymbolicLink(_scene.Area.Combine("2.wl"), elsewhere);
        byte[] before = await File.ReadAllBytesAsync(elsewhere, Cancelled);

        ProgramRun run = await FixScene.CheckAsync(1, "--fix", _scene.Area.Path);

        Assert.Equal(2, FixScene.Lines(run).Length);
        Assert.EndsWith(
            "2.wl: not served: incomplete, expected (0020,000d) StudyInstanceUID", FixScene.Lines(run)[1],
            StringComparison.Ordinal);
        Assert.Equal("no file", await File.ReadAllTextAsync(_scene.Area.Combine("1.wl"), Cancelled));
        Assert.Equal(before, await File.ReadAllBytesAsync(elsewhere, Cancelled));
        Assert.NotNull(new FileInfo(_scene.Area.Combine("2.wl")).LinkTarget);
    }

    [Fact]
    public async Task FileWithoutLockfile_IsRepairedToo_AndGetsNone()
    {
        File.Delete(_scene.Area.LockFile);
        _scene.Area.Write("1.wl", new Entry { StudyInstanceUID = "" });

        await FixScene.CheckAsync(0, "--fix", _scene.Area.Combine("1.wl"));

        Assert.Equal("1.wl", Path.GetFileName(Assert.Single(Directory.GetFileSystemEntries(_scene.Area.Path))));
        Assert.StartsWith("2.25.", _scene.UidOf("1.wl"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1.wl")]
    public async Task AreaThatSomebodyElseLocks_IsLeftAlone(string name)
    {
        _scene.Area.Write("1.wl", new Entry { StudyInstanceUID = "" });
        byte[] before = await File.ReadAllBytesAsync(_scene.Area.Combine("1.wl"), Cancelled);
        using (LockFiles.TryFlock(_scene.Area.LockFile))
        {
            ProgramRun run = await FixScene.CheckAsync(3, "--fix", _scene.Area.Combine(name).TrimEnd('/'));

            Assert.Contains("holds the lock", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        }

        Assert.Equal(before, await File.ReadAllBytesAsync(_scene.Area.Combine("1.wl"), Cancelled));
    }

    private static byte[] Encode(DicomDataset dataset, DicomTransferSyntax syntax)
    {
        var output = new ArrayBufferWriter<byte>();
        DicomDatasetWriter.Write(dataset, syntax, output);
        return output.WrittenSpan.ToArray();
    }

    // Preamble and file meta information.
    private static byte[] HeadOf(byte[] file, DicomDataset dataset, DicomTransferSyntax syntax) =>
        file[..^Encode(dataset, syntax).Length];
}
