using WorklistScp.Network;
using WorklistScp.Network.Client;
using WorklistScp.Network.Services;

namespace Wlmscp.Tests.Mpps;

/// <summary><c>wlmscp expire</c> removes performed steps, and messages about them that were given up, once they are old.</summary>
public sealed class ExpiredStepTests : IAsyncLifetime
{
    private const string Old = "1.2.1";
    private const string Young = "1.2.2";

    private readonly MppsScene _scene = new();

    private string Performed => _scene.Area.Combine("mpps");

    private string Outbox => _scene.Area.Combine("outbox");

    // Two steps ten days ago, one of them goes on today; of each a message that was refused, and one that waits.
    public async ValueTask InitializeAsync()
    {
        Entry second = MppsScene.Entry with { StepID = "SECOND", StartDate = "20991231" };
        _scene.Area.Write("2.wl", second);
        await using var target = RecordingTarget.Start(_ => new DicomResponse(new DicomStatus(0x0106)));
        await using WlmscpProcess daemon = await _scene.StartAsync(
            "--mpps-forward", target.Name, "--mpps-forward", RecordingTarget.NameOf(FreePort.Find()));
        await using (DicomClient client = await daemon.ConnectForMppsAsync())
        {
            await MppsScene.BeginAsync(client, Old);
            await MppsScene.BeginAsync(client, Young, PerformedSteps.StepOf(second));
            await Eventually.IsTrueAsync(
                () => Directory.GetFiles(Outbox, "*.failed").Length == 2, "two failed messages");
            Age();
            await client.ChangeAsync(
                Young, new DicomDataset(Keys.Key(DicomTag.PerformedProcedureStepDescription, "more")));
        }

        await Eventually.IsTrueAsync(() => Directory.GetFiles(Outbox, "*.failed").Length == 3, "three failed messages");
        Assert.Equal(0, await daemon.StopAsync());
    }

    public ValueTask DisposeAsync()
    {
        _scene.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task OldOnes_AreRemoved_AndCounted()
    {
        ProgramRun run = await ExpireAsync("7d");

        Assert.Equal(
            (0, $"wlmscp expire: {_scene.Area.Path}: 1 performed step, 2 messages that were given up\n"),
            (run.ExitCode, run.Error));
        Assert.Equal([$"{Young}.dcm"], Names(Performed, "*.dcm"));
        Assert.Single(Names(Performed, "*.step")); // of the step that goes on
        Assert.EndsWith("N-SET.failed", Assert.Single(Names(Outbox, "*.failed")), StringComparison.Ordinal);
        Assert.Equal(3, Names(Outbox, "*.sen?").Length);

        ProgramRun again = await ExpireAsync("7d");
        Assert.Equal((0, "", ""), (again.ExitCode, again.Output, again.Error));
    }

    // What goes on is known to the daemon, what is gone is not.
    [Fact]
    public async Task StepThatGoesOn_EndsAsIfNothingWasRemoved()
    {
        await ExpireAsync("7d");
        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using DicomClient client = await daemon.ConnectForMppsAsync();

        Assert.Equal(0x0112, (await client.ChangeAsync(Old, PerformedSteps.End("COMPLETED"))).Status.Code);
        await MppsScene.EndAsync(client, "DISCONTINUED", Young, PerformedSteps.WrongEntry);

        Assert.Contains("SCHEDULED", await MppsScene.StatusesAsync(daemon));
    }

    [Fact]
    public async Task DryRun_CountsThem_AndRemovesNothing()
    {
        string[] before = Kept();

        ProgramRun run = await ExpireAsync("7d", "--dry-run");

        Assert.Equal(
            "wlmscp: --dry-run: nothing is changed\n"
            + $"wlmscp expire: {_scene.Area.Path}: 1 performed step, 2 messages that were given up\n",
            run.Error);
        Assert.Equal(before, Kept());
    }

    [Fact]
    public async Task YoungOnes_Stay()
    {
        string[] before = Kept();

        ProgramRun run = await ExpireAsync("20d");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(before, Kept());
    }

    [Fact]
    public async Task Archive_GetsThem_AndNoneTakesThePlaceOfAnother()
    {
        using var archive = new TemporaryDirectory();
        await File.WriteAllTextAsync(archive.Combine($"{Old}.dcm"), "another", TestContext.Current.CancellationToken);

        ProgramRun run = await ExpireAsync("7d", "--archive", archive.Path);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal([$"{Old}-2.dcm", $"{Old}.dcm"], Names(archive.Path, "*.dcm"));
        Assert.Equal(2, Names(archive.Path, "*.failed").Length);
        Assert.Empty(Names(archive.Path, "*.step"));
        Assert.Equal([$"{Young}.dcm"], Names(Performed, "*.dcm"));
    }

    [Fact]
    public async Task AllAreasOfADirectory_AreLookedAt()
    {
        _ = new WorklistArea(_scene.Root, "CT_2");

        ProgramRun run = await ProgramRun.WlmscpAsync("expire", "--dir", _scene.Root, "--older-than", "7d");

        Assert.Equal(
            $"wlmscp expire: {_scene.Area.Path}: 1 performed step, 2 messages that were given up\n", run.Error);
    }

    // What they lead to may be another's.
    [Theory]
    [InlineData("mpps")]
    [InlineData("outbox")]
    public async Task DirectoryThatIsALink_IsNotFollowed(string name)
    {
        using var elsewhere = new TemporaryDirectory();
        string moved = elsewhere.Combine(name);
        Directory.Move(_scene.Area.Combine(name), moved);
        Directory.CreateSymbolicLink(_scene.Area.Combine(name), moved);
        string[] before = Names(moved);

        ProgramRun run = await ExpireAsync("7d");

        Assert.Equal(3, run.ExitCode);
        Assert.Contains($"{name}: a symbolic link, expected a directory of the area", run.Error, StringComparison.Ordinal);
        Assert.Equal(before, Names(moved));
    }

    private string[] Kept() => [.. Names(Performed), .. Names(Outbox)];

    private Task<ProgramRun> ExpireAsync(string age, params string[] more) =>
        ProgramRun.WlmscpAsync(["expire", _scene.Area.Path, "--older-than", age, .. more]);

    // Files of performed steps are as old as they were written, messages as their names say; entries stay.
    private void Age()
    {
        DateTime then = DateTime.UtcNow.AddDays(-10);
        foreach (string path in Directory.GetFiles(Performed))
        {
            File.SetLastWriteTimeUtc(path, then);
        }

        foreach (string path in Directory.GetFiles(Outbox, "*.failed"))
        {
            File.Move(path, Path.Join(Outbox, $"{then:yyyyMMddHHmmss}{Path.GetFileName(path)[14..]}"));
        }
    }

    private static string[] Names(string directory, string pattern = "*") =>
        [.. Directory.GetFiles(directory, pattern).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
}
