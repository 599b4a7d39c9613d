using Microsoft.Extensions.Logging;
using WorklistScp.Storage;
using WorklistScp.Storage.Editing;
using WorklistScp.Storage.Sending;

namespace Wlmscp.Mpps.Forwarding;

/// <summary>Messages that wait for somebody whom the command line does not name any more.</summary>
/// <param name="editors">The storage areas.</param>
/// <param name="logger">Receives the events 3627 and 3630.</param>
internal sealed class LostTargets(AreaEditors editors, ILogger logger)
{
    /// <summary>Says so, once for each of them.</summary>
    /// <param name="targets">Those whom it names.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task WarnAsync(IEnumerable<string> targets, CancellationToken cancellationToken)
    {
        HashSet<string> known = targets.Select(OutgoingFile.KeyOf).ToHashSet(StringComparer.Ordinal);
        try
        {
            foreach ((string name, WorklistEditor editor) in await editors.FindAllAsync(cancellationToken))
            {
                await WarnAsync(name, new Outbox(editor.Directory), known);
            }
        }
        catch (Exception e) when (e is StorageAreaException or IOException or UnauthorizedAccessException)
        {
            ForwardingEvents.OutboxFailed(logger, "storage areas", "others", SystemMessage.Of(e));
        }
        catch (OperationCanceledException)
        {
            // The daemon ends.
        }
    }

    private async Task WarnAsync(string area, Outbox outbox, HashSet<string> known)
    {
        foreach (IGrouping<string, OutgoingFile> lost in (await outbox.ListAsync())
            .Where(file => file.State != OutgoingState.Failed && !known.Contains(file.TargetKey))
            .GroupBy(file => file.TargetKey))
        {
            OutgoingFile oldest = lost.MinBy(file => file.Came)!;
            string target = (await Outbox.ReadAsync(oldest))?.Target ?? lost.Key;
            ForwardingEvents.TargetLost(logger, area, lost.Count(), target, oldest.Path);
        }
    }
}
