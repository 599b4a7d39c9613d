using System.CommandLine;

namespace Wlmscp.CommandLine.Options;

/// <summary>Which of the proposed transfer syntaxes is taken: the first of these lists, as wlmscpfs has them.</summary>
internal sealed class TransferSyntaxOptions
{
    private static readonly DicomTransferSyntax[] LittleEndianFirst =
    [
        DicomTransferSyntax.ExplicitVRLittleEndian,
        DicomTransferSyntax.ExplicitVRBigEndian,
        DicomTransferSyntax.ImplicitVRLittleEndian,
    ];

    private static readonly DicomTransferSyntax[] BigEndianFirst =
    [
        DicomTransferSyntax.ExplicitVRBigEndian,
        DicomTransferSyntax.ExplicitVRLittleEndian,
        DicomTransferSyntax.ImplicitVRLittleEndian,
    ];

    private static readonly DicomTransferSyntax[] DeflatedFirst =
        [DicomTransferSyntax.DeflatedExplicitVRLittleEndian, .. LittleEndianFirst];

    private static readonly DicomTransferSyntax[] ImplicitOnly = [DicomTransferSyntax.ImplicitVRLittleEndian];

    private readonly Exclusive<DicomTransferSyntax[]?> _order = new(
        (ValueParsers.Flag("--prefer-uncompr", "prefer explicit VR, local byte order (default)", "+x="),
            _ => BitConverter.IsLittleEndian ? LittleEndianFirst : BigEndianFirst),
        (ValueParsers.Flag("--prefer-little", "prefer explicit VR little endian", "+xe"), _ => LittleEndianFirst),
        (ValueParsers.Flag("--prefer-big", "prefer explicit VR big endian", "+xb"), _ => BigEndianFirst),
        (ValueParsers.Flag("--prefer-deflated", "prefer deflated explicit VR little endian", "+xd"),
            _ => DeflatedFirst),
        (ValueParsers.Flag("--implicit", "accept implicit VR little endian only", "+xi"), _ => ImplicitOnly));

    /// <summary>The options.</summary>
    public IReadOnlyList<Option> Options => _order.Options;

    /// <summary>The transfer syntaxes, the preferred one first.</summary>
    public IReadOnlyList<DicomTransferSyntax> Read(
        ParseResult result, IReadOnlyList<DicomTransferSyntax> otherwise) => _order.Read(result, null) ?? otherwise;
}
