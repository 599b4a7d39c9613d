namespace WorklistScp.Network.Pdus;

/// <summary>
/// Reads the user information item (PS3.8 9.3.2.3). Sub-items that this implementation does not use are skipped,
/// known or not, as PS3.8 annex D.2 asks for.
/// </summary>
internal static class UserInformationReader
{
    /// <summary>Reads the item.</summary>
    public static UserInformation Read(ref ItemReader item)
    {
        uint? maxPduLength = null;
        DicomUID? implementationClass = null;
        string? implementationVersion = null;
        UserIdentity? identity = null;
        var acknowledges = false;
        Dictionary<DicomUID, ReadOnlyMemory<byte>>? further = null;
        while (!item.IsAtEnd)
        {
            ItemReader subItem = item.ReadItem(out ItemType type);
            switch (type)
            {
                case ItemType.MaximumLength when maxPduLength is null:
                    maxPduLength = ReadMaximumLength(ref subItem);
                    break;
                case ItemType.ImplementationClassUID when implementationClass is null:
                    implementationClass = subItem.IsAtEnd ? null : subItem.ReadUIDOrTolerate();
                    break;
                case ItemType.MaximumLength or ItemType.ImplementationClassUID:
                    subItem.TolerateRepeated();
                    break;
                case ItemType.ImplementationVersionName:
                    implementationVersion = PduText.ReadInformation(subItem.TakeRest());
                    break;
                case ItemType.ExtendedNegotiation:
                    ReadExtendedNegotiation(ref subItem, further ??= []);
                    break;
                case ItemType.UserIdentity:
                    identity ??= ReadIdentity(ref subItem);
                    break;
                case ItemType.UserIdentityResponse:
                    acknowledges = true;
                    break;
            }
        }

        var information = new UserInformation(
            maxPduLength ?? UserInformation.NoMaxPduLength, implementationClass, implementationVersion)
        {
            UserIdentity = identity,
            AcknowledgesUserIdentity = acknowledges,
        };
        return further is null ? information : information with { ExtendedNegotiation = further };
    }

    // PS3.7 table D.3-11: 5-6 length of the UID | 7- SOP class UID | service class application information
    private static void ReadExtendedNegotiation(
        ref ItemReader subItem, Dictionary<DicomUID, ReadOnlyMemory<byte>> further)
    {
        int length = subItem.Remaining < sizeof(ushort) ? int.MaxValue : subItem.ReadUInt16();
        if (length > subItem.Remaining || !PduText.TryReadUID(subItem.Take(length), out DicomUID sopClass))
        {
            subItem.Tolerate("no SOP class UID, ignored");
        }
        else if (!further.TryAdd(sopClass, subItem.TakeRest().ToArray()))
        {
            subItem.TolerateRepeated();
        }
    }

    private static UserIdentity? ReadIdentity(ref ItemReader subItem)
    {
        if (!UserIdentity.TryRead(subItem.TakeRest(), out UserIdentity? identity))
        {
            subItem.Tolerate("a field goes beyond its end, ignored");
        }

        return identity;
    }

    private static uint ReadMaximumLength(ref ItemReader subItem)
    {
        // PS3.8 table D.1-1: 5-8 maximum length received
        if (subItem.Remaining != sizeof(uint))
        {
            throw subItem.Invalid($"length {subItem.Remaining}, expected {sizeof(uint)}");
        }

        uint length = subItem.ReadUInt32();
        return length is UserInformation.NoMaxPduLength or >= UserInformation.SmallestMaxPduLength
            ? length
            : throw subItem.Invalid(
                $"value {length}, expected 0 or at least {UserInformation.SmallestMaxPduLength}");
    }
}
