using System.Buffers.Binary;
using System.Globalization;
using WorklistScp.Dicom.CharacterSets;

namespace WorklistScp.Interop.Tests.RoundTrips;

/// <summary>Makes samples of data sets: the way back of <see cref="SampleEncoder"/>.</summary>
internal static class SampleDecoder
{
    /// <summary>The samples of a data set.</summary>
    public static Sample[] Decode(DicomDataset dataset) =>
    [
        .. dataset.Select(Sample (item) => item is DicomSequence sequence
            ? new SampleSequence(item.Tag, [.. sequence.Items.Select(Decode)])
            : new SampleElement(item.Tag, item.VR, ValuesOf((DicomElement)item, dataset.CharacterSet))),
    ];

    private static string[] ValuesOf(DicomElement element, SpecificCharacterSet characterSet)
    {
        if (element.VR.IsString)
        {
            string text = characterSet.Decode(element.Value.Span, element.VR).TrimEnd(' ', '\0');
            return element.VR.IsMultiValue ? text.Split('\\') : [text];
        }

        int size = element.VR == DicomVR.AT ? 2 * element.VR.UnitSize : element.VR.UnitSize;
        byte[] bytes = element.Value.ToArray();
        return IsBytes(element.VR)
            ? bytes.Length == 0 ? [] : [Convert.ToHexStringLower(bytes)]
            : [.. bytes.Chunk(size).Select(value => ValueOf(value, element.VR))];
    }

    private static bool IsBytes(DicomVR vr) => vr.Code is "OB" or "OD" or "OF" or "OL" or "OV" or "OW" or "UN";

    private static string ValueOf(byte[] value, DicomVR vr)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        return vr.Code switch
        {
            "AT" => $"{BinaryPrimitives.ReadUInt16LittleEndian(value):X4}"
                + $"{BinaryPrimitives.ReadUInt16LittleEndian(value.AsSpan(2)):X4}",
            "FD" => BinaryPrimitives.ReadDoubleLittleEndian(value).ToString(culture),
            "FL" => BinaryPrimitives.ReadSingleLittleEndian(value).ToString(culture),
            "SL" => BinaryPrimitives.ReadInt32LittleEndian(value).ToString(culture),
            "SS" => BinaryPrimitives.ReadInt16LittleEndian(value).ToString(culture),
            "SV" => BinaryPrimitives.ReadInt64LittleEndian(value).ToString(culture),
            "UL" => BinaryPrimitives.ReadUInt32LittleEndian(value).ToString(culture),
            "US" => BinaryPrimitives.ReadUInt16LittleEndian(value).ToString(culture),
            _ => BinaryPrimitives.ReadUInt64LittleEndian(value).ToString(culture),
        };
    }
}
