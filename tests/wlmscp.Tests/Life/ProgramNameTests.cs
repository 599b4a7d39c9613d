using System.Diagnostics;

namespace Wlmscp.Tests.Life;

/// <summary>The program under the name of the one that it replaces.</summary>
public sealed class ProgramNameTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();

    public ProgramNameTests()
    {
        new WorklistArea(_root.Combine("areas")).Write("1.wl", new Entry());
    }

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Program_LinkedAsWlmscpfs_WorksTheSame()
    {
        string? published = Environment.GetEnvironmentVariable("WLMSCP");
        Assert.SkipWhen(string.IsNullOrEmpty(published), "only the native program is one file that can be linked");
        string link = _root.Combine("wlmscpfs");
        File.CreateSymbolicLink(link, published!);
        var start = new ProcessStartInfo(link, ["-dfp", _root.Combine("areas"), "-s", "+xe", "0"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync(start);

        Assert.Equal(["AV35674"], await daemon.FindPatientIDsAsync());
        Assert.Equal(0, await daemon.StopAsync());
    }
}
