using System.Collections.ObjectModel;
using WorklistScp.Network.Tls;

namespace WorklistScp.Network.Client;

/// <summary>Whom a <see cref="DicomClient"/> connects to, and what it proposes.</summary>
public sealed record DicomClientOptions
{
    /// <summary>The host name or address.</summary>
    public required string Host { get; init; }

    /// <summary>The TCP port, 1 to 65535.</summary>
    public required int Port { get; init; }

    /// <summary>The calling AE title: 1 to 16 printable ASCII characters.</summary>
    public required string CallingAETitle { get; init; }

    /// <summary>The called AE title: 1 to 16 printable ASCII characters.</summary>
    public required string CalledAETitle { get; init; }

    /// <summary>The presentation contexts to propose, 1 to 128; C-ECHO needs one of Verification.</summary>
    public IReadOnlyList<DicomPresentationContext> PresentationContexts { get; init; } =
        [new(DicomUID.Verification, DicomTransferSyntax.ImplicitVRLittleEndian)];

    /// <summary>
    /// What to negotiate further of SOP classes: their application information (PS3.7 annex D.3.3.5).
    /// </summary>
    public IReadOnlyDictionary<DicomUID, ReadOnlyMemory<byte>> ExtendedNegotiation { get; init; } =
        ReadOnlyDictionary<DicomUID, ReadOnlyMemory<byte>>.Empty;

    /// <summary>The longest P-DATA-TF to receive, in bytes after the PDU header (PS3.8 annex D.1).</summary>
    public uint MaxPduLength { get; init; } = 16384;

    /// <summary>The largest identifier of a response, in bytes.</summary>
    public int MaxIdentifierLength { get; init; } = 16 * 1024 * 1024;

    /// <summary>Encrypts the connection; null: it is not encrypted.</summary>
    public TlsConnector? Tls { get; init; }

    /// <summary>How long to wait for the connection, the handshake of TLS included.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long to wait for the answer to an association or release request.</summary>
    public TimeSpan AcseTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long to wait for the next response, and for the rest of one PDU; null: for ever.</summary>
    public TimeSpan? DimseTimeout { get; init; } = TimeSpan.FromMinutes(10);
}

/// <summary>A presentation context to propose (PS3.8 7.1.1.13); its ID follows from its place.</summary>
/// <param name="AbstractSyntax">The SOP class.</param>
/// <param name="TransferSyntaxes">The transfer syntaxes to propose, at least one.</param>
public sealed record DicomPresentationContext(
    DicomUID AbstractSyntax, params IReadOnlyList<DicomTransferSyntax> TransferSyntaxes);
