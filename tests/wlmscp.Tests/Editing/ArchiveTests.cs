using WorklistScp.Dicom.IO;
using Wlmscp.Tests.Faults;

namespace Wlmscp.Tests.Editing;

/// <summary><c>wlmscp expire --archive</c>: whatever goes wrong, an entry is whole and not lost.</summary>
[KnowsDates]
public sealed class ArchiveTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();
    private readonly WorklistArea _area;
    private readonly string _file;

    public ArchiveTests()
    {
        _area = new WorklistArea(_root.Path);
        _file = _area.Combine("1.wl");
        _area.Write("1.wl", new Entry { StartDate = "20000101" });
    }

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Expire_ToAnotherFileSystem_MovesTheFile()
    {
        using SmallFileSystem archive = await SmallFileSystem.MountAsync();
        byte[] bytes = await File.ReadAllBytesAsync(_file, TestContext.Current.CancellationToken);

        await ExpireAsync(0, archive.Path);

        Assert.False(File.Exists(_file));
        string moved = Assert.Single(Directory.GetFileSystemEntries(archive.Path));
        Assert.Equal(Path.Join(archive.Path, "1.wl"), moved);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(moved, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Expire_ToAFullFileSystem_LeavesTheFileAndNoPartOfIt()
    {
        using SmallFileSystem archive = await SmallFileSystem.MountAsync();
        archive.Fill();

        ProgramRun run = await ExpireAsync(3, archive.Path);

        Assert.Single(run.ErrorLines);
        Assert.NotEmpty(DicomFile.Read(await File.ReadAllBytesAsync(
            _file, TestContext.Current.CancellationToken)).Dataset);
        archive.Free();
        Assert.Empty(Directory.GetFileSystemEntries(archive.Path));
    }

    // There it would meet itself, and be taken for what was archived before.
    [Theory]
    [InlineData("")]
    [InlineData("done")]
    public async Task Archive_WithinTheArea_IsWrongUse(string name)
    {
        string archive = Path.Join(_area.Path, name);
        Directory.CreateDirectory(archive);
        Directory.CreateSymbolicLink(_root.Combine("link"), archive);

        foreach (string path in (string[])[archive, _root.Combine("link")])
        {
            ProgramRun run = await ExpireAsync(2, path);
            Assert.Contains(": within the storage area ", run.Error, StringComparison.Ordinal);
        }

        Assert.True(File.Exists(_file));
    }

    // Moved, it would lead nowhere.
    [Fact]
    public async Task Expire_OfALink_ArchivesWhatItLeadsTo()
    {
        string archive = Directory.CreateDirectory(_root.Combine("archive")).FullName;
        File.Move(_file, _root.Combine("elsewhere"));
        File.CreateSymbolicLink(_file, "../elsewhere");

        await ExpireAsync(0, archive);

        Assert.False(File.Exists(_file));
        Assert.True(File.Exists(_root.Combine("elsewhere")));
        Assert.NotEmpty(DicomFile.Read(await File.ReadAllBytesAsync(
            Path.Join(archive, "1.wl"), TestContext.Current.CancellationToken)).Dataset);
    }

    [Fact]
    public async Task Expire_WhenOneWasKilledBeforeItRemovedTheFile_ArchivesItOnce()
    {
        string archive = Directory.CreateDirectory(_root.Combine("archive")).FullName;
        File.Copy(_file, Path.Join(archive, "1.wl"));

        await ExpireAsync(0, archive);

        Assert.False(File.Exists(_file));
        Assert.Equal([Path.Join(archive, "1.wl")], Directory.GetFileSystemEntries(archive));
    }

    private async Task<ProgramRun> ExpireAsync(int exitCode, string archive)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync(
            "expire", _area.Path, "--older-than", "2d", "--archive", archive);
        Assert.True(run.ExitCode == exitCode, run.Error);
        return run;
    }
}
