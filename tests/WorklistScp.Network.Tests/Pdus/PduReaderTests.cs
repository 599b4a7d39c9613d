using System.Buffers;
using WorklistScp.Network.Pdus;

namespace WorklistScp.Network.Tests.Pdus;

public sealed class PduReaderTests
{
    [Fact]
    public void TryRead_AssociateRequest_GivesAllFields()
    {
        AAssociateRQ request = Read<AAssociateRQ>(PduBytes.Request);

        Assert.Equal(1, request.ProtocolVersion);
        Assert.Equal("WORKLIST", request.CalledAETitle);
        Assert.Equal("MODALITY", request.CallingAETitle);
        Assert.Equal(DicomUID.DICOMApplicationContext, request.ApplicationContextName);
        Assert.Equal([1, 3], request.PresentationContexts.Select(context => context.ID));
        Assert.Equal(DicomUID.ModalityWorklistInformationModelFind, request.PresentationContexts[0].AbstractSyntax);
        Assert.Equal(
            [DicomUID.ImplicitVRLittleEndian, DicomUID.ExplicitVRLittleEndian],
            request.PresentationContexts[0].TransferSyntaxes);
        Assert.Equal(DicomUID.Verification, request.PresentationContexts[1].AbstractSyntax);
        Assert.Equal([DicomUID.ImplicitVRLittleEndian], request.PresentationContexts[1].TransferSyntaxes);
        Assert.Equal(new UserInformation(16384, new DicomUID("1.2.3"), "PEER_1"), request.UserInformation);
    }

    [Fact]
    public void TryRead_AssociateAccept_GivesAllFields()
    {
        AAssociateAC accept = Read<AAssociateAC>(PduBytes.Accept);

        Assert.Equal(
            [.. "WORKLIST        MODALITY        "u8, .. new byte[32]], accept.ReservedFields.ToArray());
        Assert.Equal(DicomUID.DICOMApplicationContext, accept.ApplicationContextName);
        Assert.Equal(
            [
                new(1, PresentationContextResult.Acceptance, DicomUID.ExplicitVRLittleEndian),
                new(3, PresentationContextResult.AbstractSyntaxNotSupported, DicomUID.ImplicitVRLittleEndian),
            ],
            accept.PresentationContexts);
        Assert.Equal(new UserInformation(16384, new DicomUID("1.2.3"), "PEER_1"), accept.UserInformation);
    }

    [Fact]
    public void TryRead_AssociateReject_GivesResultSourceAndReason() =>
        Assert.Equal(new AAssociateRJ(1, 1, 7), Read<AAssociateRJ>(PduBytes.Reject));

    [Fact]
    public void TryRead_Data_GivesEachValue()
    {
        IReadOnlyList<PresentationDataValue> values = Read<PDataTF>(PduBytes.Data).Values;

        Assert.Equal(2, values.Count);
        Assert.Equal((1, true, true), (values[0].PresentationContextID, values[0].IsCommand, values[0].IsLast));
        Assert.Equal([0xCA, 0xFE, 0xBA, 0xBE], values[0].Data.ToArray());
        Assert.Equal((3, false, false), (values[1].PresentationContextID, values[1].IsCommand, values[1].IsLast));
        Assert.Equal([0x2A], values[1].Data.ToArray());
    }

    [Fact]
    public void TryRead_DataWithReservedControlBits_IgnoresThem()
    {
        PresentationDataValue value =
            Read<PDataTF>(PduBytes.Pdu(0x04, PduBytes.Hex("00000002 01 FE"))).Values.Single();

        Assert.False(value.IsCommand);
        Assert.True(value.IsLast);
        Assert.True(value.Data.IsEmpty);
    }

    [Fact]
    public void TryRead_ReleaseRequest_GivesReleaseRequest() => Read<AReleaseRQ>(PduBytes.ReleaseRequest);

    [Fact]
    public void TryRead_ReleaseReply_GivesReleaseReply() => Read<AReleaseRP>(PduBytes.ReleaseReply);

    [Fact]
    public void TryRead_Abort_GivesSourceAndReason() => Assert.Equal(
        new AAbort(AbortSource.ServiceProvider, AbortReason.InvalidPduParameterValue), Read<AAbort>(PduBytes.Abort));

    [Fact]
    public void TryRead_OverwrittenBuffer_KeepsData()
    {
        byte[] bytes = [.. PduBytes.Data];
        var buffer = new ReadOnlySequence<byte>(bytes);

        Assert.True(PduReader.TryRead(ref buffer, PduBytes.MaxPDataLength, out Pdu? pdu));
        Array.Clear(bytes);

        Assert.Equal([0xCA, 0xFE, 0xBA, 0xBE], Assert.IsType<PDataTF>(pdu).Values[0].Data.ToArray());
    }

    [Fact]
    public void TryRead_SeveralPdus_GivesOneAfterTheOther()
    {
        var buffer = new ReadOnlySequence<byte>([.. PduBytes.All.SelectMany(pdu => pdu), 0x05, 0x00]);
        var types = new List<Type>();
        while (PduReader.TryRead(ref buffer, PduBytes.MaxPDataLength, out Pdu? pdu))
        {
            types.Add(pdu.GetType());
        }

        Assert.Equal(
            [
                typeof(AAssociateRQ), typeof(AAssociateAC), typeof(AAssociateRJ), typeof(PDataTF),
                typeof(AReleaseRQ), typeof(AReleaseRP), typeof(AAbort),
            ],
            types);
        Assert.Equal([0x05, 0x00], buffer.ToArray());
    }

    [Fact]
    public void TryRead_OneBytePerSegment_GivesTheSamePdus()
    {
        foreach (byte[] bytes in PduBytes.All)
        {
            ReadOnlySequence<byte> buffer = ByteSegments.Split([.. bytes, 0xFF]);

            Assert.True(PduReader.TryRead(ref buffer, PduBytes.MaxPDataLength, out Pdu? pdu));

            Assert.Equal(PduDescription.Of(Read<Pdu>(bytes)), PduDescription.Of(pdu));
            Assert.Equal([0xFF], buffer.ToArray());
        }
    }

    [Fact]
    public void TryRead_EveryPrefix_NeedsMoreBytes()
    {
        foreach (byte[] bytes in PduBytes.All)
        {
            for (int length = 0; length < bytes.Length; length++)
            {
                var buffer = new ReadOnlySequence<byte>(bytes, 0, length);

                Assert.False(PduReader.TryRead(ref buffer, PduBytes.MaxPDataLength, out Pdu? pdu));

                Assert.Null(pdu);
                Assert.Equal(length, buffer.Length);
            }
        }
    }

    private static T Read<T>(byte[] bytes)
        where T : Pdu
    {
        var buffer = new ReadOnlySequence<byte>(bytes);
        Assert.True(PduReader.TryRead(ref buffer, PduBytes.MaxPDataLength, out Pdu? pdu));
        Assert.True(buffer.IsEmpty);
        return Assert.IsAssignableFrom<T>(pdu);
    }
}
