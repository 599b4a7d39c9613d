using System.Net;
using Microsoft.Extensions.Logging;
using WorklistScp.Network.Access;
using WorklistScp.Network.Server;
using WorklistScp.Network.Tests.Server;

namespace WorklistScp.Network.Tests.Access;

/// <summary>The two files together, read again when they change.</summary>
public sealed class HostsAccessTests : IDisposable
{
    private static readonly IPAddress Address = IPAddress.Parse("192.0.2.7");

    private readonly string _directory = Directory.CreateTempSubdirectory("wlmscp-").FullName;
    private readonly RecordingLogger _logger = new();
    private readonly List<IPAddress> _lookedUp = [];
    private readonly HostsAccess _access;
    private PeerName _name = PeerName.Unknown;

    public HostsAccessTests()
    {
        _access = new HostsAccess(
            new HostsAccessOptions { AllowPath = Allow, DenyPath = Deny }, new PeerNames(LookUp), _logger);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string Allow => Path.Join(_directory, "allow");

    private string Deny => Path.Join(_directory, "deny");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Files_Missing_GrantAll() => Assert.Null(await FindRefusalAsync());

    [Fact]
    public async Task Allow_ThatMatches_GoesBeforeDeny()
    {
        await WriteAsync(Allow, "wlmscp : 192.0.2.7\n");
        await WriteAsync(Deny, "\nALL : ALL\n");

        Assert.Null(await FindRefusalAsync());
        Assert.Equal($"{Deny}:2", await FindRefusalAsync("192.0.2.8"));
    }

    [Fact]
    public async Task File_ThatChanges_CountsAtOnce()
    {
        await WriteAsync(Deny, "ALL : 192.0.2.8\n");
        Assert.Null(await FindRefusalAsync());

        await WriteAsync(Deny, "ALL : 192.0.2.7\n"); // as long as before, perhaps in the same tick of the clock
        Assert.Equal($"{Deny}:1", await FindRefusalAsync());

        File.Delete(Deny);
        Assert.Null(await FindRefusalAsync());
    }

    [Fact]
    public async Task File_ThatBreaks_RefusesEveryoneWithOneLine()
    {
        await WriteAsync(Allow, "ALL : ALL\n");
        Assert.Null(await FindRefusalAsync());

        await WriteAsync(Allow, "ALL : ALL : spawn\n");
        Assert.NotNull(await FindRefusalAsync());
        Assert.NotNull(await FindRefusalAsync("192.0.2.8"));

        LogLine line = Assert.Single(_logger.Lines);
        Assert.Equal(LogLevel.Error, line.Level);
        Assert.StartsWith($"refusing everyone: {Allow}:1: 'spawn', expected ", line.Text, StringComparison.Ordinal);

        await WriteAsync(Allow, "ALL : ALL\n");
        Assert.Null(await FindRefusalAsync());
    }

    [Fact]
    public void File_ThatIsADirectory_CannotBeRead()
    {
        Directory.CreateDirectory(Deny);

        HostsAccessException e = Assert.Throws<HostsAccessException>(_access.Read);

        Assert.Equal($"{Deny}: a directory, expected a file of hosts_access(5) that can be read", e.Message);
    }

    [Fact]
    public async Task Name_ThatNoRuleNeeds_IsNotLookedUp()
    {
        await WriteAsync(Allow, "ALL : 192.0.2.0/24 .example.org\n");

        Assert.Null(await FindRefusalAsync());
        Assert.Empty(_lookedUp);
    }

    [Theory]
    [InlineData("ct1.example.org", true)]
    [InlineData("ct1.example.com", false)]
    public async Task Name_ThatDecides_IsLookedUp(string name, bool isGranted)
    {
        _name = PeerName.Known(name);
        await WriteAsync(Allow, "ALL : .example.org\n");
        await WriteAsync(Deny, "ALL : ALL\n");

        Assert.Equal(isGranted, await FindRefusalAsync() is null);
        Assert.Equal([Address], _lookedUp);
    }

    [Fact]
    public async Task Name_ThatDoesNotCome_IsWaitedForAsLongAsTheCallerWants()
    {
        using var never = new ManualResetEventSlim();
        var access = new HostsAccess(
            new HostsAccessOptions { AllowPath = Allow, DenyPath = Deny },
            new PeerNames(_ =>
            {
                never.Wait(Cancelled);
                return PeerName.Unknown;
            }),
            _logger);
        await WriteAsync(Deny, "ALL : UNKNOWN\n");
        using var patience = new CancellationTokenSource();

        Task<string?> refusal = access.FindRefusalAsync(Address, () => false, patience.Token);
        Assert.False(refusal.IsCompleted);
        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => refusal);
        never.Set();
    }

    /// <summary>Any file of hosts has the loopback address, both ways.</summary>
    [Fact]
    public void LookUp_Loopback_IsKnownOrNotButNeverContradictsItself() =>
        Assert.NotSame(PeerName.Paranoid, PeerNames.LookUp(IPAddress.Loopback));

    private static Task WriteAsync(string path, string text) => File.WriteAllTextAsync(path, text, Cancelled);

    private Task<string?> FindRefusalAsync(string address = "192.0.2.7") =>
        _access.FindRefusalAsync(IPAddress.Parse(address), () => false, Cancelled);

    private PeerName LookUp(IPAddress address)
    {
        _lookedUp.Add(address);
        return _name;
    }
}
