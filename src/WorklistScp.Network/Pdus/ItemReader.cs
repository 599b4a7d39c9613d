using System.Buffers.Binary;

namespace WorklistScp.Network.Pdus;

/// <summary>
/// Reads the fields of a PDU body or of one of its items, in order; numbers are big endian (PS3.8 9.3.1).
/// Every read beyond the end is a <see cref="PduException"/> that names PDU and item.
/// </summary>
internal ref struct ItemReader
{
    /// <summary>
    /// The most items of an A-ASSOCIATE PDU, and sub-items of one item. PS3.8 sets no limit. There are 128 presentation
    /// contexts at most; user information has a sub-item for each SOP class that is negotiated further.
    /// </summary>
    public const int MaxItems = 1024;

    private readonly PduType _pdu;
    private readonly ItemType? _item;
    private readonly ToleratedFaults? _faults;
    private ReadOnlySpan<byte> _rest;
    private int _items;

    /// <summary>Makes a reader of the body of a PDU.</summary>
    /// <param name="body">The bytes behind the header.</param>
    /// <param name="pdu">The type of the PDU.</param>
    /// <param name="faults">Takes what <see cref="Tolerate"/> tells; null: nobody wants to know.</param>
    public ItemReader(ReadOnlySpan<byte> body, PduType pdu, ToleratedFaults? faults = null)
    {
        _rest = body;
        _pdu = pdu;
        _faults = faults;
    }

    private ItemReader(ReadOnlySpan<byte> value, PduType pdu, ItemType item, ToleratedFaults? faults)
        : this(value, pdu, faults) => _item = item;

    /// <summary>Whether nothing is left.</summary>
    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>The number of bytes left.</summary>
    public readonly int Remaining => _rest.Length;

    /// <summary>Skips reserved bytes.</summary>
    public void Skip(int count) => Take(count);

    /// <summary>Reads one byte.</summary>
    public byte ReadByte() => Take(1)[0];

    /// <summary>Reads an unsigned number of two bytes.</summary>
    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16BigEndian(Take(sizeof(ushort)));

    /// <summary>Reads an unsigned number of four bytes.</summary>
    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(sizeof(uint)));

    /// <summary>Reads that many bytes.</summary>
    public ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
        {
            throw Invalid($"{_rest.Length} bytes left, expected at least {count}");
        }

        ReadOnlySpan<byte> bytes = _rest[..count];
        _rest = _rest[count..];
        return bytes;
    }

    /// <summary>Reads all that is left.</summary>
    public ReadOnlySpan<byte> TakeRest() => Take(Remaining);

    /// <summary>Reads an item or sub-item: 1 type | 2 reserved | 3-4 length | 5- value.</summary>
    /// <exception cref="PduException">It is malformed, or one more than <see cref="MaxItems"/>.</exception>
    public ItemReader ReadItem(out ItemType type)
    {
        if (++_items > MaxItems)
        {
            throw Invalid($"more items, expected at most {MaxItems}");
        }

        type = (ItemType)ReadByte();
        Skip(1);
        ushort length = ReadUInt16();
        return new ItemReader(Take(length), _pdu, type, _faults);
    }

    /// <summary>Reads all that is left as a UID (PS3.8 annex F). Padding, which PS3.8 forbids, is dropped.</summary>
    public DicomUID ReadUID() => PduText.TryReadUID(TakeRest(), out DicomUID uid)
        ? uid
        : throw Invalid("no UID, expected 1 to 64 digits and dots");

    /// <summary>Reads all that is left as a UID; null if it is none, which is tolerated.</summary>
    public DicomUID? ReadUIDOrTolerate()
    {
        if (PduText.TryReadUID(TakeRest(), out DicomUID uid))
        {
            return uid;
        }

        Tolerate("no UID, expected 1 to 64 digits and dots");
        return null;
    }

    /// <summary>Notes a fault in this item that does no harm: what was found, what was expected.</summary>
    public readonly void Tolerate(string fault) =>
        _faults?.Add(_item is { } item ? $"{item.ToStandardName()}: {fault}" : fault);

    /// <summary>Notes that this item appears again where one is expected: the first counts.</summary>
    public readonly void TolerateRepeated() => Tolerate("appears twice, expected once");

    /// <summary>Makes the exception of a bad value in this item: what was found, what was expected.</summary>
    public readonly PduException Invalid(string problem) => PduException.InvalidValue($"{Place}: {problem}");

    /// <summary>Makes the exception of an item that appears again where one is expected.</summary>
    public readonly PduException Repeated() =>
        new(AbortReason.UnexpectedPduParameter, $"{Place}: appears twice, expected once");

    private readonly string Place => _item is { } item
        ? $"{_pdu.ToStandardName()}, {item.ToStandardName()}"
        : _pdu.ToStandardName();
}
