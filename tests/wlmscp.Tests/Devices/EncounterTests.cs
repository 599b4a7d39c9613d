using System.Globalization;
using Wlmscp.Tests.Habits;

namespace Wlmscp.Tests.Devices;

/// <summary>Devices that ask for encounters, and devices whose entries lie in several storage areas.</summary>
[KnowsDates]
public sealed class EncounterTests : IAsyncLifetime
{
    private const string Profiles = """
        { "devices": [
          { "calling": "CAM*", "encounter": true },
          { "calling": "BOTH", "areas": ["AETITLE_1", "WARD"] },
          { "calling": "GONE", "areas": "NOWHERE" }
        ] }
        """;

    private static readonly WireWriter Implicit = new(IsExplicit: false);

    private readonly TemporaryDirectory _root = new();
    private WlmscpProcess _daemon = null!;

    private string Configuration => _root.Combine("wlmscp.json");

    public async ValueTask InitializeAsync()
    {
        var area = new WorklistArea(_root.Path);
        var ward = new WorklistArea(_root.Path, "WARD");
        DicomDataset first = Of("1", "0900").ToDataset();
        first.AddOrUpdate(new DicomSequence(DicomTag.OtherPatientIDsSequence, new DicomDataset(
            DicomElement.FromAscii(DicomTag.PatientID, DicomVR.LO, "W9"),
            DicomElement.FromAscii(DicomTag.IssuerOfPatientID, DicomVR.LO, "WARD"))));
        area.Write("1.wl", first);
        area.Write("3.wl", Of("3", "1100"));
        ward.Write("2.wl", Of("2", "1000"));
        await File.WriteAllTextAsync(Configuration, Profiles, TestContext.Current.CancellationToken);
        _daemon = await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _daemon.DisposeAsync();
        _root.Dispose();
    }

    // IHE RAD-130: by the number of a wristband, which is one of the other numbers.
    [Fact]
    public async Task Camera_AsksByAWristband_AndIsToldBackWhatItSaidOfItself()
    {
        List<WireResponse> responses = await AskAsync("CAM1", "W9", "WARD");

        HabitScene.AssertFound("P1", responses);
        Assert.True(
            responses[0].Identifier!.TryGetSequence(DicomTag.ScheduledProcedureStepSequence, out DicomSequence? steps));
        Assert.True(steps.Items[0].TryGetString(DicomTag.ScheduledStationAETitle, out string? station));
        Assert.True(steps.Items[0].TryGetString(DicomTag.Modality, out string? modality));
        Assert.Equal(("CAM1", "XC"), (station, modality));
    }

    // An encounter without a start: it begins with the picture.
    [Fact]
    public async Task Camera_ThatFindsAStepWithoutAStart_IsToldThePresentTime()
    {
        await using WlmscpProcess daemon = await StartAsync("--disable-file-reject");
        new WorklistArea(_root.Path, "UNPLANNED").Write("4.wl", Of("4", "") with { StartDate = "" });
        byte[] identifier = HabitScene.Query(
            Implicit, [Implicit.Element(DicomTag.PatientID, "LO", "P4")],
            Implicit.Element(DicomTag.ScheduledProcedureStepStartDate, "DA"),
            Implicit.Element(DicomTag.ScheduledProcedureStepStartTime, "TM"));

        DateTime before = DateTime.Now;
        List<WireResponse> asked = await AskAsync("CAM1", "UNPLANNED", identifier, daemon);
        DateTime after = DateTime.Now;
        List<WireResponse> byOther = await AskAsync("CT9", "UNPLANNED", identifier, daemon);

        Assert.InRange(
            DateTime.ParseExact(StartOf(asked[0]), "yyyyMMddHHmmss", CultureInfo.InvariantCulture),
            before.AddTicks(-(before.Ticks % TimeSpan.TicksPerSecond)), after);
        Assert.Equal("", StartOf(byOther[0]));
    }

    // Its start is that of the order.
    [Fact]
    public async Task Camera_ThatFindsAStepWithAStart_IsToldThat()
    {
        List<WireResponse> responses = await AskAsync("CAM1", "AETITLE_1", HabitScene.Query(
            Implicit, [Implicit.Element(DicomTag.PatientID, "LO", "P3")],
            Implicit.Element(DicomTag.ScheduledProcedureStepStartDate, "DA"),
            Implicit.Element(DicomTag.ScheduledProcedureStepStartTime, "TM")));

        Assert.Equal($"{new Entry().StartDate}1100", StartOf(responses[0]));
    }

    [Theory]
    [InlineData("CAM1", "P1", "CLINIC", "P1")]
    [InlineData("CAM1", "W9", "CLINIC", "")] // a number of one issuer is another patient's of another
    [InlineData("CAM1", "P1", "WARD", "")]
    [InlineData("CT9", "W9", "WARD", "")]
    public async Task PatientID_IsThatOfItsIssuer(string calling, string id, string issuer, string patients) =>
        HabitScene.AssertFound(patients, await AskAsync(calling, id, issuer));

    [Theory]
    [InlineData("AETITLE_1")]
    [InlineData("WARD")]
    public async Task FurtherAreas_AreReadOnce_AndTheirEntriesAreInOrder(string called) =>
        HabitScene.AssertFound(
            "P1 P2 P3",
            await AskAsync("BOTH", called, HabitScene.Query(Implicit, [Implicit.Element(DicomTag.PatientID, "LO")])));

    [Fact]
    public async Task FurtherArea_ThatIsNotThere_RefusesTheQuery_AndIsNamed()
    {
        List<WireResponse> responses = await AskAsync(
            "GONE", "AETITLE_1", HabitScene.Query(Implicit, [Implicit.Element(DicomTag.PatientID, "LO")]));

        Assert.Equal(0xA700, Assert.Single(responses).Status);
        await _daemon.WaitForErrorLineAsync(line => line.Contains("no storage area NOWHERE", StringComparison.Ordinal));
    }

    private static Entry Of(string number, string time) => new()
    {
        PatientID = $"P{number}", IssuerOfPatientID = "CLINIC", Modality = "CT", StationAETitle = "CT1", StartTime = time,
        StepID = $"S{number}", StudyInstanceUID = $"1.2.3.{number}",
    };

    private static string StartOf(WireResponse response)
    {
        Assert.True(response.Identifier!.TryGetSequence(DicomTag.ScheduledProcedureStepSequence, out DicomSequence? steps));
        Assert.True(steps.Items[0].TryGetString(DicomTag.ScheduledProcedureStepStartDate, out string? date));
        Assert.True(steps.Items[0].TryGetString(DicomTag.ScheduledProcedureStepStartTime, out string? time));
        return date.Trim(' ') + time.Trim(' ');
    }

    private Task<WlmscpProcess> StartAsync(params string[] options) =>
        WlmscpProcess.StartAsync(["-v", "--dir", _root.Path, "--config", Configuration, .. options]);

    private Task<List<WireResponse>> AskAsync(string calling, string id, string issuer) => AskAsync(
        calling, "AETITLE_1",
        HabitScene.Query(
            Implicit,
            [Implicit.Element(DicomTag.PatientID, "LO", id), Implicit.Element(DicomTag.IssuerOfPatientID, "LO", issuer)],
            Implicit.Element(DicomTag.Modality, "CS", "XC"),
            Implicit.Element(DicomTag.ScheduledStationAETitle, "AE", calling)));

    private async Task<List<WireResponse>> AskAsync(
        string calling, string called, byte[] identifier, WlmscpProcess? daemon = null)
    {
        DicomTransferSyntax syntax = DicomTransferSyntax.ImplicitVRLittleEndian;
        await using RawPeer peer = await RawPeer.ConnectAsync(daemon ?? _daemon);
        await peer.AssociateAsync(new AssociateRequest
        {
            CallingAETitle = calling,
            CalledAETitle = called,
            Contexts = [(DicomUID.ModalityWorklistInformationModelFind, [syntax.UID])],
        });
        await peer.SendFindAsync(1, identifier);
        List<WireResponse> responses = await WireResponse.ReceiveAsync(peer, syntax);
        await peer.ReleaseAsync();
        return responses;
    }
}
