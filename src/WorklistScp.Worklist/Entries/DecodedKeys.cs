using Microsoft.Extensions.Primitives;
using WorklistScp.Dicom.IO;

namespace WorklistScp.Worklist.Entries;

/// <summary>
/// The values of the attributes that queries usually match, decoded once for all queries; names are folded, too.
/// </summary>
internal sealed class DecodedKeys
{
    private readonly StringValues[] _topLevel;
    private readonly StringValues[] _step;

    private DecodedKeys(StringValues[] topLevel, StringValues[] step)
    {
        _topLevel = topLevel;
        _step = step;
    }

    /// <summary>No values: each is decoded when asked for.</summary>
    public static DecodedKeys None { get; } = new([], []);

    // Each list in the order of the tags. Study Date and Time, Accession Number; Patient ID, its issuer, Birth Date, Sex; Admission ID; Requested Procedure
    // ID and Priority
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

    /// <summary>Decodes the values of an entry that has none decoded yet.</summary>
    public static DecodedKeys Of(WorklistEntry entry) => new(
        Decode(entry.Level, TopLevelText, TopLevelNames),
        entry.Level.TryGetOnlyStep(out EntryLevel step) ? Decode(step, StepText, StepNames) : []);

    /// <summary>Finds the values of a text; false if they are not kept.</summary>
    /// <param name="tag">The attribute.</param>
    /// <param name="isStep">Whether it is one of the only scheduled procedure step, else of the top level.</param>
    /// <param name="values">The values.</param>
    public bool TryGetText(DicomTag tag, bool isStep, out StringValues values) => isStep
        ? TryGet(_step, StepText.IndexOf(tag.Value), out values)
        : TryGet(_topLevel, TopLevelText.IndexOf(tag.Value), out values);

    /// <summary>Finds the values of a name, folded; false if they are not kept.</summary>
    /// <inheritdoc cref="TryGetText"/>
    public bool TryGetNames(DicomTag tag, bool isStep, out StringValues values) => isStep
        ? TryGet(_step, Behind(StepText, StepNames.IndexOf(tag.Value)), out values)
        : TryGet(_topLevel, Behind(TopLevelText, TopLevelNames.IndexOf(tag.Value)), out values);

    private static int Behind(ReadOnlySpan<uint> text, int index) => index < 0 ? index : text.Length + index;

    private static bool TryGet(StringValues[] kept, int index, out StringValues values)
    {
        bool isKept = index >= 0 && index < kept.Length;
        values = isKept ? kept[index] : default;
        return isKept;
    }

    private static StringValues[] Decode(EntryLevel level, ReadOnlySpan<uint> text, ReadOnlySpan<uint> names)
    {
        var values = new StringValues[text.Length + names.Length];
        DicomElementCursor element = level.Elements;
        for (var i = 0; i < text.Length; i++)
        {
            values[i] = element.MoveTo(new DicomTag(text[i])) ? Kept(level.TextOf(in element), text[i]) : default;
        }

        element = level.Elements;
        for (var i = 0; i < names.Length; i++)
        {
            values[text.Length + i] =
                element.MoveTo(new DicomTag(names[i])) ? Kept(level.NamesOf(in element), names[i]) : default;
        }

        return values;
    }

    private static StringValues Kept(StringValues values, uint tag) =>
        values.Count == 1 && !OfOne.Contains(tag) ? SharedText.Of(values[0]!) : values;
}
