using System.Diagnostics.CodeAnalysis;
using WorklistScp.Dicom.Datasets;

namespace WorklistScp.Dicom.IO;

/// <summary>Reads encoded data sets (PS3.5 chapter 7, annex A).</summary>
public static class DicomDatasetReader
{
    /// <inheritdoc cref="Read(ReadOnlyMemory{byte}, DicomTransferSyntax, DicomReadLimits, out IReadOnlyList{DicomOddity})"/>
    public static DicomDataset Read(
        ReadOnlyMemory<byte> data, DicomTransferSyntax syntax, DicomReadLimits? limits = null) =>
        Read(data, syntax, limits, out _);

    /// <summary>Reads a whole data set.</summary>
    /// <param name="data">The encoded data set. Elements refer to it; it must not be changed later.</param>
    /// <param name="syntax">Its transfer syntax.</param>
    /// <param name="limits">What it may at most hold; null: <see cref="DicomReadLimits.Default"/>.</param>
    /// <param name="oddities">What breaks the standard and was read all the same, of each kind the first.</param>
    /// <exception cref="DicomDataException">The data is malformed, truncated or beyond a limit.</exception>
    public static DicomDataset Read(
        ReadOnlyMemory<byte> data, DicomTransferSyntax syntax, DicomReadLimits? limits,
        out IReadOnlyList<DicomOddity> oddities)
    {
        limits ??= DicomReadLimits.Default;
        if (syntax.IsDeflate)
        {
            data = Deflate.Decompress(data, limits.MaxLength);
        }

        if (data.Length > limits.MaxLength)
        {
            throw new DicomDataException($"the data set has {data.Length} bytes, more than {limits.MaxLength}");
        }

        var parser = new DatasetParser(data, limits);
        DicomDataset dataset = parser.ReadDataset(syntax);
        oddities = parser.Oddities.Found;
        return dataset;
    }

    /// <summary>
    /// Reads the value of a sequence whose element has VR UN and a defined length (PS3.5 6.2.2): items in implicit VR
    /// little endian, or, as some write them, in explicit VR little endian.
    /// </summary>
    /// <param name="tag">The sequence.</param>
    /// <param name="value">The value field.</param>
    /// <param name="limits">What it may at most hold.</param>
    /// <param name="sequence">The sequence; null if the value is neither, or beyond a limit.</param>
    public static bool TryReadSequence(
        DicomTag tag, ReadOnlyMemory<byte> value, DicomReadLimits limits,
        [NotNullWhen(true)] out DicomSequence? sequence)
    {
        sequence = TryReadSequence(tag, value, limits, DicomTransferSyntax.ImplicitVRLittleEndian)
            ?? TryReadSequence(tag, value, limits, DicomTransferSyntax.ExplicitVRLittleEndian);
        return sequence is not null;
    }

    private static DicomSequence? TryReadSequence(
        DicomTag tag, ReadOnlyMemory<byte> value, DicomReadLimits limits, DicomTransferSyntax syntax)
    {
        try
        {
            return new DatasetParser(value, limits).ReadSequence(tag, syntax);
        }
        catch (DicomDataException)
        {
            return null; // the value stays what it is: bytes
        }
    }
}
