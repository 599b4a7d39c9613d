using WorklistScp.Dicom.IO;

namespace WorklistScp.Worklist.Responses;

/// <summary>
/// Elements of an entry that go into a response as they are. Where the response has the entry's encoding, neighbours
/// are copied in one piece: many queries ask for most of what entries have.
/// </summary>
/// <param name="elements">The elements of the entry, or of the item of it.</param>
/// <param name="syntax">The transfer syntax of the response, one that is not deflated.</param>
/// <param name="output">Receives the elements, at the latest with <see cref="Flush"/>.</param>
internal ref struct ElementRun(ReadOnlySpan<byte> elements, DicomTransferSyntax syntax, ByteBuffer output)
{
    private readonly ReadOnlySpan<byte> _elements = elements;
    private readonly bool _isCopy = syntax == DicomTransferSyntax.ExplicitVRLittleEndian;
    private int _start;
    private int _end;

    /// <summary>Adds an element.</summary>
    /// <param name="element">Stands at the element, which is no sequence.</param>
    public void Add(in DicomElementCursor element)
    {
        if (!_isCopy)
        {
            new DicomElementWriter(output, syntax).WriteElement(element.Tag, element.VR, element.Value);
            return;
        }

        if (element.Start != _end)
        {
            Flush();
            _start = element.Start;
        }

        _end = element.End;
    }

    /// <summary>Writes what was added. To be called before anything else is written.</summary>
    public void Flush()
    {
        output.Write(_elements[_start.._end]);
        _start = _end;
    }
}
