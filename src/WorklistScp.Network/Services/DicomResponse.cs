using WorklistScp.Dicom.IO;

namespace WorklistScp.Network.Services;

/// <summary>A response of a service (PS3.7 9.1 and 10.1).</summary>
/// <param name="Status">Pending where more follow; any other status is final.</param>
/// <param name="Dataset">The data set to send; null for none.</param>
public record DicomResponse(DicomStatus Status, DicomDataset? Dataset = null)
{
    /// <summary>
    /// The data set when there is no <see cref="DicomDataset"/> of it: it is written when the response is sent, straight
    /// into what is sent. It takes the place of <see cref="Dataset"/>.
    /// </summary>
    public IDicomDatasetSource? DatasetSource { get; init; }

    /// <summary>The affected SOP instance, of services for instances; null: that of the request.</summary>
    public DicomUID? SOPInstance { get; init; }

    /// <summary>The attributes that caused a failure: Offending Element (0000,0901).</summary>
    public IReadOnlyList<DicomTag> OffendingElements { get; init; } = [];

    /// <summary>
    /// The attributes that the status is about: Attribute Identifier List (0000,1005), of services for instances.
    /// </summary>
    public IReadOnlyList<DicomTag> AttributeIdentifiers { get; init; } = [];

    /// <summary>What the SOP class calls the failure: Error ID (0000,0903); null for none.</summary>
    public ushort? ErrorID { get; init; }

    /// <summary>
    /// Error Comment (0000,0902), null for none. It is sent in the default repertoire, at most 64 characters of it:
    /// the rest is cut off, other characters become question marks.
    /// </summary>
    public string? ErrorComment { get; init; }
}

/// <summary>A C-FIND response (PS3.7 9.1.2).</summary>
/// <param name="Status">Pending for a match; any other status is final.</param>
/// <param name="Identifier">The attributes of the match; null without a match.</param>
public sealed record DicomCFindResponse(DicomStatus Status, DicomDataset? Identifier = null)
    : DicomResponse(Status, Identifier);
