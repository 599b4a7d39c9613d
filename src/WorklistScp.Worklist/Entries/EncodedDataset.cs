using WorklistScp.Dicom.IO;

namespace WorklistScp.Worklist.Entries;

/// <summary>
/// Makes data sets of bytes that this program has written: Explicit VR Little Endian, each length defined. Bytes of others are
/// for <see cref="DicomDatasetReader"/>, which trusts nothing and takes several times as long.
/// </summary>
internal static class EncodedDataset
{
    /// <summary>Makes a data set.</summary>
    /// <param name="encoded">The bytes; they are not copied and must not be changed later.</param>
    public static DicomDataset Decode(ReadOnlyMemory<byte> encoded)
    {
        var dataset = new DicomDataset();
        var element = new DicomElementCursor(encoded.Span);
        while (element.MoveNext())
        {
            ReadOnlyMemory<byte> value = encoded[element.ValueStart..element.End];
            dataset.AddOrUpdate(
                element.VR == DicomVR.SQ
                    ? new DicomSequence(element.Tag, DecodeItems(value))
                    : new DicomElement(element.Tag, element.VR, value));
        }

        return dataset;
    }

    private static List<DicomDataset> DecodeItems(ReadOnlyMemory<byte> value)
    {
        var items = new List<DicomDataset>();
        var item = new DicomItemCursor(value.Span);
        while (item.MoveNext())
        {
            items.Add(Decode(value.Slice(item.Offset, item.Current.Length)));
        }

        return items;
    }
}
