using WorklistScp.Dicom.IO;

namespace WorklistScp.Network.Dimse;

/// <summary>A C-FIND response (PS3.7 9.1.2; PS3.4 K.4.1.3).</summary>
/// <param name="Status">Pending for a match; any other status is final.</param>
/// <param name="Identifier">The attributes of the match; null without a match.</param>
public sealed record DicomCFindResponse(DicomStatus Status, DicomDataset? Identifier = null)
{
    /// <summary>
    /// The attributes of the match when the provider has no <see cref="DicomDataset"/> of them: they are written when
    /// the response is sent, straight into what is sent. It takes the place of <see cref="Identifier"/>.
    /// </summary>
    public IDicomDatasetSource? IdentifierSource { get; init; }

    /// <summary>The attributes that caused a failure: Offending Element (0000,0901).</summary>
    public IReadOnlyList<DicomTag> OffendingElements { get; init; } = [];

    /// <summary>
    /// Error Comment (0000,0902), null for none. It is sent in the default repertoire, at most 64 characters of it:
    /// the rest is cut off, other characters become question marks.
    /// </summary>
    public string? ErrorComment { get; init; }
}
