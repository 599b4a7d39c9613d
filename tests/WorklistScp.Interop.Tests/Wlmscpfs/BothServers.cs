using WorklistScp.Network.Client;

namespace WorklistScp.Interop.Tests.Wlmscpfs;

/// <summary>wlmscpfs and wlmscp on the same directory, with an association to each.</summary>
internal sealed class BothServers : IAsyncDisposable
{
    private readonly WlmscpfsProcess _theirs;
    private readonly WlmscpProcess _ours;
    private readonly DicomClient _theirClient;
    private readonly DicomClient _ourClient;

    private BothServers(WlmscpfsProcess theirs, WlmscpProcess ours, DicomClient theirClient, DicomClient ourClient)
    {
        _theirs = theirs;
        _ours = ours;
        _theirClient = theirClient;
        _ourClient = ourClient;
    }

    /// <summary>Starts both.</summary>
    /// <param name="directory">The directory of the storage areas.</param>
    /// <param name="calledAETitle">The area to query.</param>
    /// <param name="ourOptions">Options that only wlmscp takes.</param>
    public static async Task<BothServers> StartAsync(string directory, string calledAETitle, params string[] ourOptions)
    {
        WlmscpfsProcess theirs = await WlmscpfsProcess.StartAsync(directory);
        WlmscpProcess ours = await WlmscpProcess.StartAsync(["--dir", directory, .. ourOptions]);
        return new BothServers(
            theirs, ours, await ConnectAsync(theirs.Port, calledAETitle), await ConnectAsync(ours.Port, calledAETitle));
    }

    /// <summary>Associates with both by the same bytes.</summary>
    public Task<BothAssociations> OpenAsync(WireAssociation association) =>
        BothAssociations.OpenAsync(_theirs.Port, _ours.Port, association);

    /// <summary>Asks both the same query and compares what they answer.</summary>
    /// <returns>The number of matches.</returns>
    public async Task<int> CompareAsync(DicomDataset query, string description)
    {
        Answer expected = await Answer.AskAsync(_theirClient, query);
        Answer actual = await Answer.AskAsync(_ourClient, query);
        Answer.AssertEqual(expected, actual, description);
        return actual.Pending.Count;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _theirClient.DisposeAsync();
        await _ourClient.DisposeAsync();
        await _theirs.DisposeAsync();
        await _ours.DisposeAsync();
    }

    private static Task<DicomClient> ConnectAsync(int port, string calledAETitle) => DicomClient.ConnectAsync(
        new DicomClientOptions
        {
            Host = "127.0.0.1",
            Port = port,
            CallingAETitle = "TEST",
            CalledAETitle = calledAETitle,
            PresentationContexts = WorklistModel.Contexts,
        },
        cancellationToken: TestContext.Current.CancellationToken);
}
