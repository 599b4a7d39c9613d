namespace WorklistScp.Dicom.IO;

/// <summary>The oddities of one data set, of each kind the first.</summary>
internal sealed class DicomOddities
{
    private List<DicomOddity>? _found;

    /// <summary>What was found.</summary>
    public IReadOnlyList<DicomOddity> Found => _found ?? [];

    /// <summary>Adds one, unless there is one of its kind.</summary>
    public void Add(DicomOddityKind kind, DicomTag tag, string found = "")
    {
        _found ??= [];
        if (!_found.Exists(other => other.Kind == kind))
        {
            _found.Add(new DicomOddity(kind, tag, found));
        }
    }
}
