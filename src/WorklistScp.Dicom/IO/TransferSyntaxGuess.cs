namespace WorklistScp.Dicom.IO;

/// <summary>Tells the transfer syntax of a data set without file meta information by its first element.</summary>
internal static class TransferSyntaxGuess
{
    // The order matters: two bytes of a length rarely look like a VR, so explicit encodings are tried first.
    private static readonly DicomTransferSyntax[] Candidates =
    [
        DicomTransferSyntax.ExplicitVRLittleEndian,
        DicomTransferSyntax.ExplicitVRBigEndian,
        DicomTransferSyntax.ImplicitVRLittleEndian,
    ];

    /// <summary>Null when no transfer syntax makes sense of the first element.</summary>
    public static DicomTransferSyntax? Of(ReadOnlySpan<byte> data)
    {
        foreach (DicomTransferSyntax candidate in Candidates)
        {
            if (IsPlausible(data, candidate))
            {
                return candidate;
            }
        }

        return null;
    }

    private static bool IsPlausible(ReadOnlySpan<byte> data, DicomTransferSyntax syntax)
    {
        if (data.Length < 8 || (syntax.IsExplicitVR && !DicomVR.TryParse(data[4..6], out _)))
        {
            return false;
        }

        // The first element of a data set is of a low group: 0008 as a rule, hardly ever above 00FF.
        return ElementHeader.TryRead(data, syntax, out ElementHeader header)
            && header.Tag.Group is > 0 and <= 0xff
            && (header.Length == ElementHeader.UndefinedLength || header.Length <= data.Length - header.Size);
    }
}
