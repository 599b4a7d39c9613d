using WorklistScp.Dicom.CharacterSets;
using WorklistScp.Dicom.DataDictionary;
using WorklistScp.Dicom.IO;

namespace WorklistScp.Worklist.Entries;

/// <summary>Brings the data set of a file into the form that entries keep.</summary>
internal sealed class EntryEncoder
{
    private readonly ByteBuffer _output = new();
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
        encoder.Write(dataset);
        return new EncodedEntry(encoder._output.Written.ToArray(), encoder._isPlain);
    }

    private void Write(DicomDataset level)
    {
        foreach (DicomItem item in level)
        {
            if (item is DicomSequence sequence)
            {
                Write(sequence);
            }
            else if (!item.Tag.IsGroupLength)
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
        DicomVR vr = UsualVR(element);
        ReadOnlySpan<byte> value = element.Value.Span;
        _isPlain &= !vr.UsesCharacterSet || SpecificCharacterSet.IsPlain(value);
        _writer.WriteElement(element.Tag, vr, value);
    }

    // A file may hold text as UN, or as another kind of text: it is matched, and goes out, with the VR that modalities
    // expect.
    private static DicomVR UsualVR(DicomElement element)
    {
        DicomVR usual = DicomDictionary.GetVR(element.Tag);
        return usual.IsString && (element.VR.IsString || element.VR == DicomVR.UN) ? usual : element.VR;
    }
}
