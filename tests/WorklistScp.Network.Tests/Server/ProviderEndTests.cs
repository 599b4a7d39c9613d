using System.Runtime.CompilerServices;
using WorklistScp.Network.Client;
using WorklistScp.Network.Services;

namespace WorklistScp.Network.Tests.Server;

public sealed class ProviderEndTests
{
    private readonly TaskCompletionSource _mayEnd = new();
    private readonly TaskCompletionSource _hasEnded = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Provider_ThatGoesOnAfterTheFinalResponse_HoldsBackTheNextRequestOnly()
    {
        await using var server = new TestServer(new ScriptedProvider((_, cancelled) => Lingering(cancelled)));
        await using DicomClient client = await server.ConnectAsync();

        DicomCFindResponse response = await client.CFindAsync(WorklistModel.UID, [], Cancelled).SingleAsync(Cancelled);
        Task<DicomStatus> echo = client.CEchoAsync(Cancelled);
        await server.AssertHealthyAsync();

        Assert.Equal(DicomStatus.Success, response.Status);
        Assert.False(echo.IsCompleted);
        _mayEnd.SetResult();
        Assert.Equal(DicomStatus.Success, await echo);
    }

    [Fact]
    public async Task Provider_ThatGoesOnAfterTheFinalResponse_IsCancelledWhenTheServerStops()
    {
        await using var server = new TestServer(new ScriptedProvider((_, cancelled) => Lingering(cancelled)));
        await using DicomClient client = await server.ConnectAsync();

        await client.CFindAsync(WorklistModel.UID, [], Cancelled).SingleAsync(Cancelled);
        await server.Server.StopAsync(TimeSpan.Zero);

        await _hasEnded.Task.WaitAsync(Cancelled);
    }

    private async IAsyncEnumerable<DicomCFindResponse> Lingering(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            yield return new DicomCFindResponse(DicomStatus.Success);
            await _mayEnd.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            _hasEnded.SetResult();
        }
    }
}
