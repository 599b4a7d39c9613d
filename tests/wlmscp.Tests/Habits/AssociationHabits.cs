using System.Text;

namespace Wlmscp.Tests.Habits;

/// <summary>A-ASSOCIATE-RQs as libraries send them, with what they ask for beyond a plain query.</summary>
internal static class AssociationHabits
{
    private static readonly DicomUID Worklist = DicomUID.ModalityWorklistInformationModelFind;
    private static readonly DicomUID Verification = DicomUID.Verification;
    private static readonly DicomUID Implicit = DicomUID.ImplicitVRLittleEndian;
    private static readonly DicomUID Little = DicomUID.ExplicitVRLittleEndian;
    private static readonly DicomUID Big = DicomUID.ExplicitVRBigEndian;
    private static readonly DicomUID Deflated = DicomUID.DeflatedExplicitVRLittleEndian;
    private static readonly DicomUID CTImageStorage = StorageClass(2);

    public static Dictionary<string, AssociateRequest> Requests { get; } = new()
    {
        ["pynetdicom"] = Pynetdicom,
        ["pynetdicom with roles and asynchronous operations"] =
            Pynetdicom with { FurtherUserItems = [.. AsynchronousOperations(5, 5), .. Roles(Worklist, 1, 0)] },
        ["pynetdicom, UIDs padded with NUL"] = Pynetdicom with
        {
            ApplicationContext = new(DicomUID.DICOMApplicationContext.UID + '\0'),
            Contexts =
                [(new(Verification.UID + '\0'), [new(Implicit.UID + '\0')]), (Worklist, [new(Little.UID + '\0')])],
        },
        ["AE titles padded with NUL"] = Pynetdicom with
        {
            CalledAETitle = "AETITLE_1".PadRight(16, '\0'), CallingAETitle = "CT1".PadRight(16, '\0'),
        },
        ["AE titles padded on the left"] =
            Pynetdicom with { CalledAETitle = "AETITLE_1".PadLeft(16), CallingAETitle = "CT1".PadLeft(16) },
        ["fo-dicom"] = FoDicom,
        ["fo-dicom with a window of operations"] = FoDicom with { FurtherUserItems = AsynchronousOperations(1, 1) },
        ["fo-dicom with extended negotiation"] = FoDicom with
        {
            FurtherUserItems =
            [
                .. ExtendedNegotiation(Worklist, 1, 1, 1),
                .. CommonExtendedNegotiation(CTImageStorage, new("1.2.840.10008.4.2")),
                .. CommonExtendedNegotiation(Worklist, new("1.2.840.10008.4.2")),
            ],
        },
        ["fo-dicom with user and passcode"] = FoDicom with { FurtherUserItems = UserIdentity(isAnswerWanted: false) },
        ["fo-dicom with user and passcode, answer wanted"] =
            FoDicom with { FurtherUserItems = UserIdentity(isAnswerWanted: true) },
        ["dcm4che, a context for each transfer syntax"] = new AssociateRequest
        {
            ImplementationClassUID = new("1.2.40.0.13.1.3"),
            MaxPduLength = 16378,
            Contexts =
            [
                (Verification, [Implicit]), (Worklist, [Implicit]), (Worklist, [Little]), (Worklist, [Big]),
                (Worklist, [Deflated]),
            ],
            FurtherUserItems =
            [
                .. VersionName("dcm4che-5.29.2"), .. AsynchronousOperations(0, 0), .. ExtendedNegotiation(Worklist, 1),
            ],
        },
        ["ClearCanvas"] = new AssociateRequest
        {
            ImplementationClassUID = new("1.3.6.1.4.1.25403.1.1.1"),
            MaxPduLength = 116_794,
            Contexts = [(Worklist, [Little, Implicit])],
            FurtherUserItems = VersionName("Dicom 0.1"),
        },
        ["MergeCOM"] = new AssociateRequest
        {
            ImplementationClassUID = new("2.16.840.1.113669.2.931128"),
            MaxPduLength = 28_672,
            Contexts = [(Worklist, [Implicit, Big, Little])],
            FurtherUserItems = VersionName("MergeCOM3_390"),
        },
        ["go-netdicom"] = new AssociateRequest
        {
            MaxPduLength = 4 << 20,
            Contexts = [(Worklist, [Implicit, Little, Big])],
            FurtherUserItems = VersionName("GONETDICOM_1_1"),
        },
        ["a modality with all that it can"] = new AssociateRequest
        {
            MaxPduLength = 0,
            Contexts =
            [
                .. Enumerable.Range(1, 60).Select(i => (StorageClass(i), (DicomUID[])[Little])),
                (Worklist, [Implicit]), (Verification, [Implicit]),
            ],
            FurtherUserItems =
                [.. Enumerable.Range(1, 60).SelectMany(i => Roles(StorageClass(i), 1, 1))],
        },
        ["sub-items of nobody's"] = new AssociateRequest
        {
            FurtherUserItems =
                [.. AssociateRequest.Item(0x5a, [1, 2, 3]), .. AssociateRequest.Item(0xff, []), .. VersionName("")],
        },
    };

    private static AssociateRequest Pynetdicom => new()
    {
        ImplementationClassUID = new("1.2.826.0.1.3680043.9.3811.2.1.1"),
        MaxPduLength = 16382,
        Contexts = [(Verification, [Implicit, Little, Deflated, Big]), (Worklist, [Implicit, Little, Deflated, Big])],
        FurtherUserItems = VersionName("PYNETDICOM_211"),
    };

    private static AssociateRequest FoDicom => new()
    {
        ImplementationClassUID = new("1.3.6.1.4.1.30071.8"),
        MaxPduLength = 262_144,
        Contexts = [(Worklist, [Little, Implicit])],
        FurtherUserItems = VersionName("fo-dicom 5.1.3"),
    };

    private static DicomUID StorageClass(int number) => new($"1.2.840.10008.5.1.4.1.1.{number}");

    // PS3.7 table D.3-3: Implementation Version Name.
    private static byte[] VersionName(string name) => AssociateRequest.Item(0x55, Encoding.ASCII.GetBytes(name));

    // PS3.7 table D.3-7: operations invoked | performed; 0: any number.
    private static byte[] AsynchronousOperations(byte invoked, byte performed) =>
        AssociateRequest.Item(0x53, [0, invoked, 0, performed]);

    // PS3.7 table D.3-9: length and SOP class | SCU | SCP.
    private static byte[] Roles(DicomUID sopClass, byte user, byte provider) =>
        AssociateRequest.Item(0x54, [.. LengthAndText(sopClass.UID), user, provider]);

    // PS3.7 table D.3-11, PS3.4 K.5.1: length and SOP class | what the service class defines.
    private static byte[] ExtendedNegotiation(DicomUID sopClass, params byte[] information) =>
        AssociateRequest.Item(0x56, [.. LengthAndText(sopClass.UID), .. information]);

    // PS3.7 table D.3-12: length and SOP class | length and service class | length of related SOP classes.
    private static byte[] CommonExtendedNegotiation(DicomUID sopClass, DicomUID serviceClass) =>
        AssociateRequest.Item(0x57, [.. LengthAndText(sopClass.UID), .. LengthAndText(serviceClass.UID), 0, 0]);

    // PS3.7 table D.3-14: type 2, user and passcode | positive response requested | length and user | and passcode.
    private static byte[] UserIdentity(bool isAnswerWanted) => AssociateRequest.Item(
        0x58, [2, (byte)(isAnswerWanted ? 1 : 0), .. LengthAndText("modality"), .. LengthAndText("secret")]);

    private static byte[] LengthAndText(string text) => [0, (byte)text.Length, .. Encoding.ASCII.GetBytes(text)];
}
