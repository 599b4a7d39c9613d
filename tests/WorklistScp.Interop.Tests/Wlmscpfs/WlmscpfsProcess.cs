namespace WorklistScp.Interop.Tests.Wlmscpfs;

/// <summary>DCMTK's wlmscpfs, the program that wlmscp replaces, serving a directory.</summary>
internal sealed class WlmscpfsProcess : IAsyncDisposable
{
    private readonly DcmtkServer _server;

    private WlmscpfsProcess(DcmtkServer server) => _server = server;

    /// <summary>The port it listens on.</summary>
    public int Port => _server.Port;

    /// <summary>Starts it, and waits until it accepts connections.</summary>
    public static async Task<WlmscpfsProcess> StartAsync(string directory, params string[] options) =>
        new(await DcmtkServer.StartAsync("wlmscpfs", [.. options, "-dfp", directory]));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
