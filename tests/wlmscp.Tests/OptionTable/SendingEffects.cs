using Wlmscp.Tests.Hl7;
using Wlmscp.Tests.Mpps;
using WorklistScp.Network.Client;

namespace Wlmscp.Tests.OptionTable;

/// <summary>Whom the daemon tells what was performed.</summary>
internal static class SendingEffects
{
    public static OptionEffect[] All { get; } =
    [
        new(["--mpps-forward"], (_, form) => ForwardAsync(form)),
        new(["--mpps-forward-tls"], (_, form) => EncryptAsync(form)),
        new(["--hl7-status-to"], (_, form) => TellAsync("ORM", form)),
        new(["--hl7-status-type"], (_, form) => TellAsync("OMG", "--hl7-status-to", form, "OMG")),
    ];

    private static async Task ForwardAsync(string form)
    {
        using var scene = new MppsScene();
        await using var target = RecordingTarget.Start();
        await using var other = RecordingTarget.Start();
        await using WlmscpProcess daemon = await scene.StartAsync(form, target.Name, form, other.Name);

        await BeginAsync(daemon, MppsScene.Entry);

        Assert.Single(await target.WaitForAsync(1));
        Assert.Single(await other.WaitForAsync(1));
    }

    // Without keys it does not start: nothing leaves unencrypted.
    private static async Task EncryptAsync(string form)
    {
        using var scene = new MppsScene();

        ProgramRun run = await ProgramRun.WlmscpAsync(
            "--port", "0", "--dir", scene.Root, "--mpps", "--mpps-forward", "RIS@127.0.0.1:104", form);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"{form}: no key", run.Error, StringComparison.Ordinal);
    }

    private static async Task TellAsync(string type, string form, params string[] more)
    {
        using var scene = new MppsScene();
        await using var receiver = MllpReceiver.Start();
        await using WlmscpProcess daemon = await scene.StartAsync(["--hl7-port", "0", form, receiver.Name, .. more]);
        using MllpPeer peer = await MllpPeer.ConnectAsync(daemon);
        Assert.Equal("AA M1", await peer.OrderAsync());

        await BeginAsync(daemon, new Entry { StudyInstanceUID = "1.2.826.0.1.3680043.9.9999.1", StepID = "A1" });

        await receiver.WaitForAsync(1);
        Assert.Equal(type, receiver.Received[0].Type);
    }

    private static async Task BeginAsync(WlmscpProcess daemon, Entry entry)
    {
        await using DicomClient client = await daemon.ConnectForMppsAsync();
        await MppsScene.BeginAsync(client, MppsScene.UID, PerformedSteps.StepOf(entry));
    }
}
