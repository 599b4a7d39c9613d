using WorklistScp.Dicom.IO;

namespace WorklistScp.Network.Dimse;

/// <summary>Reads command sets: implicit VR little endian, group 0000 (PS3.7 6.3.1).</summary>
internal static class CommandSetReader
{
    // The value of Command Data Set Type that says that there is no data set.
    internal const ushort NoDataSet = 0x0101;

    private static readonly DicomReadLimits Limits = new() { MaxDepth = 1, MaxElements = 100 };

    /// <summary>Reads a command set.</summary>
    /// <exception cref="DimseException">It is malformed, or no command that this implementation has.</exception>
    public static DimseCommand Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return ReadFields(DicomDatasetReader.Read(bytes, DicomTransferSyntax.ImplicitVRLittleEndian, Limits));
        }
        catch (DicomDataException e)
        {
            throw new DimseException($"command set: {e.Message}", e);
        }
    }

    private static DimseCommand ReadFields(DicomDataset fields)
    {
        bool hasDataSet = UInt16(fields, DicomTag.CommandDataSetType) != NoDataSet;
        ushort field = UInt16(fields, DicomTag.CommandField);
        DimseCommand command = (CommandField)field switch
        {
            CommandField.CEchoRQ => new CEchoRQ(UInt16(fields, DicomTag.MessageID)),
            CommandField.CEchoRSP => new CEchoRSP(RespondedTo(fields), Status(fields)),
            CommandField.CFindRQ => new CFindRQ(UInt16(fields, DicomTag.MessageID), SOPClass(fields), hasDataSet),
            CommandField.CFindRSP => ReadCFindRSP(fields, hasDataSet),
            CommandField.CCancelRQ => new CCancelRQ(RespondedTo(fields)),
            _ => throw new DimseException($"command field {field:X4}: expected C-ECHO, C-FIND or C-CANCEL"),
        };
        return command.HasDataSet == hasDataSet
            ? command
            : throw new DimseException($"{(CommandField)field}: a data set is announced, expected none");
    }

    private static CFindRSP ReadCFindRSP(DicomDataset fields, bool hasDataSet) =>
        new(RespondedTo(fields), SOPClass(fields), Status(fields), hasDataSet)
        {
            OffendingElements = fields.TryGetElement(DicomTag.OffendingElement, out DicomElement? tags)
                ? AttributeTags.Read(tags.Value.Span)
                : [],
            ErrorComment = fields.TryGetString(DicomTag.ErrorComment, out string? comment) ? comment : null,
        };

    private static ushort RespondedTo(DicomDataset fields) => UInt16(fields, DicomTag.MessageIDBeingRespondedTo);

    private static DicomStatus Status(DicomDataset fields) => new(UInt16(fields, DicomTag.Status));

    // Optional in responses (PS3.7 table 9.1-2), and some leave it out of requests.
    private static DicomUID SOPClass(DicomDataset fields) =>
        new(fields.TryGetString(DicomTag.AffectedSOPClassUID, out string? uid) ? uid : string.Empty);

    private static ushort UInt16(DicomDataset fields, DicomTag tag) =>
        fields.TryGetUInt16(tag, out ushort value)
            ? value
            : throw new DimseException($"command set: {tag} is missing, expected a 16-bit number");
}
