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

    private static IEnumerable<DicomElement> FieldsOf(DimseCommand command) => command switch
    {
        CEchoRQ rq => Request(CommandField.CEchoRQ, rq.MessageID, DicomUID.Verification),
        CEchoRSP rsp => Response(CommandField.CEchoRSP, rsp.MessageID, DicomUID.Verification, rsp.Status),
        CFindRQ rq =>
        [
            .. Request(CommandField.CFindRQ, rq.MessageID, rq.SOPClass),
            UInt16(DicomTag.Priority, MediumPriority),
        ],
        CFindRSP rsp =>
        [
            .. Response(CommandField.CFindRSP, rsp.MessageID, rsp.SOPClass, rsp.Status),
            .. FailureFields(rsp),
        ],
        CCancelRQ rq =>
        [
            UInt16(DicomTag.CommandField, (ushort)CommandField.CCancelRQ),
            UInt16(DicomTag.MessageIDBeingRespondedTo, rq.MessageID),
        ],
        _ => throw new ArgumentException($"no command set is known for {command}", nameof(command)),
    };

    private static IEnumerable<DicomElement> Request(CommandField field, ushort messageID, DicomUID sopClass) =>
    [
        UInt16(DicomTag.CommandField, (ushort)field),
        UInt16(DicomTag.MessageID, messageID),
        DicomElement.FromAscii(DicomTag.AffectedSOPClassUID, DicomVR.UI, sopClass.UID),
    ];

    private static IEnumerable<DicomElement> Response(
        CommandField field, ushort messageID, DicomUID sopClass, DicomStatus status) =>
    [
        UInt16(DicomTag.CommandField, (ushort)field),
        UInt16(DicomTag.MessageIDBeingRespondedTo, messageID),
        DicomElement.FromAscii(DicomTag.AffectedSOPClassUID, DicomVR.UI, sopClass.UID),
        UInt16(DicomTag.Status, status.Code),
    ];

    private static IEnumerable<DicomElement> FailureFields(CFindRSP response)
    {
        if (response.OffendingElements.Count > 0)
        {
            byte[] tags = AttributeTags.Write(response.OffendingElements);
            yield return new DicomElement(DicomTag.OffendingElement, DicomVR.AT, tags);
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
}
