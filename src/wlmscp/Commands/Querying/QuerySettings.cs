using WorklistScp.Network.Tls;

namespace Wlmscp.Commands.Querying;

/// <summary>Whom to ask, what, and how.</summary>
/// <param name="Host">The host name or address.</param>
/// <param name="Port">The TCP port.</param>
/// <param name="CalledAETitle">The called AE title.</param>
internal sealed record QuerySettings(string Host, int Port, string CalledAETitle)
{
    /// <summary>The calling AE title.</summary>
    public required string CallingAETitle { get; init; }

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

    /// <summary>How long to wait for the connection, and for each answer.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>How the connection is encrypted; null: it is not.</summary>
    public TlsSettings? Tls { get; init; }

    /// <summary>Host and port.</summary>
    public string Place => Host.Contains(':') ? $"[{Host}]:{Port}" : $"{Host}:{Port}";

    /// <summary>What went wrong with the peer, as one line.</summary>
    public ToolException Failed(string problem, Exception? cause = null) =>
        new(ExitCode.Failed, $"{Place}: {problem}", cause);
}
