using System.Diagnostics.CodeAnalysis;
using System.Text;
using WorklistScp.Dicom.Datasets;

namespace WorklistScp.Dicom.Xml;

/// <summary>
/// The blocks that private creators reserve in a data set (PS3.5 7.8.1). XML has the creator's name in place of the
/// block: <c>gggg00ee</c>. The element of the creator is written too, which tells the block.
/// </summary>
internal sealed class PrivateBlocks
{
    private const int FirstBlock = 0x10;
    private const int LastBlock = 0xff;
    private const int BlockShift = 8;

    private readonly HashSet<DicomTag> _used = []; // creators of blocks that have one, or elements
    private readonly Dictionary<(ushort Group, string Name), DicomTag> _byName = [];
    private readonly Dictionary<DicomTag, string> _names = [];

    /// <summary>Looks at a data set.</summary>
    public PrivateBlocks(IEnumerable<DicomItem> items)
    {
        foreach (DicomItem item in items.Where(item => item.Tag.IsPrivate))
        {
            _used.Add(item.Tag.IsPrivateCreator ? item.Tag : item.Tag.PrivateCreator);
            if (item.Tag.IsPrivateCreator && item is DicomElement { VR.IsString: true } creator
                && TryRead(Encoding.Latin1.GetString(creator.Value.Span), out string? name))
            {
                Add(item.Tag, name);
            }
        }
    }

    /// <summary>
    /// Reads a creator's name, without blanks around it: printable characters of the default repertoire.
    /// </summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out string? name)
    {
        string trimmed = text.Trim(' ');
        bool isName = trimmed.Length > 0 && !trimmed.Contains('\\')
            && !trimmed.AsSpan().ContainsAnyExceptInRange(' ', '~');
        name = isName ? trimmed : null;
        return isName;
    }

    /// <summary>Finds the creator whose name stands for the block of a private attribute.</summary>
    public bool TryFindCreator(DicomTag tag, [NotNullWhen(true)] out string? name)
    {
        name = null;
        return tag.IsPrivate && _names.TryGetValue(tag.PrivateCreator, out name)
            && _byName[(tag.Group, name)] == tag.PrivateCreator; // of two with one name the first is meant
    }

    /// <summary>Finds the block of a creator, or the first that is free.</summary>
    /// <param name="group">The group.</param>
    /// <param name="name">The creator's name.</param>
    /// <param name="creator">The creator's tag.</param>
    /// <param name="isNew">Whether the creator has no element in the data set yet.</param>
    /// <returns>False where no block is free.</returns>
    public bool TryReserve(ushort group, string name, out DicomTag creator, out bool isNew)
    {
        isNew = !_byName.TryGetValue((group, name), out creator);
        for (int block = FirstBlock; isNew && block <= LastBlock; block++)
        {
            creator = new DicomTag(group, (ushort)block);
            if (_used.Add(creator))
            {
                Add(creator, name);
                return true;
            }
        }

        return !isNew;
    }

    /// <summary>A tag without its block, as XML has it.</summary>
    public static DicomTag WithoutBlock(DicomTag tag) => tag with { Element = (byte)tag.Element };

    /// <summary>A tag of XML in the block of a creator.</summary>
    public static DicomTag InBlock(DicomTag tag, DicomTag creator) =>
        tag with { Element = (ushort)((creator.Element << BlockShift) | (byte)tag.Element) };

    private void Add(DicomTag creator, string name)
    {
        _names[creator] = name;
        _byName.TryAdd((creator.Group, name), creator);
    }
}
