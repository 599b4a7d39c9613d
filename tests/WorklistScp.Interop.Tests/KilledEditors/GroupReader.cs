using WorklistScp.Network;
using WorklistScp.Network.Client;
using WorklistScp.Network.Services;

namespace WorklistScp.Interop.Tests.KilledEditors;

/// <summary>A modality that asks a server for all entries while they are changed, and judges each answer.</summary>
internal sealed class GroupReader(string server, int port, string calledAETitle, IReadOnlyList<EntryGroup> groups)
{
    // wlmscpfs starts a process for each association.
    private const int QueriesOfAnAssociation = 50;

    // So that other programs get the processor too, and editors the lock.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private static readonly DicomItem[] Universal =
    [
        Keys.Key(DicomTag.AccessionNumber), Keys.Key(DicomTag.PatientID), Keys.Key(DicomTag.RequestedProcedureID),
        Keys.Key(DicomTag.AdmittingDiagnosesDescription), Keys.Key(DicomTag.RequestedProcedureDescription),
        Keys.Key(DicomTag.StudyInstanceUID), Keys.Key(DicomTag.PatientComments),
        Keys.Step(
            Keys.Key(DicomTag.ScheduledProcedureStepDescription), Keys.Key(DicomTag.ScheduledProcedureStepID)),
    ];

    private readonly DicomClientOptions _options = new()
    {
        Host = "127.0.0.1",
        Port = port,
        CallingAETitle = "READER",
        CalledAETitle = calledAETitle,
        PresentationContexts = WorklistModel.Contexts,
    };

    private int _answers;

    /// <summary>What it asks.</summary>
    public string Server => server;

    /// <summary>The number of answers that were right.</summary>
    public int Answers => Volatile.Read(ref _answers);

    /// <summary>Asks until others have ended.</summary>
    public async Task RunAsync(Task others, CancellationToken cancellationToken)
    {
        while (!others.IsCompleted)
        {
            await using DicomClient client = await DicomClient.ConnectAsync(
                _options, cancellationToken: cancellationToken);
            for (var i = 0; i < QueriesOfAnAssociation && !others.IsCompleted; i++)
            {
                await AskAsync(client, cancellationToken);
                await Task.Delay(Pause, cancellationToken);
            }

            await client.ReleaseAsync(cancellationToken);
        }
    }

    /// <summary>Asks once.</summary>
    public async Task AskAsync(CancellationToken cancellationToken)
    {
        await using DicomClient client = await DicomClient.ConnectAsync(_options, cancellationToken: cancellationToken);
        await AskAsync(client, cancellationToken);
        await client.ReleaseAsync(cancellationToken);
    }

    private async Task AskAsync(DicomClient client, CancellationToken cancellationToken)
    {
        int[] settled = [.. groups.Select(group => group.History.Settled)];
        List<DicomCFindResponse> responses =
            await client.CFindAsync(WorklistModel.UID, new DicomDataset(Universal), cancellationToken).ToListAsync(cancellationToken);
        Judge(responses, settled);
        Interlocked.Increment(ref _answers);
    }

    private void Judge(List<DicomCFindResponse> responses, int[] settled)
    {
        DicomCFindResponse final = responses[^1];
        Assert.True(final.Status == DicomStatus.Success, $"{server}: {final.Status} {final.ErrorComment}");
        var versions = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DicomCFindResponse response in responses.SkipLast(1))
        {
            DicomDataset entry = response.Identifier!;
            string id = EntryGroup.IdOf(entry);
            Assert.True(versions.TryAdd(id, EntryGroup.VersionOf(entry, server)), $"{server}: {id} is there twice");
        }

        foreach ((int number, EntryGroup group) in groups.Index())
        {
            string[] found = [.. group.PatientIDs.Select(id => versions.Remove(id, out string? one) ? one : "")];
            Assert.True(
                group.History.Allows(settled[number], found),
                $"{server}: {group.Name} is {string.Join(',', found)}, expected one of "
                + group.History.Describe(settled[number]));
        }

        Assert.True(versions.Count == 0, $"{server}: unknown entries {string.Join(' ', versions.Keys)}");
    }
}
