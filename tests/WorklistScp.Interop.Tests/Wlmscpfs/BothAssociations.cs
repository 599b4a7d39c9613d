namespace WorklistScp.Interop.Tests.Wlmscpfs;

/// <summary>An association with each of the two servers, which are sent the same bytes.</summary>
internal sealed class BothAssociations : IAsyncDisposable
{
    private const byte Accept = 2; // A-ASSOCIATE-AC

    private readonly WireAssociation _association;
    private readonly RawPeer _theirs;
    private readonly RawPeer _ours;

    private BothAssociations(WireAssociation association, RawPeer theirs, RawPeer ours)
    {
        _association = association;
        _theirs = theirs;
        _ours = ours;
    }

    /// <summary>Whether both accepted; else both rejected alike.</summary>
    public bool IsAccepted { get; private set; }

    /// <summary>Associates; fails unless both answer alike.</summary>
    public static async Task<BothAssociations> OpenAsync(int theirPort, int ourPort, WireAssociation association)
    {
        var both = new BothAssociations(
            association, await RawPeer.ConnectAsync(theirPort), await RawPeer.ConnectAsync(ourPort));
        try
        {
            await both.AssociateAsync();
            return both;
        }
        catch
        {
            await both.DisposeAsync(); // wlmscpfs ends with its associations
            throw;
        }
    }

    /// <summary>Asks both, and compares what they answer.</summary>
    /// <returns>The number of matches.</returns>
    public async Task<int> CompareAsync(byte[] identifier, Difference difference)
    {
        List<WireResponse> theirs = await AskAsync(_theirs, identifier, "wlmscpfs");
        List<WireResponse> ours = await AskAsync(_ours, identifier, "wlmscp");
        difference.AssertOnly(theirs, ours);
        return ours.Count - 1;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _theirs.DisposeAsync();
        await _ours.DisposeAsync();
    }

    private async Task AssociateAsync()
    {
        byte[] theirs = await AssociateAsync(_theirs);
        byte[] ours = await AssociateAsync(_ours);
        Assert.True(
            Describe(theirs) == Describe(ours),
            $"wlmscpfs answers: {Describe(theirs)}\nwlmscp answers: {Describe(ours)}");
        IsAccepted = ours[0] == Accept;
    }

    private async Task<byte[]> AssociateAsync(RawPeer peer)
    {
        await peer.SendAsync(_association.Request.ToBytes());
        byte[]? answer = await peer.ReceiveAsync();
        Assert.NotNull(answer);
        return answer;
    }

    // Of an ID that was given twice the servers answer once or twice; the first counts.
    private static string Describe(byte[] answer) => answer[0] == Accept
        ? string.Join(' ', AssociateAnswer.Contexts(answer).DistinctBy(context => context.ID).OrderBy(c => c.ID))
        : Convert.ToHexString(answer);

    private async Task<List<WireResponse>> AskAsync(RawPeer peer, byte[] identifier, string who)
    {
        await peer.SendFindAsync(_association.ContextID, identifier);
        return await WireResponse.ReceiveAsync(peer, _association.Syntax, who);
    }
}
