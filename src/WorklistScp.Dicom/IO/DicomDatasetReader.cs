namespace WorklistScp.Dicom.IO;

/// <summary>Reads encoded data sets (PS3.5 chapter 7, annex A).</summary>
public static class DicomDatasetReader
{
    /// <summary>Reads a whole data set.</summary>
    /// <param name="data">The encoded data set. Elements refer to it; it must not be changed later.</param>
    /// <param name="syntax">Its transfer syntax.</param>
    /// <param name="limits">What it may at most hold; null: <see cref="DicomReadLimits.Default"/>.</param>
    /// <exception cref="DicomDataException">The data is malformed, truncated or beyond a limit.</exception>
    public static DicomDataset Read(
        ReadOnlyMemory<byte> data, DicomTransferSyntax syntax, DicomReadLimits? limits = null)
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

        return new DatasetParser(data, limits).ReadDataset(syntax);
    }
}
