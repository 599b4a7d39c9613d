using System.Numerics;
using Microsoft.Extensions.Primitives;
using WorklistScp.Dicom.IO;

namespace WorklistScp.Worklist.Entries;

/// <summary>
/// The values of the attributes that queries usually match, decoded once for all queries; names are folded, too.
/// </summary>
internal readonly struct DecodedKeys
{
    // Of the attributes, in the order of the lists below, only those that have a value; a bit for each says which.
    private readonly StringValues[]? _values;
    private readonly uint _present;

    private DecodedKeys(List<StringValues> values, uint present)
    {
        _values = [.. values];
        _present = present;
    }

    // Each list in the order of the tags. Study Date and Time, Accession Number; Patient ID, its issuer, Birth Date,
    // Sex; Admission ID; Requested Procedure ID and Priority
    private static ReadOnlySpan<uint> TopLevelText =>
    [
        0x00080020, 0x00080030, 0x00080050, 0x00100020, 0x00100021, 0x00100030, 0x00100040, 0x00380010, 0x00401001,
        0x00401003,
    ];

    // Referring Physician, Patient, Requesting Physician
    private static ReadOnlySpan<uint> TopLevelNames => [0x00080090, 0x00100010, 0x00321032];

    // Modality, Station AE Title, Start Date and Time
    private static ReadOnlySpan<uint> StepText => [0x00080060, 0x00400001, 0x00400002, 0x00400003];

    // Performing Physician
    private static ReadOnlySpan<uint> StepNames => [0x00400006];

    // What hardly two entries have alike: Accession Number, Patient's Name, Patient ID, Requested Procedure ID.
    private static ReadOnlySpan<uint> OfOne => [0x00080050, 0x00100010, 0x00100020, 0x00401001];

    private static int FirstTopLevelName => TopLevelText.Length;

    private static int FirstStepText => FirstTopLevelName + TopLevelNames.Length;

    private static int FirstStepName => FirstStepText + StepText.Length;

    /// <summary>Decodes the values of an entry that has none decoded yet.</summary>
    public static DecodedKeys Of(WorklistEntry entry)
    {
        var values = new List<StringValues>(FirstStepName + StepNames.Length);
        uint present = 0;
        Decode(entry.Level, TopLevelText, areNames: false, 0, values, ref present);
        Decode(entry.Level, TopLevelNames, areNames: true, FirstTopLevelName, values, ref present);
        if (entry.Level.TryGetOnlyStep(out EntryLevel step))
        {
            Decode(step, StepText, areNames: false, FirstStepText, values, ref present);
            Decode(step, StepNames, areNames: true, FirstStepName, values, ref present);
        }

        return new DecodedKeys(values, present);
    }

    /// <summary>Finds the values of a text; false if they are not kept.</summary>
    /// <param name="tag">The attribute.</param>
    /// <param name="isStep">Whether it is one of the only scheduled procedure step, else of the top level.</param>
    /// <param name="values">The values.</param>
    public bool TryGetText(DicomTag tag, bool isStep, out StringValues values) => isStep
        ? TryGet(StepText.IndexOf(tag.Value), FirstStepText, out values)
        : TryGet(TopLevelText.IndexOf(tag.Value), 0, out values);

    /// <summary>Finds the values of a name, folded; false if they are not kept.</summary>
    /// <inheritdoc cref="TryGetText"/>
    public bool TryGetNames(DicomTag tag, bool isStep, out StringValues values) => isStep
        ? TryGet(StepNames.IndexOf(tag.Value), FirstStepName, out values)
        : TryGet(TopLevelNames.IndexOf(tag.Value), FirstTopLevelName, out values);

    private bool TryGet(int index, int first, out StringValues values)
    {
        values = default;
        if (index < 0 || _values is null)
        {
            return false;
        }

        uint bit = 1u << (first + index);
        if ((_present & bit) != 0)
        {
            values = _values[BitOperations.PopCount(_present & (bit - 1))];
        }

        return true;
    }

    private static void Decode(
        EntryLevel level, ReadOnlySpan<uint> tags, bool areNames, int first, List<StringValues> all, ref uint present)
    {
        DicomElementCursor element = level.Elements;
        for (var i = 0; i < tags.Length; i++)
        {
            if (!element.MoveTo(new DicomTag(tags[i])))
            {
                continue;
            }

            StringValues values = areNames ? level.NamesOf(in element) : level.TextOf(in element);
            if (values.Count > 0)
            {
                all.Add(Kept(values, tags[i]));
                present |= 1u << (first + i);
            }
        }
    }

    private static StringValues Kept(StringValues values, uint tag) =>
        values.Count == 1 && !OfOne.Contains(tag) ? SharedText.Of(values[0]!) : values;
}
