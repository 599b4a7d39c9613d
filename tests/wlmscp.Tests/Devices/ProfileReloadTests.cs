using System.Runtime.InteropServices;
using Wlmscp.Tests.Habits;
using Wlmscp.Tests.Tls;

namespace Wlmscp.Tests.Devices;

/// <summary>Profiles that change while devices ask, and those of devices with a certificate.</summary>
public sealed class ProfileReloadTests : IDisposable
{
    private const int Devices = 16;
    private const int Entries = 8;

    private static readonly DicomTag PatientComments = new(0x0010, 0x4000);

    private readonly TemporaryDirectory _root = new();

    private string Configuration => _root.Combine("wlmscp.json");

    public void Dispose() => _root.Dispose();

    // Each answer has the mark of the profile twice in each response.
    [Fact]
    public async Task Hangup_BesideDevicesThatAsk_AnswersEachWhollyByTheOldOrByTheNewProfile()
    {
        await using WlmscpProcess daemon = await StartAsync("old");
        using var hasChanged = new CancellationTokenSource();
        var first = new CountdownEvent(Devices);
        Task<int>[] devices = [.. Enumerable.Range(0, Devices).Select(_ => KeepAskingAsync(daemon, first, hasChanged.Token))];
        await Task.Run(() => first.Wait(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

        await WriteAsync("new");
        daemon.Signal(PosixSignal.SIGHUP);
        await daemon.WaitForErrorLineAsync(line => line.EndsWith($"SIGHUP: {Configuration} read again: devices", StringComparison.Ordinal));
        await hasChanged.CancelAsync();

        Assert.All(await Task.WhenAll(devices), answers => Assert.True(answers >= 2));
    }

    [Fact]
    public async Task Hangup_WithAFault_KeepsTheProfilesOfBefore()
    {
        await using WlmscpProcess daemon = await StartAsync("old");
        await File.WriteAllTextAsync(
            Configuration, "{ \"devices\": [\n { \"set\": { \"PatientComments\": 1 } } ] }", TestContext.Current.CancellationToken);

        daemon.Signal(PosixSignal.SIGHUP);

        await daemon.WaitForErrorLineAsync(line => line.Contains(
            $"SIGHUP: {Configuration}:2: devices[0].set.PatientComments: 1, expected ", StringComparison.Ordinal)
            && line.EndsWith("; the configuration of before counts on", StringComparison.Ordinal));
        await using RawPeer peer = await RawPeer.AssociateAsync(daemon);
        Assert.Equal("old", await AskAsync(peer));
    }

    [Fact]
    public async Task ProfileOfACertificate_IsOfDevicesThatHaveIt()
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        await File.WriteAllTextAsync(
            Configuration, "{ \"devices\": [ { \"tlsSubject\": \"*modality*\", \"set\": { \"PatientComments\": \"known\" } } ] }",
            TestContext.Current.CancellationToken);
        await using WlmscpProcess daemon = await scene.StartAsync("--config", Configuration);

        await using RawPeer known = await scene.ConnectAsync(daemon);
        await known.AssociateAsync();
        await known.SendFindAsync(3, HabitScene.EmptyQuery(DicomTransferSyntax.ImplicitVRLittleEndian));
        Assert.Equal(
            "known",
            (await WireResponse.ReceiveAsync(known, DicomTransferSyntax.ImplicitVRLittleEndian))[0].Text(PatientComments));

        await using RawPeer other = await scene.ConnectAsync(daemon, "", scene.Server);
        await other.AssociateAsync();
        await other.SendFindAsync(3, HabitScene.EmptyQuery(DicomTransferSyntax.ImplicitVRLittleEndian));
        Assert.Equal(
            "", (await WireResponse.ReceiveAsync(other, DicomTransferSyntax.ImplicitVRLittleEndian))[0].Text(PatientComments));
    }

    // Until the profile has changed, and once more.
    private static async Task<int> KeepAskingAsync(WlmscpProcess daemon, CountdownEvent first, CancellationToken hasChanged)
    {
        await using RawPeer peer = await RawPeer.AssociateAsync(daemon);
        Assert.Equal("old", await AskAsync(peer));
        first.Signal();
        var answers = 1;
        var mark = "old";
        while (!hasChanged.IsCancellationRequested)
        {
            string next = await AskAsync(peer);
            Assert.True(mark == next || next == "new", "the profile of before has come back");
            mark = next;
            answers++;
        }

        Assert.Equal("new", await AskAsync(peer));
        return answers + 1;
    }

    // The mark of the one profile that all responses are by.
    private static async Task<string> AskAsync(RawPeer peer)
    {
        await peer.SendFindAsync(3, HabitScene.EmptyQuery(DicomTransferSyntax.ImplicitVRLittleEndian));
        List<WireResponse> responses = await WireResponse.ReceiveAsync(peer, DicomTransferSyntax.ImplicitVRLittleEndian);
        Assert.Equal(Entries + 1, responses.Count);
        return Assert.Single(responses.SkipLast(1)
            .SelectMany(response => new[] { response.Text(DicomTag.StudyDescription), response.Text(PatientComments) }).Distinct());
    }

    private async Task<WlmscpProcess> StartAsync(string mark)
    {
        var area = new WorklistArea(_root.Path);
        for (var i = 0; i < Entries; i++)
        {
            area.Write($"{i}.wl", new Entry { PatientID = $"{i}" });
        }

        await WriteAsync(mark);
        return await WlmscpProcess.StartAsync("-v", "--dir", _root.Path, "--config", Configuration);
    }

    private Task WriteAsync(string mark) => File.WriteAllTextAsync(
        Configuration,
        $$"""{ "devices": [ { "calling": "MODALITY", "set": { "StudyDescription": "{{mark}}", "PatientComments": "{{mark}}" } } ] }""",
        TestContext.Current.CancellationToken);
}
