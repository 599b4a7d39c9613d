using WorklistScp.Network;
using WorklistScp.Network.Services;

namespace Wlmscp.Tests.Queries;

public sealed class StatusTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();

    public StatusTests()
    {
        var area = new WorklistArea(_root.Path);
        area.Write("1.wl", new Entry { PatientID = "P1", Modality = "CT" });
        area.Write("2.wl", new Entry { PatientID = "P2", Modality = "MR" });
    }

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Pending_WhenEveryValueWasUsed_IsFF00()
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path);

        List<DicomCFindResponse> responses = await daemon.FindAsync(
            Keys.Key(DicomTag.PatientID),
            Keys.Key(DicomTag.PatientComments),
            Keys.Key(DicomTag.InstanceNumber),
            Keys.Step(Keys.Key(DicomTag.Modality, "CT")));

        Assert.Equal([DicomStatus.Pending, DicomStatus.Success], responses.Select(response => response.Status));
        Assert.Equal("P1", responses[0].Text(DicomTag.PatientID));
        Assert.True(responses[0].Identifier!.Contains(DicomTag.InstanceNumber));
    }

    [Fact]
    public async Task Pending_WhenAValueOfAnotherKeyWasNotUsed_IsFF01()
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path);

        List<DicomCFindResponse> responses = await daemon.FindAsync(
            Keys.Key(DicomTag.PatientID, "P2"), Keys.Key(DicomTag.StudyID, "7"));

        Assert.Equal([DicomStatus.PendingWarning, DicomStatus.Success], responses.Select(response => response.Status));
        Assert.Equal("P2", responses[0].Text(DicomTag.PatientID));
    }

    // Libraries that are made for other models send them with each query.
    [Fact]
    public async Task Pending_WhenOnlyHarmlessValuesWereNotUsed_IsFF00()
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path);

        List<DicomCFindResponse> responses = await daemon.FindAsync(
            Keys.Key(DicomTag.PatientID, "P2"), Keys.Key(DicomTag.InstanceNumber, "7"),
            Keys.Key(DicomTag.QueryRetrieveLevel, "STUDY"), Keys.Key(DicomTag.TimezoneOffsetFromUTC, "+0100"),
            Keys.Key(DicomTag.PatientWeight, "0"), DicomElement.FromUInt16(DicomTag.PregnancyStatus, 0));

        Assert.Equal([DicomStatus.Pending, DicomStatus.Success], responses.Select(response => response.Status));
        Assert.Equal("", responses[0].Text(DicomTag.QueryRetrieveLevel));
    }

    [Fact]
    public async Task Find_WithoutMatch_IsSuccessAlone()
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path);

        DicomCFindResponse response = Assert.Single(await daemon.FindAsync(Keys.Key(DicomTag.PatientID, "P3")));

        Assert.Equal(DicomStatus.Success, response.Status);
    }
}
