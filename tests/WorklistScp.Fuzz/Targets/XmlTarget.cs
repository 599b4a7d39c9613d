using WorklistScp.Dicom.IO;
using WorklistScp.Dicom.Xml;

namespace WorklistScp.Fuzz.Targets;

/// <summary>The Native DICOM Model in XML.</summary>
internal sealed class XmlTarget : FuzzTarget
{
    /// <inheritdoc/>
    public override string Name => "xml";

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. SeedDatasets.All.Select(Encode),
        """
        <?xml version="1.0" encoding="ISO-8859-1"?><!-- a --><n:NativeDicomModel xmlns:n="http://dicom.nema.org/PS3.19/models/NativeDICOM">
        <n:DicomAttribute tag="00090002" vr="LO" privateCreator="ACME"><n:Value number="2">&#65;<![CDATA[<B>]]></n:Value></n:DicomAttribute>
        <n:DicomAttribute tag="00090010" vr="LO"><n:Value>ACME</n:Value></n:DicomAttribute></n:NativeDicomModel>
        """u8.ToArray(),
    ];

    /// <inheritdoc/>
    public override GrammarChange Grammar => XmlGrammar.Change;

    /// <inheritdoc/>
    public override bool Run(byte[] input)
    {
        DicomDataset dataset;
        try
        {
            dataset = DicomXmlReader.Read(input);
        }
        catch (DicomDataException e)
        {
            return !e.Message.Any(char.IsControl) ? false : throw new FindingException("a message of many lines", e);
        }

        RoundTrip.Check(dataset, DicomTransferSyntax.ExplicitVRLittleEndian, DicomLengthEncoding.Defined);
        RoundTrip.CheckXml(dataset);
        return true;
    }

    private static byte[] Encode(DicomDataset dataset)
    {
        var output = new ByteBuffer();
        DicomXmlWriter.Write(dataset, output);
        return output.Written.ToArray();
    }
}
