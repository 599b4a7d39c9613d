using System.Collections.ObjectModel;
using WorklistScp.Network.Tls;

namespace Wlmscp.Commands.Peers;

/// <summary>A peer, and how to reach it.</summary>
/// <param name="Host">The host name or address.</param>
/// <param name="Port">The TCP port.</param>
/// <param name="CalledAETitle">The called AE title.</param>
internal sealed record PeerSettings(string Host, int Port, string CalledAETitle)
{
    /// <summary>The command that asks it.</summary>
    public required string Command { get; init; }

    /// <summary>What it should be, such as <c>a worklist SCP</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The calling AE title.</summary>
    public required string CallingAETitle { get; init; }

    /// <summary>How long to wait for the connection, and for each answer.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>How the connection is encrypted; null: it is not.</summary>
    public TlsSettings? Tls { get; init; }

    /// <summary>What is to be negotiated further of SOP classes: their application information (PS3.7 annex D.3.3.5).</summary>
    public IReadOnlyDictionary<DicomUID, ReadOnlyMemory<byte>> ExtendedNegotiation { get; init; } =
        ReadOnlyDictionary<DicomUID, ReadOnlyMemory<byte>>.Empty;

    /// <summary>Host and port.</summary>
    public string Place => Host.Contains(':') ? $"[{Host}]:{Port}" : $"{Host}:{Port}";

    /// <summary>What went wrong with the peer, as one line.</summary>
    public ToolException Failed(string problem, Exception? cause = null) =>
        new(ExitCode.Failed, $"{Place}: {problem}", cause);
}
