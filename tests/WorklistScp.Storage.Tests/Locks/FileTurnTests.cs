using System.Globalization;
using WorklistScp.Storage.Editing;

namespace WorklistScp.Storage.Tests.Locks;

/// <summary>Those who change a file one after the other.</summary>
public sealed class FileTurnTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly string _directory = Directory.CreateTempSubdirectory("wlmscp-").FullName;

    private string FilePath => Path.Join(_directory, "users");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Turns_SideBySide_LoseNoChange()
    {
        const int Writers = 8, Times = 25;

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(AddAsync, Cancelled)));

        Assert.Equal(Writers * Times, int.Parse(await File.ReadAllTextAsync(FilePath, Cancelled), CultureInfo.InvariantCulture));
        Assert.Equal(FilePath, Assert.Single(Directory.GetFileSystemEntries(_directory)));

        async Task AddAsync()
        {
            for (var i = 0; i < Times; i++)
            {
                using FileTurn turn = await TakeAsync(Limit);
                string text = await File.ReadAllTextAsync(FilePath, Cancelled);
                int count = text.Length == 0 ? 0 : int.Parse(text, CultureInfo.InvariantCulture);
                WholeFile.Replace(FilePath, [.. $"{count + 1}".Select(c => (byte)c)]);
            }
        }
    }

    [Fact]
    public async Task NewFile_IsEmpty_AndItsOwnersAlone()
    {
        using FileTurn turn = await TakeAsync(Limit);

        Assert.Equal(0, new FileInfo(FilePath).Length);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FilePath));
    }

    [Fact]
    public async Task Turn_ThatAnotherKeeps_IsAnError()
    {
        using FileTurn turn = await TakeAsync(Limit);

        IOException thrown = await Assert.ThrowsAsync<IOException>(() => TakeAsync(TimeSpan.Zero));

        Assert.Equal($"{FilePath}: somebody else has been changing it for more than 0 s", thrown.Message);
    }

    [Fact]
    public async Task FileThatCannotBe_IsAnError()
    {
        await Assert.ThrowsAsync<DirectoryNotFoundException>(() => FileTurn.TakeAsync(
            Path.Join(_directory, "nowhere", "users"), Limit, TimeProvider.System, Cancelled));
        await Assert.ThrowsAsync<IOException>(
            () => FileTurn.TakeAsync(_directory, Limit, TimeProvider.System, Cancelled));
    }

    [Fact]
    public void Version_ChangesWithTheFile()
    {
        Assert.Null(FileVersion.TryOf(FilePath));
        File.WriteAllText(FilePath, "a");
        FileVersion? first = FileVersion.TryOf(FilePath);
        Assert.Equal(first, FileVersion.TryOf(FilePath));
        Assert.True(first!.Value.IsRegular);
        Assert.False(first.Value.IsSettled(DateTimeOffset.UnixEpoch));

        WholeFile.Replace(FilePath, [(byte)'a']);
        Assert.NotEqual(first, FileVersion.TryOf(FilePath));
        Assert.False(FileVersion.TryOf(_directory)!.Value.IsRegular);
    }

    private Task<FileTurn> TakeAsync(TimeSpan timeout) =>
        FileTurn.TakeAsync(FilePath, timeout, TimeProvider.System, Cancelled);
}
