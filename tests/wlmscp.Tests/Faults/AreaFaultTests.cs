using WorklistScp.Network;
using WorklistScp.Network.Client;
using WorklistScp.Network.Services;

namespace Wlmscp.Tests.Faults;

/// <summary>A storage area that goes away while it is served, and comes back.</summary>
public sealed class AreaFaultTests : IDisposable
{
    private const UnixFileMode ForOthers = UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    // What the daemon of the superuser may not read either, since it is somebody else by then.
    private static readonly UnixFileMode OwnerAlone =
        Environment.IsPrivilegedProcess ? UnixFileMode.UserRead | UnixFileMode.UserExecute : UnixFileMode.None;

    private readonly FaultScene _scene = new();

    private string Away => _scene.Root.Combine("away.d");

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Area_Deleted_IsA700UntilItIsThereAgain()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        await using DicomClient client = await daemon.ConnectAsync();
        Assert.Equal(["FIRST"], await FindAsync(client));

        Directory.Delete(_scene.Area.Path, recursive: true);
        await AssertRefusedAsync(client);
        await Assert.ThrowsAsync<DicomAssociationRejectedException>(() => daemon.ConnectAsync());
        new WorklistArea(_scene.Root.Path).Write("2.wl", new Entry { PatientID = "SECOND" });

        Assert.Equal(["SECOND"], await FindAsync(client));
        await daemon.AssertServesAsync();
        await bystander.FinishAsync();
    }

    [Fact]
    public async Task Area_Replaced_IsServedAsItIsNow()
    {
        var other = new WorklistArea(_scene.Root.Path, "OTHER");
        other.Write("2.wl", new Entry { PatientID = "SECOND" });
        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        await using DicomClient client = await daemon.ConnectAsync();

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(["FIRST"], await FindAsync(client));
            Directory.Move(_scene.Area.Path, Away);
            Directory.Move(other.Path, _scene.Area.Path);
            Assert.Equal(["SECOND"], await FindAsync(client));
            Directory.Move(_scene.Area.Path, other.Path);
            Directory.Move(Away, _scene.Area.Path);
        }

        await bystander.FinishAsync();
    }

    [Fact]
    public async Task Area_ReplacedByAFile_IsA700UntilItIsThereAgain()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        await using DicomClient client = await daemon.ConnectAsync();
        Assert.Equal(["FIRST"], await FindAsync(client));

        Directory.Move(_scene.Area.Path, Away);
        await File.WriteAllTextAsync(_scene.Area.Path, "", TestContext.Current.CancellationToken);
        await AssertRefusedAsync(client);
        File.Delete(_scene.Area.Path);
        Directory.Move(Away, _scene.Area.Path);

        Assert.Equal(["FIRST"], await FindAsync(client));
        await bystander.FinishAsync();
    }

    [Fact]
    public async Task Area_ThatMayNotBeRead_IsA700UntilItMay()
    {
        await using WlmscpProcess daemon = await StartUnprivilegedAsync();
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        await using DicomClient client = await daemon.ConnectAsync();
        Assert.Equal(["FIRST"], await FindAsync(client));
        UnixFileMode mode = File.GetUnixFileMode(_scene.Area.Path);

        File.SetUnixFileMode(_scene.Area.Path, mode & OwnerAlone);
        try
        {
            await AssertRefusedAsync(client);
        }
        finally
        {
            File.SetUnixFileMode(_scene.Area.Path, mode);
        }

        Assert.Equal(["FIRST"], await FindAsync(client));
        await bystander.FinishAsync();
    }

    // For the superuser nothing is unreadable: the daemon becomes somebody else, who has the rights of others.
    private Task<WlmscpProcess> StartUnprivilegedAsync()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return _scene.StartAsync();
        }

        File.SetUnixFileMode(_scene.Root.Path, File.GetUnixFileMode(_scene.Root.Path) | ForOthers);
        return _scene.StartAsync("--user", "nobody");
    }

    private static async Task<string[]> FindAsync(DicomClient client)
    {
        List<DicomCFindResponse> responses = await client.FindAsync(Keys.Key(DicomTag.PatientID));
        Assert.Equal(DicomStatus.Success, responses[^1].Status);
        return [.. responses.SkipLast(1).Select(response => response.Text(DicomTag.PatientID))];
    }

    private static async Task AssertRefusedAsync(DicomClient client)
    {
        DicomCFindResponse response = Assert.Single(await client.FindAsync(Keys.Key(DicomTag.PatientID)));
        Assert.Equal(DicomStatus.OutOfResources, response.Status);
        Assert.NotEqual("", response.ErrorComment);
    }
}
