namespace WorklistScp.Network.Pdus;

/// <summary>
/// Reads presentation context items (PS3.8 9.3.2.2 and 9.3.3.2). Sub-items of unknown type are skipped (PS3.8 9.3).
/// </summary>
internal static class PresentationContextReader
{
    /// <summary>
    /// The most transfer syntaxes of a presentation context. PS3.8 sets no limit; PS3.6 table A-1 has about 70.
    /// Presentation contexts need no limit of their own: there are 128 odd IDs, and each may appear once.
    /// </summary>
    public const int MaxTransferSyntaxes = 128;

    /// <summary>Reads the item of an A-ASSOCIATE-RQ.</summary>
    public static ProposedPresentationContext ReadProposed(ref ItemReader item)
    {
        // PS3.8 table 9-13: 5 presentation context ID | 6-8 reserved | 9- sub-items
        byte id = ReadID(ref item);
        item.Skip(3);
        DicomUID? abstractSyntax = null;
        var transferSyntaxes = new List<DicomUID>();
        while (!item.IsAtEnd)
        {
            ItemReader subItem = item.ReadItem(out ItemType type);
            if (type == ItemType.AbstractSyntax)
            {
                abstractSyntax = abstractSyntax is null ? subItem.ReadUID() : throw subItem.Repeated();
            }
            else if (type == ItemType.TransferSyntax)
            {
                transferSyntaxes.Add(transferSyntaxes.Count < MaxTransferSyntaxes
                    ? subItem.ReadUID()
                    : throw item.Invalid($"more transfer syntaxes, expected at most {MaxTransferSyntaxes}"));
            }
        }

        return new ProposedPresentationContext(
            id,
            abstractSyntax ?? throw item.Invalid($"ID {id} without abstract syntax, expected one"),
            transferSyntaxes.Count > 0
                ? transferSyntaxes
                : throw item.Invalid($"ID {id} without transfer syntax, expected at least one"));
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

    private static byte ReadID(ref ItemReader item)
    {
        byte id = item.ReadByte();
        return byte.IsOddInteger(id)
            ? id
            : throw item.Invalid($"ID {id}, expected an odd number");
    }
}
