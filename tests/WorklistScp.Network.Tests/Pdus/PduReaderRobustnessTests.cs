using System.Buffers;
using System.Buffers.Binary;
using CsCheck;
using WorklistScp.Network.Pdus;

namespace WorklistScp.Network.Tests.Pdus;

/// <summary>Whatever comes, the reader gives PDUs, wants more bytes, or throws its own exception.</summary>
public sealed class PduReaderRobustnessTests
{
    private static readonly Gen<byte[]> GoodBytes = Gen.Int[0, PduBytes.All.Count - 1].Select(i => PduBytes.All[i]);

    [Fact]
    public void TryRead_RandomBytes_ThrowsOnlyPduException() =>
        Gen.Byte.Array[0, 300].Sample(ReadAll, iter: RandomCases.Of(5000));

    [Fact]
    public void TryRead_RandomBodyOfEachType_ThrowsOnlyPduException() =>
        Gen.Select(Gen.Byte[0, 8], Gen.Byte.Array[0, 300])
            .Sample((type, body) => ReadAll(PduBytes.Pdu(type, body)), iter: RandomCases.Of(5000));

    [Fact]
    public void TryRead_ChangedBytes_ThrowsOnlyPduException() =>
        Gen.Select(GoodBytes, Gen.Select(Gen.Int[0, 300], Gen.Byte).Array[1, 4])
            .Sample((bytes, changes) => ReadAll(Change(bytes, changes)), iter: RandomCases.Of(20000));

    [Fact]
    public void TryRead_RemovedBytes_ThrowsOnlyPduException() =>
        Gen.Select(GoodBytes, Gen.Int[6, 300], Gen.Int[1, 20])
            .Sample((bytes, start, count) => ReadAll(Remove(bytes, start, count)), iter: RandomCases.Of(5000));

    [Fact]
    public void TryRead_EveryPrefixOfABody_ThrowsPduExceptionOrReads()
    {
        foreach (byte[] bytes in PduBytes.All)
        {
            for (int length = PduHeader.Size; length < bytes.Length; length++)
            {
                ReadAll(PduBytes.Pdu(bytes[0], bytes.AsSpan(PduHeader.Size..length)));
            }
        }
    }

    private static void ReadAll(byte[] bytes)
    {
        var buffer = new ReadOnlySequence<byte>(bytes);
        try
        {
            while (PduReader.TryRead(ref buffer, PduBytes.MaxPDataLength, out Pdu? pdu))
            {
                Assert.NotNull(pdu);
            }

            Assert.True(buffer.Length < bytes.Length || bytes.Length < PduHeader.Size || IsIncomplete(bytes));
        }
        catch (PduException e)
        {
            Assert.NotEmpty(e.Message);
        }
    }

    private static bool IsIncomplete(byte[] bytes) =>
        BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(2)) > bytes.Length - PduHeader.Size;

    private static byte[] Change(byte[] bytes, (int Position, byte Value)[] changes)
    {
        byte[] changed = [.. bytes];
        foreach ((int position, byte value) in changes)
        {
            changed[position % changed.Length] = value;
        }

        return changed;
    }

    private static byte[] Remove(byte[] bytes, int start, int count)
    {
        start = PduHeader.Size + (start % (bytes.Length - PduHeader.Size));
        return PduBytes.Pdu(bytes[0], [.. bytes[PduHeader.Size..start], .. bytes.Skip(start + count)]);
    }
}
