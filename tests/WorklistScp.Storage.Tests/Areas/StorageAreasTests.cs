using Microsoft.Extensions.Logging.Abstractions;

namespace WorklistScp.Storage.Tests.Areas;

public sealed class StorageAreasTests : IDisposable
{
    private readonly TestArea _area = new();

    public void Dispose() => _area.Dispose();

    [Fact]
    public void Find_TitleOfADirectory_IsItsArea()
    {
        Assert.True(_area.Contains("ONE"));
        Assert.Equal(_area.Directory, _area.Find("ONE")?.Path);
        Assert.Same(_area.Area, _area.Find("ONE"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("one")]
    [InlineData("TWO")]
    [InlineData("O NE")]
    [InlineData(" ONE")] // who reads a title takes the spaces away
    [InlineData("ONE   ")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../BESIDE")]
    [InlineData("ONE/SUB")]
    [InlineData("ONE/")]
    [InlineData("./ONE")]
    [InlineData("ONE\0")]
    [InlineData("RÖNTGEN")]
    [InlineData("ABCDEFGHIJKLMNOPQ")]
    [InlineData("FILE")]
    public void Find_OtherTitle_IsNothing(string title)
    {
        Directory.CreateDirectory(Path.Join(_area.Directory, "SUB"));
        Directory.CreateDirectory(Path.Join(_area.Root, "RÖNTGEN"));
        Directory.CreateDirectory(Path.Join(_area.Root, "ABCDEFGHIJKLMNOPQ"));
        File.WriteAllText(Path.Join(_area.Root, "FILE"), "");

        Assert.False(_area.Contains(title));
        Assert.Null(_area.Find(title));
    }

    [Fact]
    public async Task Find_DirectoryBesideTheRoot_IsNothing()
    {
        using var inner = new StorageAreas(_area.Directory, new(), NullLogger.Instance, TimeProvider.System);
        Assert.Null(await TestArea.FindAsync(inner, "../ONE"));
    }

    [Fact]
    public async Task Find_SymbolicLinkToADirectory_IsServed()
    {
        Directory.CreateSymbolicLink(Path.Join(_area.Root, "LINK"), _area.Directory);
        Assert.NotNull(_area.Find("LINK"));
        Assert.Equal(["LINK", "ONE"], await _area.Areas.ListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Find_DirectoryCreatedOrDeletedLater_IsNoticed()
    {
        Assert.Null(_area.Find("TWO"));
        Directory.CreateDirectory(Path.Join(_area.Root, "TWO"));
        Assert.NotNull(_area.Find("TWO"));
        Directory.Delete(Path.Join(_area.Root, "TWO"));
        Assert.Null(_area.Find("TWO"));
    }

    [Fact]
    public async Task List_Directories_AreThoseWithSafeNamesSorted()
    {
        foreach (string name in new[] { "b", "A 1", ".git", "TOOLONGANAMEFORAE" })
        {
            Directory.CreateDirectory(Path.Join(_area.Root, name));
        }

        Assert.Equal(["A 1", "ONE", "b"], await _area.Areas.ListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Find_RootMissing_IsKeptFromTelling_AndSaysSo()
    {
        string root = Path.Join(_area.Root, "missing");
        var logger = new RecordingLogger();
        using var areas = new StorageAreas(root, new(), logger, TimeProvider.System);

        Assert.Null(await TestArea.ContainsAsync(areas, "ONE"));

        string problem = (await Assert.ThrowsAsync<StorageAreaException>(() => TestArea.FindAsync(areas, "ONE"))).Message;
        Assert.StartsWith(root, problem, StringComparison.Ordinal);
        Assert.Equal([problem], logger.Messages);
        await Assert.ThrowsAsync<StorageAreaException>(
            () => areas.ListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Find_RootThatMayNotBeRead_IsKeptFromTelling_AndSaysSo()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "permissions do not bind root");
        File.SetUnixFileMode(_area.Root, UnixFileMode.UserExecute | UnixFileMode.UserWrite);

        Assert.Null(_area.Contains("ONE"));

        await Assert.ThrowsAsync<StorageAreaException>(() => TestArea.FindAsync(_area.Areas, "ONE"));
        Assert.Single(_area.Logger.Messages);
        File.SetUnixFileMode(_area.Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
