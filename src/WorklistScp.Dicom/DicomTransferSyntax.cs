namespace WorklistScp.Dicom;

/// <summary>A transfer syntax that this library encodes and decodes (PS3.5 annex A).</summary>
public sealed class DicomTransferSyntax
{
    private DicomTransferSyntax(DicomUID uid, string name, bool isExplicit, bool isBigEndian, bool isDeflated)
    {
        UID = uid;
        Name = name;
        IsExplicitVR = isExplicit;
        IsBigEndian = isBigEndian;
        IsDeflate = isDeflated;
    }

    /// <summary>Implicit VR Little Endian, the default of DICOM (PS3.5 annex A.1).</summary>
    public static DicomTransferSyntax ImplicitVRLittleEndian { get; } =
        new(DicomUID.ImplicitVRLittleEndian, "Implicit VR Little Endian", false, false, false);

    /// <summary>Explicit VR Little Endian (PS3.5 annex A.2).</summary>
    public static DicomTransferSyntax ExplicitVRLittleEndian { get; } =
        new(DicomUID.ExplicitVRLittleEndian, "Explicit VR Little Endian", true, false, false);

    /// <summary>Explicit VR Big Endian, retired (PS3.5 2016b annex A.3).</summary>
    public static DicomTransferSyntax ExplicitVRBigEndian { get; } =
        new(DicomUID.ExplicitVRBigEndian, "Explicit VR Big Endian", true, true, false);

    /// <summary>Deflated Explicit VR Little Endian (PS3.5 annex A.5).</summary>
    public static DicomTransferSyntax DeflatedExplicitVRLittleEndian { get; } =
        new(DicomUID.DeflatedExplicitVRLittleEndian, "Deflated Explicit VR Little Endian", true, false, true);

    /// <summary>The four transfer syntaxes.</summary>
    public static IReadOnlyList<DicomTransferSyntax> All { get; } =
        [ImplicitVRLittleEndian, ExplicitVRLittleEndian, ExplicitVRBigEndian, DeflatedExplicitVRLittleEndian];

    /// <summary>The identifier of the transfer syntax.</summary>
    public DicomUID UID { get; }

    /// <summary>The name in PS3.6 annex A.</summary>
    public string Name { get; }

    /// <summary>Whether each element carries its VR (PS3.5 7.1.2).</summary>
    public bool IsExplicitVR { get; }

    /// <summary>Whether numbers and lengths begin with their most significant byte (PS3.5 7.3).</summary>
    public bool IsBigEndian { get; }

    /// <summary>Whether the encoded data set is compressed per RFC 1951 (PS3.5 annex A.5).</summary>
    public bool IsDeflate { get; }

    /// <summary>Finds a transfer syntax by its identifier; null if it is none of the four.</summary>
    public static DicomTransferSyntax? Find(DicomUID uid) => All.FirstOrDefault(syntax => syntax.UID == uid);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
