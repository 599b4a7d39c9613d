using CsCheck;
using WorklistScp.Dicom.IO;

namespace WorklistScp.Dicom.Tests.IO;

/// <summary>Whatever the bytes, a file is read or a <see cref="DicomDataException"/> is thrown.</summary>
public sealed class DicomFileRobustnessTests
{
    private static readonly int Iterations = RandomCases.Of(3_000);

    private const int PreambleAndPrefix = 132;

    [Theory]
    [MemberData(nameof(Encoded.Syntaxes), MemberType = typeof(Encoded))]
    public void Read_EveryPrefix_ReadsOrThrows(DicomTransferSyntax syntax)
    {
        byte[] whole = Encoded.Bytes(new DicomFile(Encoded.Entry(), syntax));
        for (var length = 0; length < whole.Length; length++)
        {
            ReadOrThrow(whole.AsMemory(0, length));
            ReadOrThrow(whole.AsMemory()[Math.Min(length, PreambleAndPrefix)..length]);
        }
    }

    [Fact]
    public void Read_AnyBytes_ReadsOrThrows() =>
        Gen.Byte.Array[0, 200].Sample(bytes => ReadOrThrow(bytes), iter: Iterations);

    [Fact]
    public void Read_AnyBytesBehindThePrefix_ReadsOrThrows() =>
        Gen.Byte.Array[0, 100].Sample(
            bytes => ReadOrThrow((byte[])[.. new byte[128], .. "DICM"u8, 0x02, 0x00, .. bytes]), iter: Iterations);

    [Theory]
    [MemberData(nameof(Encoded.Syntaxes), MemberType = typeof(Encoded))]
    public void Read_MutatedFile_ReadsOrThrows(DicomTransferSyntax syntax)
    {
        byte[] withoutPreamble = Encoded.Bytes(new DicomFile(Encoded.Entry(), syntax))[PreambleAndPrefix..];

        Mutation.Of(withoutPreamble).Sample(bytes => ReadOrThrow(bytes), iter: Iterations);
    }

    private static void ReadOrThrow(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            Assert.NotNull(DicomFile.Read(bytes).Dataset);
        }
        catch (DicomDataException e)
        {
            Assert.DoesNotContain(e.Message, char.IsControl);
        }
    }
}
