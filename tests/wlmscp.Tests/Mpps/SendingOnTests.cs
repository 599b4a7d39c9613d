using System.Text;
using System.Text.Json;
using Wlmscp.Tests.Hl7;
using WorklistScp.Dicom.DumpText;
using WorklistScp.Dicom.Json;
using WorklistScp.Network;
using WorklistScp.Network.Client;
using WorklistScp.Network.Services;

namespace Wlmscp.Tests.Mpps;

/// <summary><c>wlmscp mpps list</c> and <c>show</c> tell what waits to be sent on, and what was given up.</summary>
public sealed class SendingOnTests : IDisposable
{
    private readonly MppsScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Messages_AreCountedByTarget()
    {
        (string away, string refusing) = await SendOnAsync();

        ProgramRun list = await ProgramRun.WlmscpAsync("mpps", "list", _scene.Area.Path);
        ProgramRun show = await ProgramRun.WlmscpAsync("mpps", "show", MppsScene.UID, "--dir", _scene.Root);

        string[] lines = list.Output.Split('\n');
        Assert.Contains("STEP     SENDING", lines[0], StringComparison.Ordinal);
        string ofStep = Assert.Single(lines, line => line.EndsWith(MppsScene.UID, StringComparison.Ordinal));
        Assert.Contains($"{away}: 2 waiting", ofStep, StringComparison.Ordinal);
        Assert.Contains($"{refusing}: 2 failed", ofStep, StringComparison.Ordinal);
        string ofOther = Assert.Single(lines, line => line.EndsWith("1.2.3", StringComparison.Ordinal));
        Assert.Contains($"{away}: 1 waiting  ", ofOther, StringComparison.Ordinal);
        Assert.DoesNotContain("failed", ofOther, StringComparison.Ordinal);
        string[] comments = [.. show.Output.Split('\n').Where(line => line.StartsWith("# RIS@", StringComparison.Ordinal))];
        Assert.Equal(4, comments.Length);
        Assert.Single(comments, line => line.StartsWith($"# {away}: N-CREATE waits since 20", StringComparison.Ordinal));
        Assert.Single(comments, line => line.StartsWith($"# {away}: N-SET waits since 20", StringComparison.Ordinal));
        Assert.Single(comments, line => line.StartsWith(
            $"# {refusing}: N-CREATE failed: 0106, not this one; {_scene.Area.Combine("outbox")}/", StringComparison.Ordinal)
            && line.EndsWith("-N-CREATE.failed", StringComparison.Ordinal));
        Assert.Single(comments, line => line.StartsWith($"# {refusing}: N-SET failed: ", StringComparison.Ordinal));
        Assert.Contains("(0040,0252) CS [COMPLETED]", show.Output, StringComparison.Ordinal);
        Assert.NotEmpty(DicomDumpReader.Read(Encoding.UTF8.GetBytes(show.Output)).Dataset);
    }

    [Fact]
    public async Task Messages_AreInTheJson_WhereThatIsAskedFor()
    {
        (string away, string refusing) = await SendOnAsync();

        ProgramRun run = await ProgramRun.WlmscpAsync("mpps", "list", "--json", "--sending", "--dir", _scene.Root);
        ProgramRun plain = await ProgramRun.WlmscpAsync("mpps", "list", "--json", "--dir", _scene.Root);

        using JsonDocument json = JsonDocument.Parse(run.Output);
        JsonElement step = Assert.Single(json.RootElement.EnumerateArray(), each => UIDOf(each) == MppsScene.UID);
        Assert.Equal(
            ((string[])[$"{away} 2 0", $"{refusing} 0 2"]).Order(StringComparer.Ordinal),
            step.GetProperty("sending").EnumerateArray().Select(each =>
                $"{each.GetProperty("target")} {each.GetProperty("waiting")} {each.GetProperty("failed")}")
                .Order(StringComparer.Ordinal));
        Assert.Equal(
            DicomJsonReader.Read(Encoding.UTF8.GetBytes(plain.Output)).Count,
            DicomJsonReader.Read(Encoding.UTF8.GetBytes(run.Output), "dataset").Count);

        static string? UIDOf(JsonElement each) =>
            each.GetProperty("dataset").GetProperty("00080018").GetProperty("Value")[0].GetString();
    }

    // It is in the outbox of the area of the scheduled step.
    [Fact]
    public async Task StatusMessage_IsToldOfThePerformedStep_OfAnotherArea()
    {
        string receiver = MllpReceiver.NameOf(FreePort.Find());
        var ordered = new Entry { StudyInstanceUID = "1.2.826.0.1.3680043.9.9999.1", AccessionNumber = "A1", StepID = "A1" };
        await using (WlmscpProcess daemon = await _scene.StartAsync("--hl7-port", "0", "--hl7-status-to", receiver))
        {
            using MllpPeer peer = await MllpPeer.ConnectAsync(daemon);
            Assert.Equal("AA M1", await peer.OrderAsync());
            _ = new WorklistArea(_scene.Root, "CT_2");
            await using DicomClient client = await daemon.ConnectForMppsAsync("CT_2");
            await MppsScene.BeginAsync(client, MppsScene.UID, PerformedSteps.StepOf(ordered));
        }

        ProgramRun show = await ProgramRun.WlmscpAsync("mpps", "show", MppsScene.UID, "--dir", _scene.Root);

        Assert.StartsWith($"# {receiver}: SC-IP waits since 20", show.Output, StringComparison.Ordinal);
    }

    // Nothing waits: the table has no such column.
    [Fact]
    public async Task NothingToSend_IsNotMentioned()
    {
        await using (WlmscpProcess daemon = await _scene.StartAsync())
        {
            await using DicomClient client = await daemon.ConnectForMppsAsync();
            await MppsScene.BeginAsync(client);
        }

        ProgramRun list = await ProgramRun.WlmscpAsync("mpps", "list", _scene.Area.Path);
        ProgramRun json = await ProgramRun.WlmscpAsync("mpps", "list", "--json", "--sending", _scene.Area.Path);
        ProgramRun show = await ProgramRun.WlmscpAsync("mpps", "show", MppsScene.UID, "--dir", _scene.Root);

        Assert.DoesNotContain("SENDING", list.Output, StringComparison.Ordinal);
        Assert.Contains("\"sending\": []", json.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("waits", show.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Properties_AreInTheHelp()
    {
        ProgramRun run = await ProgramRun.WlmscpAsync("mpps", "list", "--help");

        Assert.All(
            (string[])["dataset", "sending", "target", "waiting", "failed"],
            name => Assert.Contains($"\"{name}\":", run.Output, StringComparison.Ordinal));
    }

    // A target that is not there, and one that refuses what one step is about.
    private async Task<(string Away, string Refusing)> SendOnAsync()
    {
        string away = RecordingTarget.NameOf(FreePort.Find());
        await using var target = RecordingTarget.Start(message => message.UID == MppsScene.UID
            ? new DicomResponse(new DicomStatus(0x0106)) { ErrorComment = "not this one" }
            : new DicomResponse(DicomStatus.Success));
        await using WlmscpProcess daemon = await _scene.StartAsync("--mpps-forward", away, "--mpps-forward", target.Name);
        await using (DicomClient client = await daemon.ConnectForMppsAsync())
        {
            await MppsScene.BeginAsync(client);
            await MppsScene.EndAsync(client);
            await MppsScene.BeginAsync(client, "1.2.3");
        }

        await Eventually.IsTrueAsync(
            () => Directory.GetFiles(_scene.Area.Combine("outbox"), "*.failed").Length == 2, "two failed messages");
        await daemon.WaitForErrorLineAsync(
            line => line.Contains($"N-CREATE 1.2.3 sent on to {target.Name}", StringComparison.Ordinal));
        Assert.Equal(0, await daemon.StopAsync());
        return (away, target.Name);
    }
}
