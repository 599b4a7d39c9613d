using WorklistScp.Dicom.CharacterSets;
using WorklistScp.Dicom.IO;

namespace WorklistScp.Worklist.Entries;

/// <summary>Brings a data set, interpreted as it was meant, into the form that entries keep.</summary>
internal sealed class EntryEncoder
{
    private const int KeptCapacity = 64 * 1024;

    // Each file is encoded once, but of many files one after the other.
    [ThreadStatic]
    private static ByteBuffer? _lastOutput;

    private readonly ByteBuffer _output = _lastOutput ??= new ByteBuffer();
    private readonly DicomElementWriter _writer;
    private bool _isPlain = true;

    private EntryEncoder()
    {
        _writer = new DicomElementWriter(_output, DicomTransferSyntax.ExplicitVRLittleEndian);
    }

    /// <summary>Encodes a data set.</summary>
    public static EncodedEntry Encode(DicomDataset dataset)
    {
        var encoder = new EntryEncoder();
        encoder._output.Clear();
        encoder.Write(dataset);
        var encoded = new EncodedEntry(encoder._output.Written.ToArray(), encoder._isPlain);
        encoder._output.Clear(KeptCapacity);
        return encoded;
    }

    private void Write(DicomDataset level)
    {
        foreach (DicomItem item in level)
        {
            if (!item.Tag.IsOfDataSet)
            {
                continue; // in a response, no peer could read it
            }

            if (item is DicomSequence sequence)
            {
                Write(sequence);
            }
            else
            {
                Write((DicomElement)item);
            }
        }
    }

    private void Write(DicomSequence sequence)
    {
        int sequenceStart = _writer.BeginSequence(sequence.Tag);
        foreach (DicomDataset item in sequence.Items)
        {
            int itemStart = _writer.BeginItem();
            Write(item);
            _writer.End(itemStart);
        }

        _writer.End(sequenceStart);
    }

    private void Write(DicomElement element)
    {
        ReadOnlySpan<byte> value = element.Value.Span;
        _isPlain &= !element.VR.UsesCharacterSet || SpecificCharacterSet.IsPlain(value);
        _writer.WriteElement(element.Tag, element.VR, value);
    }
}
