using System.Diagnostics.CodeAnalysis;
using CsCheck;
using WorklistScp.Dicom.IO;

namespace WorklistScp.Dicom.Tests.IO;

/// <summary>Whatever the bytes, a data set is read or a <see cref="DicomDataException"/> is thrown.</summary>
public sealed class RobustnessTests
{
    private static readonly int Iterations = RandomCases.Of(3_000);

    // Pieces that parsers trip over: headers, delimiters, lengths of all sizes.
    private static readonly Gen<byte[]> GenPieces = Gen.OneOf(
            Gen.Byte.Array[1, 12],
            Gen.OneOf(
                "\b\0\u0005\0CS\u0002\0A "u8.ToArray(),
                [0x08, 0, 0x10, 0x11, 0xff, 0xff, 0xff, 0xff], [0xfe, 0xff, 0x00, 0xe0, 0xff, 0xff, 0xff, 0xff],
                [0x08, 0, 0x10, 0x11, 0x53, 0x51, 0, 0, 0xff, 0xff, 0xff, 0xff],
                [0xfe, 0xff, 0x0d, 0xe0, 0, 0, 0, 0], [0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0],
                [0xff, 0xfe, 0xe0, 0x00, 0xff, 0xff, 0xff, 0xff], [0xff, 0xfe, 0xe0, 0xdd, 0, 0, 0, 0],
                [0x09, 0, 0x01, 0x10, 0x55, 0x4e, 0, 0, 0xff, 0xff, 0xff, 0xff],
                [0, 0x08, 0x11, 0x10, 0x53, 0x51, 0, 0, 0xff, 0xff, 0xff, 0xff]))
        .Array[0, 12].Select(pieces => pieces.SelectMany(piece => piece).ToArray());

    [Theory]
    [MemberData(nameof(Encoded.Encodings), MemberType = typeof(Encoded))]
    public void Read_EveryPrefix_ReadsOrThrows(DicomTransferSyntax syntax, DicomLengthEncoding lengths)
    {
        byte[] whole = Encoded.Bytes(Encoded.Entry(), syntax, lengths);
        for (var length = 0; length < whole.Length; length++)
        {
            if (TryRead(whole.AsMemory(0, length), syntax, out DicomDataset? dataset))
            {
                Assert.StartsWith(DatasetText.Of(dataset), DatasetText.Of(Encoded.Entry()), StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Encoded.Syntaxes), MemberType = typeof(Encoded))]
    public void Read_AnyBytes_ReadsOrThrows(DicomTransferSyntax syntax) =>
        Gen.OneOf(Gen.Byte.Array[0, 100], GenPieces)
            .Sample(bytes => { _ = TryRead(bytes, syntax, out _); }, iter: Iterations);

    [Theory]
    [MemberData(nameof(Encoded.Encodings), MemberType = typeof(Encoded))]
    public void Read_MutatedDataSet_ReadsOrThrowsAndCanBeWritten(
        DicomTransferSyntax syntax, DicomLengthEncoding lengths)
    {
        byte[] whole = Encoded.Bytes(Encoded.Entry(), syntax, lengths);
        Mutation.Of(whole).Sample(
            bytes =>
            {
                if (TryRead(bytes, syntax, out DicomDataset? dataset))
                {
                    // What was written is canonical: a second time gives the same.
                    byte[] written = Encoded.Bytes(dataset, syntax, lengths);
                    Assert.Equal(written, Encoded.Bytes(DicomDatasetReader.Read(written, syntax), syntax, lengths));
                }
            },
            iter: Iterations);
    }

    private static bool TryRead(
        ReadOnlyMemory<byte> bytes,
        DicomTransferSyntax syntax,
        [NotNullWhen(true)] out DicomDataset? dataset)
    {
        try
        {
            dataset = DicomDatasetReader.Read(bytes, syntax);
            return true;
        }
        catch (DicomDataException e)
        {
            Assert.DoesNotContain('\n', e.Message);
            dataset = null;
            return false;
        }
    }
}
