namespace Wlmscp.Logging;

/// <summary>The parts of the program that log, for a level of their own.</summary>
internal static class LogSource
{
    /// <summary>The life of the daemon.</summary>
    public const string Daemon = "Daemon";

    /// <summary>Connections, associations, messages.</summary>
    public const string Network = "Network";

    /// <summary>Queries, their responses, and request files.</summary>
    public const string Query = "Query";

    /// <summary>Storage areas and worklist files.</summary>
    public const string Worklist = "Worklist";

    /// <summary>HL7 messages, and the connections that they come over.</summary>
    public const string Hl7 = "HL7";

    /// <summary>Messages about performed procedure steps.</summary>
    public const string Mpps = "MPPS";

    /// <summary>Requests over HTTP.</summary>
    public const string Web = "Web";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Daemon, Network, Query, Worklist, Hl7, Mpps, Web];
}
