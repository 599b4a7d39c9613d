using WorklistScp.Network.Client;
using WorklistScp.Network.Services;

namespace WorklistScp.Network.Tests.Server;

public sealed class DicomServerTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Echo_OverAnAssociation_IsSuccess()
    {
        await using var server = new TestServer();
        await using DicomClient client = await server.ConnectAsync();

        Assert.Equal(DicomStatus.Success, await client.CEchoAsync(Cancelled));
        Assert.Equal(DicomStatus.Success, await client.CEchoAsync(Cancelled));
        await client.ReleaseAsync(Cancelled);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5000)]
    public async Task Find_WithMatches_ReturnsEachAndSuccess(int count)
    {
        await using var server = new TestServer(ScriptedProvider.Matches(count));
        await using DicomClient client = await server.ConnectAsync();

        List<DicomCFindResponse> responses = await client.CFindAsync(WorklistModel.UID, [], Cancelled).ToListAsync(Cancelled);

        Assert.Equal(
            Enumerable.Range(0, count).Select(number => $"P{number}"),
            responses.SkipLast(1).Select(
                match => match.Identifier!.TryGetString(DicomTag.PatientID, out string? id) ? id : ""));
        Assert.Equal(DicomStatus.Success, responses[^1].Status);
        Assert.Null(responses[^1].Identifier);
        await client.ReleaseAsync(Cancelled);
    }
}
