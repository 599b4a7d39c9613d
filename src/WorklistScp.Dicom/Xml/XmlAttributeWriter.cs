using System.Xml;
using WorklistScp.Dicom.CharacterSets;
using WorklistScp.Dicom.DataDictionary;
using WorklistScp.Dicom.Datasets;

namespace WorklistScp.Dicom.Xml;

/// <summary>Writes the attributes of a data set (PS3.19 table A.1.5-2).</summary>
internal static class XmlAttributeWriter
{
    /// <summary>Writes all but group lengths, with those of items.</summary>
    public static void Write(DicomDataset dataset, XmlWriter xml)
    {
        var blocks = new PrivateBlocks(dataset);
        foreach (DicomItem item in dataset)
        {
            if (!item.Tag.IsGroupLength)
            {
                xml.WriteStartElement(XmlNames.Attribute, XmlNames.Namespace);
                WriteNames(item, blocks, xml);
                WriteValues(dataset, item, xml);
                xml.WriteEndElement();
            }
        }
    }

    private static void WriteNames(DicomItem item, PrivateBlocks blocks, XmlWriter xml)
    {
        bool hasCreator = blocks.TryFindCreator(item.Tag, out string? creator);
        DicomTag tag = hasCreator ? PrivateBlocks.WithoutBlock(item.Tag) : item.Tag;
        xml.WriteAttributeString(XmlNames.Tag, $"{tag.Value:X8}");
        xml.WriteAttributeString(XmlNames.VR, item.VR.Code);
        if (DicomDictionary.TryFind(item.Tag, out DicomDictionaryEntry entry))
        {
            xml.WriteAttributeString(XmlNames.Keyword, entry.Keyword);
        }

        if (hasCreator)
        {
            xml.WriteAttributeString(XmlNames.PrivateCreator, creator);
        }
    }

    private static void WriteValues(DicomDataset dataset, DicomItem item, XmlWriter xml)
    {
        if (item is DicomSequence sequence)
        {
            WriteNumbered(XmlNames.Item, sequence.Items, xml, nested => Write(nested, xml));
        }
        else if (item is DicomElement { IsEmpty: false } element)
        {
            bool isWritten = element.VR.IsString
                ? TryWriteText(element, dataset.CharacterSet, xml)
                : TryWriteNumbers(element, xml);
            if (!isWritten)
            {
                xml.WriteStartElement(XmlNames.InlineBinary, XmlNames.Namespace);
                xml.WriteString(Convert.ToBase64String(element.Value.Span));
                xml.WriteEndElement();
            }
        }
    }

    private static bool TryWriteText(DicomElement element, SpecificCharacterSet characterSet, XmlWriter xml)
    {
        bool isName = element.VR == DicomVR.PN;
        if (!TextValues.TrySplit(element, characterSet, out string?[] values)
            || !values.All(value => value is null || (IsOfXml(value) && (!isName || XmlPersonName.IsWritable(value)))))
        {
            return false;
        }

        if (isName)
        {
            WriteNumbered(XmlNames.PersonName, values, xml, name => XmlPersonName.Write(name ?? "", xml));
        }
        else
        {
            WriteNumbered(XmlNames.Value, values, xml, xml.WriteString);
        }

        return true;
    }

    private static bool TryWriteNumbers(DicomElement element, XmlWriter xml)
    {
        bool hasNumbers = NumberValues.TryFormat(element, out string[]? values);
        if (hasNumbers)
        {
            WriteNumbered(XmlNames.Value, values!, xml, xml.WriteString);
        }

        return hasNumbers;
    }

    private static void WriteNumbered<T>(string name, IReadOnlyList<T> values, XmlWriter xml, Action<T> write)
    {
        for (var i = 0; i < values.Count; i++)
        {
            xml.WriteStartElement(name, XmlNames.Namespace);
            xml.WriteAttributeString(XmlNames.Number, $"{i + 1}");
            write(values[i]);
            xml.WriteEndElement();
        }
    }

    // XML 1.0 section 2.2: no control characters but those of lines. Halves of surrogate pairs are no text at all.
    private static bool IsOfXml(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i))
            {
                i++;
            }
            else if (!XmlConvert.IsXmlChar(text[i]))
            {
                return false;
            }
        }

        return true;
    }
}
