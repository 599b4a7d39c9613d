namespace WorklistScp.Dicom.Datasets;

/// <summary>A member of a data set: a <see cref="DicomElement"/> or a <see cref="DicomSequence"/>.</summary>
public abstract class DicomItem
{
    private protected DicomItem(DicomTag tag, DicomVR vr)
    {
        Tag = tag;
        VR = vr;
    }

    /// <summary>The data element tag.</summary>
    public DicomTag Tag { get; }

    /// <summary>The value representation.</summary>
    public DicomVR VR { get; }

    /// <summary>Whether there is no value: zero length, or a sequence without items.</summary>
    public abstract bool IsEmpty { get; }
}
