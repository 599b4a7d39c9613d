using System.Text;
using Wlmscp.Tests.Mpps;
using WorklistScp.Hl7.Messages;
using WorklistScp.Network.Client;

namespace Wlmscp.Tests.Hl7;

/// <summary>Who has ordered by HL7 is told by HL7 what was performed.</summary>
public sealed class StatusMessageTests : IDisposable
{
    private const string Study = "1.2.826.0.1.3680043.9.9999.1";

    // What the order of Hl7Messages becomes.
    private static readonly Entry Ordered = new() { StudyInstanceUID = Study, AccessionNumber = "A1", StepID = "A1" };

    private readonly MppsScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Theory]
    [InlineData("COMPLETED", null, "CM")]
    [InlineData("DISCONTINUED", "110500", "DC")]
    [InlineData("DISCONTINUED", PerformedSteps.WrongEntry, "SC")]
    public async Task OrderedStep_IsToldOf(string end, string? reason, string code)
    {
        await using var receiver = MllpReceiver.Start();
        await using WlmscpProcess daemon = await StartAsync(receiver.Name);
        await OrderAsync(daemon);
        await using DicomClient client = await daemon.ConnectForMppsAsync();

        await MppsScene.BeginAsync(client, MppsScene.UID, PerformedSteps.StepOf(Ordered));
        await MppsScene.EndAsync(client, end, reason: reason);

        Assert.Equal(["SC IP", $"SC {code}"], await receiver.WaitForAsync(2));
        Hl7Message message = receiver.Received[0];
        Assert.Equal(("ORM", "O01"), (message.Type, message.Event));
        Assert.Equal(
            ["P1", "F1", Study, "4711"],
            [message.TextAt("ORC", 2), message.TextAt("ORC", 3), message.TextAt("ZDS", 1), message.TextAt("PID", 3)]);
        Assert.Equal("A1", message.TextAt("OBR", 18));
        Assert.Equal(
            ["WLMSCP", "RADIOLOGY", "RIS", "CLINIC"], // the order came from RIS at CLINIC, for RADIOLOGY
            Enumerable.Range(3, 4).Select(field => message.TextAt("MSH", field)));
        await daemon.WaitForErrorLineAsync(line => line.EndsWith(
            $"SC-{code} {Study} A1 sent on to {receiver.Name}: AA", StringComparison.Ordinal));
        Assert.DoesNotContain(daemon.ErrorLines, line => line.Contains("PATIENT", StringComparison.Ordinal));
    }

    [Fact]
    public async Task OrderForNobody_IsToldOfInTheNameOfItsArea()
    {
        await using var receiver = MllpReceiver.Start();
        await using WlmscpProcess daemon = await StartAsync(receiver.Name);
        using MllpPeer peer = await MllpPeer.ConnectAsync(daemon);
        string order = Encoding.ASCII.GetString(Hl7Messages.Order())
            .Replace("|RIS|CLINIC|WLMSCP|RADIOLOGY|", "|RIS^1.2.3^ISO||||", StringComparison.Ordinal);
        Assert.Equal("AA M1", await peer.AskAsync(Encoding.ASCII.GetBytes(order)));
        await using DicomClient client = await daemon.ConnectForMppsAsync();

        await MppsScene.BeginAsync(client, MppsScene.UID, PerformedSteps.StepOf(Ordered));

        Assert.Equal(["SC IP"], await receiver.WaitForAsync(1));
        Assert.Equal(
            ["WLMSCP", "AETITLE_1", "RIS 1.2.3 ISO", ""],
            Enumerable.Range(3, 4).Select(field => receiver.Received[0].Header[field].First).Select(
                name => $"{name[1]} {name[2]} {name[3]}".Trim()));
    }

    [Fact]
    public async Task OtherSteps_AreNotToldOf()
    {
        await using var receiver = MllpReceiver.Start();
        await using WlmscpProcess daemon = await StartAsync(receiver.Name, "--hl7-status-type", "OMG");
        await OrderAsync(daemon);
        await using DicomClient client = await daemon.ConnectForMppsAsync();

        await MppsScene.BeginAsync(client, "1.2.3");
        await MppsScene.EndAsync(client, uid: "1.2.3");
        await MppsScene.BeginAsync(client, MppsScene.UID, PerformedSteps.StepOf(Ordered));

        Assert.Equal(["SC IP"], await receiver.WaitForAsync(1));
        Assert.Equal(Study, receiver.Received[0].TextAt("ZDS", 1));
        Assert.Equal(("OMG", "O19"), (receiver.Received[0].Type, receiver.Received[0].Event));
    }

    [Fact]
    public async Task ReceiverThatIsDown_GetsAll_ThoughTheDaemonWasKilled()
    {
        int port = FreePort.Find();
        await using (WlmscpProcess first = await StartAsync(MllpReceiver.NameOf(port)))
        {
            await OrderAsync(first);
            await using DicomClient client = await first.ConnectForMppsAsync();
            await MppsScene.BeginAsync(client, MppsScene.UID, PerformedSteps.StepOf(Ordered));
            await MppsScene.EndAsync(client);
        }

        await using WlmscpProcess second = await StartAsync(MllpReceiver.NameOf(port));
        await second.WaitForErrorLineAsync(line => line.Contains("does not take SC-IP", StringComparison.Ordinal));
        await using var receiver = MllpReceiver.Start(port: port);

        Assert.Equal(["SC IP", "SC CM"], await receiver.WaitForAsync(2));
    }

    [Fact]
    public async Task AR_AndALostAnswer_AreTriedAgain_WithTheSameControlID()
    {
        var answers = new Queue<string?>(["AR", null, "AA", "CA"]);
        await using var receiver = MllpReceiver.Start(_ => answers.Dequeue());
        await using WlmscpProcess daemon = await StartAsync(receiver.Name);
        await OrderAsync(daemon);
        await using DicomClient client = await daemon.ConnectForMppsAsync();

        await MppsScene.BeginAsync(client, MppsScene.UID, PerformedSteps.StepOf(Ordered));
        await MppsScene.EndAsync(client);

        Assert.Equal(["SC IP", "SC IP", "SC IP", "SC CM"], await receiver.WaitForAsync(4));
        Assert.Equal(2, receiver.Received.Select(message => message.ControlID).Distinct().Count());
        await Eventually.IsTrueAsync(() => Outbox().Length == 0, "an empty outbox");
    }

    [Fact]
    public async Task AE_IsKeptAsFailed_AndTheNextIsSent()
    {
        await using var receiver = MllpReceiver.Start(message => message.TextAt("ORC", 5) == "IP" ? "AE" : "AA");
        await using WlmscpProcess daemon = await StartAsync(receiver.Name);
        await OrderAsync(daemon);
        await using DicomClient client = await daemon.ConnectForMppsAsync();

        await MppsScene.BeginAsync(client, MppsScene.UID, PerformedSteps.StepOf(Ordered));
        await MppsScene.EndAsync(client);

        Assert.Equal(["SC IP", "SC CM"], await receiver.WaitForAsync(2));
        await daemon.WaitForErrorLineAsync(line => line.Contains(
            $"{receiver.Name} refuses SC-IP {Study} A1: AE", StringComparison.Ordinal));
        await Eventually.IsTrueAsync(
            () => Outbox() is [var file] && file.EndsWith("SC-IP.failed", StringComparison.Ordinal), "a failed message");
    }

    private static async Task OrderAsync(WlmscpProcess daemon)
    {
        using MllpPeer peer = await MllpPeer.ConnectAsync(daemon);
        Assert.Equal("AA M1", await peer.OrderAsync());
    }

    private string[] Outbox() => Directory.Exists(_scene.Area.Combine("outbox"))
        ? [.. Directory.GetFiles(_scene.Area.Combine("outbox")).Where(path => Path.GetFileName(path)[0] != '.')]
        : [];

    private Task<WlmscpProcess> StartAsync(string target, params string[] options) =>
        _scene.StartAsync(["--hl7-port", "0", "--hl7-status-to", target, .. options]);
}
