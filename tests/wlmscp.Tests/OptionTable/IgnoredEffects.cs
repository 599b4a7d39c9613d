namespace Wlmscp.Tests.OptionTable;

/// <summary>Options of wlmscpfs that change nothing here: accepted, and said so.</summary>
internal static class IgnoredEffects
{
    public static OptionEffect[] All { get; } =
    [
        new(["--enable-new-vr", "+u"], (scene, form) => SaysSoAsync(scene, "--enable-new-vr", form)),
        new(["--disable-new-vr", "-u"], (scene, form) => SaysSoAsync(scene, "--disable-new-vr", form)),
        new(["--dhparam", "+dp"], (scene, form) => SaysSoAsync(scene, "--dhparam", form, "/etc/dh.pem")),
        new(["--seed", "+rs"], (scene, form) => SaysSoAsync(scene, "--seed", form, "/dev/urandom")),
        new(["--write-seed", "+ws"], (scene, form) => SaysSoAsync(scene, "--write-seed", form)),
        new(["--write-seed-file", "+wf"], (scene, form) => SaysSoAsync(scene, "--write-seed-file", form, "/tmp/seed")),
    ];

    private static async Task SaysSoAsync(OptionScene scene, string name, params string[] options)
    {
        await using WlmscpProcess daemon = await scene.StartAsync(["-v", .. options]);

        await daemon.WaitForErrorLineAsync(
            line => line.Contains($"option without effect: {name}: ", StringComparison.Ordinal));
        Assert.Equal([OptionScene.PatientID], await daemon.FindPatientIDsAsync());
    }
}
