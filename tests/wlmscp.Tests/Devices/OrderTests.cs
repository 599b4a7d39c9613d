using Wlmscp.Tests.Habits;

namespace Wlmscp.Tests.Devices;

/// <summary>Devices that get their answers in an order of their own.</summary>
public sealed class OrderTests : IAsyncLifetime
{
    private const string Profiles = """
        { "devices": [
          { "calling": "NAMES", "order": "name" },
          { "calling": "URGENT", "order": ["priority", "name"], "limit": 3 },
          { "calling": "HIDES", "order": "priority", "hide": "SCHEDULED" },
          { "calling": "BOTH", "areas": "WARD", "order": ["priority", "time"] }
        ] }
        """;

    private static readonly WireWriter Implicit = new(IsExplicit: false);

    private readonly TemporaryDirectory _root = new();
    private WlmscpProcess _daemon = null!;

    private string Configuration => _root.Combine("wlmscp.json");

    public async ValueTask InitializeAsync()
    {
        var area = new WorklistArea(_root.Path);
        area.Write("1.wl", Of("1", "Zelenka^Jan", "0800", "LOW"));
        area.Write("2.wl", Of("2", "Bach^Johann", "0900", "STAT"));
        area.Write("3.wl", Of("3", "Abel^Carl", "1000", "ROUTINE"));
        area.Write("4.wl", Of("4", "Händel^Georg", "1100", "STAT"));
        var ward = new WorklistArea(_root.Path, "WARD");
        ward.Write("1.wl", Of("5", "Cage^John", "0700", "HIGH"));
        ward.Write("2.wl", Of("6", "Eisler^Hanns", "1030", "STAT"));
        await File.WriteAllTextAsync(Configuration, Profiles, TestContext.Current.CancellationToken);
        _daemon = await WlmscpProcess.StartAsync("-d", "--dir", _root.Path, "--config", Configuration);
    }

    public async ValueTask DisposeAsync()
    {
        await _daemon.DisposeAsync();
        _root.Dispose();
    }

    [Theory]
    [InlineData("OTHER", "P1 P2 P3 P4")]
    [InlineData("NAMES", "P3 P2 P4 P1")]
    [InlineData("URGENT", "P2 P4 P3")] // the first of its order are left
    [InlineData("HIDES", "")]
    [InlineData("BOTH", "P2 P6 P4 P5 P3 P1")] // those of two areas among each other
    public async Task Answers_ComeInTheOrderOfTheProfile(string calling, string patients) =>
        HabitScene.AssertFound(patients, await AskAsync(calling));

    [Fact]
    public async Task Log_HasEachAnswerWithItsNumber()
    {
        await AskAsync("URGENT");

        foreach (string end in new[] { "response 1, 2.wl, FF00", "response 2, 4.wl, FF00", "response 3, 3.wl, FF00" })
        {
            await _daemon.WaitForErrorLineAsync(line => line.EndsWith(end, StringComparison.Ordinal));
        }

        Assert.DoesNotContain(_daemon.ErrorLines, line => line.Contains("response 4", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Explain_SaysTheOrder_AndKeepsToIt()
    {
        ProgramRun run = await ProgramRun.WlmscpAsync(
            "explain", _root.Path, "AETITLE_1", "PatientName=", "--calling", "URGENT", "--config", Configuration);

        Assert.StartsWith(
            """
            profile devices[1] (URGENT)
              order: by priority, name, then as their steps start
            2.wl: matches
            4.wl: matches
            3.wl: matches
            1.wl: matches
            4 of 4 entries match

            """,
            run.Output, StringComparison.Ordinal);
        Assert.Contains("warning: limit: of the 4 that match the device gets the first 3", run.Output, StringComparison.Ordinal);
    }

    private static DicomDataset Of(string number, string name, string time, string priority)
    {
        DicomDataset dataset = new Entry
        {
            PatientID = $"P{number}", PatientName = name, CharacterSet = "ISO_IR 192", StartTime = $"{time}00", StepID = $"S{number}",
            StudyInstanceUID = $"1.2.3.{number}",
        }.ToDataset();
        dataset.AddOrUpdate(DicomElement.FromAscii(DicomTag.RequestedProcedurePriority, DicomVR.CS, priority));
        if (dataset.TryGetSequence(DicomTag.ScheduledProcedureStepSequence, out DicomSequence? steps))
        {
            steps.Items[0].AddOrUpdate(DicomElement.FromAscii(DicomTag.ScheduledProcedureStepStatus, DicomVR.CS, "SCHEDULED"));
        }

        return dataset;
    }

    private async Task<List<WireResponse>> AskAsync(string calling)
    {
        await using RawPeer peer = await RawPeer.ConnectAsync(_daemon);
        await peer.AssociateAsync(new AssociateRequest { CallingAETitle = calling });
        await peer.SendFindAsync(3, HabitScene.Query(Implicit, [Implicit.Element(DicomTag.PatientID, "LO")]));
        List<WireResponse> responses = await WireResponse.ReceiveAsync(peer, DicomTransferSyntax.ImplicitVRLittleEndian);
        await peer.ReleaseAsync();
        return responses;
    }
}
