using WorklistScp.Network;

namespace Wlmscp.Tests.OptionTable;

/// <summary>How the daemon lives with the system.</summary>
internal static class DaemonEffects
{
    public static OptionEffect[] All { get; } =
    [
        new(["--pid-file"], PidFileAsync),
        new(["--user"], (scene, form) => IdentityAsync(scene, form, "nobody", "Uid:")),
        new(["--group"], (scene, form) => IdentityAsync(scene, form, "nogroup", "Gid:")),
        new(["--audit-log"], AuditLogAsync),
        new(["--audit-required"], AuditRequiredAsync),
    ];

    private static async Task PidFileAsync(OptionScene scene, string form)
    {
        string path = scene.Combine("wlmscp.pid");
        await using WlmscpProcess daemon = await scene.StartAsync(form, path);

        Assert.Equal($"{daemon.Id}\n", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
    }

    private static async Task AuditLogAsync(OptionScene scene, string form)
    {
        string path = scene.Combine("audit.jsonl");
        await using WlmscpProcess daemon = await scene.StartAsync(form, path);

        Assert.Equal([OptionScene.PatientID], await daemon.FindPatientIDsAsync());
        Assert.Equal(0, await daemon.StopAsync());
        Assert.Equal(3, (await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken)).Length);
    }

    private static async Task AuditRequiredAsync(OptionScene scene, string form)
    {
        await using WlmscpProcess daemon = await scene.StartAsync("--audit-log", "/dev/full", form);

        Assert.Equal(DicomStatus.OutOfResources, (await daemon.FindAsync())[^1].Status);
    }

    private static async Task IdentityAsync(OptionScene scene, string form, string name, string field)
    {
        Assert.SkipUnless(Environment.UserName == "root", "only the superuser can become somebody else");
        Directory.CreateDirectory(scene.Root);
        File.SetUnixFileMode(scene.Root, (UnixFileMode)0b111_101_101);
        await using WlmscpProcess daemon = await scene.StartAsync(form, name);

        string[] status = await File.ReadAllLinesAsync(
            $"/proc/{daemon.Id}/status", TestContext.Current.CancellationToken);
        Assert.Equal($"{field}\t65534\t65534\t65534\t65534", status.Single(line => line.StartsWith(field)));
        Assert.Equal([OptionScene.PatientID], await daemon.FindPatientIDsAsync());
    }
}
