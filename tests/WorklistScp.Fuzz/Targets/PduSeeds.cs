using System.Buffers;
using WorklistScp.Network.Dimse;
using WorklistScp.Network.Pdus;

namespace WorklistScp.Fuzz.Targets;

/// <summary>What a modality sends in an association.</summary>
internal static class PduSeeds
{
    private const byte EchoContext = 1;
    private const byte FindContext = 3;

    /// <summary>C-ECHO-RQ.</summary>
    public static byte[] Echo { get; } = Encode(Command(EchoContext, new CEchoRQ(1)));

    /// <summary>C-CANCEL-RQ.</summary>
    public static byte[] Cancel { get; } = Encode(Command(FindContext, new CCancelRQ(2)));

    /// <summary>A-RELEASE-RQ.</summary>
    public static byte[] Release { get; } = Encode(new AReleaseRQ());

    /// <summary>A-ASSOCIATE-RQ with one transfer syntax for C-FIND.</summary>
    public static byte[] Request(DicomTransferSyntax syntax) => Encode(new AAssociateRQ(
        "AETITLE_1", "MODALITY", DicomUID.DICOMApplicationContext,
        [
            new ProposedPresentationContext(EchoContext, DicomUID.Verification, [DicomUID.ImplicitVRLittleEndian]),
            new ProposedPresentationContext(
                FindContext, DicomUID.ModalityWorklistInformationModelFind, [syntax.UID]),
        ],
        new UserInformation(16384, DicomUID.ImplementationClass, "TEST")));

    /// <summary>C-FIND-RQ with its identifier.</summary>
    public static byte[] Find(DicomTransferSyntax syntax) => Encode(
        Command(FindContext, new CFindRQ(2, DicomUID.ModalityWorklistInformationModelFind, HasIdentifier: true)),
        new PDataTF([new PresentationDataValue(FindContext, false, true, Identifier(syntax))]));

    /// <summary>The bytes of PDUs.</summary>
    public static byte[] Encode(params IEnumerable<Pdu> pdus)
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (Pdu pdu in pdus)
        {
            PduWriter.Write(pdu, output);
        }

        return output.WrittenSpan.ToArray();
    }

    private static PDataTF Command(byte presentationContextID, DimseCommand command)
    {
        var bytes = new ArrayBufferWriter<byte>();
        CommandSetWriter.Write(command, bytes);
        return new PDataTF([new PresentationDataValue(presentationContextID, true, true, bytes.WrittenMemory)]);
    }

    private static byte[] Identifier(DicomTransferSyntax syntax) =>
        SeedDatasets.Encode(SeedDatasets.All[1], syntax);
}
