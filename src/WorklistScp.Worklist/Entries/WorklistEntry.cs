using System.Diagnostics.CodeAnalysis;
using WorklistScp.Dicom.CharacterSets;
using WorklistScp.Dicom.IO;
using WorklistScp.Worklist.Interpretation;

namespace WorklistScp.Worklist.Entries;

/// <summary>A worklist file that is served. Never changes.</summary>
/// <remarks>
/// It keeps its data set as bytes in Explicit VR Little Endian, which responses copy from, and decoded those values
/// that queries usually ask for: no query decodes them again.
/// </remarks>
public sealed class WorklistEntry
{
    // Of an entry besides its data set: objects, and values that are kept decoded.
    private const int OwnSize = 500;

    private readonly byte[] _encoded;

    // Where the item of the Scheduled Procedure Step Sequence is in the bytes, if it has exactly one.
    private readonly Range? _onlyStep;

    /// <summary>Makes an entry.</summary>
    /// <param name="fileName">The name of the file in the storage area.</param>
    /// <param name="dataset">Its data set as read; it is copied.</param>
    public WorklistEntry(string fileName, DicomDataset dataset)
        : this(fileName, InterpretedDataset.Of(dataset))
    {
    }

    /// <summary>Makes an entry.</summary>
    /// <param name="fileName">The name of the file in the storage area.</param>
    /// <param name="interpreted">Its data set; it is copied.</param>
    /// <param name="isDecoded">
    /// Whether the values that queries usually match are kept decoded, for a third more memory.
    /// </param>
    public WorklistEntry(string fileName, InterpretedDataset interpreted, bool isDecoded = true)
    {
        FileName = fileName;
        DicomDataset dataset = interpreted.Dataset;
        EncodedEntry encoded = EntryEncoder.Encode(dataset);
        _encoded = encoded.Bytes;
        IsPlain = encoded.IsPlain;
        _onlyStep = FindOnlyStep(_encoded);
        CharacterSet = dataset.CharacterSet;
        NamesTimezone = Timezone.IsNamedIn(Level);
        Decoded = isDecoded ? DecodedKeys.Of(this) : default;
        Start = StepStart.Of(this);
    }

    private WorklistEntry(string fileName, WorklistEntry other)
    {
        FileName = fileName;
        _encoded = other._encoded;
        _onlyStep = other._onlyStep;
        IsPlain = other.IsPlain;
        CharacterSet = other.CharacterSet;
        NamesTimezone = other.NamesTimezone;
        Decoded = other.Decoded;
        Start = other.Start;
    }

    /// <summary>The SOP class that files of entries name, as those of DCMTK do.</summary>
    public static DicomUID SOPClass => DicomUID.ModalityWorklistInformationModelFind;

    /// <summary>The name of the file in the storage area.</summary>
    public string FileName { get; }

    /// <summary>A copy of its data set.</summary>
    public DicomDataset Dataset => EncodedDataset.Decode(_encoded);

    /// <summary>When the step starts, by the clock on the wall; null without a valid date.</summary>
    public DateTime? StartMoment => Start.Moment;

    /// <summary>Makes an entry of this one's memory, if another one holds the same.</summary>
    /// <param name="other">The other one, whose name it gets.</param>
    /// <param name="shared">The entry.</param>
    public bool TryShareAs(WorklistEntry other, [NotNullWhen(true)] out WorklistEntry? shared)
    {
        shared = _encoded.AsSpan().SequenceEqual(other._encoded) ? new WorklistEntry(other.FileName, this) : null;
        return shared is not null;
    }

    /// <summary>About how many bytes of memory it takes.</summary>
    internal int Size => OwnSize + _encoded.Length;

    /// <summary>When the step starts, by which responses are ordered.</summary>
    internal StepStart Start { get; }

    /// <summary>The data set in Explicit VR Little Endian, for <see cref="DicomElementCursor"/>.</summary>
    internal ReadOnlySpan<byte> Encoded => _encoded;

    /// <summary>The character set of the data set, nested ones aside.</summary>
    internal SpecificCharacterSet CharacterSet { get; }

    /// <summary>Whether all text means the same in every character set.</summary>
    internal bool IsPlain { get; }

    /// <summary>Whether it says in which time zone its dates and times are.</summary>
    internal bool NamesTimezone { get; }

    /// <summary>The values that queries usually ask for.</summary>
    internal DecodedKeys Decoded { get; }

    /// <summary>The data set as keys look at it.</summary>
    internal EntryLevel Level => EntryLevel.Top(this);

    /// <summary>
    /// Finds the item of the Scheduled Procedure Step Sequence; false if there is none, or more than one.
    /// </summary>
    internal bool TryGetOnlyStep(out ReadOnlySpan<byte> step)
    {
        step = _onlyStep is { } range ? _encoded.AsSpan(range) : default;
        return _onlyStep is not null;
    }

    private static Range? FindOnlyStep(ReadOnlySpan<byte> encoded)
    {
        var element = new DicomElementCursor(encoded);
        if (!element.MoveTo(DicomTag.ScheduledProcedureStepSequence) || element.VR != DicomVR.SQ)
        {
            return null;
        }

        var item = new DicomItemCursor(element.Value);
        if (!item.MoveNext())
        {
            return null;
        }

        int start = element.ValueStart + item.Offset;
        int length = item.Current.Length;
        return item.MoveNext() ? null : start..(start + length);
    }
}
