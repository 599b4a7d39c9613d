using System.Buffers.Binary;
using System.Text;

namespace WorklistScp.Tests.Shared;

/// <summary>What an A-ASSOCIATE-AC says (PS3.8 table 9-17).</summary>
internal static class AssociateAnswer
{
    private const int FirstItem = 74;

    /// <summary>The presentation contexts: ID, result, and the transfer syntax of those that were accepted.</summary>
    public static IEnumerable<(int ID, int Result, string? TransferSyntax)> Contexts(byte[] pdu)
    {
        Assert.Equal(2, pdu[0]);
        foreach ((byte type, byte[] value) in Items(pdu.AsMemory(FirstItem)))
        {
            if (type == 0x21)
            {
                // PS3.8 table 9-18: ID | reserved | result | reserved | transfer syntax item
                byte[] syntax = Assert.Single(Items(value.AsMemory(4))).Value;
                yield return (value[0], value[2], value[2] == 0 ? Encoding.ASCII.GetString(syntax) : null);
            }
        }
    }

    /// <summary>The longest P-DATA-TF that the acceptor takes (PS3.8 annex D.1).</summary>
    public static int MaxPduLength(byte[] pdu)
    {
        return BinaryPrimitives.ReadInt32BigEndian(UserItems(pdu, 0x51).Single());
    }

    /// <summary>The sub-items of the user information of a type.</summary>
    public static IEnumerable<byte[]> UserItems(byte[] pdu, byte type) =>
        UserItems(pdu).Where(item => item.Type == type).Select(item => item.Value);

    /// <summary>The sub-items of the user information (PS3.7 annex D.3.3).</summary>
    public static IEnumerable<(byte Type, byte[] Value)> UserItems(byte[] pdu) =>
        Items(Items(pdu.AsMemory(FirstItem)).Single(item => item.Type == 0x50).Value);

    private static IEnumerable<(byte Type, byte[] Value)> Items(ReadOnlyMemory<byte> items)
    {
        while (!items.IsEmpty)
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(items.Span[2..]);
            yield return (items.Span[0], items.Slice(4, length).ToArray());
            items = items[(4 + length)..];
        }
    }
}
