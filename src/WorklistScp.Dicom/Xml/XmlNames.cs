namespace WorklistScp.Dicom.Xml;

/// <summary>Names of the Native DICOM Model (PS3.19 A.1.5).</summary>
internal static class XmlNames
{
    public const string Namespace = "http://dicom.nema.org/PS3.19/models/NativeDICOM";

    public const string Model = "NativeDicomModel";
    public const string Attribute = "DicomAttribute";
    public const string Value = "Value";
    public const string Item = "Item";
    public const string PersonName = "PersonName";
    public const string InlineBinary = "InlineBinary";
    public const string BulkData = "BulkData";

    public const string Tag = "tag";
    public const string VR = "vr";
    public const string Keyword = "keyword";
    public const string PrivateCreator = "privateCreator";
    public const string Number = "number";
}
