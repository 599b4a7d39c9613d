using Wlmscp.Tests.Hl7;

namespace Wlmscp.Tests.OptionTable;

/// <summary>Help, version and logging.</summary>
internal static class GeneralEffects
{
    public static OptionEffect[] All { get; } =
    [
        new(["--help", "-h"], (_, form) => PrintsAsync(form, "usage: wlmscp ")),
        new(["--version"], (_, form) => PrintsAsync(form, ".")),
        new(["--arguments"], ArgumentsAsync),
        new(["--quiet", "-q"], (scene, form) => LogsAsync(scene, "", form)),
        new(["--verbose", "-v"], (scene, form) => LogsAsync(scene, "WARN INFO", form)),
        new(["--debug", "-d"], (scene, form) => LogsAsync(scene, "WARN INFO DBUG", form)),
        new(["--log-level", "-ll"], (scene, form) => LogsAsync(scene, "WARN INFO", form, "info")),
        new(["--log-config", "-lc"], LogConfigAsync),
        new(["--config"], ConfigAsync),
    ];

    private static async Task PrintsAsync(string form, string expected)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync(form);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(expected, run.Output, StringComparison.Ordinal);
    }

    private static async Task ArgumentsAsync(OptionScene scene, string form)
    {
        string path = scene.Combine("words");
        await File.WriteAllTextAsync(path, "--max-pdu 8192", TestContext.Current.CancellationToken);
        await using WlmscpProcess daemon = await scene.StartAsync(form, $"@{path}");

        await daemon.WaitForErrorLineAsync(line => line.Contains("'--max-pdu' '8192'", StringComparison.Ordinal));
        await daemon.AssertServesAsync();
    }

    private static async Task LogsAsync(OptionScene scene, string levels, params string[] options)
    {
        await using WlmscpProcess daemon = await scene.StartAsync(options);

        await daemon.FindAsync(Keys.Key(DicomTag.PatientSex, "wrong")); // logs a warning
        Assert.Equal(0, await daemon.StopAsync());

        string[] all = ["WARN", "INFO", "DBUG"];
        Assert.Equal(levels, string.Join(' ', all.Where(
            level => daemon.ErrorLines.Any(line => line.Contains($" {level} ", StringComparison.Ordinal)))));
    }

    private static async Task ConfigAsync(OptionScene scene, string form)
    {
        string config = scene.Combine("wlmscp.json");
        await File.WriteAllTextAsync(
            config, "{ \"hl7\": { \"senders\": [ { \"application\": \"OTHER\" } ] } }", TestContext.Current.CancellationToken);
        await using WlmscpProcess daemon = await scene.StartAsync("--hl7-port", "0", form, config);

        using MllpPeer peer = await MllpPeer.ConnectAsync(daemon);
        Assert.Equal("AR M1", await peer.OrderAsync());
    }

    private static async Task LogConfigAsync(OptionScene scene, string form)
    {
        string config = scene.Combine("logging.json");
        string log = scene.Combine("wlmscp.log");
        await File.WriteAllTextAsync(
            config,
            $$"""
            {
                "Serilog": {
                    "MinimumLevel": { "Default": "Information" },
                    "WriteTo": [ { "Name": "File", "Args": { "path": "{{log}}" } } ]
                }
            }
            """,
            TestContext.Current.CancellationToken);
        await using WlmscpProcess daemon = await scene.StartAsync(form, config);

        await daemon.FindAsync(Keys.Key(DicomTag.PatientID));
        Assert.Equal(0, await daemon.StopAsync());

        string text = await File.ReadAllTextAsync(log, TestContext.Current.CancellationToken);
        Assert.Contains("C-FIND", text, StringComparison.Ordinal);
    }
}
