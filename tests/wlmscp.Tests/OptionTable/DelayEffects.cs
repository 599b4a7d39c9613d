using System.Diagnostics;
using WorklistScp.Network.Client;

namespace Wlmscp.Tests.OptionTable;

/// <summary>The delays for tests of SCUs; only that they are not shorter is certain.</summary>
internal static class DelayEffects
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);

    public static OptionEffect[] All { get; } =
    [
        new(["--sleep-before"], (scene, form) => DelaysTheAnswerAsync(scene, form, 1)),
        new(["--sleep-during"], (scene, form) => DelaysTheAnswerAsync(scene, form, 2)),
        new(["--sleep-after"], DelaysWhatFollowsAsync),
    ];

    private static async Task DelaysTheAnswerAsync(OptionScene scene, string form, int times)
    {
        await using WlmscpProcess daemon = await scene.StartAsync(form, "1");
        await using DicomClient client = await daemon.ConnectAsync();
        var waiting = Stopwatch.StartNew();

        Assert.Equal(2, (await client.FindAsync(Keys.Key(DicomTag.PatientID))).Count);

        Assert.True(waiting.Elapsed >= Delay * times * 0.95);
    }

    private static async Task DelaysWhatFollowsAsync(OptionScene scene, string form)
    {
        await using WlmscpProcess daemon = await scene.StartAsync(form, "1");
        await using DicomClient client = await daemon.ConnectAsync();
        var waiting = Stopwatch.StartNew();

        await client.FindAsync(Keys.Key(DicomTag.PatientID));
        await client.CEchoAsync(TestContext.Current.CancellationToken);

        Assert.True(waiting.Elapsed >= Delay * 0.95);
    }
}
