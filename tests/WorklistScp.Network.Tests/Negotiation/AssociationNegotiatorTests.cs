using System.Net;
using WorklistScp.Network.Access;
using WorklistScp.Network.Negotiation;
using WorklistScp.Network.Pdus;

namespace WorklistScp.Network.Tests.Negotiation;

public sealed class AssociationNegotiatorTests
{
    private static readonly AssociationPolicy Policy = new()
    {
        TransferSyntaxes =
        [
            DicomTransferSyntax.ExplicitVRLittleEndian,
            DicomTransferSyntax.ExplicitVRBigEndian,
            DicomTransferSyntax.ImplicitVRLittleEndian,
        ],
        MaxPduLength = 16384,
    };

    private static readonly AAssociateRQ Request = new(
        "WORKLIST",
        "MODALITY",
        DicomUID.DICOMApplicationContext,
        [new ProposedPresentationContext(1, DicomUID.Verification, [DicomUID.ImplicitVRLittleEndian])],
        new UserInformation(32768, new DicomUID("1.2.3"), "PEER_1"));

    [Fact]
    public void Answer_GoodRequest_Accepts()
    {
        byte[] fields = [.. Enumerable.Range(100, 64).Select(value => (byte)value)];
        AAssociateAC accept = Assert.IsType<AAssociateAC>(Answer(Request with { FieldsAsReceived = fields }));

        Assert.Equal(fields, accept.ReservedFields.ToArray());
        Assert.Equal(DicomUID.DICOMApplicationContext, accept.ApplicationContextName);
        Assert.Equal(
            [new(1, PresentationContextResult.Acceptance, DicomUID.ImplicitVRLittleEndian)],
            accept.PresentationContexts);
        Assert.Equal(
            new UserInformation(16384, Policy.ImplementationClassUID, Policy.ImplementationVersionName),
            accept.UserInformation);
    }

    [Fact]
    public void Answer_SeveralTransferSyntaxes_TakesTheFirstOfTheOwnList() => Assert.Equal(
        DicomUID.ExplicitVRBigEndian,
        AnswerTo(DicomUID.Verification, DicomUID.ImplicitVRLittleEndian, DicomUID.ExplicitVRBigEndian).TransferSyntax);

    [Fact]
    public void Answer_OtherPreference_TakesTheFirstOfThatList()
    {
        AssociationPolicy policy = Policy with { TransferSyntaxes = [.. Policy.TransferSyntaxes.Reverse()] };
        AAssociateRQ request = Propose(
            new ProposedPresentationContext(
                1, DicomUID.Verification, [DicomUID.ExplicitVRLittleEndian, DicomUID.ImplicitVRLittleEndian]));

        Pdu answer = Negotiator(policy).Answer(request).Pdu;

        AAssociateAC accept = Assert.IsType<AAssociateAC>(answer);
        Assert.Equal(DicomUID.ImplicitVRLittleEndian, accept.PresentationContexts.Single().TransferSyntax);
    }

    [Fact]
    public void Answer_UnknownAbstractSyntax_GivesResult3()
    {
        NegotiatedPresentationContext context = AnswerTo(new DicomUID("1.2.3.4"), DicomUID.ImplicitVRLittleEndian);

        Assert.Equal(PresentationContextResult.AbstractSyntaxNotSupported, context.Result);
        Assert.True(DicomUID.IsValid(context.TransferSyntax.UID));
    }

    [Theory]
    [InlineData("1.2.840.10008.1.2.4.50")]
    [InlineData("1.2.840.10008.1.2.1.99")]
    public void Answer_NoCommonTransferSyntax_GivesResult4(string transferSyntax)
    {
        NegotiatedPresentationContext context = AnswerTo(DicomUID.Verification, new DicomUID(transferSyntax));

        Assert.Equal(PresentationContextResult.TransferSyntaxesNotSupported, context.Result);
        Assert.True(DicomUID.IsValid(context.TransferSyntax.UID));
    }

    [Fact]
    public void Answer_SeveralContexts_AnswersEachInOrder()
    {
        AAssociateAC accept = Assert.IsType<AAssociateAC>(Answer(Propose(
            new ProposedPresentationContext(5, new DicomUID("1.2.3.4"), [DicomUID.ImplicitVRLittleEndian]),
            new ProposedPresentationContext(1, DicomUID.Verification, [DicomUID.ImplicitVRLittleEndian]),
            new ProposedPresentationContext(3, DicomUID.Verification, [DicomUID.ExplicitVRLittleEndian]))));

        Assert.Equal([5, 1, 3], accept.PresentationContexts.Select(context => context.ID));
        Assert.Equal(
            [
                PresentationContextResult.AbstractSyntaxNotSupported,
                PresentationContextResult.Acceptance,
                PresentationContextResult.Acceptance,
            ],
            accept.PresentationContexts.Select(context => context.Result));
    }

    [Fact]
    public void Answer_OtherVersionsToo_Accepts() =>
        Assert.IsType<AAssociateAC>(Answer(Request with { ProtocolVersion = 0xFFFF }));

    /// <summary>Each step has all the faults of the steps behind it: the first one in order decides.</summary>
    [Fact]
    public void Answer_FaultyRequest_RejectsInOrder()
    {
        AAssociateRQ worst = Request with
        {
            ProtocolVersion = 0xFFFE,
            ApplicationContextName = new DicomUID("1.2.3"),
            UserInformation = new UserInformation(0, null, null),
            PresentationContexts = [new(1, new DicomUID("1.2.3.4"), [DicomUID.ImplicitVRLittleEndian])],
        };
        AssociationPolicy strict = Policy with { RefuseAll = true, RequireImplementationClassUID = true };
        var refusing = Negotiator(strict);
        var requiring = Negotiator(strict with { RefuseAll = false });
        var choosing = Negotiator(
            strict with { RefuseAll = false, AllowedCalling = [Calling("OTHER")] });

        Assert.Equal(new AAssociateRJ(1, 2, 2), refusing.Answer(worst).Pdu);
        worst = worst with { ProtocolVersion = 1 };
        Assert.Equal(new AAssociateRJ(1, 1, 1), refusing.Answer(worst).Pdu);
        Assert.Equal(new AAssociateRJ(2, 1, 2), requiring.Answer(worst).Pdu);
        worst = worst with { ApplicationContextName = DicomUID.DICOMApplicationContext };
        Assert.Equal(new AAssociateRJ(1, 1, 3), choosing.Answer(worst).Pdu);
        Assert.Equal(new AAssociateRJ(1, 1, 1), requiring.Answer(worst).Pdu);
        worst = worst with { UserInformation = Request.UserInformation };
        Assert.Equal(new AAssociateRJ(1, 1, 1), requiring.Answer(worst).Pdu);
        worst = worst with { PresentationContexts = Request.PresentationContexts };
        Assert.IsType<AAssociateAC>(requiring.Answer(worst).Pdu);
    }

    [Fact]
    public void RejectCalledAETitle_IsNone_ForEverOrForNow_AsFarAsItIsKnown()
    {
        Assert.Null(AssociationNegotiator.RejectCalledAETitle(true));
        Assert.Equal(new AAssociateRJ(1, 1, 7), AssociationNegotiator.RejectCalledAETitle(false)?.Pdu);
        Assert.Equal(new AAssociateRJ(2, 3, 1), AssociationNegotiator.RejectCalledAETitle(null)?.Pdu);
    }

    /// <summary>What "no reason given" does not say is said for the log.</summary>
    [Fact]
    public void Answer_RejectedWithoutReason_NamesTheCause()
    {
        AAssociateRQ anonymous = Request with { UserInformation = new UserInformation(0, null, null) };
        Assert.Equal("every association is refused", Cause(Policy with { RefuseAll = true }, Request));
        Assert.Equal(
            "the request has no implementation class UID",
            Cause(Policy with { RequireImplementationClassUID = true }, anonymous));
    }

    [Fact]
    public void Answer_NoContextAccepted_NamesWhatWasProposed()
    {
        DicomUID worklist = DicomUID.ModalityWorklistInformationModelFind;
        DicomUID jpeg = new("1.2.840.10008.1.2.4.50");
        AAssociateRQ request = Propose(
            new(1, new DicomUID("1.2.840.10008.5.1.4.1.2.2.1"), [DicomUID.ImplicitVRLittleEndian]),
            new(3, new DicomUID("1.2.3.4"), [DicomUID.ImplicitVRLittleEndian]),
            new(5, new DicomUID("1.2.3.4"), [DicomUID.ExplicitVRLittleEndian]),
            new(7, new DicomUID(""), [DicomUID.ExplicitVRLittleEndian]),
            new(9, worklist, [jpeg]),
            new(11, worklist, [new DicomUID("1.2.5"), jpeg]),
            new(13, DicomUID.Verification, []));

        Assert.Equal(
            "no presentation context can be accepted, abstract syntax not supported: "
            + "1.2.840.10008.5.1.4.1.2.2.1 (FINDStudyRootQueryRetrieveInformationModel), 1.2.3.4, none; "
            + "transfer syntax not supported for 1.2.840.10008.5.1.4.31 (FINDModalityWorklistInformationModel): "
            + "1.2.840.10008.1.2.4.50 (JPEGBaseline), 1.2.5; "
            + "transfer syntax not supported for 1.2.840.10008.1.1 (VerificationSOPClass): none",
            Cause(Policy, request));
    }

    [Fact]
    public void Answer_ManyContextsNoneAccepted_NamesTheFirst()
    {
        AAssociateRQ request = Propose([.. Enumerable.Range(0, 128).Select(i => new ProposedPresentationContext(
            (byte)((2 * i) + 1), new DicomUID($"1.2.{i}"), [DicomUID.ImplicitVRLittleEndian]))]);

        Assert.Equal(
            "no presentation context can be accepted, abstract syntax not supported: "
            + "1.2.0, 1.2.1, 1.2.2, 1.2.3, 1.2.4 and 123 more",
            Cause(Policy, request));
    }

    [Theory]
    [InlineData(true, true, true)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    public void Answer_UserIdentity_IsAcknowledgedIfThatIsWantedByBoth(bool option, bool requested, bool acknowledged)
    {
        AAssociateRQ request = Request with
        {
            UserInformation = new UserInformation(0, null, null)
            {
                UserIdentity = new UserIdentity(1, requested, 5, "alice"),
            },
        };

        Pdu answer = Negotiator(Policy with { AcknowledgeUserIdentity = option })
            .Answer(request).Pdu;

        Assert.Equal(
            acknowledged, Assert.IsType<AAssociateAC>(answer).UserInformation.AcknowledgesUserIdentity);
    }

    [Fact]
    public void Answer_NoUserIdentity_IsNotAcknowledged()
    {
        Pdu answer = Negotiator(Policy with { AcknowledgeUserIdentity = true })
            .Answer(Request).Pdu;

        Assert.False(Assert.IsType<AAssociateAC>(answer).UserInformation.AcknowledgesUserIdentity);
    }

    [Fact]
    public void Answer_NoImplementationClass_AcceptsUnlessRequired() =>
        Assert.IsType<AAssociateAC>(Answer(Request with { UserInformation = new UserInformation(0, null, null) }));

    [Theory]
    [InlineData("MODALITY", "192.0.2.7", true)]
    [InlineData("MODALITY", "192.0.2.8", false)]
    [InlineData("CT1", "192.0.2.8", true)]
    [InlineData("MR1", "192.0.2.8", false)]
    public void Answer_CallingAETitles_AcceptsThoseOfAnyRule(string title, string peer, bool isAccepted)
    {
        AssociationPolicy policy = Policy with { AllowedCalling = [Calling("CT?"), Calling("MODALITY@192.0.2.7")] };

        Pdu answer = Negotiator(policy).Answer(
            Request with { CallingAETitle = title }, IPAddress.Parse(peer)).Pdu;

        Assert.Equal(isAccepted, answer is AAssociateAC);
        Assert.Equal(isAccepted ? null : new AAssociateRJ(1, 1, 3), answer as AAssociateRJ);
    }

    [Fact]
    public void Answer_Terms_ChangeWhatIsAgreedOn()
    {
        var terms = new AssociationTerms
        {
            Source = "devices[0]", MaxPduLength = 4096,
            TransferSyntaxes = [DicomTransferSyntax.ImplicitVRLittleEndian, DicomTransferSyntax.DeflatedExplicitVRLittleEndian],
        };
        AAssociateRQ request = Propose(
            new(1, DicomUID.Verification, [DicomUID.ExplicitVRLittleEndian, DicomUID.ImplicitVRLittleEndian]),
            new(3, DicomUID.Verification, [DicomUID.ExplicitVRLittleEndian]));

        AssociationAnswer answer = Negotiator(Policy).Answer(request, termsOf: () => terms);

        AAssociateAC accept = Assert.IsType<AAssociateAC>(answer.Pdu);
        Assert.Same(terms, answer.Terms);
        Assert.Equal(4096u, accept.UserInformation.MaxPduLength);
        Assert.Equal(
            [PresentationContextResult.Acceptance, PresentationContextResult.TransferSyntaxesNotSupported],
            accept.PresentationContexts.Select(context => context.Result));
        Assert.Equal(DicomUID.ImplicitVRLittleEndian, accept.PresentationContexts[0].TransferSyntax);
    }

    /// <summary>Whoever may not associate at all is not even looked for.</summary>
    [Fact]
    public void Answer_RejectedAnyway_DoesNotAskForTerms()
    {
        AssociationPolicy policy = Policy with { AllowedCalling = [Calling("OTHER")] };

        Assert.IsType<AAssociateRJ>(Negotiator(policy).Answer(
            Request, termsOf: () => throw new InvalidOperationException("asked for terms")).Pdu);
    }

    [Theory]
    [InlineData(true, true, false)]
    [InlineData(true, false, true)]
    [InlineData(false, false, false)]
    public void RejectWithoutTls_WhereItIsRequired(bool isRequired, bool hasTls, bool isRejected)
    {
        var terms = new AssociationTerms { Source = "devices[3] (CT1)", RequiresTls = isRequired };

        AssociationAnswer? answer = AssociationNegotiator.RejectWithoutTls(terms, hasTls);

        Assert.Equal(isRejected ? new AAssociateRJ(1, 1, 1) : null, answer?.Pdu);
        Assert.Equal(isRejected ? "devices[3] (CT1) requires TLS" : null, answer?.Cause);
    }

    [Fact]
    public void Answer_ExtendedNegotiation_IsAnsweredForAcceptedSOPClasses()
    {
        var asked = new List<string>();
        var terms = new AssociationTerms
        {
            AgreeFurther = (sopClass, proposed) =>
            {
                asked.Add($"{sopClass} {Convert.ToHexString(proposed.Span)}");
                return sopClass == DicomUID.Verification ? null : [9, 8];
            },
        };
        AAssociateRQ request = Request with
        {
            UserInformation = Request.UserInformation with
            {
                ExtendedNegotiation = new Dictionary<DicomUID, ReadOnlyMemory<byte>>
                {
                    [DicomUID.ModalityWorklistInformationModelFind] = new byte[] { 1, 2, 3 },
                    [DicomUID.Verification] = new byte[] { 4 },
                    [new DicomUID("1.2.3.4")] = new byte[] { 5 },
                },
            },
        };

        AAssociateAC accept = Assert.IsType<AAssociateAC>(Negotiator(Policy).Answer(request, termsOf: () => terms).Pdu);

        Assert.Equal(["1.2.840.10008.5.1.4.31 010203", "1.2.840.10008.1.1 04"], asked);
        (DicomUID agreed, ReadOnlyMemory<byte> information) = Assert.Single(accept.UserInformation.ExtendedNegotiation);
        Assert.Equal(DicomUID.ModalityWorklistInformationModelFind, agreed);
        Assert.Equal([9, 8], information.ToArray());
        Assert.Empty(Assert.IsType<AAssociateAC>(Answer(request)).UserInformation.ExtendedNegotiation);
    }

    private static string? Cause(AssociationPolicy policy, AAssociateRQ request) =>
        Negotiator(policy).Answer(request).Cause;

    private static CallingRule Calling(string text)
    {
        Assert.True(CallingRule.TryParse(text, out CallingRule? rule, out string? expected), expected);
        return rule;
    }

    private static Pdu Answer(AAssociateRQ request) =>
        Negotiator(Policy).Answer(request).Pdu;

    /// <summary>The answer to one context, beside another that keeps the association alive.</summary>
    private static NegotiatedPresentationContext AnswerTo(DicomUID abstractSyntax, params DicomUID[] transferSyntaxes)
    {
        Pdu answer = Answer(Propose(
            Request.PresentationContexts[0], new ProposedPresentationContext(3, abstractSyntax, transferSyntaxes)));
        return Assert.IsType<AAssociateAC>(answer).PresentationContexts.Single(context => context.ID == 3);
    }

    private static AssociationNegotiator Negotiator(AssociationPolicy policy) =>
        new(policy, [DicomUID.Verification, DicomUID.ModalityWorklistInformationModelFind]);

    private static AAssociateRQ Propose(params ProposedPresentationContext[] contexts) =>
        Request with { PresentationContexts = contexts };
}
