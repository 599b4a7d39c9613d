using WorklistScp.Network.Negotiation;
using WorklistScp.Network.Pdus;

namespace WorklistScp.Network.Tests.Negotiation;

public sealed class NegotiatedAssociationTests
{
    private static readonly AAssociateRQ Request = new(
        "WORKLIST",
        "MODALITY",
        DicomUID.DICOMApplicationContext,
        [
            new(1, DicomUID.Verification, [DicomUID.ImplicitVRLittleEndian]),
            new(
                3,
                DicomUID.ModalityWorklistInformationModelFind,
                [DicomUID.ExplicitVRLittleEndian, new DicomUID("1.2.9")]),
            new(5, DicomUID.ModalityWorklistInformationModelFind, [DicomUID.ImplicitVRLittleEndian]),
        ],
        new UserInformation(32768, new DicomUID("1.2.3"), "REQUESTOR"));

    private static readonly AAssociateAC Accept = new(
        default,
        DicomUID.DICOMApplicationContext,
        [
            new(1, PresentationContextResult.NoReason, DicomUID.ImplicitVRLittleEndian),
            new(3, PresentationContextResult.Acceptance, DicomUID.ExplicitVRLittleEndian),
            new(5, PresentationContextResult.Acceptance, DicomUID.ImplicitVRLittleEndian),
        ],
        new UserInformation(0, null, null));

    [Fact]
    public void ForAcceptor_GoodAnswer_KnowsTheRequestor()
    {
        NegotiatedAssociation association = NegotiatedAssociation.ForAcceptor(Request, Accept);

        Assert.Equal("WORKLIST", association.CalledAETitle);
        Assert.Equal("MODALITY", association.CallingAETitle);
        Assert.Equal(32768u, association.PeerMaxPduLength);
        Assert.Equal(new DicomUID("1.2.3"), association.PeerImplementationClassUID);
        Assert.Equal("REQUESTOR", association.PeerImplementationVersionName);
    }

    [Fact]
    public void ForRequestor_GoodAnswer_KnowsTheAcceptor()
    {
        NegotiatedAssociation association = NegotiatedAssociation.ForRequestor(Request, Accept);

        Assert.Equal(0u, association.PeerMaxPduLength);
        Assert.Null(association.PeerImplementationClassUID);
        Assert.Null(association.PeerImplementationVersionName);
    }

    [Fact]
    public void Find_ByID_GivesAcceptedContextsOnly()
    {
        NegotiatedAssociation association = NegotiatedAssociation.ForAcceptor(Request, Accept);

        Assert.Null(association.Find(1));
        Assert.Null(association.Find(7));
        Assert.Equal(
            new AcceptedPresentationContext(
                5, DicomUID.ModalityWorklistInformationModelFind, DicomTransferSyntax.ImplicitVRLittleEndian),
            association.Find(5));
    }

    [Fact]
    public void Find_ByAbstractSyntax_GivesTheFirstAccepted()
    {
        NegotiatedAssociation association = NegotiatedAssociation.ForAcceptor(Request, Accept);

        Assert.Equal((byte?)3, association.Find(DicomUID.ModalityWorklistInformationModelFind)?.ID);
        Assert.Null(association.Find(DicomUID.Verification));
    }

    [Theory]
    [InlineData(7, "1.2.840.10008.1.2.1")]  // a context that was not proposed
    [InlineData(3, "1.2.840.10008.1.2")]    // a transfer syntax that was not proposed
    [InlineData(3, "1.2.9")]                // a transfer syntax that nobody here encodes
    public void ForRequestor_UnproposedContext_Throws(byte id, string transferSyntax)
    {
        AAssociateAC accept = Accept with
        {
            PresentationContexts = [new(id, PresentationContextResult.Acceptance, new DicomUID(transferSyntax))],
        };

        PduException exception =
            Assert.Throws<PduException>(() => NegotiatedAssociation.ForRequestor(Request, accept));

        Assert.Equal(AbortReason.InvalidPduParameterValue, exception.Reason);
    }
}
