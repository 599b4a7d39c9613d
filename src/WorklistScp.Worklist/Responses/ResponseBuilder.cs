using Microsoft.Extensions.Logging;
using WorklistScp.Dicom.CharacterSets;
using WorklistScp.Dicom.DataDictionary;
using WorklistScp.Worklist.Catalog;
using WorklistScp.Worklist.Queries;

namespace WorklistScp.Worklist.Responses;

/// <summary>
/// Builds the identifier of a pending response: the query's keys with the entry's values (PS3.4 K.4.1.3).
/// </summary>
public sealed class ResponseBuilder(ResponseCharacterSet characterSet, ILogger logger)
{
    // Pregnancy Status: 4 is "unknown", what wlmscpfs gives when the entry has none.
    private static readonly DicomElement UnknownPregnancyStatus =
        DicomElement.FromUInt16(DicomTag.PregnancyStatus, 4);

    /// <summary>Builds the response to a query for an entry that matches it.</summary>
    public DicomDataset Build(WorklistQuery query, WorklistEntry entry)
    {
        DicomDataset response = Select(query.Keys, entry.Dataset);
        CodeSequenceRules.Apply(response);
        return WithCharacterSet(response, entry);
    }

    private static DicomDataset Select(IReadOnlyList<QueryKey> keys, DicomDataset source)
    {
        var result = new DicomDataset();
        foreach (QueryKey key in keys)
        {
            result.AddOrUpdate(key.VR == DicomVR.SQ ? SelectSequence(key, source) : SelectElement(key, source));
        }

        return result;
    }

    private static DicomItem SelectElement(QueryKey key, DicomDataset source)
    {
        source.TryGetItem(key.Tag, out DicomItem? item);
        if (key.Tag == DicomTag.PregnancyStatus && item is null or { IsEmpty: true })
        {
            return UnknownPregnancyStatus;
        }

        // The items of an entry belong to it: a response gets copies.
        return item switch
        {
            null => new DicomElement(key.Tag, key.VR, default),
            DicomSequence sequence => sequence.Clone(),
            _ => WithUsualVR((DicomElement)item),
        };
    }

    // A file may hold text as UN, or as another kind of text: its values go out with the VR that modalities expect.
    private static DicomElement WithUsualVR(DicomElement element)
    {
        DicomVR usual = DicomDictionary.GetVR(element.Tag);
        return element.VR != usual && usual.IsString && (element.VR.IsString || element.VR == DicomVR.UN)
            ? new DicomElement(element.Tag, usual, element.Value)
            : element;
    }

    private static DicomSequence SelectSequence(QueryKey key, DicomDataset source)
    {
        if (key.StaysEmpty || !source.TryGetSequence(key.Tag, out DicomSequence? sequence))
        {
            return new DicomSequence(key.Tag);
        }

        return key.Items is null
            ? sequence.Clone()
            : new DicomSequence(key.Tag, [.. sequence.Items.Select(item => SelectItem(key.Items, item))]);
    }

    private static DicomDataset SelectItem(IReadOnlyList<QueryKey> keys, DicomDataset item)
    {
        DicomDataset result = Select(keys, item);
        if (item.TryGetElement(DicomTag.SpecificCharacterSet, out DicomElement? own))
        {
            result.AddOrUpdate(own);
        }

        return result;
    }

    private DicomDataset WithCharacterSet(DicomDataset response, WorklistEntry entry)
    {
        switch (characterSet.Kind)
        {
            case ResponseCharacterSetKind.IsoIr100 when HasText(response, _ => true):
                RemoveNested(response);
                response.AddOrUpdate(ResponseCharacterSet.Element("ISO_IR 100"));
                return response;
            case ResponseCharacterSetKind.Keep when HasText(response, _ => true):
                return WithOwn(response, entry);
            case ResponseCharacterSetKind.WhenNeeded when NeedsCharacterSet(response):
                return WithOwn(response, entry);
            case ResponseCharacterSetKind.Convert when NeedsCharacterSet(response):
                return Convert(response, entry, characterSet.Target!);
            default:
                RemoveNested(response);
                return response;
        }
    }

    private DicomDataset Convert(DicomDataset response, WorklistEntry entry, SpecificCharacterSet target)
    {
        if (CharacterSetConverter.TryConvert(
            response, entry.Dataset.CharacterSet, target, out DicomDataset? converted, out DicomTag problem))
        {
            converted.AddOrUpdate(ResponseCharacterSet.Element(target.Value));
            return converted;
        }

        WorklistLog.NotEncodable(logger, WorklistLog.Printable(entry.FileName), problem, target.Value);
        return WithOwn(response, entry);
    }

    private static DicomDataset WithOwn(DicomDataset response, WorklistEntry entry)
    {
        if (entry.Dataset.TryGetElement(DicomTag.SpecificCharacterSet, out DicomElement? own) && !own.IsEmpty)
        {
            response.AddOrUpdate(own);
        }

        return response;
    }

    private static void RemoveNested(DicomDataset level)
    {
        foreach (DicomDataset item in level.OfType<DicomSequence>().SelectMany(sequence => sequence.Items))
        {
            item.Remove(DicomTag.SpecificCharacterSet);
            RemoveNested(item);
        }
    }

    private static bool NeedsCharacterSet(DicomDataset level) =>
        HasText(level, element => !SpecificCharacterSet.IsPlain(element.Value.Span));

    private static bool HasText(DicomDataset level, Func<DicomElement, bool> condition)
    {
        foreach (DicomItem item in level)
        {
            bool found = item is DicomSequence sequence
                ? sequence.Items.Any(nested => HasText(nested, condition))
                : item.VR.UsesCharacterSet && condition((DicomElement)item);
            if (found)
            {
                return true;
            }
        }

        return false;
    }
}
