using System.Text;

namespace WorklistScp.Tests.Shared;

/// <summary>An A-ASSOCIATE-RQ (PS3.8 table 9-11) as bytes, right by default.</summary>
internal sealed record AssociateRequest
{
    /// <summary>The called AE title, a character for each byte.</summary>
    public string CalledAETitle { get; init; } = "AETITLE_1";

    public string CallingAETitle { get; init; } = "MODALITY";

    public DicomUID ApplicationContext { get; init; } = DicomUID.DICOMApplicationContext;

    /// <summary>The implementation class; null: not given.</summary>
    public DicomUID? ImplementationClassUID { get; init; } = new("1.2.3.4");

    /// <summary>The longest P-DATA-TF that it takes; 0: any (PS3.8 annex D.1).</summary>
    public int MaxPduLength { get; init; } = 16384;

    /// <summary>The IDs of the contexts, one for each; null: 1, 3, 5, ...</summary>
    public IReadOnlyList<byte>? ContextIDs { get; init; }

    /// <summary>The contexts: abstract syntax and proposed transfer syntaxes.</summary>
    public IReadOnlyList<(DicomUID AbstractSyntax, DicomUID[] TransferSyntaxes)> Contexts { get; init; } =
    [
        (DicomUID.Verification, [DicomUID.ImplicitVRLittleEndian]),
        (DicomUID.ModalityWorklistInformationModelFind, [DicomUID.ImplicitVRLittleEndian]),
    ];

    /// <summary>What is reserved behind the AE titles, 32 bytes.</summary>
    public byte[] Reserved { get; init; } = new byte[32];

    /// <summary>Whether there is user information.</summary>
    public bool HasUserInformation { get; init; } = true;

    /// <summary>Items that come behind the presentation contexts, as bytes.</summary>
    public byte[] FurtherItems { get; init; } = [];

    /// <summary>Sub-items that end the user information, as bytes.</summary>
    public byte[] FurtherUserItems { get; init; } = [];

    public byte[] ToBytes()
    {
        // PS3.8 table 9-11: 7-8 version | 9-10 reserved | 11-26 called | 27-42 calling | 43-74 reserved | items
        byte[] body =
        [
            0, 1, 0, 0, .. Title(CalledAETitle), .. Title(CallingAETitle), .. Reserved,
            .. Item(0x10, Uid(ApplicationContext)),
            .. Contexts.SelectMany((context, index) => Context(IDOf(index), context)),
            .. FurtherItems,
            .. HasUserInformation ? UserInformation() : [],
        ];
        return [1, 0, .. RawPeer.Number(body.Length), .. body];
    }

    private byte IDOf(int index) => ContextIDs is null ? (byte)((2 * index) + 1) : ContextIDs[index];

    private byte[] UserInformation() =>
        Item(0x50, [.. Item(0x51, RawPeer.Number(MaxPduLength)), .. ImplementationClass(), .. FurtherUserItems]);

    private byte[] ImplementationClass() =>
        ImplementationClassUID is { } uid ? Item(0x52, Uid(uid)) : [];

    private static byte[] Context(byte id, (DicomUID AbstractSyntax, DicomUID[] TransferSyntaxes) context) =>
        Item(0x20,
        [
            id, 0, 0, 0,
            .. Item(0x30, Uid(context.AbstractSyntax)),
            .. context.TransferSyntaxes.SelectMany(syntax => Item(0x40, Uid(syntax))),
        ]);

    /// <summary>An item or sub-item.</summary>
    public static byte[] Item(byte type, byte[] value) =>
        [type, 0, (byte)(value.Length >> 8), (byte)value.Length, .. value];

    private static byte[] Uid(DicomUID uid) => Encoding.ASCII.GetBytes(uid.UID);

    private static byte[] Title(string title) => Encoding.Latin1.GetBytes(title.PadRight(16));
}
