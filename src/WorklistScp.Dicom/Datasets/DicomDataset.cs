using System.Buffers.Binary;
using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using WorklistScp.Dicom.CharacterSets;

namespace WorklistScp.Dicom.Datasets;

/// <summary>A data set: elements and sequences in the order of their tags, each tag once (PS3.5 7.1).</summary>
/// <remarks>Reading from several threads is safe as long as nobody adds or removes.</remarks>
public sealed class DicomDataset : IReadOnlyCollection<DicomItem>
{
    private readonly List<DicomItem> _items;
    private SpecificCharacterSet? _ownCharacterSet;

    /// <summary>Makes an empty data set.</summary>
    public DicomDataset()
    {
        _items = [];
    }

    /// <summary>Makes a data set of the given members; of two with one tag the later is kept.</summary>
    public DicomDataset(params IEnumerable<DicomItem> items) : this()
    {
        foreach (DicomItem item in items)
        {
            AddOrUpdate(item);
        }
    }

    /// <summary>The number of members, those of nested items not counted.</summary>
    public int Count => _items.Count;

    /// <summary>The data set that holds this one as an item of one of its sequences; null at the top.</summary>
    public DicomDataset? Parent { get; private set; }

    /// <summary>
    /// The character set of text in this data set: its own Specific Character Set (0008,0005), else that of the
    /// enclosing data set, else the default repertoire (PS3.5 6.1.2.4). An unknown one counts as the default
    /// repertoire.
    /// </summary>
    public SpecificCharacterSet CharacterSet =>
        (_ownCharacterSet ??= FindOwnCharacterSet()) ?? Parent?.CharacterSet ?? SpecificCharacterSet.Default;

    /// <summary>Adds a member, in place of one with the same tag.</summary>
    public void AddOrUpdate(DicomItem item)
    {
        int index = IndexOf(item.Tag);
        if (index >= 0)
        {
            Release(_items[index]);
            _items[index] = item;
        }
        else
        {
            _items.Insert(~index, item);
        }

        Adopt(item);
        ForgetCharacterSet(item.Tag);
    }

    /// <summary>Removes the member with this tag; false if there is none.</summary>
    public bool Remove(DicomTag tag)
    {
        int index = IndexOf(tag);
        if (index < 0)
        {
            return false;
        }

        Release(_items[index]);
        _items.RemoveAt(index);
        ForgetCharacterSet(tag);
        return true;
    }

    /// <summary>Whether there is a member with this tag, empty or not.</summary>
    public bool Contains(DicomTag tag) => IndexOf(tag) >= 0;

    /// <summary>Finds a member.</summary>
    public bool TryGetItem(DicomTag tag, [NotNullWhen(true)] out DicomItem? item)
    {
        int index = IndexOf(tag);
        item = index >= 0 ? _items[index] : null;
        return item is not null;
    }

    /// <summary>Finds an element; false also for a sequence.</summary>
    public bool TryGetElement(DicomTag tag, [NotNullWhen(true)] out DicomElement? element)
    {
        element = TryGetItem(tag, out DicomItem? item) ? item as DicomElement : null;
        return element is not null;
    }

    /// <summary>Finds a sequence; false also for an element.</summary>
    public bool TryGetSequence(DicomTag tag, [NotNullWhen(true)] out DicomSequence? sequence)
    {
        sequence = TryGetItem(tag, out DicomItem? item) ? item as DicomSequence : null;
        return sequence is not null;
    }

    /// <summary>
    /// Reads an element as text: decoded with <see cref="CharacterSet"/>, all values with their backslashes,
    /// trailing padding removed. False when it is absent or no string; an empty value is an empty string.
    /// </summary>
    public bool TryGetString(DicomTag tag, [NotNullWhen(true)] out string? value)
    {
        value = null;
        if (!TryGetElement(tag, out DicomElement? element) || !element.VR.IsString)
        {
            return false;
        }

        value = DecodeText(element);
        return true;
    }

    /// <summary>Reads a US element's first value; false when it is absent, of another VR or too short.</summary>
    public bool TryGetUInt16(DicomTag tag, out ushort value)
    {
        value = 0;
        return TryGetElement(tag, out DicomElement? element) && element.VR == DicomVR.US
            && BinaryPrimitives.TryReadUInt16LittleEndian(element.Value.Span, out value);
    }

    /// <summary>Reads a UL element's first value; false when it is absent, of another VR or too short.</summary>
    public bool TryGetUInt32(DicomTag tag, out uint value)
    {
        value = 0;
        return TryGetElement(tag, out DicomElement? element) && element.VR == DicomVR.UL
            && BinaryPrimitives.TryReadUInt32LittleEndian(element.Value.Span, out value);
    }

    /// <summary>
    /// Copies the data set with its nested items; the values themselves are shared. The copy has no
    /// <see cref="Parent"/>, even that of an item.
    /// </summary>
    public DicomDataset Clone()
    {
        var copy = new DicomDataset();
        foreach (DicomItem item in _items)
        {
            copy.AddOrUpdate(item is DicomSequence sequence ? sequence.Clone() : item);
        }

        return copy;
    }

    /// <summary>Makes this data set hold what a copy of another one holds, and nothing else.</summary>
    public void BecomeLike(DicomDataset other)
    {
        foreach (DicomItem item in _items.ToArray())
        {
            Remove(item.Tag);
        }

        foreach (DicomItem item in other.Clone())
        {
            AddOrUpdate(item);
        }
    }

    /// <summary>The members in the order of their tags.</summary>
    public List<DicomItem>.Enumerator GetEnumerator() => _items.GetEnumerator();

    IEnumerator<DicomItem> IEnumerable<DicomItem>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>
    /// Makes a data set of members as they were read: as DCMTK does, in any order, and of two with one tag the first.
    /// Sorting once keeps hostile orders cheap.
    /// </summary>
    internal static DicomDataset OfFirsts(List<DicomItem> items)
    {
        for (var i = 1; i < items.Count; i++)
        {
            if (items[i].Tag <= items[i - 1].Tag)
            {
                // A data set keeps the later of two, hence the reversal; the sort is stable.
                return new DicomDataset(items.AsEnumerable().Reverse().OrderBy(item => item.Tag));
            }
        }

        return new DicomDataset(items);
    }

    /// <summary>
    /// Makes a data set of members in any order. Sorting once keeps hostile orders cheap.
    /// </summary>
    /// <param name="items">The members; they are put in order.</param>
    /// <param name="dataset">The data set.</param>
    /// <param name="twice">A tag that two of them have, where it cannot be made.</param>
    internal static bool TryMake(
        List<DicomItem> items, [NotNullWhen(true)] out DicomDataset? dataset, out DicomTag twice)
    {
        items.Sort((one, other) => one.Tag.CompareTo(other.Tag));
        twice = items.Zip(items.Skip(1)).FirstOrDefault(pair => pair.First.Tag == pair.Second.Tag).First?.Tag ?? default;
        dataset = twice == default ? new DicomDataset(items) : null;
        return dataset is not null;
    }

    private SpecificCharacterSet? FindOwnCharacterSet()
    {
        if (!TryGetElement(DicomTag.SpecificCharacterSet, out DicomElement? element))
        {
            return null;
        }

        string value = Encoding.Latin1.GetString(element.Value.Span);
        return SpecificCharacterSet.TryParse(value, out SpecificCharacterSet? own) ? own : SpecificCharacterSet.Default;
    }

    private string DecodeText(DicomElement element)
    {
        ReadOnlySpan<byte> bytes = element.Value.Span;
        string text = element.VR.UsesCharacterSet
            ? CharacterSet.Decode(bytes, element.VR)
            : Encoding.Latin1.GetString(bytes);
        return text.TrimEnd(' ', '\0');
    }

    private void Adopt(DicomItem item)
    {
        foreach (DicomDataset nested in ItemsOf(item))
        {
            nested.Parent = this;
        }
    }

    // An item may belong to another data set by now.
    private void Release(DicomItem item)
    {
        foreach (DicomDataset nested in ItemsOf(item))
        {
            nested.Parent = nested.Parent == this ? null : nested.Parent;
        }
    }

    private static IReadOnlyList<DicomDataset> ItemsOf(DicomItem item) => (item as DicomSequence)?.Items ?? [];

    private void ForgetCharacterSet(DicomTag tag)
    {
        if (tag == DicomTag.SpecificCharacterSet)
        {
            _ownCharacterSet = null;
        }
    }

    private int IndexOf(DicomTag tag)
    {
        // Readers add in tag order: the end is the usual place.
        if (_items.Count == 0 || _items[^1].Tag < tag)
        {
            return ~_items.Count;
        }

        var low = 0;
        int high = _items.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            int order = _items[middle].Tag.CompareTo(tag);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return ~low;
    }
}
