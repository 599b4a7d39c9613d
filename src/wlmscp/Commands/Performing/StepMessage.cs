using WorklistScp.Worklist.Mpps;

namespace Wlmscp.Commands.Performing;

/// <summary>What is sent of a performed step.</summary>
/// <param name="IsNew">Whether by N-CREATE, else by N-SET.</param>
/// <param name="Instance">The performed step.</param>
/// <param name="Dataset">The attributes.</param>
internal sealed record StepMessage(bool IsNew, DicomUID Instance, DicomDataset Dataset)
{
    /// <summary>The messages for an entry, in their order.</summary>
    /// <param name="entry">The data set of the entry.</param>
    /// <param name="settings">What is to be told.</param>
    /// <param name="time">The clock, which each message looks at when it is made.</param>
    public static IEnumerable<StepMessage> AllOf(DicomDataset entry, SendSettings settings, TimeProvider time)
    {
        var builder = new PerformedStepBuilder(entry);
        DicomUID instance = settings.Instance ?? DicomUID.Generate();
        if (settings.IsNew)
        {
            yield return new StepMessage(true, instance, builder.Begin(settings.Peer.CallingAETitle, Now()));
        }

        if (settings.Status != PerformedStatus.InProgress)
        {
            yield return new StepMessage(false, instance, settings.Status == PerformedStatus.Completed
                ? builder.Complete(Now(), DicomUID.Generate(), DicomUID.Generate())
                : builder.Discontinue(Now(), DicomUID.Generate(), settings.Reason));
        }

        DateTime Now() => time.GetLocalNow().DateTime;
    }

    /// <summary>The service, and the performed step.</summary>
    public override string ToString() => $"{(IsNew ? "N-CREATE" : "N-SET")} {Instance.UID}";
}
