using System.Text;
using Wlmscp.Tests.Faults;

namespace Wlmscp.Tests.Hostile;

/// <summary>AE titles and patient IDs that are paths (ICSMA-26-181-01): nothing elsewhere is read or written.</summary>
public sealed class PathTraversalTests : IDisposable
{
    // All of these are there, and would be served if a title were part of a path.
    private static readonly string[] Titles =
    [
        "../X", "../inside/IN", "./IN", "IN/", "IN/.", "IN/../../X", "IN/SUB", "/", "/etc", ".", "..", "../",
        "................", "..\\X", "\\X", "../X\0", "\0IN", "IN\u00c4", "IN\n", "*", "?N", "%2e%2e/X", "~",
    ];

    private static readonly string[] Values =
    [
        "..", "../X", "../../X", "/etc/X", "/tmp/X", "X/../../Y", "..\\W", "................", "~/X", "%2e%2e/X", ".",
    ];

    private readonly TemporaryDirectory _root = new();

    public PathTraversalTests()
    {
        Directory.CreateDirectory(Requests);
        Bystander.MakeArea(Areas);
        foreach (string area in (string[])["IN", "IN/SUB", "../X", "................", "..\\X", "\\X", "%2e%2e/X", "~"])
        {
            new WorklistArea(Areas, area).Write("1.wl", new Entry());
        }
    }

    private string Areas => _root.Combine("inside");

    private string Requests => _root.Combine("requests");

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task CalledAETitle_ThatIsAPath_IsNotAccepted()
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", Areas);
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        foreach (string title in Titles)
        {
            await using RawPeer peer = await RawPeer.ConnectAsync(daemon);
            await peer.SendAsync(new AssociateRequest { CalledAETitle = title }.ToBytes());

            byte[]? answer = await peer.ReceiveAsync();

            Assert.True(answer is [3, _, _, _, _, _, _, 1, 1, 7], title);
            await bystander.GetAnswersAsync(1);
        }

        await bystander.FinishAsync();
    }

    [Fact]
    public async Task CalledAETitle_ThatGoesOnBehindANUL_EndsThere()
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", Areas);
        await using RawPeer peer = await RawPeer.ConnectAsync(daemon);

        await peer.AssociateAsync(new AssociateRequest { CalledAETitle = "IN\0/../../X" });

        byte[][] answers = await peer.QueryAsync(3, [0x10, 0, 0x20, 0, 0, 0, 0, 0]);
        Assert.Equal(4, answers.Length); // one match: command, identifier; the final response; release
    }

    [Fact]
    public async Task RequestFile_OfValuesThatArePaths_StaysInItsDirectory()
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync(
            "--dir", Areas, "-rfp", Requests, "-rff", "#p#a#c");
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        string[] others = Others();
        foreach (string value in Values)
        {
            await using RawPeer peer = await RawPeer.ConnectAsync(daemon);
            await peer.AssociateAsync(new AssociateRequest { CalledAETitle = "IN", CallingAETitle = value });
            Assert.NotEmpty(await peer.QueryAsync(3, [0x10, 0, 0x20, 0, .. Text(value)]));
        }

        await bystander.FinishAsync();
        Assert.Equal(others, Others());
        Assert.Equal(Values.Length + 1, Directory.GetFiles(Requests).Length);
    }

    private static byte[] Text(string value)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(value.Length % 2 == 0 ? value : value + ' ');
        return [(byte)bytes.Length, 0, 0, 0, .. bytes];
    }

    private string[] Others() =>
    [
        .. Directory.GetFileSystemEntries(_root.Path, "*", SearchOption.AllDirectories)
            .Where(path => !path.StartsWith(Requests + '/', StringComparison.Ordinal)).Order(StringComparer.Ordinal),
    ];
}
