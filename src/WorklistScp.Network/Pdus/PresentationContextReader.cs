namespace WorklistScp.Network.Pdus;

/// <summary>
/// Reads presentation context items (PS3.8 9.3.2.2 and 9.3.3.2). Sub-items of unknown type are skipped (PS3.8 9.3).
/// </summary>
internal static class PresentationContextReader
{
    private static readonly DicomUID NoUID = new("");

    /// <summary>
    /// The most transfer syntaxes of a presentation context. PS3.8 sets no limit; PS3.6 table A-1 has about 70.
    /// </summary>
    public const int MaxTransferSyntaxes = 128;

    /// <summary>The most presentation contexts: there are 128 odd IDs.</summary>
    public const int MaxContexts = 128;

    /// <summary>
    /// Reads the item of an A-ASSOCIATE-RQ. One without abstract syntax or transfer syntax costs itself only: it cannot
    /// be accepted.
    /// </summary>
    public static ProposedPresentationContext ReadProposed(ref ItemReader item)
    {
        // PS3.8 table 9-13: 5 presentation context ID | 6-8 reserved | 9- sub-items
        byte id = ReadID(ref item);
        item.Skip(3);
        DicomUID? abstractSyntax = null;
        var transferSyntaxes = new List<DicomUID>();
        var count = 0;
        while (!item.IsAtEnd)
        {
            ItemReader subItem = item.ReadItem(out ItemType type);
            if (type == ItemType.AbstractSyntax)
            {
                abstractSyntax = ReadAbstractSyntax(ref subItem, abstractSyntax);
            }
            else if (type == ItemType.TransferSyntax)
            {
                if (++count > MaxTransferSyntaxes)
                {
                    throw item.Invalid($"more transfer syntaxes, expected at most {MaxTransferSyntaxes}");
                }

                if (subItem.ReadUIDOrTolerate() is { } transferSyntax)
                {
                    transferSyntaxes.Add(transferSyntax);
                }
            }
        }

        TolerateAbsent(item, id, abstractSyntax is not null, count > 0);
        return new ProposedPresentationContext(id, abstractSyntax ?? NoUID, transferSyntaxes);
    }

    private static byte ReadID(ref ItemReader item)
    {
        byte id = item.ReadByte();
        if (!byte.IsOddInteger(id))
        {
            item.Tolerate($"ID {id}, expected an odd number");
        }

        return id;
    }

    private static DicomUID ReadAbstractSyntax(ref ItemReader subItem, DicomUID? first)
    {
        if (first is null)
        {
            return subItem.ReadUIDOrTolerate() ?? NoUID;
        }

        subItem.TolerateRepeated();
        return first.Value;
    }

    private static void TolerateAbsent(ItemReader item, byte id, bool hasAbstractSyntax, bool hasTransferSyntax)
    {
        if (!hasAbstractSyntax)
        {
            item.Tolerate($"ID {id} without abstract syntax, expected one");
        }

        if (!hasTransferSyntax)
        {
            item.Tolerate($"ID {id} without transfer syntax, expected at least one");
        }
    }

    /// <summary>Reads the item of an A-ASSOCIATE-AC.</summary>
    public static NegotiatedPresentationContext ReadNegotiated(ref ItemReader item)
    {
        // PS3.8 table 9-18: 5 presentation context ID | 6 reserved | 7 result | 8 reserved | 9- transfer syntax
        byte id = ReadID(ref item);
        item.Skip(1);
        var result = (PresentationContextResult)item.ReadByte();
        item.Skip(1);
        if (result > PresentationContextResult.TransferSyntaxesNotSupported)
        {
            throw item.Invalid($"ID {id} with result {(int)result}, expected 0 to 4");
        }

        // Unless accepted, the sub-item is not to be tested: the default transfer syntax stands in for it.
        return new NegotiatedPresentationContext(
            id,
            result,
            result == PresentationContextResult.Acceptance
                ? ReadTransferSyntax(ref item, id)
                : DicomUID.ImplicitVRLittleEndian);
    }

    private static DicomUID ReadTransferSyntax(ref ItemReader item, byte id)
    {
        DicomUID? transferSyntax = null;
        while (!item.IsAtEnd)
        {
            ItemReader subItem = item.ReadItem(out ItemType type);
            if (type == ItemType.TransferSyntax)
            {
                transferSyntax = transferSyntax is null ? subItem.ReadUID() : throw subItem.Repeated();
            }
        }

        return transferSyntax ?? throw item.Invalid($"ID {id} without transfer syntax, expected one");
    }
}
