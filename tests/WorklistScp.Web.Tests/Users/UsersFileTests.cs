using WorklistScp.Web.Users;

namespace WorklistScp.Web.Tests.Users;

public sealed class UsersFileTests : IDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly string _directory = Directory.CreateTempSubdirectory("wlmscp-").FullName;
    private readonly FakeTimeProvider _time = new();
    private readonly List<UsersReading> _readings = [];
    private readonly List<string> _faults = [];

    private string FilePath => Path.Join(_directory, "users");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void File_ThatChanged_IsReadAnew_OnceASecond()
    {
        UsersFile file = Open("a read proxy=a");
        Write("b read proxy=b");

        Assert.Equal("a", Assert.Single(file.Users.All).Name);
        _time.Advance(Second);
        Assert.Equal("b", Assert.Single(file.Users.All).Name);

        Assert.Equal(["a", "b"], _readings.Select(reading => reading.Text.Users.All[0].Name));
        Assert.Empty(_faults);
    }

    [Fact]
    public void File_WithTheRealClock_IsReadWhenItChanged_AndToldOnce()
    {
        Write("a read proxy=a");
        _time.SetUtcNow(DateTimeOffset.UtcNow.AddMinutes(1));
        UsersFile file = Open("a read proxy=a");
        Look(file);
        Look(file);
        Assert.Single(_readings);

        File.Move(FilePath, FilePath + ".old");
        Write("c read proxy=c");
        Assert.Equal("c", Assert.Single(Look(file).All).Name);
    }

    [Fact]
    public void Fault_KeepsTheUsers_AndIsToldOnce_UntilItIsRepaired()
    {
        UsersFile file = Open("a read proxy=a");

        Write("b read");
        Assert.Equal("a", Look(file).All[0].Name);
        Look(file);
        File.Delete(FilePath);
        Assert.Equal("a", Look(file).All[0].Name);
        Look(file);
        Write("b desk proxy=b");
        Assert.Equal("b", Look(file).All[0].Name);
        Write("b read");
        Look(file);

        string noWay = $"{FilePath}:1: no way to sign in, expected password=, token=, certificate= or proxy=";
        Assert.Equal(
            [
                noWay,
                $"{FilePath}: no such file or directory, expected a file of users that can be read; wlmscp passwd makes one",
                noWay,
            ],
            _faults);
        Assert.Equal(2, _readings.Count);
    }

    [Fact]
    public void FileThatOthersMayUse_IsAWarning_WhichGoesWithTheirRights()
    {
        UsersFile file = Open("a read proxy=a", Private | UnixFileMode.GroupRead);
        Assert.Null(_readings[^1].OpenToOthers);

        File.SetUnixFileMode(FilePath, Private | UnixFileMode.OtherRead);
        Look(file);
        Assert.Equal(
            $"{FilePath}: others may use it (mode 0604), expected 0600 or 0640; chmod o= {FilePath}",
            _readings[^1].OpenToOthers?.ToString());

        File.SetUnixFileMode(FilePath, Private);
        Look(file);
        Assert.Null(_readings[^1].OpenToOthers);
        Assert.Equal(3, _readings.Count);
    }

    [Fact]
    public void Open_WhatIsNoRegularFile_Throws()
    {
        Assert.Equal(
            $"{FilePath}: no such file or directory, expected a file of users that can be read; wlmscp passwd makes one",
            Assert.Throws<UsersFileException>(() => UsersFile.Read(FilePath)).Message);
        Assert.Equal(
            $"{_directory}: a directory, expected a file of users that can be read; wlmscp passwd makes one",
            Assert.Throws<UsersFileException>(() => UsersFile.Read(_directory)).Message);
        Assert.Equal(
            "/dev/zero: no regular file, expected a file of users that can be read; wlmscp passwd makes one",
            Assert.Throws<UsersFileException>(() => UsersFile.Read("/dev/zero")).Message);
    }

    [Fact]
    public void Link_IsFollowed_AlsoToAnotherFile()
    {
        Write("a read proxy=a");
        File.Move(FilePath, FilePath + ".1");
        File.WriteAllText(FilePath + ".2", "b read proxy=b");
        File.CreateSymbolicLink(FilePath, FilePath + ".1");
        UsersFile file = UsersFile.Open(FilePath, _time, _readings.Add, e => _faults.Add(e.Message));
        Assert.Equal("a", file.Users.All[0].Name);

        File.Delete(FilePath);
        File.CreateSymbolicLink(FilePath, FilePath + ".2");

        Assert.Equal("b", Look(file).All[0].Name);
    }

    private UsersFile Open(string text, UnixFileMode mode = Private)
    {
        Write(text, mode);
        return UsersFile.Open(FilePath, _time, _readings.Add, e => _faults.Add(e.Message));
    }

    private UserTable Look(UsersFile file)
    {
        _time.Advance(Second);
        return file.Users;
    }

    private void Write(string text, UnixFileMode mode = Private)
    {
        File.WriteAllText(FilePath, text);
        File.SetUnixFileMode(FilePath, mode);
    }
}
