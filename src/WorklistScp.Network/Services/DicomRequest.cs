using WorklistScp.Network.Associations;
using WorklistScp.Network.Dimse;
using WorklistScp.Network.Negotiation;
using WorklistScp.Network.Turns;

namespace WorklistScp.Network.Services;

/// <summary>A request of a peer, as the service that performs it sees it (PS3.7 9.1 and 10.1).</summary>
/// <param name="MessageID">The message ID, unique among the association's outstanding requests.</param>
/// <param name="Association">The association it came in.</param>
/// <param name="TransferSyntax">The transfer syntax of its data set, and of those of the responses.</param>
/// <param name="Turn">How long the service may work at it before others have their turn.</param>
public abstract record DicomRequest(
    ushort MessageID, DicomAssociation Association, DicomTransferSyntax TransferSyntax, WorkTurn Turn)
{
    /// <summary>Whether the peer has cancelled it (PS3.4 C.4.1.3); false where it is gone.</summary>
    public bool IsCancelled { get; internal set; }

    /// <summary>Whether this side has aborted the association, or ends.</summary>
    public bool IsAborted { get; internal set; }

    /// <summary>How many bytes the matches have that were handed to the connection, as PDUs.</summary>
    public long MatchBytes { get; internal set; }

    /// <summary>Whether more than one response may answer it.</summary>
    internal virtual bool HasManyResponses => false;

    /// <summary>Makes the request of a command set and its data set.</summary>
    internal static DicomRequest Of(
        DimseRequest command, DicomDataset? dataset, DicomAssociation association,
        AcceptedPresentationContext context, WorkTurn turn)
    {
        ushort id = command.MessageID;
        DicomTransferSyntax syntax = context.TransferSyntax;
        DicomUID sopClass = context.AbstractSyntax;
        DicomUID? instance = command.SOPInstance;
        return command.Field switch
        {
            CommandField.CEchoRQ => new DicomCEchoRequest(id, association, syntax, turn),
            CommandField.CFindRQ => new DicomCFindRequest(id, association, syntax, dataset ?? [], turn)
            {
                ApplicationInformation = context.ApplicationInformation,
            },
            CommandField.NCreateRQ => new DicomNCreateRequest(
                id, association, syntax, turn, sopClass, instance ?? DicomUID.Generate()) { Dataset = dataset },
            CommandField.NSetRQ =>
                new DicomNSetRequest(id, association, syntax, turn, sopClass, instance) { Dataset = dataset },
            CommandField.NGetRQ => new DicomNGetRequest(id, association, syntax, turn, sopClass, instance)
            {
                Attributes = command.AttributeIdentifiers,
            },
            _ => throw new ArgumentException($"{command.Field} is no request", nameof(command)),
        };
    }
}

/// <summary>A C-ECHO request (PS3.7 9.1.5).</summary>
public sealed record DicomCEchoRequest(
    ushort MessageID, DicomAssociation Association, DicomTransferSyntax TransferSyntax, WorkTurn Turn)
    : DicomRequest(MessageID, Association, TransferSyntax, Turn);

/// <summary>A C-FIND request (PS3.7 9.1.2).</summary>
/// <param name="MessageID">See <see cref="DicomRequest"/>.</param>
/// <param name="Association">See <see cref="DicomRequest"/>.</param>
/// <param name="TransferSyntax">See <see cref="DicomRequest"/>.</param>
/// <param name="Identifier">The keys; empty when the peer sent none.</param>
/// <param name="Turn">See <see cref="DicomRequest"/>.</param>
public sealed record DicomCFindRequest(
    ushort MessageID, DicomAssociation Association, DicomTransferSyntax TransferSyntax, DicomDataset Identifier,
    WorkTurn Turn)
    : DicomRequest(MessageID, Association, TransferSyntax, Turn)
{
    /// <summary>
    /// What was agreed on by the extended negotiation of the SOP class (PS3.7 annex D.3.3.5); empty: nothing.
    /// </summary>
    public ReadOnlyMemory<byte> ApplicationInformation { get; init; }

    internal override bool HasManyResponses => true;
}

/// <summary>A request of a service for instances of a SOP class (PS3.7 10.1).</summary>
/// <param name="MessageID">See <see cref="DicomRequest"/>.</param>
/// <param name="Association">See <see cref="DicomRequest"/>.</param>
/// <param name="TransferSyntax">See <see cref="DicomRequest"/>.</param>
/// <param name="Turn">See <see cref="DicomRequest"/>.</param>
/// <param name="SOPClass">The SOP class of the presentation context.</param>
/// <param name="SOPInstance">
/// The affected or requested SOP instance; null when the peer named none. N-CREATE has one then that was made for it
/// (PS3.7 10.1.5.1.4), and the response names it.
/// </param>
public abstract record DicomNRequest(
    ushort MessageID, DicomAssociation Association, DicomTransferSyntax TransferSyntax, WorkTurn Turn,
    DicomUID SOPClass, DicomUID? SOPInstance)
    : DicomRequest(MessageID, Association, TransferSyntax, Turn)
{
    /// <summary>The attributes that the peer sent; null when it sent none.</summary>
    public DicomDataset? Dataset { get; init; }
}

/// <summary>An N-CREATE request: its data set is the attribute list (PS3.7 10.1.5).</summary>
public sealed record DicomNCreateRequest(
    ushort MessageID, DicomAssociation Association, DicomTransferSyntax TransferSyntax, WorkTurn Turn,
    DicomUID SOPClass, DicomUID? SOPInstance)
    : DicomNRequest(MessageID, Association, TransferSyntax, Turn, SOPClass, SOPInstance);

/// <summary>An N-SET request: its data set is the modification list (PS3.7 10.1.3).</summary>
public sealed record DicomNSetRequest(
    ushort MessageID, DicomAssociation Association, DicomTransferSyntax TransferSyntax, WorkTurn Turn,
    DicomUID SOPClass, DicomUID? SOPInstance)
    : DicomNRequest(MessageID, Association, TransferSyntax, Turn, SOPClass, SOPInstance);

/// <summary>An N-GET request (PS3.7 10.1.2).</summary>
public sealed record DicomNGetRequest(
    ushort MessageID, DicomAssociation Association, DicomTransferSyntax TransferSyntax, WorkTurn Turn,
    DicomUID SOPClass, DicomUID? SOPInstance)
    : DicomNRequest(MessageID, Association, TransferSyntax, Turn, SOPClass, SOPInstance)
{
    /// <summary>The attributes that are asked for; empty: all.</summary>
    public IReadOnlyList<DicomTag> Attributes { get; init; } = [];
}
