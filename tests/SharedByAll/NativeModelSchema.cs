using System.Xml;
using System.Xml.Schema;

namespace WorklistScp.Tests.Shared;

/// <summary>The schema of PS3.19 A.1.6.</summary>
internal static class NativeModelSchema
{
    private static readonly Lazy<XmlSchemaSet> Schema = new(Read);

    /// <summary>Asserts that a document is valid.</summary>
    public static void AssertValid(byte[] document)
    {
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = Schema.Value };
        settings.ValidationEventHandler += (_, e) => Assert.Fail(e.Message);
        using var xml = XmlReader.Create(new MemoryStream(document), settings);
        while (xml.Read())
        {
        }

        // An element without a declaration would be a warning only.
        Assert.NotNull(Schema.Value.GlobalElements[
            new XmlQualifiedName("NativeDicomModel", "http://dicom.nema.org/PS3.19/models/NativeDICOM")]);
    }

    private static XmlSchemaSet Read()
    {
        var set = new XmlSchemaSet();
        using var schema = XmlReader.Create(
            Path.Join(Repository.Root, "tests/WorklistScp.Dicom.Tests/Xml/NativeDicomModel.xsd"));
        set.Add(null, schema);
        set.Compile();
        return set;
    }
}
