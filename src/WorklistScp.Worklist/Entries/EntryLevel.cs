using Microsoft.Extensions.Primitives;
using WorklistScp.Dicom.CharacterSets;
using WorklistScp.Dicom.IO;
using WorklistScp.Worklist.Values;

namespace WorklistScp.Worklist.Entries;

/// <summary>The data set of an entry, or an item in it, as matching keys look at it.</summary>
internal readonly ref struct EntryLevel
{
    // A megabyte of text may be returned, but nobody searches by it. All but UC, UR and UT end there anyway.
    private const int MaxMatchedLength = 64 * 1024;

    // How many bytes of elements are passed over, or characters compared with a pattern, in a step.
    private const int BytesPerStep = 256;
    private const int CharactersPerStep = 16;
    private const int StepsOfPattern = 3;

    private readonly WorklistEntry _entry;
    private readonly MatchingWork? _work;
    private readonly ReadOnlySpan<byte> _elements;
    private readonly SpecificCharacterSet _characterSet;
    private readonly Place _place;

    private EntryLevel(
        WorklistEntry entry, MatchingWork? work, ReadOnlySpan<byte> elements, SpecificCharacterSet characterSet,
        Place place)
    {
        _entry = entry;
        _work = work;
        _elements = elements;
        _characterSet = characterSet;
        _place = place;
    }

    private enum Place
    {
        OtherItem, // what a level of no entry is, by which keys are described
        Top,
        OnlyStep,
    }

    /// <summary>The data set itself.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="work">Counts what matching it takes; null: that may be as much as it is.</param>
    public static EntryLevel Top(WorklistEntry entry, MatchingWork? work = null) =>
        new(entry, work, entry.Encoded, entry.CharacterSet, Place.Top);

    /// <summary>The Timezone Offset From UTC that the entry names for all of it; null: none.</summary>
    public TimeSpan? Timezone =>
        _entry is { NamesTimezone: true } ? Entries.Timezone.Of(Top(_entry)) : null;

    /// <summary>The offset from UTC of the entry: what it names, else that of a time zone at its start.</summary>
    /// <param name="local">The time zone of entries that name none.</param>
    public TimeSpan? TimezoneIn(TimeZoneInfo local) =>
        Timezone ?? (_entry?.StartMoment is { } start ? local.GetUtcOffset(start) : null);

    /// <summary>Stands before the first element.</summary>
    public DicomElementCursor Elements => new(_elements);

    /// <summary>Counts steps that are to be taken; false: they may not be, as <see cref="MatchingWork.Spend"/>.</summary>
    public bool Spend(long steps) => _work is null || _work.Spend(steps);

    /// <summary>Counts the steps of comparing a value with a pattern.</summary>
    public bool SpendOnPattern(ReadOnlySpan<char> pattern, ReadOnlySpan<char> value) =>
        Spend(StepsOfPattern + ((long)pattern.Length * value.Length / CharactersPerStep));

    /// <summary>Finds an element or sequence; none when the entry is cut.</summary>
    public bool TryFind(DicomTag tag, out DicomElementCursor element)
    {
        element = new DicomElementCursor(_elements);
        return Spend(1 + (_elements.Length / BytesPerStep)) && element.MoveTo(tag);
    }

    /// <summary>
    /// The values of an attribute, decoded, without padding, empty ones dropped; none when it is absent, no text, or more
    /// than anybody searches by.
    /// </summary>
    public StringValues TextOf(DicomTag tag) =>
        _place != Place.OtherItem
        && _entry.Decoded.TryGetText(tag, _place == Place.OnlyStep, out StringValues kept)
            ? kept
            : Decode(tag);

    /// <summary>The values of an element of it, decoded, without padding, empty ones dropped.</summary>
    public StringValues TextOf(in DicomElementCursor element) =>
        element.VR.IsString && !element.Value.IsEmpty
        && element.Value.Length <= MaxMatchedLength && Spend(element.Value.Length)
            ? TextValues.Split(_characterSet.Decode(element.Value, element.VR), element.VR)
            : default;

    /// <summary>The values of an element of it that is a name, folded.</summary>
    public StringValues NamesOf(in DicomElementCursor element) => Fold(TextOf(in element));

    /// <summary>The values of a name, each folded as <see cref="NameFolding.FoldGroups"/> does.</summary>
    public StringValues NamesOf(DicomTag tag) =>
        _place != Place.OtherItem
        && _entry.Decoded.TryGetNames(tag, _place == Place.OnlyStep, out StringValues kept)
            ? kept
            : Fold(Decode(tag));

    /// <summary>
    /// The value of an attribute as people read it: without padding, all values; null when it is absent or no text.
    /// </summary>
    public string? PrintedTextOf(DicomTag tag) =>
        TryFind(tag, out DicomElementCursor element) && element.VR.IsString
            ? _characterSet.Decode(element.Value, element.VR).Trim(' ', '\0')
            : null;

    /// <summary>The item of the Scheduled Procedure Step Sequence; false if there is none, or more than one.</summary>
    public bool TryGetOnlyStep(out EntryLevel step)
    {
        ReadOnlySpan<byte> elements = default;
        bool isThere = _place == Place.Top && _entry.TryGetOnlyStep(out elements);
        step = isThere ? Item(elements, Place.OnlyStep) : default; // only here: it may be this very variable
        return isThere;
    }

    /// <summary>The items of a sequence; none when it is absent or no sequence.</summary>
    public ItemEnumerator ItemsOf(DicomTag sequence) =>
        TryFind(sequence, out DicomElementCursor element) && element.VR == DicomVR.SQ
            ? new ItemEnumerator(this, new DicomItemCursor(element.Value))
            : new ItemEnumerator(this, default);

    private static StringValues Fold(StringValues names) => names.Count switch
    {
        0 => default,
        1 => NameFolding.FoldGroups(names[0]!),
        _ => Array.ConvertAll(names.ToArray(), name => NameFolding.FoldGroups(name!)),
    };

    private StringValues Decode(DicomTag tag) =>
        TryFind(tag, out DicomElementCursor element) ? TextOf(in element) : default;

    // An item may name a character set of its own (PS3.5 7.5).
    private EntryLevel Item(ReadOnlySpan<byte> elements, Place place)
    {
        var own = new DicomElementCursor(elements);
        SpecificCharacterSet characterSet =
            own.MoveTo(DicomTag.SpecificCharacterSet) ? ItemCharacterSet.Read(own.Value) : _characterSet;
        return new EntryLevel(_entry, _work, elements, characterSet, place);
    }

    /// <summary>Goes through the items of a sequence.</summary>
    public ref struct ItemEnumerator(EntryLevel parent, DicomItemCursor items)
    {
        private readonly EntryLevel _parent = parent;
        private DicomItemCursor _items = items;

        /// <summary>The current item.</summary>
        public readonly EntryLevel Current => _parent.Item(_items.Current, Place.OtherItem);

        /// <summary>Goes to the next item; false behind the last.</summary>
        public bool MoveNext() => _items.MoveNext();

        /// <summary>For <c>foreach</c>.</summary>
        public readonly ItemEnumerator GetEnumerator() => this;
    }
}
