using WorklistScp.Benchmarks.Peers;

namespace WorklistScp.Benchmarks.SideBySide;

/// <summary>The programs that are set side by side.</summary>
internal sealed class ComparedPrograms
{
    /// <summary>What is built here.</summary>
    public ServerProgram Wlmscp { get; } = ServerProgram.Wlmscp();

    /// <summary>What the others are compared with: wlmscpfs as it is.</summary>
    public ServerProgram Wlmscpfs { get; } = ServerProgram.Wlmscpfs();

    /// <summary>wlmscpfs that sends small packets at once.</summary>
    public ServerProgram WithoutDelay { get; } = ServerProgram.WlmscpfsWithoutDelay();

    /// <summary>In the order in which they take turns.</summary>
    public IEnumerable<ServerProgram> All => [Wlmscp, Wlmscpfs, WithoutDelay];
}
