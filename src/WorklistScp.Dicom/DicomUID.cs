using System.Buffers.Binary;

namespace WorklistScp.Dicom;

/// <summary>A unique identifier (PS3.5 chapter 9): digits and dots, at most 64 characters.</summary>
/// <param name="UID">The identifier, without padding.</param>
public readonly partial record struct DicomUID(string UID)
{
    /// <summary>DICOM Application Context Name (PS3.7 annex A.2.1).</summary>
    public static DicomUID DICOMApplicationContext => new("1.2.840.10008.3.1.1.1");

    /// <summary>Verification SOP Class (PS3.4 annex A).</summary>
    public static DicomUID Verification => new("1.2.840.10008.1.1");

    /// <summary>Modality Worklist Information Model - FIND (PS3.4 annex K).</summary>
    public static DicomUID ModalityWorklistInformationModelFind => new("1.2.840.10008.5.1.4.31");

    /// <summary>Modality Performed Procedure Step SOP Class (PS3.4 F.7).</summary>
    public static DicomUID ModalityPerformedProcedureStep => new("1.2.840.10008.3.1.2.3.3");

    /// <summary>Modality Performed Procedure Step Retrieve SOP Class (PS3.4 F.8).</summary>
    public static DicomUID ModalityPerformedProcedureStepRetrieve => new("1.2.840.10008.3.1.2.3.4");

    /// <summary>Implicit VR Little Endian (PS3.5 annex A.1).</summary>
    public static DicomUID ImplicitVRLittleEndian => new("1.2.840.10008.1.2");

    /// <summary>Explicit VR Little Endian (PS3.5 annex A.2).</summary>
    public static DicomUID ExplicitVRLittleEndian => new("1.2.840.10008.1.2.1");

    /// <summary>Deflated Explicit VR Little Endian (PS3.5 annex A.5).</summary>
    public static DicomUID DeflatedExplicitVRLittleEndian => new("1.2.840.10008.1.2.1.99");

    /// <summary>Explicit VR Big Endian, retired (PS3.5 2016b annex A.3).</summary>
    public static DicomUID ExplicitVRBigEndian => new("1.2.840.10008.1.2.2");

    /// <summary>
    /// The implementation class UID of this program (PS3.7 annex D.3.3.2), derived of a UUID (PS3.5 B.2).
    /// </summary>
    public static DicomUID ImplementationClass => new("2.25.123547455773371212012442824668889671118");

    /// <summary>The most characters of an identifier (PS3.5 9.1).</summary>
    public const int MaxLength = 64;

    /// <summary>Makes a new identifier of a random UUID (PS3.5 annex B.2).</summary>
    public static DicomUID Generate()
    {
        Span<byte> bytes = stackalloc byte[16];
        Guid.NewGuid().TryWriteBytes(bytes, bigEndian: true, out _);
        return new DicomUID($"2.25.{BinaryPrimitives.ReadUInt128BigEndian(bytes)}");
    }

    /// <summary>
    /// Whether the form is that of PS3.5 9.1: 1 to 64 digits and dots, components without leading zeros.
    /// </summary>
    public static bool IsValid(ReadOnlySpan<char> uid)
    {
        if (uid.Length is 0 or > MaxLength)
        {
            return false;
        }

        foreach (Range range in uid.Split('.'))
        {
            ReadOnlySpan<char> component = uid[range];
            if (component.IsEmpty || component is ['0', _, ..] || component.ContainsAnyExceptInRange('0', '9'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The identifier.</summary>
    public override string ToString() => UID;
}
