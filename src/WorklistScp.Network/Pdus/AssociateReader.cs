namespace WorklistScp.Network.Pdus;

/// <summary>
/// Reads the bodies of A-ASSOCIATE-RQ and A-ASSOCIATE-AC (PS3.8 9.3.2 and 9.3.3).
/// Items of unknown type are skipped (PS3.8 9.3); the increasing order of the known ones is not insisted on. What DCMTK
/// takes and does no harm is taken too, and noted: of what is repeated, the first counts.
/// </summary>
internal static class AssociateReader
{
    private delegate TContext ContextReader<TContext>(ref ItemReader item);

    /// <summary>Reads the body of an A-ASSOCIATE-RQ.</summary>
    /// <exception cref="PduException">It is malformed or beyond a limit.</exception>
    public static AAssociateRQ ReadRequest(ReadOnlySpan<byte> bytes)
    {
        // PS3.8 table 9-11: 7-8 protocol version | 9-10 reserved | 11-26 called AE title | 27-42 calling AE title |
        // 43-74 reserved | 75- items
        var faults = new ToleratedFaults();
        var body = new ItemReader(bytes, PduType.AAssociateRQ, faults);
        ushort version = body.ReadUInt16();
        body.Skip(2);
        ReadOnlySpan<byte> fields = body.Take(PduText.FieldsLength);
        string called = ReadAETitle(body, fields[..PduText.AETitleLength], "called AE title");
        string calling = ReadAETitle(
            body, fields.Slice(PduText.AETitleLength, PduText.AETitleLength), "calling AE title");
        (DicomUID applicationContext, List<ProposedPresentationContext> contexts, UserInformation userInformation) =
            ReadItems(
                ref body,
                ItemType.ProposedPresentationContext,
                PresentationContextReader.ReadProposed,
                context => context.ID);
        return new AAssociateRQ(called, calling, applicationContext, contexts, userInformation)
        {
            ProtocolVersion = version,
            FieldsAsReceived = fields.ToArray(),
            Faults = faults,
        };
    }

    /// <summary>Reads the body of an A-ASSOCIATE-AC.</summary>
    /// <exception cref="PduException">It is malformed or beyond a limit.</exception>
    public static AAssociateAC ReadAccept(ReadOnlySpan<byte> bytes)
    {
        // PS3.8 table 9-17: 7-8 protocol version | 9-10 reserved | 11-74 reserved, as in the request, not tested |
        // 75- items
        var body = new ItemReader(bytes, PduType.AAssociateAC);
        ushort version = body.ReadUInt16();
        body.Skip(2);
        byte[] reserved = body.Take(PduText.FieldsLength).ToArray();
        if ((version & AAssociateRQ.Version1) == 0)
        {
            throw body.Invalid($"protocol version {version:X4}H, expected bit 0");
        }

        (DicomUID applicationContext, List<NegotiatedPresentationContext> contexts, UserInformation userInformation) =
            ReadItems(
                ref body,
                ItemType.NegotiatedPresentationContext,
                PresentationContextReader.ReadNegotiated,
                context => context.ID);
        return new AAssociateAC(reserved, applicationContext, contexts, userInformation);
    }

    private static string ReadAETitle(ItemReader body, ReadOnlySpan<byte> field, string name)
    {
        ReadOnlySpan<byte> title = PduText.ReadAETitle(field, out ReadOnlySpan<byte> behind);
        string text = EscapedText.Of(title);
        if (title.IsEmpty)
        {
            body.Tolerate($"empty {name}, expected 1 to 16 characters");
        }

        if (!EscapedText.IsPlain(title))
        {
            body.Tolerate($"{name} {text}, expected printable ISO 646 without backslash");
        }

        if (!behind.IsEmpty)
        {
            body.Tolerate($"{name} with more bytes behind a NUL, expected spaces");
        }

        return text;
    }

    private static (DicomUID, List<TContext>, UserInformation) ReadItems<TContext>(
        ref ItemReader body, ItemType contextType, ContextReader<TContext> readContext, Func<TContext, byte> id)
    {
        DicomUID? applicationContext = null;
        UserInformation? userInformation = null;
        var contexts = new List<TContext>();
        var ids = new HashSet<byte>();
        while (!body.IsAtEnd)
        {
            ItemReader item = body.ReadItem(out ItemType type);
            if (type == ItemType.ApplicationContext && applicationContext is null)
            {
                applicationContext = item.ReadUID();
            }
            else if (type == ItemType.UserInformation && userInformation is null)
            {
                userInformation = UserInformationReader.Read(ref item);
            }
            else if (type is ItemType.ApplicationContext or ItemType.UserInformation)
            {
                item.TolerateRepeated();
            }
            else if (type == contextType)
            {
                TContext context = readContext(ref item);
                if (!ids.Add(id(context)))
                {
                    item.Tolerate($"ID {id(context)} appears twice, expected once");
                    continue;
                }

                contexts.Add(contexts.Count < PresentationContextReader.MaxContexts
                    ? context
                    : throw body.Invalid(
                        $"more presentation contexts, expected at most {PresentationContextReader.MaxContexts}"));
            }
        }

        if (userInformation is null)
        {
            body.Tolerate("no user information, expected one");
        }

        return (
            applicationContext ?? throw body.Invalid("no application context, expected one"),
            contexts.Count > 0 ? contexts : throw body.Invalid("no presentation context, expected at least one"),
            userInformation ?? UserInformation.Default);
    }
}
