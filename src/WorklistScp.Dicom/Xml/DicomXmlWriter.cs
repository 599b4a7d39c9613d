using System.Buffers;
using System.Text;
using System.Xml;
using WorklistScp.Dicom.Datasets;

namespace WorklistScp.Dicom.Xml;

/// <summary>Writes data sets in the Native DICOM Model (PS3.19 A.1), in UTF-8.</summary>
/// <remarks>
/// What <see cref="DicomXmlReader"/> reads of <see cref="Write(DicomDataset, IBufferWriter{byte})"/> is the same data
/// set byte for byte, group lengths excepted, which PS3.19 A.1.1 leaves out. A value that has no exact form in XML, such
/// as text with control characters or with bytes that are no characters, is written as <c>InlineBinary</c>, for which
/// PS3.19 has binary VRs only. Private attributes have the name of their creator in place of their block; where they have none, or
/// two blocks have creators of one name, they have their whole tag.
/// </remarks>
public static class DicomXmlWriter
{
    // Carriage returns as they are would be read as line feeds (XML 1.0 section 2.11).
    private static readonly XmlWriterSettings Compact = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        NewLineHandling = NewLineHandling.Entitize,
        NewLineChars = "\n",
        CloseOutput = false,
    };

    private static readonly XmlWriterSettings Readable = MakeReadable();

    /// <summary>
    /// Writes a data set in lines; Specific Character Set stays, and tells how text goes back to bytes.
    /// </summary>
    /// <param name="dataset">The data set.</param>
    /// <param name="output">What receives the document.</param>
    public static void Write(DicomDataset dataset, IBufferWriter<byte> output)
    {
        Write(dataset, output, Readable);
        output.Write("\n"u8);
    }

    /// <summary>
    /// Writes a data set as DICOMweb has it (PS3.18 8.7.3): Specific Character Set says UTF-8, or is absent. What is read
    /// of it is <see cref="UnicodeText.Convert"/> of the data set.
    /// </summary>
    /// <inheritdoc cref="Write(DicomDataset, IBufferWriter{byte})"/>
    public static void WriteUnicode(DicomDataset dataset, IBufferWriter<byte> output) =>
        Write(UnicodeText.Convert(dataset), output, Compact);

    private static void Write(DicomDataset dataset, IBufferWriter<byte> output, XmlWriterSettings settings)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, settings))
        {
            xml.WriteStartElement(XmlNames.Model, XmlNames.Namespace);
            xml.WriteAttributeString("xml", "space", null, "preserve");
            XmlAttributeWriter.Write(dataset, xml);
            xml.WriteEndElement();
        }

        output.Write(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    private static XmlWriterSettings MakeReadable()
    {
        XmlWriterSettings settings = Compact.Clone();
        settings.Indent = true;
        return settings;
    }
}
