using WorklistScp.Dicom.DumpText;
using WorklistScp.Dicom.IO;
using WorklistScp.Dicom.Json;
using WorklistScp.Dicom.Xml;

namespace WorklistScp.Fuzz.Targets;

/// <summary>What was read can be written, and reads as it was.</summary>
internal static class RoundTrip
{
    /// <summary>Checks a data set in one encoding.</summary>
    public static void Check(DicomDataset dataset, DicomTransferSyntax syntax, DicomLengthEncoding lengths)
    {
        byte[] first = SeedDatasets.Encode(dataset, syntax, lengths);
        DicomDataset read = Read(first, syntax);
        if (!SeedDatasets.Encode(read, syntax, lengths).AsSpan().SequenceEqual(first))
        {
            throw new FindingException($"a data set in {syntax} is not the same when it is read again");
        }
    }

    /// <summary>Checks a data set in the DICOM JSON model.</summary>
    public static void CheckJson(DicomDataset dataset)
    {
        var json = new ByteBuffer();
        DicomJsonWriter.Write(dataset, json);
        AssertSame(dataset, DicomJsonReader.Read(json.WrittenMemory)[0], "JSON");
    }

    /// <summary>Checks a data set in the Native DICOM Model, and what DICOMweb tells of it.</summary>
    public static void CheckXml(DicomDataset dataset)
    {
        var xml = new ByteBuffer();
        DicomXmlWriter.Write(dataset, xml);
        AssertSame(dataset, DicomXmlReader.Read(xml.WrittenMemory), "XML");
        xml.Clear();
        DicomXmlWriter.WriteUnicode(dataset, xml);
        AssertSame(UnicodeText.Convert(dataset), DicomXmlReader.Read(xml.WrittenMemory), "XML of DICOMweb");
    }

    /// <summary>Checks that all of it can be shown: texts, dump text.</summary>
    public static void Show(DicomDataset dataset, DicomTransferSyntax syntax)
    {
        DicomDumpWriter.Write(dataset, syntax, new ByteBuffer());
        Decode(dataset);
    }

    private static void Decode(DicomDataset dataset)
    {
        foreach (DicomItem item in dataset)
        {
            dataset.TryGetString(item.Tag, out _);
            dataset.TryGetUInt16(item.Tag, out _);
            dataset.TryGetUInt32(item.Tag, out _);
            if (item is DicomSequence sequence)
            {
                foreach (DicomDataset nested in sequence.Items)
                {
                    Decode(nested);
                }
            }
        }
    }

    private static void AssertSame(DicomDataset dataset, DicomDataset read, string form)
    {
        DicomTransferSyntax syntax = DicomTransferSyntax.ExplicitVRLittleEndian;
        if (!SeedDatasets.Encode(read, syntax).AsSpan().SequenceEqual(SeedDatasets.Encode(dataset, syntax)))
        {
            throw new FindingException($"a data set is not the same when it is read again from {form}");
        }
    }

    private static DicomDataset Read(byte[] bytes, DicomTransferSyntax syntax)
    {
        try
        {
            return DicomDatasetReader.Read(bytes, syntax);
        }
        catch (DicomDataException e)
        {
            throw new FindingException($"a data set in {syntax} was written that cannot be read", e);
        }
    }
}
