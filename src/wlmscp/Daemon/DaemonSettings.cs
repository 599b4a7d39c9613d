using System.Net;
using Wlmscp.Audit;
using Wlmscp.Find;
using Wlmscp.Hl7;
using Wlmscp.Logging;
using Wlmscp.Mpps;
using Wlmscp.RequestFiles;
using Wlmscp.Web;
using WorklistScp.Network.Server;
using WorklistScp.Network.Tls;
using WorklistScp.Storage;

namespace Wlmscp.Daemon;

/// <summary>What the command line says, with wlmscpfs's defaults.</summary>
internal sealed record DaemonSettings
{
    /// <summary>Where to listen.</summary>
    public ListenSettings Listen { get; init; } = new();

    /// <summary>Which associations are accepted; its address and port are not used.</summary>
    public DicomServerOptions Server { get; init; } = new();

    /// <summary>How connections are encrypted; null: not at all.</summary>
    public TlsSettings? Tls { get; init; }

    /// <summary>The rules for <c>--http-key</c> where connections of DICOM are not encrypted; null: there is no such key.</summary>
    public TlsSettings? HttpTls { get; init; }

    /// <summary>The directory of the storage areas.</summary>
    public string Directory { get; init; } = ".";

    /// <summary>How storage areas are read.</summary>
    public StorageAreaOptions Area { get; init; } = new();

    /// <summary>How queries are understood and answered.</summary>
    public FindSettings Find { get; init; } = new();

    /// <summary>Where identifiers are written to; null: nowhere.</summary>
    public RequestFileSettings? RequestFiles { get; init; }

    /// <summary>How HL7 messages are taken; null: not at all.</summary>
    public Hl7Settings? Hl7 { get; init; }

    /// <summary>How performed procedure steps are taken; null: not at all.</summary>
    public MppsServiceSettings? Mpps { get; init; }

    /// <summary>How HTTP is served; null: not at all.</summary>
    public HttpSettings? Http { get; init; }

    /// <summary>Where metrics are served by themselves, port 0: any free one; null: nowhere.</summary>
    public IPEndPoint? Metrics { get; init; }

    /// <summary>Where it is written who asked for what; null: nowhere.</summary>
    public AuditSettings? Audit { get; init; }

    /// <summary>The configuration file; null: there is none.</summary>
    public string? ConfigFile { get; init; }

    /// <summary>What is logged.</summary>
    public LogSettings Log { get; init; } = new();

    /// <summary>The file to write the process id to; null: none.</summary>
    public string? PidFile { get; init; }

    /// <summary>The user to become once the port is bound; null: none.</summary>
    public string? User { get; init; }

    /// <summary>The group to become once the port is bound; null: that of the user.</summary>
    public string? Group { get; init; }

    /// <summary>The options that were given and change nothing, each with the reason.</summary>
    public IReadOnlyList<string> WithoutEffect { get; init; } = [];
}
