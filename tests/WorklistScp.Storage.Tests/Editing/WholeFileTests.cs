using WorklistScp.Storage.Editing;
using WorklistScp.Storage.Linux;

namespace WorklistScp.Storage.Tests.Editing;

/// <summary>Files that take the place of others.</summary>
public sealed class WholeFileTests : IDisposable
{
    private const UnixFileMode Odd = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;
    private const uint SomeUser = 12_345;
    private const uint SomeGroup = 23_456;

    private readonly TestArea _area = new();

    private string Target => _area.PathOf("a.wl");

    public void Dispose() => _area.Dispose();

    [Fact]
    public void Replace_KeepsThePermissions_AndLeavesNothingElse()
    {
        _area.Write("a.wl", [1]);
        File.SetUnixFileMode(Target, Odd);

        WholeFile.Replace(Target, [2]);

        Assert.Equal([2], File.ReadAllBytes(Target));
        Assert.Equal(Odd, File.GetUnixFileMode(Target));
        Assert.Equal(2, Directory.GetFileSystemEntries(_area.Directory).Length);
    }

    [Fact]
    public void Replace_KeepsTheOwner()
    {
        Assert.SkipUnless(Environment.UserName == "root", "only the superuser gives files away");
        _area.Write("a.wl", [1]);
        File.SetUnixFileMode(Target, Odd);
        Give(Target);

        WholeFile.Replace(Target, [2]);

        AssertKept(Target);
    }

    [Fact]
    public async Task Put_KeepsOwnerAndPermissions()
    {
        Assert.SkipUnless(Environment.UserName == "root", "only the superuser gives files away");
        _area.Write("a.wl", [1]);
        File.SetUnixFileMode(Target, Odd);
        Give(Target);

        using (AreaEditor editor = await AreaEditor.OpenAsync(
            _area.Directory, TimeSpan.FromSeconds(10), TimeProvider.System, TestContext.Current.CancellationToken))
        {
            editor.Put([("a.wl", [2]), ("b.wl", [3])]);
        }

        AssertKept(Target);
        Assert.Equal([3], File.ReadAllBytes(_area.PathOf("b.wl")));
    }

    [Fact]
    public void Replace_OfADirectory_ThrowsAndLeavesNothing()
    {
        Directory.CreateDirectory(Target);

        Assert.ThrowsAny<Exception>(() => WholeFile.Replace(Target, [2]));

        Assert.Equal(
            ["a.wl", "lockfile"],
            Directory.GetFileSystemEntries(_area.Directory).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Write_TakesTheNameOfALink_AndNothingOfWhatWasThere()
    {
        _area.Write("other.wl", [1]);
        File.CreateSymbolicLink(Target, _area.PathOf("other.wl"));

        WholeFile.Write(Target, [2]);

        Assert.Null(new FileInfo(Target).LinkTarget);
        Assert.Equal([2], File.ReadAllBytes(Target));
        Assert.Equal([1], File.ReadAllBytes(_area.PathOf("other.wl")));
        AssertHas("a.wl", "lockfile", "other.wl");
    }

    [Fact]
    public void Write_OfADirectory_ThrowsAndLeavesNothing()
    {
        Directory.CreateDirectory(Target);

        Assert.ThrowsAny<Exception>(() => WholeFile.Write(Target, [2]));

        AssertHas("a.wl", "lockfile");
    }

    [Fact]
    public void WriteNew_TakesTheFirstNameThatIsFree()
    {
        _area.Write("a.wl", [1]);

        WholeFile.WriteNew(_area.Directory, [2], [Target, _area.PathOf("b.wl"), _area.PathOf("c.wl")]);

        Assert.Equal([1], File.ReadAllBytes(Target));
        Assert.Equal([2], File.ReadAllBytes(_area.PathOf("b.wl")));
        AssertHas("a.wl", "b.wl", "lockfile");
    }

    [Fact]
    public void WriteNew_WithoutAFreeName_ThrowsAndLeavesNothing()
    {
        _area.Write("a.wl", [1]);

        IOException thrown =
            Assert.Throws<IOException>(() => WholeFile.WriteNew(_area.Directory, [2], [Target, Target]));

        Assert.Equal(LibC.EEXIST, thrown.HResult);
        Assert.Equal([1], File.ReadAllBytes(Target));
        AssertHas("a.wl", "lockfile");
    }

    [Fact]
    public void WriteNew_WhereNoFileCanBe_SaysTheErrorOfTheSystem()
    {
        IOException thrown = Assert.Throws<IOException>(
            () => WholeFile.WriteNew(_area.Directory, [2], [Path.Join(_area.Directory, "nowhere/a.wl")]));

        Assert.Equal(LibC.ENOENT, thrown.HResult);
        AssertHas("lockfile");
    }

    [Fact]
    public void CheckIn_LeavesNothing_AndThrowsWhereThereIsNoDirectory()
    {
        WholeFile.CheckIn(_area.Directory);

        AssertHas("lockfile");
        Assert.Throws<DirectoryNotFoundException>(() => WholeFile.CheckIn(Path.Join(_area.Directory, "nowhere")));
    }

    private void AssertHas(params string[] names) => Assert.Equal(
        names,
        Directory.GetFileSystemEntries(_area.Directory).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    private static void Give(string path)
    {
        using FileStream file = File.OpenRead(path);
        Assert.True(LibC.TryChangeOwner(file.SafeFileHandle, SomeUser, SomeGroup));
    }

    private static void AssertKept(string path)
    {
        Assert.Equal([2], File.ReadAllBytes(path));
        Assert.True(LibC.TryStat(path, out FileStatus status));
        Assert.Equal((SomeUser, SomeGroup, Odd), (status.User, status.Group, status.Permissions));
    }
}
