using System.Text;
using WorklistScp.Dicom.IO;

namespace WorklistScp.Network.Dimse;

/// <summary>Reads command sets: implicit VR little endian, group 0000 (PS3.7 6.3.1).</summary>
internal static class CommandSetReader
{
    // The value of Command Data Set Type that says that there is no data set.
    internal const ushort NoDataSet = 0x0101;

    private const string Expected = "C-ECHO, C-FIND, C-CANCEL or an operation on instances";

    private static readonly DicomUID NoSOPClass = new(string.Empty);

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
        var field = (CommandField)UInt16(fields, DicomTag.CommandField);
        if (CommandFields.ServiceOf(field) is null)
        {
            throw new DimseException($"command field {(ushort)field:X4}: expected {Expected}");
        }

        if (hasDataSet && !CommandFields.MayHaveDataSet(field))
        {
            throw new DimseException($"{field}: a data set is announced, expected none");
        }

        return field == CommandField.CCancelRQ ? new DimseCancel(RespondedTo(fields))
            : CommandFields.IsResponse(field) ? ReadResponse(field, fields, hasDataSet)
            : ReadRequest(field, fields, hasDataSet);
    }

    // What C-ECHO names as its SOP class was never looked at: it can only mean one.
    private static DimseRequest ReadRequest(CommandField field, DicomDataset fields, bool hasDataSet)
    {
        ushort messageID = UInt16(fields, DicomTag.MessageID);
        if (field == CommandField.CEchoRQ)
        {
            return DimseRequest.CEcho(messageID);
        }

        bool isRequested = CommandFields.NamesRequestedInstance(field);
        DicomTag sopClass = isRequested ? DicomTag.RequestedSOPClassUID : DicomTag.AffectedSOPClassUID;
        DicomTag sopInstance = isRequested ? DicomTag.RequestedSOPInstanceUID : DicomTag.AffectedSOPInstanceUID;
        return new DimseRequest(field, messageID, FindUid(fields, sopClass) ?? NoSOPClass, hasDataSet)
        {
            SOPInstance = FindUid(fields, sopInstance),
            AttributeIdentifiers = FindTags(fields, DicomTag.AttributeIdentifierList),
        };
    }

    private static DimseResponse ReadResponse(CommandField field, DicomDataset fields, bool hasDataSet)
    {
        DicomUID sopClass = FindUid(fields, DicomTag.AffectedSOPClassUID) ?? NoSOPClass;
        var status = new DicomStatus(UInt16(fields, DicomTag.Status));
        return new DimseResponse(field, RespondedTo(fields), sopClass, status, hasDataSet)
        {
            SOPInstance = FindUid(fields, DicomTag.AffectedSOPInstanceUID),
            OffendingElements = FindTags(fields, DicomTag.OffendingElement),
            AttributeIdentifiers = FindTags(fields, DicomTag.AttributeIdentifierList),
            ErrorID = fields.TryGetUInt16(DicomTag.ErrorID, out ushort error) ? error : null,
            ErrorComment = fields.TryGetString(DicomTag.ErrorComment, out string? comment) ? comment : null,
        };
    }

    private static ushort RespondedTo(DicomDataset fields) => UInt16(fields, DicomTag.MessageIDBeingRespondedTo);

    // SOP classes are optional in responses (PS3.7 table 9.1-2), and some leave them out of requests, or empty.
    private static DicomUID? FindUid(DicomDataset fields, DicomTag tag) =>
        !fields.TryGetString(tag, out string? uid) || uid.Length == 0 ? null
        : Ascii.IsValid(uid) ? new DicomUID(uid)
        : throw new DimseException($"command set: {tag} has other characters than digits and dots");

    private static IReadOnlyList<DicomTag> FindTags(DicomDataset fields, DicomTag tag) =>
        fields.TryGetElement(tag, out DicomElement? tags) ? AttributeTags.Read(tags.Value.Span) : [];

    private static ushort UInt16(DicomDataset fields, DicomTag tag) =>
        fields.TryGetUInt16(tag, out ushort value)
            ? value
            : throw new DimseException($"command set: {tag} is missing, expected a 16-bit number");
}
