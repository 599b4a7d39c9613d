using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Wlmscp.Tests.Tls;
using WorklistScp.Network;
using WorklistScp.Network.Client;
using WorklistScp.Network.Services;
using WorklistScp.Network.Tls;

namespace Wlmscp.Tests.Mpps;

/// <summary>What modalities tell is sent on to others, whatever happens.</summary>
public sealed class ForwardTests : IDisposable
{
    private readonly MppsScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Messages_AreSentOn_AsTheyCame_InTheNameOfTheModality()
    {
        await using var target = RecordingTarget.Start();
        await using WlmscpProcess daemon = await StartAsync(target.Name);
        await using DicomClient client = await daemon.ConnectForMppsAsync();

        await MppsScene.BeginAsync(client);
        await MppsScene.EndAsync(client, "DISCONTINUED", reason: "110500");

        Assert.Equal(
            [$"N-CREATE {MppsScene.UID} of MODALITY", $"N-SET {MppsScene.UID} of MODALITY"], await target.WaitForAsync(2));
        RecordedMessage begin = target.Received[0];
        RecordedMessage end = target.Received[1];
        Assert.Equal(RecordingTarget.Title, begin.CalledAETitle);
        Assert.Equal("AV35674", begin[DicomTag.PatientID]);
        Assert.Equal("IN PROGRESS", begin[DicomTag.PerformedProcedureStepStatus]);
        Assert.Equal(
            PerformedSteps.Begin(PerformedSteps.StepOf(MppsScene.Entry)).Select(element => element.Tag),
            begin.Dataset.Select(element => element.Tag));
        Assert.Equal(
            PerformedSteps.End("DISCONTINUED", "110500").Select(element => element.Tag),
            end.Dataset.Select(element => element.Tag));
        await daemon.WaitForErrorLineAsync(line => line.EndsWith(
            $"N-SET {MppsScene.UID} sent on to {target.Name}: 0000", StringComparison.Ordinal));
        await Eventually.IsTrueAsync(() => Outbox().Length == 0, "an empty outbox");
    }

    [Fact]
    public async Task Order_IsKeptForEachStep()
    {
        await using var target = RecordingTarget.Start();
        await using WlmscpProcess daemon = await StartAsync(target.Name);
        string[] uids = [.. Enumerable.Range(1, 20).Select(number => $"1.2.{number}")];

        await Task.WhenAll(uids.Select(async uid =>
        {
            await using DicomClient client = await daemon.ConnectForMppsAsync(callingAETitle: $"CT{uid}");
            DicomDataset unscheduled = new(Keys.Key(DicomTag.StudyInstanceUID, $"{uid}.1"));
            await MppsScene.BeginAsync(client, uid, unscheduled);
            DicomResponse answer = await client.ChangeAsync(
                uid, new DicomDataset(Keys.Key(DicomTag.PerformedProcedureStepDescription, "more")));
            Assert.Equal(DicomStatus.Success, answer.Status);
            await MppsScene.EndAsync(client, uid: uid);
        }));

        await target.WaitForAsync(60);
        foreach (string uid in uids)
        {
            RecordedMessage[] messages = [.. target.Received.Where(message => message.UID == uid)];
            Assert.Equal(["N-CREATE", "N-SET", "N-SET"], messages.Select(message => message.Operation));
            Assert.Equal("more", messages[1][DicomTag.PerformedProcedureStepDescription]);
            Assert.Equal("COMPLETED", messages[2][DicomTag.PerformedProcedureStepStatus]);
            Assert.All(messages, message => Assert.Equal($"CT{uid}", message.CallingAETitle));
        }
    }

    [Fact]
    public async Task TargetThatIsDown_GetsAll_ThoughDaemonsWereKilled()
    {
        int port = FreePort.Find();
        string name = RecordingTarget.NameOf(port);
        await using (WlmscpProcess first = await StartAsync(name))
        {
            await using DicomClient client = await first.ConnectForMppsAsync();
            await MppsScene.BeginAsync(client);
        }

        await using (WlmscpProcess second = await StartAsync(name))
        {
            await using DicomClient client = await second.ConnectForMppsAsync();
            await MppsScene.EndAsync(client);
            await second.WaitForErrorLineAsync(line => line.Contains($"{name} does not take N-CREATE", StringComparison.Ordinal));
        }

        Assert.Equal(2, Outbox().Length);
        await using var target = RecordingTarget.Start(port: port);
        await using WlmscpProcess third = await StartAsync(name);

        Assert.Equal(
            [$"N-CREATE {MppsScene.UID} of MODALITY", $"N-SET {MppsScene.UID} of MODALITY"], await target.WaitForAsync(2));
        await Eventually.IsTrueAsync(() => Outbox().Length == 0, "an empty outbox");
    }

    [Fact]
    public async Task TargetThatComesUpLater_GetsAll()
    {
        int port = FreePort.Find();
        await using WlmscpProcess daemon = await StartAsync(RecordingTarget.NameOf(port));
        await using DicomClient client = await daemon.ConnectForMppsAsync();
        await MppsScene.BeginAsync(client);
        await MppsScene.EndAsync(client);
        await daemon.WaitForErrorLineAsync(line => line.Contains("does not take", StringComparison.Ordinal));

        await using var target = RecordingTarget.Start(port: port);

        Assert.Equal(2, (await target.WaitForAsync(2)).Length);
    }

    [Fact]
    public async Task RefusedBegin_IsKeptAsFailed_WithTheRestOfItsStep_AndOthersGoOn()
    {
        await using var target = RecordingTarget.Start(message => message.UID == MppsScene.UID
            ? new DicomResponse(new DicomStatus(0x0106)) { ErrorComment = "not this one" }
            : new DicomResponse(DicomStatus.Success));
        await using WlmscpProcess daemon = await StartAsync(target.Name);
        await using DicomClient client = await daemon.ConnectForMppsAsync();

        await MppsScene.BeginAsync(client);
        await MppsScene.EndAsync(client);
        await MppsScene.BeginAsync(client, "1.2.3");

        await daemon.WaitForErrorLineAsync(line => line.Contains("N-CREATE 1.2.3 sent on", StringComparison.Ordinal));
        await daemon.WaitForErrorLineAsync(line => line.Contains(
            $"{target.Name} refuses N-CREATE {MppsScene.UID}: 0106, not this one", StringComparison.Ordinal));
        await daemon.WaitForErrorLineAsync(line => line.Contains($"N-SET {MppsScene.UID} is not sent on", StringComparison.Ordinal));
        Assert.DoesNotContain($"N-SET {MppsScene.UID} of MODALITY", await target.WaitForAsync(2));
        await Eventually.IsTrueAsync(
            () => Outbox() is { Length: 2 } files && files.All(file => file.EndsWith(".failed", StringComparison.Ordinal)),
            "two failed messages");
        Assert.Contains(
            "failed: 0106, not this one", await File.ReadAllTextAsync(Outbox()[0], TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task FinalStep_OfTheTarget_IsRefused_AndNotTriedAgain()
    {
        await using var target = RecordingTarget.Start(message => message.Operation == "N-SET"
            ? new DicomResponse(new DicomStatus(0x0110)) { ErrorID = 0xa710, ErrorComment = "is over" }
            : new DicomResponse(DicomStatus.Success));
        await using WlmscpProcess daemon = await StartAsync(target.Name);
        await using DicomClient client = await daemon.ConnectForMppsAsync();

        await MppsScene.BeginAsync(client);
        await MppsScene.EndAsync(client);

        await daemon.WaitForErrorLineAsync(line => line.Contains(
            $"{target.Name} refuses N-SET {MppsScene.UID}: 0110, error ID A710, is over", StringComparison.Ordinal));
        await Eventually.IsTrueAsync(
            () => Outbox() is [var file] && file.EndsWith("N-SET.failed", StringComparison.Ordinal), "a failed message");
    }

    [Theory]
    [InlineData(0x0110)]
    [InlineData(0x0213)]
    [InlineData(0xc000)]
    public async Task TargetThatCannotNow_IsTriedAgain(int status)
    {
        var count = 0;
        await using var target = RecordingTarget.Start(_ => new DicomResponse(
            Interlocked.Increment(ref count) == 1 ? new DicomStatus((ushort)status) : DicomStatus.Success));
        await using WlmscpProcess daemon = await StartAsync(target.Name);
        await using DicomClient client = await daemon.ConnectForMppsAsync();

        await MppsScene.BeginAsync(client);
        await MppsScene.EndAsync(client);

        Assert.Equal(
            ["N-CREATE", "N-CREATE", "N-SET"],
            (await target.WaitForAsync(3)).Select(message => message.Split(' ')[0]));
    }

    // The answer was lost, not the message.
    [Theory]
    [InlineData("N-CREATE", 0x0111, null)]
    [InlineData("N-SET", 0x0110, 0xa710)]
    public async Task LostAnswer_SentAgain_CountsAsDone(string operation, int status, int? errorID)
    {
        var count = 0;
        await using var target = RecordingTarget.Start(message =>
            message.Operation != operation ? new DicomResponse(DicomStatus.Success)
            : Interlocked.Increment(ref count) == 1 ? null
            : new DicomResponse(new DicomStatus((ushort)status)) { ErrorID = (ushort?)errorID });
        await using (WlmscpProcess first = await StartAsync(target.Name))
        {
            await using DicomClient client = await first.ConnectForMppsAsync();
            await MppsScene.BeginAsync(client);
            await MppsScene.EndAsync(client);
            await Eventually.IsTrueAsync(
                () => target.Received.Any(message => message.Operation == operation), "a message without answer");
        }

        await using WlmscpProcess second = await StartAsync(target.Name);

        await second.WaitForErrorLineAsync(line => line.Contains(
            $"{operation} {MppsScene.UID} sent on to {target.Name}: {status:X4}", StringComparison.Ordinal));
        Assert.Equal(3, (await target.WaitForAsync(3)).Length);
        await Eventually.IsTrueAsync(() => Outbox().Length == 0, "an empty outbox");
    }

    [Fact]
    public async Task TargetThatHangs_KeepsNoModalityWaiting_AndNoOtherTarget()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        string hanging = RecordingTarget.NameOf(((IPEndPoint)listener.LocalEndpoint).Port);
        await using var target = RecordingTarget.Start();
        await using WlmscpProcess daemon = await StartAsync(hanging, target.Name);
        await using DicomClient client = await daemon.ConnectForMppsAsync();

        await MppsScene.BeginAsync(client);
        using TcpClient caller = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await MppsScene.EndAsync(client);
        await MppsScene.BeginAsync(client, "1.2.3");

        Assert.Equal(3, (await target.WaitForAsync(3)).Length);
        Assert.Empty(await MppsScene.StatusesAsync(daemon));
        Assert.Equal(0, await daemon.StopAsync());
        Assert.Equal(3, Outbox().Length);
    }

    [Fact]
    public async Task TargetThatIsDownForAWeek_IsGivenUp()
    {
        int port = FreePort.Find();
        string name = RecordingTarget.NameOf(port);
        await using (WlmscpProcess first = await StartAsync(name))
        {
            await using DicomClient client = await first.ConnectForMppsAsync();
            await MppsScene.BeginAsync(client);
        }

        string file = Assert.Single(Outbox());
        string old = DateTime.UtcNow.AddDays(-8).ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        File.Move(file, Path.Join(Path.GetDirectoryName(file), old + Path.GetFileName(file)[old.Length..]));
        await using WlmscpProcess second = await StartAsync(name);

        await second.WaitForErrorLineAsync(line => line.Contains(
            $"{name} has not taken N-CREATE {MppsScene.UID} for 7 days", StringComparison.Ordinal));
        await Eventually.IsTrueAsync(
            () => Outbox() is [var failed] && failed.EndsWith(".failed", StringComparison.Ordinal), "a failed message");
    }

    [Fact]
    public async Task TwoDaemons_SendEachMessageOnce()
    {
        await using var target = RecordingTarget.Start();
        await using WlmscpProcess one = await StartAsync(target.Name);
        await using WlmscpProcess other = await StartAsync(target.Name);
        await using DicomClient first = await one.ConnectForMppsAsync();
        await using DicomClient second = await other.ConnectForMppsAsync();

        await MppsScene.BeginAsync(first);
        await MppsScene.EndAsync(second);

        Assert.Equal(
            [$"N-CREATE {MppsScene.UID} of MODALITY", $"N-SET {MppsScene.UID} of MODALITY"], await target.WaitForAsync(2));
    }

    [Fact]
    public async Task WithTls_ConnectionIsEncrypted_WithTheKeyOfTheDaemon()
    {
        using TlsScene tls = await TlsScene.CreateAsync();
        await using var target = RecordingTarget.StartWithTls(new TlsSettings
        {
            Key = new TlsKeyFiles(tls.Modality.PrivateKey, tls.Modality.Certificate),
            TrustedFiles = [tls.Authority.Certificate],
        });
        await using WlmscpProcess daemon = await _scene.StartAsync(
            "--mpps-forward", target.Name, "--mpps-forward-tls", "+tls", tls.Server.PrivateKey, tls.Server.Certificate,
            "--add-cert-file", tls.Authority.Certificate, "--port", "0", "--tls-port", "0");
        await using DicomClient client = await daemon.ConnectForMppsAsync();

        await MppsScene.BeginAsync(client);

        Assert.Single(await target.WaitForAsync(1));
    }

    [Fact]
    public async Task TargetThatIsNotNamedAnyMore_IsToldOf()
    {
        string name = RecordingTarget.NameOf(FreePort.Find());
        await using (WlmscpProcess first = await StartAsync(name))
        {
            await using DicomClient client = await first.ConnectForMppsAsync();
            await MppsScene.BeginAsync(client);
        }

        await using WlmscpProcess second = await StartAsync();

        await second.WaitForErrorLineAsync(line => line.Contains(
            $"AETITLE_1: 1 messages wait for {name}, to which nothing is sent on now", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WithoutOption_NothingIsWritten()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using DicomClient client = await daemon.ConnectForMppsAsync();

        await MppsScene.BeginAsync(client);

        Assert.False(Directory.Exists(_scene.Area.Combine("outbox")));
    }

    // Hidden files are the lock, and what is being written.
    private string[] Outbox()
    {
        string directory = _scene.Area.Combine("outbox");
        return Directory.Exists(directory)
            ? [.. Directory.GetFiles(directory).Where(path => Path.GetFileName(path)[0] != '.').Order(StringComparer.Ordinal)]
            : [];
    }

    private Task<WlmscpProcess> StartAsync(params string[] targets) =>
        _scene.StartAsync([.. targets.SelectMany(target => (string[])["--mpps-forward", target])]);
}
