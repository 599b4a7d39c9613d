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
    public static byte[] Echo { get; } = Encode(Command(EchoContext, DimseRequest.CEcho(1)));

    /// <summary>C-CANCEL-RQ.</summary>
    public static byte[] Cancel { get; } = Encode(Command(FindContext, new DimseCancel(2)));

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

    /// <summary>
    /// A-ASSOCIATE-RQ with what is tolerated: AE titles outside ISO 646 and behind a NUL, context IDs that are even or
    /// repeated, a user identity.
    /// </summary>
    public static byte[] OddRequest { get; } = Pdu(1,
    [
        0, 1, 0, 0, .. "AETITLE_1\0OLDTXT"u8, .. "R\u00d6\t1\0          "u8, .. Enumerable.Repeat((byte)0xA5, 32),
        .. Item(0x10, "1.2.840.10008.3.1.1.1"u8),
        .. Item(0x20, [2, 0, 0, 0, .. Item(0x30, "1.2.840.10008.1.1"u8), .. Item(0x40, "1.2.840.10008.1.2"u8)]),
        .. Item(0x20,
            [FindContext, 0, 0, 0, .. Item(0x30, "1.2.840.10008.5.1.4.31"u8), .. Item(0x40, "1.2.840.10008.1.2"u8)]),
        .. Item(0x20, [FindContext, 0, 0, 0, .. Item(0x30, "x"u8)]),
        .. Item(0x50, // maximum length; user name and passcode, positive response requested
            [.. Item(0x51, [0, 0, 64, 0]), .. Item(0x58, [2, 1, 0, 5, .. "alice"u8, 0, 2, .. "hi"u8])]),
    ]);

    /// <summary>C-FIND-RQ with its identifier, of a SOP class that is not that of its context.</summary>
    public static byte[] FindOfOtherSOPClass { get; } = Encode(
        Command(FindContext, DimseRequest.CFind(1, new DicomUID("1.2.840.10008.5.1.4.1.2.2.1"), hasIdentifier: true)),
        new PDataTF(
        [
            new PresentationDataValue(
                FindContext, false, true, Identifier(DicomTransferSyntax.ImplicitVRLittleEndian)),
        ]));

    /// <summary>C-FIND-RQ with its identifier.</summary>
    public static byte[] Find(DicomTransferSyntax syntax) => Encode(
        Command(FindContext, DimseRequest.CFind(2, DicomUID.ModalityWorklistInformationModelFind, hasIdentifier: true)),
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

    private static byte[] Pdu(byte type, byte[] body) =>
        [type, 0, 0, 0, (byte)(body.Length >> 8), (byte)body.Length, .. body];

    private static byte[] Item(byte type, ReadOnlySpan<byte> value) =>
        [type, 0, (byte)(value.Length >> 8), (byte)value.Length, .. value];

    private static PDataTF Command(byte presentationContextID, DimseCommand command)
    {
        var bytes = new ArrayBufferWriter<byte>();
        CommandSetWriter.Write(command, bytes);
        return new PDataTF([new PresentationDataValue(presentationContextID, true, true, bytes.WrittenMemory)]);
    }

    private static byte[] Identifier(DicomTransferSyntax syntax) =>
        SeedDatasets.Encode(SeedDatasets.All[1], syntax);
}
