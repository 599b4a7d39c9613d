using WorklistScp.Dicom.Datasets;

namespace WorklistScp.Dicom.IO;

/// <summary>The file meta information (PS3.10 7.1).</summary>
internal static class FileMetaInformation
{
    private const int LongestUID = 64;

    /// <summary>
    /// The transfer syntax of the meta information that begins the data: explicit VR little endian, unless its first
    /// element is one in implicit VR, which old programs wrote.
    /// </summary>
    public static DicomTransferSyntax SyntaxOf(ReadOnlySpan<byte> data) =>
        TransferSyntaxGuess.Of(data) ?? DicomTransferSyntax.ExplicitVRLittleEndian;

    /// <summary>
    /// The transfer syntax that the meta information names; null when it names none, or one that cannot be read.
    /// </summary>
    /// <param name="meta">The meta information.</param>
    /// <param name="oddities">Are told of one that cannot be read.</param>
    public static DicomTransferSyntax? FindTransferSyntax(DicomDataset meta, DicomOddities oddities)
    {
        if (!meta.TryGetString(DicomTag.TransferSyntaxUID, out string? uid))
        {
            return null;
        }

        DicomTransferSyntax? syntax = DicomTransferSyntax.Find(new DicomUID(uid));
        if (syntax is null)
        {
            oddities.Add(
                DicomOddityKind.TransferSyntax, DicomTag.TransferSyntaxUID, PrintableText.Start(uid, LongestUID));
        }

        return syntax;
    }

    /// <summary>Makes the meta information of a data set, with a SOP Instance UID of its own if it has none.</summary>
    /// <param name="dataset">The data set.</param>
    /// <param name="syntax">The transfer syntax that it is written in.</param>
    /// <param name="sopClass">The SOP class where the data set names none; null: nobody knows it.</param>
    public static DicomDataset For(DicomDataset dataset, DicomTransferSyntax syntax, DicomUID? sopClass)
    {
        DicomUID? named = Find(dataset, DicomTag.SOPClassUID) ?? sopClass;
        return new DicomDataset(
        [
            DicomElement.FromUInt32(DicomTag.FileMetaInformationGroupLength, 0),
            new DicomElement(DicomTag.FileMetaInformationVersion, DicomVR.OB, new byte[] { 0, 1 }),
            .. named is { } uid ? [Uid(DicomTag.MediaStorageSOPClassUID, uid)] : Array.Empty<DicomItem>(),
            Uid(DicomTag.MediaStorageSOPInstanceUID, Find(dataset, DicomTag.SOPInstanceUID) ?? DicomUID.Generate()),
            Uid(DicomTag.TransferSyntaxUID, syntax.UID),
            Uid(DicomTag.ImplementationClassUID, DicomUID.ImplementationClass),
        ]);
    }

    /// <summary>
    /// The meta information, with what it must have and lacks, and with the transfer syntax that the data set is
    /// written in.
    /// </summary>
    public static DicomDataset Complete(
        DicomDataset meta, DicomDataset dataset, DicomTransferSyntax syntax, DicomUID? sopClass) =>
        new([.. For(dataset, syntax, sopClass), .. meta, Uid(DicomTag.TransferSyntaxUID, syntax.UID)]);

    private static DicomElement Uid(DicomTag tag, DicomUID uid) => DicomElement.FromAscii(tag, DicomVR.UI, uid.UID);

    private static DicomUID? Find(DicomDataset dataset, DicomTag tag) =>
        dataset.TryGetString(tag, out string? uid) && DicomUID.IsValid(uid) ? new DicomUID(uid) : null;
}
