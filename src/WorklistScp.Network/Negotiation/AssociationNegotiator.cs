using System.Net;
using WorklistScp.Network.Access;
using WorklistScp.Network.Pdus;

namespace WorklistScp.Network.Negotiation;

/// <summary>Answers A-ASSOCIATE-RQs (PS3.8 7.1.1). Pure: no socket, no clock, no count of associations.</summary>
/// <param name="policy">What is accepted.</param>
/// <param name="abstractSyntaxes">The SOP classes that are.</param>
internal sealed class AssociationNegotiator(AssociationPolicy policy, IReadOnlyCollection<DicomUID> abstractSyntaxes)
{
    // PS3.8 table 9-21: result (1 permanent, 2 transient), source (1 service user, 2 ACSE, 3 presentation), reason.
    private static readonly AssociationAnswer ProtocolVersionNotSupported = new(new AAssociateRJ(1, 2, 2));
    private static readonly AssociationAnswer ApplicationContextNotSupported = new(new AAssociateRJ(2, 1, 2));
    private static readonly AssociationAnswer CallingAETitleNotRecognized = new(new AAssociateRJ(1, 1, 3));
    private static readonly AssociationAnswer CalledAETitleNotRecognized = new(new AAssociateRJ(1, 1, 7));

    // Wlmscpfs does not know this one: it calls such a title not recognized, and the peer would not try again.
    private static readonly AssociationAnswer CalledAETitleNotLookedFor =
        new(new AAssociateRJ(2, 3, 1), "the called AE title cannot be looked for");

    private static readonly AssociationAnswer EveryoneRefused =
        new(new AAssociateRJ(1, 1, 1), "every association is refused");

    private static readonly AssociationAnswer NoImplementationClassUID =
        new(new AAssociateRJ(1, 1, 1), "the request has no implementation class UID");

    /// <summary>No more associations may be open now.</summary>
    public static AssociationAnswer LocalLimitExceeded { get; } = new(new AAssociateRJ(2, 3, 2));

    /// <summary>The server ends, and the peer may try again.</summary>
    public static AssociationAnswer ServerEnds { get; } = new(new AAssociateRJ(2, 3, 1), "the server ends");

    /// <summary>
    /// Makes the answer as far as the request alone decides it: A-ASSOCIATE-AC if at least one presentation context is
    /// accepted, else A-ASSOCIATE-RJ. The triples are those of DCMTK's wlmscpfs.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="peer">The requestor's address; null: not known.</param>
    /// <param name="termsOf">What is otherwise for a requestor that may associate; null: nothing is for any.</param>
    public AssociationAnswer Answer(AAssociateRQ request, IPAddress? peer = null, Func<AssociationTerms>? termsOf = null)
    {
        if (Reject(request, peer) is { } reject)
        {
            return reject;
        }

        AssociationTerms terms = termsOf?.Invoke() ?? AssociationTerms.Usual;
        NegotiatedPresentationContext[] contexts =
            [.. request.PresentationContexts.Select(context => Answer(context, terms))];
        if (!contexts.Any(context => context.Result == PresentationContextResult.Acceptance))
        {
            string cause = ProposalText.Of(request.PresentationContexts, abstractSyntaxes.Contains);
            return new AssociationAnswer(
                new AAssociateRJ(1, 1, 1),
                terms.TransferSyntaxes is null ? cause : $"{terms}: {cause}")
            {
                Terms = terms.TransferSyntaxes is null ? AssociationTerms.Usual : terms,
            };
        }

        return new AssociationAnswer(new AAssociateAC(
            request.FieldsAsReceived, request.ApplicationContextName, contexts, AnswerTo(request.UserInformation, terms)))
        {
            Terms = terms,
        };
    }

    /// <summary>Rejects a requestor without TLS where it needs it; null: there is no cause.</summary>
    /// <param name="terms">What is otherwise for the requestor.</param>
    /// <param name="hasTls">Whether it has TLS.</param>
    public static AssociationAnswer? RejectWithoutTls(AssociationTerms terms, bool hasTls) =>
        terms.RequiresTls && !hasTls
            ? new AssociationAnswer(new AAssociateRJ(1, 1, 1), $"{terms.Source} requires TLS") { Terms = terms }
            : null;

    /// <summary>Rejects a called AE title without a service.</summary>
    /// <param name="isKnown">Whether there is a service under it; null: that cannot be told now.</param>
    /// <param name="terms">What is otherwise for the requestor; null: nothing.</param>
    /// <returns>The rejection; null: there is none.</returns>
    public static AssociationAnswer? RejectCalledAETitle(bool? isKnown, AssociationTerms? terms = null) => isKnown switch
    {
        true => null,
        false when terms is { CalledAETitle: { } other } => CalledAETitleNotRecognized with
        {
            Cause = $"{terms.Source} serves it as {other}, and there is no {other}",
            Terms = terms,
        },
        false => CalledAETitleNotRecognized,
        null => CalledAETitleNotLookedFor,
    };

    /// <summary>Says which rules a calling AE title that is not allowed comes near to.</summary>
    /// <param name="callingAETitle">The calling AE title.</param>
    /// <param name="peer">The requestor's address; null: not known.</param>
    public string ExplainCalling(string callingAETitle, IPAddress? peer)
    {
        CallingRule? elsewhere =
            policy.AllowedCalling.FirstOrDefault(rule => rule.AdmitsFromElsewhere(callingAETitle, peer));
        if (elsewhere is not null)
        {
            return $"{elsewhere} allows it from other addresses only";
        }

        string none = policy.AllowedCalling is [var only]
            ? $"{only} alone is allowed"
            : $"none of the {policy.AllowedCalling.Count} that are allowed";
        string? nearest = NearestWord.Find(callingAETitle, policy.AllowedCalling.Select(rule => rule.Title));
        return nearest is null || policy.AllowedCalling.Count == 1 ? none : $"{none}, the nearest is {nearest}";
    }

    private UserInformation AnswerTo(UserInformation peer, AssociationTerms terms)
    {
        var own = new UserInformation(
            terms.MaxPduLength ?? policy.MaxPduLength, policy.ImplementationClassUID, policy.ImplementationVersionName)
        {
            AcknowledgesUserIdentity =
                policy.AcknowledgeUserIdentity && peer.UserIdentity is { IsResponseRequested: true },
        };
        return terms.AgreeFurther is not { } agree || peer.ExtendedNegotiation.Count == 0
            ? own
            : own with { ExtendedNegotiation = Agree(peer.ExtendedNegotiation, agree) };
    }

    private Dictionary<DicomUID, ReadOnlyMemory<byte>> Agree(
        IReadOnlyDictionary<DicomUID, ReadOnlyMemory<byte>> proposed,
        Func<DicomUID, ReadOnlyMemory<byte>, byte[]?> agree)
    {
        var agreed = new Dictionary<DicomUID, ReadOnlyMemory<byte>>();
        foreach ((DicomUID sopClass, ReadOnlyMemory<byte> application) in proposed)
        {
            if (abstractSyntaxes.Contains(sopClass) && agree(sopClass, application) is { } answer)
            {
                agreed.Add(sopClass, answer);
            }
        }

        return agreed;
    }

    private AssociationAnswer? Reject(AAssociateRQ request, IPAddress? peer)
    {
        // The version comes first: action AE-6 tests it before the service user hears of the request.
        if ((request.ProtocolVersion & AAssociateRQ.Version1) == 0)
        {
            return ProtocolVersionNotSupported;
        }

        if (policy.RefuseAll)
        {
            return EveryoneRefused;
        }

        if (request.ApplicationContextName != DicomUID.DICOMApplicationContext)
        {
            return ApplicationContextNotSupported;
        }

        if (!IsCallingAllowed(request.CallingAETitle, peer))
        {
            return CallingAETitleNotRecognized;
        }

        if (policy.RequireImplementationClassUID && request.UserInformation.ImplementationClassUID is null)
        {
            return NoImplementationClassUID;
        }

        return null;
    }

    private bool IsCallingAllowed(string callingAETitle, IPAddress? peer) =>
        policy.AllowedCalling is [] || policy.AllowedCalling.Any(rule => rule.Admits(callingAETitle, peer));

    private NegotiatedPresentationContext Answer(ProposedPresentationContext context, AssociationTerms terms)
    {
        if (!abstractSyntaxes.Contains(context.AbstractSyntax))
        {
            return Reject(context, PresentationContextResult.AbstractSyntaxNotSupported);
        }

        IReadOnlyList<DicomTransferSyntax> preferred = terms.TransferSyntaxes ?? policy.TransferSyntaxes;
        return preferred.FirstOrDefault(own => context.TransferSyntaxes.Contains(own.UID)) is { } agreed
            ? new NegotiatedPresentationContext(context.ID, PresentationContextResult.Acceptance, agreed.UID)
            : Reject(context, PresentationContextResult.TransferSyntaxesNotSupported);
    }

    // A transfer syntax has to be there although it is not significant (PS3.8 table 9-18).
    private static NegotiatedPresentationContext Reject(
        ProposedPresentationContext context, PresentationContextResult result) =>
        new(context.ID, result, DicomUID.ImplicitVRLittleEndian);
}

/// <summary>What an A-ASSOCIATE-RQ is answered.</summary>
/// <param name="Pdu">A-ASSOCIATE-AC or A-ASSOCIATE-RJ.</param>
/// <param name="Cause">For the log: what the reason of an A-ASSOCIATE-RJ cannot say; null for nothing.</param>
internal sealed record AssociationAnswer(Pdu Pdu, string? Cause = null)
{
    /// <summary>What is otherwise for this requestor.</summary>
    public AssociationTerms Terms { get; init; } = AssociationTerms.Usual;
}
