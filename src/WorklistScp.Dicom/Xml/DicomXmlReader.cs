using System.Runtime.InteropServices;
using System.Xml;
using WorklistScp.Dicom.Datasets;

namespace WorklistScp.Dicom.Xml;

/// <summary>Reads data sets in the Native DICOM Model (PS3.19 A.1).</summary>
/// <remarks>
/// Text goes into the character set that Specific Character Set names; where there is none, text that is not ASCII
/// makes it ISO_IR 192. An attribute <c>vr</c> that is left out is that of the data dictionary, a <c>number</c> that is
/// left out the next one. Elements are of the model's namespace or of none. Values that stand elsewhere,
/// <c>BulkData</c>, and document type declarations are refused.
/// </remarks>
public static class DicomXmlReader
{
    /// <summary>The deepest nesting of sequences that is read.</summary>
    public const int MaxDepth = 64;

    /// <summary>The largest number of attributes and items together.</summary>
    public const int MaxElements = 100_000;

    /// <summary>The largest number of values, with those that are left out between two numbers.</summary>
    public const int MaxValues = 1_000_000;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>Reads a document.</summary>
    /// <param name="xml">The document, in an encoding that it declares, UTF-8 else.</param>
    /// <exception cref="DicomDataException">
    /// It is no XML, the message has the line; or none of a data set, the message has the tag.
    /// </exception>
    public static DicomDataset Read(ReadOnlyMemory<byte> xml)
    {
        try
        {
            using var document = XmlReader.Create(Open(xml), Settings);
            return XmlDatasetBuilder.Build(XmlModelParser.Parse(document));
        }
        catch (XmlException e)
        {
            // Its own words may quote the document.
            throw new DicomDataException(
                $"line {Math.Max(1, e.LineNumber)}: no XML at character {Math.Max(1, e.LinePosition)}, "
                + "expected a document as PS3.19 A.1 has it, without a document type", e);
        }
    }

    private static MemoryStream Open(ReadOnlyMemory<byte> xml) =>
        MemoryMarshal.TryGetArray(xml, out ArraySegment<byte> array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(xml.ToArray(), writable: false);
}
