using System.Runtime.InteropServices;
using Wlmscp.Tests.Habits;

namespace Wlmscp.Tests.Devices;

/// <summary>Devices that poll, and are answered for some time by what was read for one of them.</summary>
public sealed class ProfileMemoryTests : IAsyncLifetime
{
    private const string Profiles = """
        { "devices": [
          { "calling": "POLLS*", "memory": 3600, "areas": "WARD" },
          { "calling": "SHORT", "memory": 1 }
        ] }
        """;

    private static readonly WireWriter Implicit = new(IsExplicit: false);

    private readonly TemporaryDirectory _root = new();
    private WorklistArea _area = null!;
    private WlmscpProcess _daemon = null!;

    private string Configuration => _root.Combine("wlmscp.json");

    public async ValueTask InitializeAsync()
    {
        _area = new WorklistArea(_root.Path);
        _area.Write("1.wl", new Entry { PatientID = "P1" });
        _ = new WorklistArea(_root.Path, "WARD");
        await File.WriteAllTextAsync(Configuration, Profiles, TestContext.Current.CancellationToken);
        _daemon = await WlmscpProcess.StartAsync("-d", "--dir", _root.Path, "--config", Configuration);
    }

    public async ValueTask DisposeAsync()
    {
        await _daemon.DisposeAsync();
        _root.Dispose();
    }

    [Fact]
    public async Task Device_IsAnsweredByWhatOneOfItsProfileHasRead_UntilTheConfigurationIsReadAgain()
    {
        HabitScene.AssertFound("P1", await AskAsync("POLLS1"));
        _area.Write("2.wl", new Entry { PatientID = "P2", StepID = "S2", StartTime = "0900" });
        new WorklistArea(_root.Path, "WARD").Write("3.wl", new Entry { PatientID = "P3", StepID = "S3", StartTime = "1000" });

        HabitScene.AssertFound("P1", await AskAsync("POLLS1"));
        HabitScene.AssertFound("P1", await AskAsync("POLLS2"));
        HabitScene.AssertFound("P1 P2", await AskAsync("OTHER"));
        await _daemon.WaitForErrorLineAsync(line => line.Contains(" is answered by what AETITLE_1 was ", StringComparison.Ordinal)
            && line.EndsWith(" s ago, as memory of the profile says", StringComparison.Ordinal));

        _daemon.Signal(PosixSignal.SIGHUP);
        await _daemon.WaitForErrorLineAsync(line => line.EndsWith($"{Configuration} read again: devices", StringComparison.Ordinal));
        HabitScene.AssertFound("P1 P2 P3", await AskAsync("POLLS1"));
    }

    // A writer that keeps the lock, or a lockfile that is gone, is not noticed meanwhile.
    [Fact]
    public async Task Area_IsNotLookedAt()
    {
        HabitScene.AssertFound("P1", await AskAsync("POLLS1"));

        File.Delete(_area.Combine("lockfile"));

        HabitScene.AssertFound("P1", await AskAsync("POLLS1"));
        Assert.Equal(0xA700, Assert.Single(await AskAsync("OTHER")).Status);
    }

    [Fact]
    public async Task Memory_EndsByItself()
    {
        HabitScene.AssertFound("P1", await AskAsync("SHORT"));
        _area.Write("2.wl", new Entry { PatientID = "P2", StepID = "S2" });

        var patients = "P1";
        await Eventually.IsTrueAsync(
            async () =>
            {
                patients = string.Join(' ', (await AskAsync("SHORT")).SkipLast(1).Select(answer => answer.Text(DicomTag.PatientID)));
                return patients == "P1 P2";
            },
            "the new entry");
        Assert.Equal("P1 P2", patients);
    }

    [Fact]
    public async Task Explain_SaysSo()
    {
        ProgramRun run = await ProgramRun.WlmscpAsync(
            "explain", _root.Path, "AETITLE_1", "PatientName=", "--calling", "SHORT", "--config", Configuration, "--summary");

        Assert.StartsWith(
            "profile devices[1] (SHORT)\n  memory: within 1 s the device gets entries as one of its queries found them\n", run.Output,
            StringComparison.Ordinal);
    }

    private async Task<List<WireResponse>> AskAsync(string calling, string called = "AETITLE_1")
    {
        await using RawPeer peer = await RawPeer.ConnectAsync(_daemon);
        await peer.AssociateAsync(new AssociateRequest { CallingAETitle = calling, CalledAETitle = called });
        await peer.SendFindAsync(3, HabitScene.Query(Implicit, [Implicit.Element(DicomTag.PatientID, "LO")]));
        List<WireResponse> responses = await WireResponse.ReceiveAsync(peer, DicomTransferSyntax.ImplicitVRLittleEndian);
        await peer.ReleaseAsync();
        return responses;
    }
}
