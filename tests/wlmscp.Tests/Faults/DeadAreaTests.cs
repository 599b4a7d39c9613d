using WorklistScp.Network.Client;
using WorklistScp.Network.Dimse;

namespace Wlmscp.Tests.Faults;

/// <summary>A storage area lies on a file system that hangs.</summary>
public sealed class DeadAreaTests : IDisposable
{
    private const int Askers = 8;

    private readonly FaultScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Area_ThatHangs_KeepsNobodyElseWaiting_AndIsServedWhenItAnswers(bool fromTheStart)
    {
        DeadFileSystem? dead = fromTheStart ? DeadFileSystem.MountOver(_scene.Area.Path) : null;
        try
        {
            await using WlmscpProcess daemon = await _scene.StartAsync();
            await using Bystander bystander = await Bystander.StartAsync(daemon);
            if (!fromTheStart)
            {
                Assert.Equal(["FIRST"], await daemon.FindPatientIDsAsync());
                dead = DeadFileSystem.MountOver(_scene.Area.Path);
            }

            Task<DicomCFindResponse[]>[] asked = [.. Enumerable.Range(0, Askers).Select(_ => AskAsync(daemon))];
            await bystander.GetAnswersAsync(100);
            await using (Bystander another = await Bystander.StartAsync(daemon))
            {
                await another.FinishAsync();
            }

            // They are not kept for ever either.
            foreach (DicomCFindResponse[] responses in await Task.WhenAll(asked))
            {
                DicomCFindResponse response = Assert.Single(responses);
                Assert.Equal(DicomStatus.OutOfResources, response.Status);
                Assert.Equal("The storage area does not answer", response.ErrorComment);
            }

            dead!.Dispose();
            dead = null;
            Assert.Equal(["FIRST"], await daemon.FindPatientIDsAsync());
            await bystander.FinishAsync();
            Assert.Equal(0, await daemon.StopAsync());
        }
        finally
        {
            dead?.Dispose();
        }
    }

    [Fact]
    public async Task Sigterm_WhileAnAreaHangs_Ends()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        Assert.Equal(["FIRST"], await daemon.FindPatientIDsAsync());
        using DeadFileSystem dead = DeadFileSystem.MountOver(_scene.Area.Path);
        await using DicomClient client = await daemon.ConnectAsync();
        Task asked = client.FindAsync(Keys.Key(DicomTag.PatientID));
        await using (Bystander bystander = await Bystander.StartAsync(daemon))
        {
            await bystander.FinishAsync();
        }

        Assert.Equal(0, await daemon.StopAsync());

        await Task.WhenAny(asked);
    }

    private static async Task<DicomCFindResponse[]> AskAsync(WlmscpProcess daemon)
    {
        await using DicomClient client = await daemon.ConnectAsync();
        return [.. await client.FindAsync(Keys.Key(DicomTag.PatientID))];
    }
}
