namespace WorklistScp.Dicom.IO;

/// <summary>What breaks the standard in encoded data that is read all the same, as DCMTK reads it.</summary>
public enum DicomOddityKind
{
    /// <summary>An element whose VR is no two capital letters: it is read with the VR of the dictionary.</summary>
    UnknownVR,

    /// <summary>Zero bytes behind the last element of a data set or item: they are left out.</summary>
    TrailingZeros,

    /// <summary>A sequence where a group length belongs (PS3.5 7.2): it is left out.</summary>
    SequenceAsGroupLength,

    /// <summary>A value in encapsulated format, which is one of pixel data (PS3.5 A.4): it is left out.</summary>
    EncapsulatedValue,

    /// <summary>
    /// File meta information whose transfer syntax is empty, unknown or compressed: the data set is read as what its
    /// first element looks like.
    /// </summary>
    TransferSyntax,
}

/// <summary>Something in encoded data that breaks the standard, and was read all the same.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Tag">The element; of trailing zeros (0000,0000).</param>
/// <param name="Found">What stood there, printable; empty where the kind says all.</param>
public readonly record struct DicomOddity(DicomOddityKind Kind, DicomTag Tag, string Found = "")
{
    /// <summary>Whether a value was left out that a file which is written anew would lack.</summary>
    public bool LosesValue => Kind == DicomOddityKind.EncapsulatedValue;

    /// <summary>A few words for people.</summary>
    public override string ToString() => Kind switch
    {
        DicomOddityKind.UnknownVR => $"{Tag}: VR bytes {Found}, expected two capital letters",
        DicomOddityKind.TrailingZeros => "zero bytes behind the last element",
        DicomOddityKind.SequenceAsGroupLength => $"{Tag}: a sequence where a group length was expected, left out",
        DicomOddityKind.EncapsulatedValue => $"{Tag}: encapsulated value, left out",
        _ => $"{Tag}: transfer syntax '{Found}', expected one that is known and not compressed",
    };
}
