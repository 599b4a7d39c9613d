namespace WorklistScp.Dicom.Datasets;

/// <summary>A sequence of items, each a data set (PS3.5 7.5).</summary>
public sealed class DicomSequence : DicomItem
{
    /// <summary>Makes a sequence of the given items; the list is not copied and must not be changed later.</summary>
    public DicomSequence(DicomTag tag, params IReadOnlyList<DicomDataset> items) : base(tag, DicomVR.SQ)
    {
        Items = items;
    }

    /// <summary>The items, in order.</summary>
    public IReadOnlyList<DicomDataset> Items { get; }

    /// <summary>Copies the sequence with its items; the values of their elements are shared.</summary>
    public DicomSequence Clone() => new(Tag, [.. Items.Select(item => item.Clone())]);

    /// <inheritdoc/>
    public override bool IsEmpty => Items.Count == 0;
}
