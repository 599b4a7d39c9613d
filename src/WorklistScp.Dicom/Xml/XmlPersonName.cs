using System.Xml;

namespace WorklistScp.Dicom.Xml;

/// <summary>Person names, whose component groups and components are elements in XML (PS3.19 A.1.5).</summary>
/// <remarks>
/// Empty ones are left out. Delimiters may stand at the end of a name all the same, as in <c>Doe^Jane^^^</c>: there the
/// last is an empty element, which the schema allows.
/// </remarks>
internal static class XmlPersonName
{
    /// <summary>What separates component groups.</summary>
    public const char GroupDelimiter = '='; // PS3.5 6.2.1.1

    /// <summary>What separates components.</summary>
    public const char ComponentDelimiter = '^';

    /// <summary>The elements of component groups, in their order.</summary>
    public static readonly string[] Groups = ["Alphabetic", "Ideographic", "Phonetic"];

    /// <summary>The elements of components, in their order.</summary>
    public static readonly string[] Components = ["FamilyName", "GivenName", "MiddleName", "NamePrefix", "NameSuffix"];

    /// <summary>Whether there are elements for all that a name has.</summary>
    public static bool IsWritable(string name)
    {
        string[] groups = name.Split(GroupDelimiter);
        return groups.Length <= Groups.Length
            && groups.All(group => group.AsSpan().Count(ComponentDelimiter) < Components.Length);
    }

    /// <summary>Writes the component groups of a name.</summary>
    public static void Write(string name, XmlWriter xml) => WriteParts(
        name.Split(GroupDelimiter), Groups, xml,
        group => WriteParts(group.Split(ComponentDelimiter), Components, xml, xml.WriteString));

    private static void WriteParts(string[] parts, string[] names, XmlWriter xml, Action<string> write)
    {
        for (var i = 0; i < parts.Length; i++)
        {
            bool isEmptyAtEnd = i > 0 && i == parts.Length - 1;
            if (parts[i].Length > 0 || isEmptyAtEnd)
            {
                xml.WriteStartElement(names[i], XmlNames.Namespace);
                write(parts[i]);
                xml.WriteEndElement();
            }
        }
    }
}
