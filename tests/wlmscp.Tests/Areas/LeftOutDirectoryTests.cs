using System.Globalization;

namespace Wlmscp.Tests.Areas;

/// <summary>A directory that somebody meant as a storage area, and is none, is named at the start.</summary>
public sealed class LeftOutDirectoryTests : IDisposable
{
    private const string NotServed = ": not served as a storage area: ";

    private readonly TemporaryDirectory _root = new();

    public LeftOutDirectoryTests() => new WorklistArea(_root.Path).Write("1.wl", new Entry());

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Start_NamesEachDirectoryThatIsNoArea_WithTheReason()
    {
        Directory.CreateDirectory(_root.Combine("CT 1 of the ground floor"));
        Directory.CreateDirectory(_root.Combine("CT.1"));
        Directory.CreateDirectory(_root.Combine("two\nlines"));
        Directory.CreateDirectory(_root.Combine("MR1"));
        Directory.CreateDirectory(_root.Combine("MR2/lockfile"));
        Directory.CreateSymbolicLink(_root.Combine("MR3"), _root.Combine("nowhere"));
        File.WriteAllText(_root.Combine("notes.txt"), "");
        Directory.CreateDirectory(_root.Combine(".git"));
        Directory.CreateDirectory(_root.Combine("lost+found"));
        Directory.CreateSymbolicLink(_root.Combine("LINK"), _root.Combine("AETITLE_1"));
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path);

        string[] lines = await LinesAsync(daemon, 6);

        const string name =
            "its name cannot be an AE title, expected 1 to 16 letters, digits, spaces within, and - : @ _";
        Assert.Equal(
            [
                $"CT 1 of the ground floor{NotServed}{name}",
                $"CT.1{NotServed}{name}",
                $"MR1{NotServed}{_root.Combine("MR1/lockfile")}: no such file; "
                    + "create it, empty, to have this storage area served",
                $"MR2{NotServed}{_root.Combine("MR2/lockfile")}: not a regular file; the lockfile must be one",
                $"MR3{NotServed}a link that leads nowhere",
                $"two?lines{NotServed}{name}",
            ],
            lines.Select(line => line[(line.IndexOf(_root.Path, StringComparison.Ordinal) + _root.Path.Length + 1)..]));
        await daemon.AssertServesAsync();
    }

    [Fact]
    public async Task Start_WithoutLockfiles_NeedsNone()
    {
        Directory.CreateDirectory(_root.Combine("MR1"));
        Directory.CreateDirectory(_root.Combine("MR.2"));
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path, "--no-lockfile");

        Assert.Contains("/MR.2: ", Assert.Single(await LinesAsync(daemon, 1)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_DirectoryThatMayNotBeRead_IsNamed()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only the superuser can become somebody else");
        Directory.CreateDirectory(_root.Combine("MR1"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        File.SetUnixFileMode(_root.Path, (UnixFileMode)0b111_101_101);
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path, "--user", "nobody");

        Assert.EndsWith(
            $"/MR1{NotServed}Permission denied", Assert.Single(await LinesAsync(daemon, 1)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithManyOfThem_NamesTen_AndCountsTheOthers()
    {
        for (var i = 0; i < 25; i++)
        {
            Directory.CreateDirectory(_root.Combine(string.Create(CultureInfo.InvariantCulture, $"a.{i:00}")));
        }

        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path);

        await daemon.WaitForErrorLineAsync(line => line.EndsWith(
            $" WARN {_root.Path}: 15 more directories are not served as storage areas", StringComparison.Ordinal));
        Assert.Equal(10, daemon.ErrorLines.Count(line => line.Contains(NotServed, StringComparison.Ordinal)));
    }

    private static async Task<string[]> LinesAsync(WlmscpProcess daemon, int count)
    {
        string[] lines = [];
        await Eventually.IsTrueAsync(
            () =>
            {
                lines = [.. daemon.ErrorLines.Where(line => line.Contains(NotServed, StringComparison.Ordinal))];
                return lines.Length == count;
            },
            "the lines");
        return lines;
    }
}
