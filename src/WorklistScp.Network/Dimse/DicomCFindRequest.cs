using WorklistScp.Network.Associations;
using WorklistScp.Network.Turns;

namespace WorklistScp.Network.Dimse;

/// <summary>A C-FIND request of the Modality Worklist Information Model (PS3.7 9.1.2; PS3.4 annex K).</summary>
/// <param name="MessageID">The message ID, unique among the association's outstanding requests.</param>
/// <param name="Association">The association it came in.</param>
/// <param name="TransferSyntax">The transfer syntax of the identifier and of the responses.</param>
/// <param name="Identifier">The keys; empty when the peer sent none.</param>
/// <param name="Turn">How long the provider may work at it before others have their turn.</param>
public sealed record DicomCFindRequest(
    ushort MessageID,
    DicomAssociation Association,
    DicomTransferSyntax TransferSyntax,
    DicomDataset Identifier,
    WorkTurn Turn)
{
    /// <summary>Whether the peer has cancelled it (PS3.4 C.4.1.3); false where it is gone.</summary>
    public bool IsCancelled { get; internal set; }
}
