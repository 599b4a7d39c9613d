using System.Buffers;
using WorklistScp.Dicom.Datasets;

namespace WorklistScp.Dicom.IO;

/// <summary>A DICOM file (PS3.10 chapter 7): preamble, file meta information, data set.</summary>
public sealed class DicomFile
{
    private const ushort MetaGroup = 0x0002;
    private const int PreambleLength = 128;

    internal DicomFile(DicomDataset meta, DicomDataset dataset, DicomTransferSyntax syntax)
    {
        FileMetaInfo = meta;
        Dataset = dataset;
        TransferSyntax = syntax;
    }

    /// <summary>
    /// Makes a file of a data set, with the file meta information it needs (PS3.10 table 7.1-1).
    /// </summary>
    /// <param name="dataset">The data set.</param>
    /// <param name="syntax">The transfer syntax that it is written in.</param>
    /// <param name="sopClass">The SOP class where the data set names none; null: nobody knows it.</param>
    public DicomFile(DicomDataset dataset, DicomTransferSyntax syntax, DicomUID? sopClass = null)
        : this(FileMetaInformation.For(dataset, syntax, sopClass), dataset, syntax)
    {
    }

    /// <summary>The file meta information, group 0002; empty when the file had none.</summary>
    public DicomDataset FileMetaInfo { get; }

    /// <summary>The data set.</summary>
    public DicomDataset Dataset { get; }

    /// <summary>The transfer syntax of the data set in the file.</summary>
    public DicomTransferSyntax TransferSyntax { get; }

    /// <summary>What breaks the standard in a file that was read; nothing of one that was made.</summary>
    public IReadOnlyList<DicomOddity> Oddities { get; private init; } = [];

    private static ReadOnlySpan<byte> Prefix => "DICM"u8;

    /// <summary>
    /// Reads a file from its bytes. As DCMTK does, takes files without preamble, and those without file meta
    /// information, or with one that names no transfer syntax that can be read: then the first element tells it.
    /// </summary>
    /// <param name="bytes">The file. Elements refer to it; it must not be changed later.</param>
    /// <param name="limits">What the data set may at most hold; null: <see cref="DicomReadLimits.Default"/>.</param>
    /// <exception cref="DicomDataException">The file is no DICOM file, truncated or beyond a limit.</exception>
    public static DicomFile Read(ReadOnlyMemory<byte> bytes, DicomReadLimits? limits = null)
    {
        limits ??= DicomReadLimits.Default;
        ReadOnlyMemory<byte> encoded = ReadHead(
            bytes, limits, out DicomDataset meta, out DicomTransferSyntax syntax,
            out IReadOnlyList<DicomOddity> ofHead);
        DicomDataset dataset =
            DicomDatasetReader.Read(encoded, syntax, limits, out IReadOnlyList<DicomOddity> ofDataset);
        return new DicomFile(meta, dataset, syntax) { Oddities = [.. ofHead, .. ofDataset] };
    }

    /// <summary>
    /// Writes the file: an empty preamble, the prefix, file meta information with what it must have and lacks,
    /// and data set.
    /// </summary>
    /// <param name="output">Receives it.</param>
    /// <param name="sopClass">The SOP class where neither names one; null: nobody knows it.</param>
    public void Write(IBufferWriter<byte> output, DicomUID? sopClass = null)
    {
        output.GetSpan(PreambleLength)[..PreambleLength].Clear();
        output.Advance(PreambleLength);
        output.Write(Prefix);
        DicomDataset meta = FileMetaInformation.Complete(FileMetaInfo, Dataset, TransferSyntax, sopClass);
        DicomDatasetWriter.Write(meta, DicomTransferSyntax.ExplicitVRLittleEndian, output);
        DicomDatasetWriter.Write(Dataset, TransferSyntax, output);
    }

    /// <summary>Reads what comes before the data set.</summary>
    /// <returns>The encoded data set.</returns>
    /// <exception cref="DicomDataException">The file is no DICOM file, or truncated.</exception>
    internal static ReadOnlyMemory<byte> ReadHead(
        ReadOnlyMemory<byte> bytes, DicomReadLimits limits, out DicomDataset meta, out DicomTransferSyntax syntax,
        out IReadOnlyList<DicomOddity> oddities)
    {
        var parser = new DatasetParser(WithoutPreamble(bytes), limits);
        meta = parser.ReadGroup(MetaGroup, FileMetaInformation.SyntaxOf(parser.Rest.Span));
        syntax = FileMetaInformation.FindTransferSyntax(meta, parser.Oddities)
            ?? TransferSyntaxGuess.Of(parser.Rest.Span)
            ?? throw new DicomDataException(
                "no DICOM file: neither file meta information nor a data element at its start");
        oddities = parser.Oddities.Found;
        return parser.Rest;
    }

    private static ReadOnlyMemory<byte> WithoutPreamble(ReadOnlyMemory<byte> bytes)
    {
        int start = PreambleLength + Prefix.Length;
        return bytes.Length >= start && bytes.Span[PreambleLength..start].SequenceEqual(Prefix)
            ? bytes[start..]
            : bytes;
    }
}
