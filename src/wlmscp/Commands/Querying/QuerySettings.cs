using Wlmscp.Commands.Peers;
using WorklistScp.Worklist.Queries;

namespace Wlmscp.Commands.Querying;

/// <summary>Whom to ask, what, and how.</summary>
/// <param name="Peer">The peer.</param>
internal sealed record QuerySettings(PeerSettings Peer)
{
    /// <summary>The keys, as words <c>KEY=VALUE</c>.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>The file that has the query; null: there is none.</summary>
    public string? File { get; init; }

    /// <summary>How matches are shown.</summary>
    public QueryFormat Format { get; init; }

    /// <summary>Whether only the connection is verified, by C-ECHO.</summary>
    public bool IsEcho { get; init; }

    /// <summary>After how many matches the query is cancelled; null: never.</summary>
    public int? CancelAfter { get; init; }

    /// <summary>How many times it is asked, and how long that took is told; null: once, and it is not.</summary>
    public int? Repeat { get; init; }

    /// <summary>What is asked for by extended negotiation (PS3.4 K.5.1).</summary>
    public QueryExtensions Extensions { get; init; }
}
