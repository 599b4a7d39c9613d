using Wlmscp.Mpps.Forwarding;
using WorklistScp.Hl7.Announcements;
using WorklistScp.Network.Tls;
using WorklistScp.Worklist.Mpps;

namespace Wlmscp.Mpps;

/// <summary>How performed procedure steps are taken.</summary>
internal sealed record MppsServiceSettings
{
    /// <summary>The usual <see cref="MaxLength"/>.</summary>
    public const int DefaultMaxLength = 1 << 20;

    /// <summary>How strict to be with modalities.</summary>
    public MppsOptions Options { get; init; } = new();

    /// <summary>The largest data set of a message, in bytes.</summary>
    public int MaxLength { get; init; } = DefaultMaxLength;

    /// <summary>To whom messages that were taken are sent on.</summary>
    public IReadOnlyList<ForwardingTarget> ForwardTo { get; init; } = [];

    /// <summary>Whether connections to these are encrypted, with the keys and rules of the daemon.</summary>
    public bool IsForwardingSecured { get; init; }

    /// <summary>Encrypts these connections, once the keys were read; null: they are not encrypted.</summary>
    public TlsConnector? ForwardTls { get; init; }

    /// <summary>Who is told by HL7 what becomes of steps that came by HL7.</summary>
    public IReadOnlyList<ForwardingTarget> StatusTo { get; init; } = [];

    /// <summary>By which message.</summary>
    public StatusMessageType StatusType { get; init; }
}
