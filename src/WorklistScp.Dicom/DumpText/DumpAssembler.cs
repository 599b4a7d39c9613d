using WorklistScp.Dicom.Datasets;

namespace WorklistScp.Dicom.DumpText;

/// <summary>Puts lines together to a data set, nested as items and delimiters say.</summary>
internal sealed class DumpAssembler
{
    private const ushort MetaGroup = 0x0002;

    private readonly List<DicomItem> _meta = [];
    private readonly List<DicomItem> _dataset = [];
    private readonly Stack<OpenSequence> _open = new();

    public void Add(DumpLine line, Func<string, ReadOnlyMemory<byte>>? readFile)
    {
        if (line.Tag.Group == DicomTag.Item.Group)
        {
            Delimit(line);
            return;
        }

        List<DicomItem> target = Target(line);
        if (line.VR == DicomVR.SQ)
        {
            Open(line);
            return;
        }

        target.Add(new DicomElement(line.Tag, line.VR, DumpValue.Read(line, readFile)));
    }

    /// <summary>What has been put together, at the end of the text.</summary>
    public DicomDump Finish(int lineNumber)
    {
        if (_open.TryPeek(out OpenSequence? sequence))
        {
            throw DumpLine.Malformed(
                lineNumber, $"the text ends inside {sequence.Tag}, expected {DicomTag.SequenceDelimitationItem}");
        }

        return new DicomDump(DicomDataset.OfFirsts(_meta), DicomDataset.OfFirsts(_dataset));
    }

    private List<DicomItem> Target(DumpLine line)
    {
        if (line.Tag.Group == MetaGroup)
        {
            return _meta;
        }

        return _open.Count == 0 ? _dataset
            : _open.Peek().Item ?? throw line.Malformed($"outside an item, expected {DicomTag.Item}");
    }

    private void Open(DumpLine line)
    {
        if (line.Form == DumpValueForm.Text)
        {
            throw line.Malformed("is a sequence with a value, expected items in the lines that follow");
        }

        if (line.Tag.Group == MetaGroup)
        {
            throw line.Malformed("is a sequence in the file meta information, which has none");
        }

        if (line.Tag.IsGroupLength)
        {
            throw line.Malformed("is a sequence where a group length was expected");
        }

        if (_open.Count == DicomDumpReader.MaxDepth)
        {
            throw line.Malformed($"is nested deeper than {DicomDumpReader.MaxDepth} sequences");
        }

        _open.Push(new OpenSequence(line.Tag));
    }

    // PS3.5 7.5: item | item delimitation item | sequence delimitation item
    private void Delimit(DumpLine line)
    {
        if (!_open.TryPeek(out OpenSequence? sequence))
        {
            throw line.Malformed("outside a sequence");
        }

        if (line.Tag == DicomTag.Item)
        {
            sequence.BeginItem();
        }
        else if (line.Tag == DicomTag.ItemDelimitationItem && sequence.Item is not null)
        {
            sequence.EndItem();
        }
        else if (line.Tag == DicomTag.SequenceDelimitationItem)
        {
            _open.Pop();
            (_open.Count == 0 ? _dataset : _open.Peek().Item!).Add(sequence.Close());
        }
        else
        {
            throw line.Malformed($"where {DicomTag.Item} or {DicomTag.SequenceDelimitationItem} was expected");
        }
    }

    /// <summary>A sequence whose end has not come yet. A delimiter of an item may be left out before another.</summary>
    private sealed class OpenSequence(DicomTag tag)
    {
        private readonly List<DicomDataset> _items = [];

        public DicomTag Tag => tag;

        /// <summary>What the open item has so far; null between items.</summary>
        public List<DicomItem>? Item { get; private set; }

        public void BeginItem()
        {
            EndItem();
            Item = [];
        }

        public void EndItem()
        {
            if (Item is not null)
            {
                _items.Add(DicomDataset.OfFirsts(Item));
                Item = null;
            }
        }

        public DicomSequence Close()
        {
            EndItem();
            return new DicomSequence(tag, _items);
        }
    }
}
