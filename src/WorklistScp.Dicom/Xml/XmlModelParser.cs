using System.Globalization;
using System.Xml;
using WorklistScp.Dicom.DataDictionary;

namespace WorklistScp.Dicom.Xml;

/// <summary>Reads the elements of a document to attributes. Limits are checked before anything is kept.</summary>
internal sealed class XmlModelParser
{
    private static readonly string[] AttributeOnly = [XmlNames.Attribute];

    // What the attributes of a VR may hold; of names, some write them as they are.
    private static readonly string[] OfSequence = [XmlNames.Item];
    private static readonly string[] OfNames = [XmlNames.PersonName, XmlNames.InlineBinary, XmlNames.Value];
    private static readonly string[] OfOthers = [XmlNames.Value, XmlNames.InlineBinary];

    private readonly XmlCursor _cursor;
    private int _elements;
    private int _values;

    private XmlModelParser(XmlCursor cursor)
    {
        _cursor = cursor;
    }

    /// <summary>Reads a document.</summary>
    /// <exception cref="DicomDataException">It is no Native DICOM Model.</exception>
    /// <exception cref="XmlException">It is no XML.</exception>
    public static List<ParsedAttribute> Parse(XmlReader xml)
    {
        var cursor = new XmlCursor(xml);
        cursor.MoveToRoot();
        if (cursor.Name != XmlNames.Model)
        {
            throw cursor.Unexpected(null, XmlNames.Model);
        }

        List<ParsedAttribute> attributes = new XmlModelParser(cursor).ReadAttributes(null, depth: 0);
        cursor.MoveToEnd();
        return attributes;
    }

    private List<ParsedAttribute> ReadAttributes(XmlPlace? item, int depth)
    {
        var attributes = new List<ParsedAttribute>();
        _cursor.ReadChildren(item, AttributeOnly, _ => attributes.Add(ReadAttribute(item, depth)));
        return attributes;
    }

    private ParsedAttribute ReadAttribute(XmlPlace? item, int depth)
    {
        Count(ref _elements, 1, DicomXmlReader.MaxElements, "attributes and items", item);
        string? creator = ReadCreator(item);
        DicomTag tag = ReadTag(creator is not null, item);
        var place = new XmlPlace(item, tag);
        var attribute = new ParsedAttribute(tag, ReadVR(tag, creator is not null, place), creator);
        if (attribute.VR == DicomVR.SQ)
        {
            ReadItems(attribute, place, depth + 1);
        }
        else
        {
            ReadValues(attribute, place);
        }

        return attribute;
    }

    private string? ReadCreator(XmlPlace? item)
    {
        string? text = _cursor.GetAttribute(XmlNames.PrivateCreator);
        return string.IsNullOrEmpty(text) ? null
            : PrivateBlocks.TryRead(text, out string? name) ? name
            : throw XmlPlace.Failed(
                item, $"privateCreator '{XmlCursor.Quote(text)}', expected a name in the default repertoire, ISO-IR 6");
    }

    // A private attribute whose creator is named has no block: gggg0000 is no group length then.
    private DicomTag ReadTag(bool hasCreator, XmlPlace? item)
    {
        string text = _cursor.GetAttribute(XmlNames.Tag) ?? "";
        return text.Length == 8
            && uint.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint number)
            && new DicomTag(number) is { Group: > 2 and < 0xfffe } tag
            && (hasCreator ? tag.IsPrivate : !tag.IsGroupLength)
                ? tag
                : throw XmlPlace.Failed(
                    item, $"tag '{XmlCursor.Quote(text)}', expected that of a data set, 8 hexadecimal digits"
                    + (hasCreator ? ", of an odd group because of its privateCreator" : ""));
    }

    private DicomVR ReadVR(DicomTag tag, bool hasCreator, XmlPlace place)
    {
        string? text = _cursor.GetAttribute(XmlNames.VR);
        return text is null ? (hasCreator ? DicomVR.UN : DicomDictionary.GetVR(tag))
            : DicomVR.TryParse(text, out DicomVR vr) ? vr
            : throw XmlPlace.Failed(place, $"vr '{XmlCursor.Quote(text)}', expected one of PS3.5 table 6.2-1");
    }

    private void ReadItems(ParsedAttribute attribute, XmlPlace place, int depth)
    {
        if (depth > DicomXmlReader.MaxDepth)
        {
            throw XmlPlace.Failed(place, $"nested too deep, expected at most {DicomXmlReader.MaxDepth} sequences");
        }

        _cursor.ReadChildren(place, OfSequence, _ =>
        {
            Count(ref _elements, 1, DicomXmlReader.MaxElements, "attributes and items", place);
            int number = attribute.Items.Count + 1;
            if (_cursor.ReadNumber(number, place) != number)
            {
                throw XmlPlace.Failed(place, $"item {number} is missing, expected all of them in their order");
            }

            attribute.Items.Add(ReadAttributes(place with { Item = number }, depth));
        });
    }

    private void ReadValues(ParsedAttribute attribute, XmlPlace place)
    {
        string[] expected = attribute.VR == DicomVR.PN ? OfNames : OfOthers;
        _cursor.ReadChildren(place, expected, index =>
        {
            bool isInline = expected[index] == XmlNames.InlineBinary;
            if (attribute.Inline is not null || (isInline && attribute.Values.Count > 0))
            {
                throw XmlPlace.Failed(place, "has its value twice, expected values or one InlineBinary");
            }

            if (isInline)
            {
                attribute.Inline = ReadInline(place);
            }
            else
            {
                AddEmptyValues(attribute.Values, place);
                attribute.Values.Add(
                    expected[index] == XmlNames.PersonName
                        ? XmlPersonNameReader.Read(_cursor, place)
                        : _cursor.ReadText(place));
            }
        });
    }

    private void AddEmptyValues(List<string?> values, XmlPlace place)
    {
        int empty = _cursor.ReadNumber(values.Count + 1, place) - values.Count - 1;
        Count(ref _values, 1L + empty, DicomXmlReader.MaxValues, "values", place);
        values.AddRange(Enumerable.Repeat<string?>(null, empty));
    }

    private byte[] ReadInline(XmlPlace place)
    {
        string text = _cursor.ReadText(place);
        var bytes = new byte[text.Length / 4 * 3 + 3];
        return Convert.TryFromBase64String(text, bytes, out int length)
            ? bytes[..length]
            : throw XmlPlace.Failed(place, "InlineBinary is no base64 (RFC 4648), expected it");
    }

    private static void Count(ref int count, long more, int most, string what, XmlPlace? place) =>
        count = more <= most - count
            ? count + (int)more
            : throw XmlPlace.Failed(place, $"more than {most} {what}, expected a smaller data set");
}
