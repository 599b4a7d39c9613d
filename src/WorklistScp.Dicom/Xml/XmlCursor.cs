using System.Globalization;
using System.Xml;

namespace WorklistScp.Dicom.Xml;

/// <summary>Goes through the elements of a document.</summary>
internal sealed class XmlCursor(XmlReader xml)
{
    private const int LongestQuote = 40;

    /// <summary>The name of the element; one of another namespace is nobody's.</summary>
    public string Name =>
        xml.NamespaceURI is "" or XmlNames.Namespace ? xml.LocalName : $"{xml.Name} of another namespace";

    /// <summary>Goes to the element of the document.</summary>
    public void MoveToRoot() => xml.MoveToContent();

    /// <summary>Goes to the end of the document.</summary>
    /// <exception cref="XmlException">Something stands before it.</exception>
    public void MoveToEnd() => xml.MoveToContent();

    /// <summary>An attribute of the element; null: it has none of this name.</summary>
    public string? GetAttribute(string name) => xml.GetAttribute(name);

    /// <summary>
    /// Reads the children of the element, of which each is to be read to its end, and goes behind its end.
    /// </summary>
    /// <param name="place">Where it is.</param>
    /// <param name="expected">The names that children may have.</param>
    /// <param name="read">Reads a child, given its place among the expected.</param>
    public void ReadChildren(XmlPlace? place, string[] expected, Action<int> read)
    {
        bool isEmpty = xml.IsEmptyElement;
        xml.Read();
        while (!isEmpty && xml.NodeType != XmlNodeType.EndElement)
        {
            if (xml.NodeType is XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
            {
                xml.Read();
                continue;
            }

            int index = xml.NodeType == XmlNodeType.Element ? Array.IndexOf(expected, Name) : -1;
            read(index >= 0 ? index : throw Unexpected(place, expected));
        }

        if (!isEmpty)
        {
            xml.Read();
        }
    }

    /// <summary>Reads the text of the element, and goes behind its end.</summary>
    public string ReadText(XmlPlace place)
    {
        bool isEmpty = xml.IsEmptyElement;
        xml.Read();
        if (isEmpty)
        {
            return "";
        }

        string text = xml.NodeType is XmlNodeType.Element or XmlNodeType.EndElement ? "" : xml.ReadContentAsString();
        if (xml.NodeType != XmlNodeType.EndElement)
        {
            throw XmlPlace.Failed(place, $"<{Quote(Name)}> within a value, expected text");
        }

        xml.Read();
        return text;
    }

    /// <summary>The number of the element; that which is next where it has none.</summary>
    public int ReadNumber(int next, XmlPlace place)
    {
        string? text = xml.GetAttribute(XmlNames.Number);
        int number = next;
        bool isNumber = text is null
            || int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out number);
        return isNumber && number >= next
            ? number
            : throw XmlPlace.Failed(
                place, $"number '{Quote(text!)}', expected {next}, or more where values are empty");
    }

    /// <summary>The start of a text of the document, for messages.</summary>
    public static string Quote(string text) => PrintableText.Start(text, LongestQuote);

    /// <summary>Makes the exception for an element, or text, that nobody expects.</summary>
    public DicomDataException Unexpected(XmlPlace? place, params string[] expected) => XmlPlace.Failed(
        place,
        (xml.NodeType == XmlNodeType.Element ? $"<{Quote(Name)}>" : "text")
        + $", expected <{string.Join(">, <", expected)}>");
}
