namespace WorklistScp.Interop.Tests.Wlmscpfs;

/// <summary>
/// Generates associations that wlmscpfs accepts: with AE titles of any bytes, cleared behind their end or not, and
/// presentation context IDs that are even or given twice, without user information. A few are for nobody, with a called
/// AE title of any bytes.
/// </summary>
internal sealed class RandomAssociations(Random random, string area)
{
    private static readonly DicomTransferSyntax[] Syntaxes =
    [
        DicomTransferSyntax.ImplicitVRLittleEndian, DicomTransferSyntax.ExplicitVRLittleEndian,
        DicomTransferSyntax.ExplicitVRBigEndian,
    ];

    private static readonly byte[] ContextIDs = [1, 3, 255, 0, 2, 8, 254];

    private static readonly string[] CallingTitles =
    [
        "TEST", "CT 1", "R\u00d6_US1", "\u00ff\u0080\u00e4", "US\t1", "\u0001\u001b\u007f",
        "US1\0\u00cc\u00cc", "US1\0OLD",
    ];

    /// <summary>Makes an association.</summary>
    public WireAssociation Next()
    {
        byte id = OneOf(ContextIDs);
        DicomUID worklist = DicomUID.ModalityWorklistInformationModelFind;
        (byte ID, DicomUID AbstractSyntax)[] contexts = random.Next(3) switch
        {
            0 => [(id, worklist), ((byte)(id ^ 16), DicomUID.Verification)],
            1 => [(id, worklist), (id, OneOf([worklist, DicomUID.Verification]))], // the first counts
            _ => [(id, worklist)],
        };
        DicomTransferSyntax syntax = OneOf(Syntaxes);
        var request = new AssociateRequest
        {
            CalledAETitle = CalledTitle(),
            CallingAETitle = OneOf(CallingTitles),
            ContextIDs = [.. contexts.Select(context => context.ID)],
            Contexts = [.. contexts.Select(context => (context.AbstractSyntax, (DicomUID[])[syntax.UID]))],
            HasUserInformation = random.Next(6) > 0,
        };
        return new WireAssociation(request, syntax);
    }

    private string CalledTitle() => random.Next(12) switch
    {
        0 => area.PadRight(16, '\0'),
        1 => area + "\0\u00cc\u00cc\u00cc",
        2 => area + "\0OLDNAME",
        3 => area + "\u00d6",
        4 => area + "\t",
        _ => area,
    };

    private T OneOf<T>(T[] values) => values[random.Next(values.Length)];
}
