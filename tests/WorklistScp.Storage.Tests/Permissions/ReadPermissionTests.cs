using WorklistScp.Storage.Linux;
using WorklistScp.Storage.Permissions;

namespace WorklistScp.Storage.Tests.Permissions;

/// <summary>What owners, groups and modes let a user read. The files are those of whoever runs the tests.</summary>
public sealed class ReadPermissionTests : IDisposable
{
    private const uint Stranger = 54_321;
    private const uint StrangeGroup = 54_322;

    private readonly TestArea _area = new();

    public ReadPermissionTests()
    {
        SetMode(_area.Root, "755");
        SetMode(_area.Directory, "755");
        _area.Write("1.wl", [1]);
    }

    private string File => _area.PathOf("1.wl");

    public void Dispose() => _area.Dispose();

    [Theory]
    [InlineData("004", true)]
    [InlineData("640", false)]
    [InlineData("773", false)]
    public void File_ForAStranger_CountsTheBitsOfOthers(string mode, bool isReadable)
    {
        SetMode(File, mode);

        Assert.Equal(isReadable, new ReadPermission(Stranger, [StrangeGroup]).FindForFile(File) is null);
    }

    [Theory]
    [InlineData("040", true)]
    [InlineData("704", false)]
    public void File_ForItsGroup_CountsTheBitsOfTheGroupAlone(string mode, bool isReadable)
    {
        SetMode(File, mode);

        var permission = new ReadPermission(Stranger, [StrangeGroup, StatusOf(File).Group]);

        Assert.Equal(isReadable, permission.FindForFile(File) is null);
    }

    [Fact]
    public void File_ForItsOwner_CountsTheBitsOfTheOwnerAlone()
    {
        if (StatusOf(File).User == 0)
        {
            Give(File, Stranger); // the superuser may read everything
        }

        SetMode(File, "077");

        FileStatus status = StatusOf(File);
        Assert.NotNull(new ReadPermission(status.User, [status.Group]).FindForFile(File));
    }

    [Fact]
    public void Superuser_ReadsEverything()
    {
        SetMode(File, "000");
        SetMode(_area.Directory, "700");

        Assert.Null(new ReadPermission(0, []).FindForFile(File));
    }

    [Fact]
    public void Directory_MustBeReadableAndSearchable()
    {
        SetMode(_area.Directory, "751");
        ReadObstacle? obstacle = new ReadPermission(Stranger, []).FindForDirectory(_area.Directory);

        Assert.Equal(
            new ReadObstacle(_area.Directory, Mode("751"), UnixFileMode.OtherRead | UnixFileMode.OtherExecute),
            obstacle);
        Assert.Null(new ReadPermission(Stranger, []).FindForFile(File));
    }

    [Fact]
    public void DirectoryOnTheWay_MustBeSearchable()
    {
        SetMode(_area.Root, "754");

        ReadObstacle? obstacle = new ReadPermission(Stranger, []).FindForFile(File);

        Assert.Equal(new ReadObstacle(_area.Root, Mode("754"), UnixFileMode.OtherExecute), obstacle);
    }

    [Fact]
    public void Link_IsFollowed_ToItsDirectoriesToo()
    {
        string hidden = Path.Join(_area.Root, "hidden");
        Directory.CreateDirectory(hidden);
        System.IO.File.Move(File, Path.Join(hidden, "1.wl"));
        System.IO.File.CreateSymbolicLink(File, "../hidden/1.wl");
        SetMode(hidden, "700");

        Assert.Equal(hidden, new ReadPermission(Stranger, []).FindForFile(File)?.Path);
        SetMode(hidden, "711");
        Assert.Null(new ReadPermission(Stranger, []).FindForFile(File));
    }

    [Fact]
    public void WhatIsNotThere_OrALoop_IsNoObstacle()
    {
        System.IO.File.CreateSymbolicLink(_area.PathOf("loop.wl"), "loop.wl");
        var permission = new ReadPermission(Stranger, []);

        Assert.Null(permission.FindForFile(_area.PathOf("none.wl")));
        Assert.Null(permission.FindForFile(_area.PathOf("loop.wl")));
    }

    private static UnixFileMode Mode(string octal) => (UnixFileMode)Convert.ToInt32(octal, fromBase: 8);

    private static void SetMode(string path, string octal) => System.IO.File.SetUnixFileMode(path, Mode(octal));

    private static void Give(string path, uint user)
    {
        using FileStream file = System.IO.File.OpenRead(path);
        Assert.True(LibC.TryChangeOwner(file.SafeFileHandle, user, LibC.SameOwner));
    }

    private static FileStatus StatusOf(string path)
    {
        Assert.True(LibC.TryStat(path, out FileStatus status));
        return status;
    }
}
