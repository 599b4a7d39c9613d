using System.Net;
using WorklistScp.Dicom.IO;
using WorklistScp.Network.Access;
using WorklistScp.Network.Associations;
using WorklistScp.Network.Negotiation;

namespace WorklistScp.Network.Server;

/// <summary>How a <see cref="DicomServer"/> listens, what it accepts, and how long it waits.</summary>
public sealed record DicomServerOptions
{
    /// <summary>The address to listen on. <see cref="IPAddress.IPv6Any"/> stands for IPv4 and IPv6.</summary>
    public IPAddress Address { get; init; } = IPAddress.Any;

    /// <summary>The TCP port, 0 to 65535; 0: any free one.</summary>
    public int Port { get; init; } = 11112;

    /// <summary>What associations to accept, with which transfer syntaxes.</summary>
    public AssociationPolicy Policy { get; init; } = new()
    {
        TransferSyntaxes =
        [
            DicomTransferSyntax.ExplicitVRLittleEndian,
            DicomTransferSyntax.ExplicitVRBigEndian,
            DicomTransferSyntax.ImplicitVRLittleEndian,
        ],
        MaxPduLength = 16384,
    };

    /// <summary>
    /// What is otherwise for one requestor than for others, of those that may associate; null: nothing for any.
    /// </summary>
    public Func<DicomAssociation, AssociationTerms>? TermsOf { get; init; }

    /// <summary>Which hosts are let in.</summary>
    public AccessOptions Access { get; init; } = new();

    /// <summary>
    /// How many associations may be open at the same time; one more is rejected (2, 3, 2). Of two and more, one address
    /// never gets the last tenth, nor the last one.
    /// </summary>
    public int MaxAssociations { get; init; } = 50;

    /// <summary>
    /// How many connections may be open besides the associations: before the request, or after the end until the peer
    /// closes. Beyond that, the oldest silent one of the address that has most is closed. 0: none is ever closed for
    /// another one, and peers wait to be accepted.
    /// </summary>
    public int MaxPendingConnections { get; init; } = 200;

    /// <summary>
    /// How many connections may be open in all, where that is fewer than associations and others may be; for a process
    /// that may open few files. Null: no further limit.
    /// </summary>
    public int? MaxConnections { get; init; }

    /// <summary>
    /// How long the ARTIM timer runs (PS3.8 9.1.5): for the association request, and for the peer's closing.
    /// </summary>
    public TimeSpan AcseTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an association may be silent before it is aborted; null: for ever.</summary>
    public TimeSpan? DimseTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long a PDU of an association may take from its first byte to its last, before the association is aborted;
    /// null: it has no limit of its own. A modality sends it at once; the longest takes 17 s at 64 kbit/s.
    /// </summary>
    public TimeSpan? PduTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// The largest identifier of a request, in bytes, encoded and decoded. Real ones have a few thousand; what a query
    /// with long lists of values costs grows with it. A deflated one is inflated up to here and no further, whatever
    /// its ratio (RFC 1951 reaches 1 : 1,032, by which 64 KiB would become 68 MB).
    /// </summary>
    public int MaxIdentifierLength { get; init; } = 64 * 1024;

    /// <summary>
    /// How responses are compressed in Deflated Explicit VR Little Endian, a level of zlib: 0 (stored), 1 (fastest)
    /// to 9 (smallest).
    /// </summary>
    public int CompressionLevel { get; init; } = DicomDatasetWriter.DefaultCompressionLevel;

    /// <summary>
    /// The called AE titles that there are, as far as they are known without waiting: of one that is not known, the log
    /// names the nearest.
    /// </summary>
    public Func<IEnumerable<string>> CalledAETitles { get; init; } = () => [];

    /// <summary>Hears of associations; null: nobody.</summary>
    public IAssociationObserver? Observer { get; init; }

    /// <summary>Whether peers are logged by name too, if that resolves within a second.</summary>
    public bool LookUpHostNames { get; init; }
}
