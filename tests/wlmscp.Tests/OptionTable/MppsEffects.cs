using Wlmscp.Tests.Mpps;
using WorklistScp.Network.Client;
using WorklistScp.Network.Services;

namespace Wlmscp.Tests.OptionTable;

/// <summary>Whether and how performed steps are taken.</summary>
internal static class MppsEffects
{
    public static OptionEffect[] All { get; } =
    [
        new(["--mpps"], (_, form) => TakeAsync(form)),
        new(["--mpps-strict"], (_, form) => RefuseAsync(form)),
        new(["--max-mpps"], (_, form) => LimitAsync(form)),
    ];

    private static async Task TakeAsync(string form)
    {
        using var scene = new MppsScene();
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", scene.Root, form);
        await using DicomClient client = await daemon.ConnectForMppsAsync();

        await MppsScene.BeginAsync(client);

        Assert.Equal(["STARTED"], await MppsScene.StatusesAsync(daemon));
    }

    private static async Task RefuseAsync(string form)
    {
        using var scene = new MppsScene();
        await using WlmscpProcess daemon = await scene.StartAsync(form);
        await using DicomClient client = await daemon.ConnectForMppsAsync();
        DicomDataset attributes = PerformedSteps.Begin(PerformedSteps.StepOf(MppsScene.Entry));
        attributes.Remove(DicomTag.Modality);

        DicomResponse answer = await client.StartAsync(MppsScene.UID, attributes);

        Assert.Equal(0x0120, answer.Status.Code);
    }

    private static async Task LimitAsync(string form)
    {
        using var scene = new MppsScene();
        await using WlmscpProcess daemon = await scene.StartAsync(form, "4096");
        await using DicomClient client = await daemon.ConnectForMppsAsync();
        await MppsScene.BeginAsync(client);
        var comments = new DicomDataset(
            Keys.Key(DicomTag.CommentsOnThePerformedProcedureStep, new string('x', 5000)));

        await Assert.ThrowsAsync<DicomAssociationAbortedException>(() => client.ChangeAsync(MppsScene.UID, comments));
    }
}
