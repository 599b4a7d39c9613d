namespace WorklistScp.Network.Pdus;

/// <summary>
/// Reads the bodies of A-ASSOCIATE-RQ and A-ASSOCIATE-AC (PS3.8 9.3.2 and 9.3.3).
/// Items of unknown type are skipped (PS3.8 9.3); the increasing order of the known ones is not insisted on.
/// </summary>
internal static class AssociateReader
{
    private const int ReservedAfterAETitles = 32;

    private delegate TContext ContextReader<TContext>(ref ItemReader item);

    /// <summary>Reads the body of an A-ASSOCIATE-RQ.</summary>
    /// <exception cref="PduException">It is malformed or beyond a limit.</exception>
    public static AAssociateRQ ReadRequest(ReadOnlySpan<byte> bytes)
    {
        // PS3.8 table 9-11: 7-8 protocol version | 9-10 reserved | 11-26 called AE title | 27-42 calling AE title |
        // 43-74 reserved | 75- items
        var body = new ItemReader(bytes, PduType.AAssociateRQ);
        ushort version = body.ReadUInt16();
        body.Skip(2);
        string called = ReadAETitle(ref body, "called AE title");
        string calling = ReadAETitle(ref body, "calling AE title");
        body.Skip(ReservedAfterAETitles);
        (DicomUID applicationContext, List<ProposedPresentationContext> contexts, UserInformation userInformation) =
            ReadItems(
                ref body,
                ItemType.ProposedPresentationContext,
                PresentationContextReader.ReadProposed,
                context => context.ID);
        return new AAssociateRQ(called, calling, applicationContext, contexts, userInformation)
        {
            ProtocolVersion = version,
        };
    }

    /// <summary>Reads the body of an A-ASSOCIATE-AC.</summary>
    /// <exception cref="PduException">It is malformed or beyond a limit.</exception>
    public static AAssociateAC ReadAccept(ReadOnlySpan<byte> bytes)
    {
        // PS3.8 table 9-17: 7-8 protocol version | 9-10 reserved | 11-26, 27-42 reserved, the AE titles of the
        // request, not tested | 43-74 reserved | 75- items
        var body = new ItemReader(bytes, PduType.AAssociateAC);
        ushort version = body.ReadUInt16();
        body.Skip(2);
        string called = PduText.ReadInformation(body.Take(PduText.AETitleLength));
        string calling = PduText.ReadInformation(body.Take(PduText.AETitleLength));
        body.Skip(ReservedAfterAETitles);
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
        return new AAssociateAC(called, calling, applicationContext, contexts, userInformation);
    }

    private static string ReadAETitle(ref ItemReader body, string name) =>
        PduText.TryReadAETitle(body.Take(PduText.AETitleLength), out string title)
            ? title
            : throw body.Invalid($"{name} with a control or non-ASCII byte, expected printable ISO 646");

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
            if (type == ItemType.ApplicationContext)
            {
                applicationContext = applicationContext is null ? item.ReadUID() : throw item.Repeated();
            }
            else if (type == ItemType.UserInformation)
            {
                userInformation = userInformation is null
                    ? UserInformationReader.Read(ref item)
                    : throw item.Repeated();
            }
            else if (type == contextType)
            {
                TContext context = readContext(ref item);
                contexts.Add(ids.Add(id(context))
                    ? context
                    : throw item.Invalid($"ID {id(context)} appears twice, expected once"));
            }
        }

        return (
            applicationContext ?? throw body.Invalid("no application context, expected one"),
            contexts.Count > 0 ? contexts : throw body.Invalid("no presentation context, expected at least one"),
            userInformation ?? throw body.Invalid("no user information, expected one"));
    }
}
