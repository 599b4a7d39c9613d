using WorklistScp.Network.Client;

namespace WorklistScp.Tests.Shared;

/// <summary>The SOP class that a modality asks for its worklist, and what it proposes for that.</summary>
internal static class WorklistModel
{
    /// <summary>Modality Worklist Information Model - FIND.</summary>
    public static DicomUID UID { get; } = DicomUID.ModalityWorklistInformationModelFind;

    /// <summary>Presentation contexts of Verification and of the worklist.</summary>
    public static IReadOnlyList<DicomPresentationContext> Contexts { get; } =
    [
        new(DicomUID.Verification, DicomTransferSyntax.ImplicitVRLittleEndian),
        new(UID, DicomTransferSyntax.ExplicitVRLittleEndian, DicomTransferSyntax.ImplicitVRLittleEndian),
    ];
}
