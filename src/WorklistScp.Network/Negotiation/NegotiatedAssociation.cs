using WorklistScp.Network.Pdus;

namespace WorklistScp.Network.Negotiation;

/// <summary>What both sides agreed on, as one side sees it (PS3.8 7.1.1).</summary>
public sealed record NegotiatedAssociation
{
    private readonly IReadOnlyList<ProposedPresentationContext> _proposals;

    private NegotiatedAssociation(AAssociateRQ request, AAssociateAC accept, UserInformation peer)
    {
        _proposals = request.PresentationContexts;
        CalledAETitle = request.CalledAETitle;
        CallingAETitle = request.CallingAETitle;
        PresentationContexts = [.. Agree(request, accept)];
        PeerMaxPduLength = peer.MaxPduLength;
        PeerImplementationClassUID = peer.ImplementationClassUID;
        PeerImplementationVersionName = peer.ImplementationVersionName;
    }

    /// <summary>The called AE title, as <see cref="Associations.DicomAssociation"/> has it.</summary>
    public string CalledAETitle { get; }

    /// <summary>The calling AE title, in the same form.</summary>
    public string CallingAETitle { get; }

    /// <summary>The accepted presentation contexts, in the order of the answer.</summary>
    public IReadOnlyList<AcceptedPresentationContext> PresentationContexts { get; }

    /// <summary>
    /// The longest P-DATA-TF the peer accepts, in bytes after the PDU header; 0: no limit, else at least 8.
    /// </summary>
    public uint PeerMaxPduLength { get; }

    /// <summary>The peer's implementation class; null if it named none.</summary>
    public DicomUID? PeerImplementationClassUID { get; }

    /// <summary>The peer's implementation version, printable ISO 646; null if it named none.</summary>
    public string? PeerImplementationVersionName { get; }

    /// <summary>Finds an accepted presentation context by its ID; null if there is none.</summary>
    public AcceptedPresentationContext? Find(byte id) =>
        PresentationContexts.FirstOrDefault(context => context.ID == id);

    /// <summary>Finds the first accepted presentation context of an abstract syntax; null if there is none.</summary>
    public AcceptedPresentationContext? Find(DicomUID abstractSyntax) =>
        PresentationContexts.FirstOrDefault(context => context.AbstractSyntax == abstractSyntax);

    /// <summary>The transfer syntaxes that were proposed for an abstract syntax, each once, as they stood.</summary>
    public IEnumerable<DicomUID> ProposedTransferSyntaxes(DicomUID abstractSyntax) => _proposals
        .Where(context => context.AbstractSyntax == abstractSyntax)
        .SelectMany(context => context.TransferSyntaxes).Distinct();

    /// <summary>Makes the view of the acceptor: the peer sent the request.</summary>
    internal static NegotiatedAssociation ForAcceptor(AAssociateRQ request, AAssociateAC accept) =>
        new(request, accept, request.UserInformation);

    /// <summary>Makes the view of the requestor: the peer sent the answer.</summary>
    /// <exception cref="PduException">The answer accepts what was not proposed.</exception>
    internal static NegotiatedAssociation ForRequestor(AAssociateRQ request, AAssociateAC accept) =>
        new(request, accept, accept.UserInformation);

    private static IEnumerable<AcceptedPresentationContext> Agree(AAssociateRQ request, AAssociateAC accept)
    {
        foreach (NegotiatedPresentationContext answer in accept.PresentationContexts)
        {
            if (answer.Result != PresentationContextResult.Acceptance)
            {
                continue;
            }

            ProposedPresentationContext? proposal =
                request.PresentationContexts.FirstOrDefault(context => context.ID == answer.ID);
            if (proposal?.TransferSyntaxes.Contains(answer.TransferSyntax) is not true
                || DicomTransferSyntax.Find(answer.TransferSyntax) is not { } transferSyntax)
            {
                throw PduException.InvalidValue(
                    $"A-ASSOCIATE-AC: context {answer.ID} with transfer syntax {answer.TransferSyntax} accepted, " +
                    "expected one that was proposed");
            }

            yield return new AcceptedPresentationContext(answer.ID, proposal.AbstractSyntax, transferSyntax)
            {
                ApplicationInformation =
                    accept.UserInformation.ExtendedNegotiation.GetValueOrDefault(proposal.AbstractSyntax),
            };
        }
    }
}

/// <summary>A presentation context that both sides agreed on (PS3.8 7.1.1.13).</summary>
/// <param name="ID">The presentation context ID of the proposal.</param>
/// <param name="AbstractSyntax">The SOP class.</param>
/// <param name="TransferSyntax">How data sets are encoded in this context.</param>
public sealed record AcceptedPresentationContext(byte ID, DicomUID AbstractSyntax, DicomTransferSyntax TransferSyntax)
{
    /// <summary>
    /// What the acceptor answered to the extended negotiation of the SOP class (PS3.7 annex D.3.3.5); empty: nothing.
    /// </summary>
    public ReadOnlyMemory<byte> ApplicationInformation { get; init; }
}
