using System.Diagnostics;
using System.Globalization;

namespace Wlmscp.Tests.Life;

/// <summary>The superuser's rights, given up once the port is bound.</summary>
public sealed class IdentityTests : IDisposable
{
    private const string Nobody = "65534";

    private readonly TemporaryDirectory _root = new();

    public IdentityTests()
    {
        File.SetUnixFileMode(_root.Path, (UnixFileMode)0b111_101_101);
        new WorklistArea(_root.Combine("areas")).Write("1.wl", new Entry());
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task User_ReplacesAllIdsOfAllThreads_AndStillServesAPrivilegedPort()
    {
        SkipUnlessRoot();
        await using WlmscpProcess daemon = await StartOnPrivilegedPortAsync("--user", "nobody");

        AssertIds(daemon, Nobody, Nobody, Nobody);
        Assert.Equal(["AV35674"], await daemon.FindPatientIDsAsync());
    }

    [Fact]
    public async Task User_WithSupplementaryGroups_HasThem()
    {
        SkipUnlessRoot();
        // Every Debian has www-data (33) and backup (34); the user gets a second group for this test's daemon alone.
        await using WlmscpProcess daemon = await StartAsync("--user", "www-data", "--group", "backup");

        AssertIds(daemon, "33", "34", "34");
    }

    [Fact]
    public async Task Group_Alone_ReplacesTheGroupsAndKeepsTheUser()
    {
        SkipUnlessRoot();
        await using WlmscpProcess daemon = await StartAsync("--group", "nogroup");

        AssertIds(daemon, "0", Nobody, Nobody);
    }

    [Theory]
    [InlineData("65534", "65534")]
    [InlineData("nobody", "nogroup")]
    public async Task Names_AndNumbers_AreTaken(string user, string group)
    {
        SkipUnlessRoot();
        await using WlmscpProcess daemon = await StartAsync("--user", user, "--group", group);

        AssertIds(daemon, Nobody, Nobody, Nobody);
    }

    [Fact]
    public async Task FilesOfTheDaemon_BelongToTheUser()
    {
        SkipUnlessRoot();
        string directory = _root.Combine("out");
        Directory.CreateDirectory(directory);
        File.SetUnixFileMode(directory, (UnixFileMode)0b111_111_111);
        string config = _root.Combine("logging.json");
        await File.WriteAllTextAsync(
            config,
            $$"""{"Serilog": {"WriteTo": [{"Name": "File", "Args": {"path": "{{directory}}/wlmscp.log"} }]} }""",
            Cancelled);
        await using WlmscpProcess daemon = await StartAsync(
            "--user", "nobody", "-rfp", directory, "-rff", "request.dump", "-lc", config, "-v");

        await daemon.FindAsync(Keys.Key(DicomTag.PatientID));

        ProgramRun owners = await ProgramRun.RunAsync(
            "stat", "-c", "%u %n", $"{directory}/request.dump", $"{directory}/wlmscp.log");
        Assert.Equal($"65534 {directory}/request.dump\n65534 {directory}/wlmscp.log\n", owners.Output);
    }

    [Fact]
    public async Task Directory_ThatTheUserMayNotRead_EndsTheStart()
    {
        SkipUnlessRoot();
        File.SetUnixFileMode(_root.Combine("areas"), (UnixFileMode)0b111_000_000);

        ProgramRun run = await ProgramRun.WlmscpAsync(
            "--port", "0", "--dir", _root.Combine("areas"), "--user", "nobody");

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith(
            $"wlmscp: --dir {_root.Combine("areas")}: ", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--user", "user")]
    [InlineData("--group", "group")]
    public async Task Name_ThatIsUnknown_EndsTheStart(string option, string kind)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync("--port", "0", "--dir", _root.Path, option, "no body");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(
            $"wlmscp: {option} no body: no such {kind}, expected one of this machine", Assert.Single(run.ErrorLines));
    }

    [Fact]
    public async Task User_ThatCannotBeHad_EndsTheStart()
    {
        ProcessStartInfo program = WlmscpProgram.StartInfo("--port", "0", "--dir", _root.Path, "--user", "root");
        bool isRoot = Environment.UserName == "root";
        ProgramRun run = await ProgramRun.RunAsync(isRoot ? AsNobody(program) : program);
        Assert.SkipWhen(run.ExitCode > 100, "the program is where nobody cannot run it");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(
            "wlmscp: --user root: Operation not permitted, expected to be started by the superuser",
            Assert.Single(run.ErrorLines));
    }

    private static void SkipUnlessRoot() =>
        Assert.SkipUnless(Environment.UserName == "root", "only the superuser can become somebody else");

    private static ProcessStartInfo AsNobody(ProcessStartInfo program)
    {
        var start = new ProcessStartInfo(
            "setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups", program.FileName, .. program.ArgumentList])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HOME"] = "/tmp"; // the runtime of a build that is not native looks there
        return start;
    }

    // Real, effective, saved and file system ids of every thread, and the supplementary groups.
    private static void AssertIds(WlmscpProcess daemon, string user, string group, string groups)
    {
        foreach (string thread in Directory.GetDirectories($"/proc/{daemon.Id}/task"))
        {
            string[] status;
            try
            {
                status = File.ReadAllLines(Path.Join(thread, "status"));
            }
            catch (IOException)
            {
                continue; // it has ended meanwhile
            }

            Assert.Contains($"Uid:\t{user}\t{user}\t{user}\t{user}", status);
            Assert.Contains($"Gid:\t{group}\t{group}\t{group}\t{group}", status);
            Assert.Contains($"Groups:\t{groups} ", status);
        }
    }

    private Task<WlmscpProcess> StartAsync(params string[] options) =>
        WlmscpProcess.StartAsync(["--dir", _root.Combine("areas"), .. options]);

    // Port 0 gives none below 1024: tries some until one is free.
    private async Task<WlmscpProcess> StartOnPrivilegedPortAsync(params string[] options)
    {
        for (var attempt = 1; ; attempt++)
        {
            var port = Random.Shared.Next(600, 1024).ToString(CultureInfo.InvariantCulture);
            try
            {
                return await StartAsync(["--port", port, .. options]);
            }
            catch (TimeoutException e) when (attempt < 10 && e.Message.Contains("in use", StringComparison.Ordinal))
            {
                continue;
            }
        }
    }
}
