using Serilog.Events;
using WorklistScp.Worklist.Areas;
using WorklistScp.Worklist.Queries;
using WorklistScp.Worklist.Responses;

namespace Wlmscp.Daemon;

/// <summary>What the command line says, with wlmscpfs's defaults.</summary>
internal sealed record DaemonSettings
{
    /// <summary>The TCP port; 0: any free one.</summary>
    public int Port { get; init; }

    /// <summary>The directory of the storage areas.</summary>
    public string Directory { get; init; } = ".";

    /// <summary>How storage areas are read.</summary>
    public StorageAreaOptions Area { get; init; } = new();

    /// <summary>How queries are understood.</summary>
    public WorklistQueryOptions Query { get; init; } = new();

    /// <summary>Whether a query with a key that cannot match is answered with A900.</summary>
    public bool FailOnInvalidQuery { get; init; } = true;

    /// <summary>The character set of responses.</summary>
    public ResponseCharacterSet CharacterSet { get; init; } = ResponseCharacterSet.WhenNeeded;

    /// <summary>The longest PDU to receive, in bytes.</summary>
    public int MaxPduLength { get; init; } = 16384;

    /// <summary>How many associations may be open at the same time.</summary>
    public int MaxAssociations { get; init; } = 50;

    /// <summary>How long to wait for association messages.</summary>
    public TimeSpan AcseTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an association may be silent; null: for ever.</summary>
    public TimeSpan? DimseTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The least level that is logged.</summary>
    public LogEventLevel LogLevel { get; init; } = LogEventLevel.Warning;
}
