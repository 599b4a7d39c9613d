using WorklistScp.Network;
using WorklistScp.Network.Client;
using WorklistScp.Network.Services;

namespace Wlmscp.Tests.Mpps;

/// <summary>Storage areas, and daemons that take performed steps for them.</summary>
internal sealed class MppsScene : IDisposable
{
    /// <summary>The SOP Instance UID of a performed step.</summary>
    public const string UID = "1.2.276.0.7230010.3.4.100";

    private readonly TemporaryDirectory _root = new();

    public MppsScene()
    {
        Area = new WorklistArea(_root.Path);
        Area.Write("1.wl", Entry);
    }

    /// <summary>The entry of the area AETITLE_1.</summary>
    public static Entry Entry { get; } = new();

    /// <summary>What <c>--dir</c> names.</summary>
    public string Root => _root.Path;

    /// <summary>The area AETITLE_1.</summary>
    public WorklistArea Area { get; }

    /// <summary>Starts a daemon that takes performed steps.</summary>
    public Task<WlmscpProcess> StartAsync(params string[] options) =>
        WlmscpProcess.StartAsync(["-v", "--dir", Root, "--mpps", .. options]);

    /// <summary>Has a step begun, and fails unless that is answered with a success.</summary>
    public static async Task BeginAsync(DicomClient client, string uid = UID, params DicomDataset[] steps)
    {
        DicomResponse answer = await client.StartAsync(
            uid, PerformedSteps.Begin(steps.Length == 0 ? [PerformedSteps.StepOf(Entry)] : steps));
        Assert.Equal(DicomStatus.Success, answer.Status);
    }

    /// <summary>Has a step end, and fails unless that is answered with a success.</summary>
    public static async Task EndAsync(
        DicomClient client, string status = "COMPLETED", string uid = UID, string? reason = null)
    {
        DicomResponse answer = await client.ChangeAsync(uid, PerformedSteps.End(status, reason));
        Assert.Equal(DicomStatus.Success, answer.Status);
    }

    /// <summary>The statuses of the entries that a daemon offers.</summary>
    public static async Task<string[]> StatusesAsync(WlmscpProcess daemon)
    {
        List<DicomCFindResponse> responses = await daemon.FindAsync(new DicomSequence(
            DicomTag.ScheduledProcedureStepSequence,
            new DicomDataset(Keys.Key(DicomTag.ScheduledProcedureStepStatus))));
        Assert.Equal(DicomStatus.Success, responses[^1].Status);
        return
        [
            .. responses.SkipLast(1).Select(response =>
                response.Identifier!.TryGetSequence(DicomTag.ScheduledProcedureStepSequence, out DicomSequence? steps)
                && steps.Items[0].TryGetString(DicomTag.ScheduledProcedureStepStatus, out string? status)
                    ? status
                    : ""),
        ];
    }

    public void Dispose() => _root.Dispose();
}
