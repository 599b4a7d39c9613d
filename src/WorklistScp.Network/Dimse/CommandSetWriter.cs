using System.Buffers;
using WorklistScp.Dicom.IO;

namespace WorklistScp.Network.Dimse;

/// <summary>
/// Writes command sets: implicit VR little endian, group 0000, beginning with its length (PS3.7 6.3.1).
/// </summary>
internal static class CommandSetWriter
{
    private const ushort MediumPriority = 0x0000;
    private const ushort SomeDataSet = 0x0001;

    /// <summary>Writes a command set.</summary>
    public static void Write(DimseCommand command, IBufferWriter<byte> output)
    {
        var fields = new DicomDataset(
            DicomElement.FromUInt32(DicomTag.CommandGroupLength, 0), // the writer puts in the length
            UInt16(DicomTag.CommandDataSetType, command.HasDataSet ? SomeDataSet : CommandSetReader.NoDataSet));
        foreach (DicomElement field in FieldsOf(command))
        {
            fields.AddOrUpdate(field);
        }

        DicomDatasetWriter.Write(fields, DicomTransferSyntax.ImplicitVRLittleEndian, output);
    }

    private static IEnumerable<DicomElement> FieldsOf(DimseCommand command) =>
    [
        UInt16(DicomTag.CommandField, (ushort)command.Field),
        .. command switch
        {
            DimseRequest request => FieldsOf(request),
            DimseResponse response => FieldsOf(response),
            DimseCancel cancel => [UInt16(DicomTag.MessageIDBeingRespondedTo, cancel.MessageID)],
            _ => throw new ArgumentException($"no command set is known for {command}", nameof(command)),
        },
    ];

    private static IEnumerable<DicomElement> FieldsOf(DimseRequest request)
    {
        bool isRequested = CommandFields.NamesRequestedInstance(request.Field);
        yield return UInt16(DicomTag.MessageID, request.MessageID);
        yield return Uid(
            isRequested ? DicomTag.RequestedSOPClassUID : DicomTag.AffectedSOPClassUID, request.SOPClass);
        if (request.SOPInstance is { } instance)
        {
            yield return Uid(
                isRequested ? DicomTag.RequestedSOPInstanceUID : DicomTag.AffectedSOPInstanceUID, instance);
        }

        if (request.AttributeIdentifiers is { Count: > 0 } attributes)
        {
            yield return Tags(DicomTag.AttributeIdentifierList, attributes);
        }

        if (request.Field == CommandField.CFindRQ)
        {
            yield return UInt16(DicomTag.Priority, MediumPriority);
        }
    }

    private static IEnumerable<DicomElement> FieldsOf(DimseResponse response)
    {
        yield return UInt16(DicomTag.MessageIDBeingRespondedTo, response.MessageID);
        yield return Uid(DicomTag.AffectedSOPClassUID, response.SOPClass);
        yield return UInt16(DicomTag.Status, response.Status.Code);
        if (response.SOPInstance is { } instance)
        {
            yield return Uid(DicomTag.AffectedSOPInstanceUID, instance);
        }

        if (response.OffendingElements.Count > 0)
        {
            yield return Tags(DicomTag.OffendingElement, response.OffendingElements);
        }

        if (response.AttributeIdentifiers.Count > 0)
        {
            yield return Tags(DicomTag.AttributeIdentifierList, response.AttributeIdentifiers);
        }

        if (response.ErrorID is { } error)
        {
            yield return UInt16(DicomTag.ErrorID, error);
        }

        if (response.ErrorComment is { Length: > 0 } comment)
        {
            yield return DicomElement.FromAscii(DicomTag.ErrorComment, DicomVR.LO, ToLongString(comment));
        }
    }

    // A command set has no Specific Character Set: the default repertoire, of LO without control characters
    // and backslash, at most 64 characters (PS3.5 6.2).
    private static string ToLongString(string text)
    {
        ReadOnlySpan<char> kept = text.AsSpan(0, Math.Min(text.Length, DicomVR.LO.MaxLength));
        return string.Create(kept.Length, kept, static (characters, kept) =>
        {
            for (var i = 0; i < kept.Length; i++)
            {
                characters[i] = kept[i] is >= ' ' and <= '~' and not '\\' ? kept[i] : '?';
            }
        });
    }

    private static DicomElement UInt16(DicomTag tag, ushort value) => DicomElement.FromUInt16(tag, value);

    private static DicomElement Uid(DicomTag tag, DicomUID uid) => DicomElement.FromAscii(tag, DicomVR.UI, uid.UID);

    private static DicomElement Tags(DicomTag tag, IReadOnlyList<DicomTag> tags) =>
        new(tag, DicomVR.AT, AttributeTags.Write(tags));
}
