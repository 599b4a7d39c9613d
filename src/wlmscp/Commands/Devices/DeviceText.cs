using System.Globalization;
using Wlmscp.Audit;
using Wlmscp.Terminal;
using WorklistScp.Worklist.Queries;

namespace Wlmscp.Commands.Devices;

/// <summary>Cards for people.</summary>
internal static class DeviceText
{
    private static readonly string[] Titles =
        ["DEVICE", "CALLED", "ADDRESS", "SOFTWARE", "PDU", "CHARACTERS", "QUERIES", "A DAY", "EMPTY", "REFUSED", "MPPS", "LAST SEEN"];

    /// <summary>Prints a table of all.</summary>
    public static void WriteTable(IEnumerable<DeviceCard> cards) => AlignedTable.Write(
        Titles, [.. cards.Select(RowOf)], ["SOFTWARE", "PDU", "CHARACTERS", "CALLED", "MPPS", "REFUSED"]);

    /// <summary>Prints one.</summary>
    public static void WriteCard(DeviceCard card)
    {
        Say(card.Title);
        SayFact("called", card.Called);
        SayFact("addresses", card.Addresses);
        SayFact("software", card.Software);
        SayFact("longest PDU", card.MaxPdus);
        SayFact("proposes", string.Join(", ", card.Proposed.Texts.Select(SyntaxName)));
        SayFact("gets", string.Join(", ", card.Accepted.Texts.Select(SyntaxName)));
        SayFact("character sets", card.CharacterSets.Count > 0 ? $"{card.CharacterSets}" : "names none");
        SayFact("queries", $"{card.Queries}, {Number(card.QueriesADay)} a day; {card.Empty} found nothing");
        SayFact("refused", card.LastRefusal is null ? $"{card.Refused}" : $"{card.Refused}, last: {card.LastRefusal}");
        SayFact("MPPS", $"{card.PerformedSteps} messages");
        SayFact("last seen", Time(card.LastSeen));
        WriteKeys(card);
        WriteHints(card);
    }

    /// <summary>The values of an attribute, where the log has them, and whether they change.</summary>
    public static string ValuesOf(DeviceCard card, string path)
    {
        Tally? values = path switch
        {
            DeviceKey.Station => card.Stations,
            DeviceKey.Modality => card.Modalities,
            _ => null,
        };
        return values is null or { Count: 0 } ? ""
            : PrintableText.Of($"{values} ({(values.Count == 1 ? "fixed" : "changing")})");
    }

    private static void WriteKeys(DeviceCard card)
    {
        string universal = AuditAsks.NameOf(KeyKind.Universal);
        string sequence = AuditAsks.NameOf(KeyKind.Sequence);
        KeyValuePair<string, Tally>[] valued =
            [.. card.Keys.Where(key => key.Value.Texts.Any(kind => kind != universal && kind != sequence))];
        if (valued.Length > 0)
        {
            Console.WriteLine();
        }

        AlignedTable.Write(
            ["ASKS WITH A VALUE", "KIND", "QUERIES", "VALUES"],
            [
                .. valued.Select(key => (string[])
                [
                    DeviceKey.NameOf(key.Key), PrintableText.Of($"{key.Value}"),
                    $"{card.Valued(key.Key)} of {card.Described}", ValuesOf(card, key.Key),
                ]),
            ],
            ["QUERIES"]);
        string[] wanted =
            [.. card.Keys.Where(key => key.Value[universal] > 0).Select(key => DeviceKey.NameOf(key.Key))];
        if (wanted.Length > 0)
        {
            Console.WriteLine();
            Console.WriteLine("WANTS BACK");
            Array.ForEach(wanted, name => Console.WriteLine($"  {name}"));
        }
    }

    private static void WriteHints(DeviceCard card)
    {
        string[] hints = [.. DeviceHints.Of(card)];
        if (hints.Length > 0)
        {
            Console.WriteLine();
            Array.ForEach(hints, hint => Say($"hint: {hint}"));
        }
    }

    private static string[] RowOf(DeviceCard card) =>
    [
        .. new[]
        {
            card.Title, $"{card.Called}", $"{card.Addresses}", $"{card.Software}", $"{card.MaxPdus}", $"{card.CharacterSets}",
            $"{card.Queries}", Number(card.QueriesADay), $"{card.Empty}", $"{card.Refused}", $"{card.PerformedSteps}",
            Time(card.LastSeen),
        }.Select(PrintableText.Of),
    ];

    private static string SyntaxName(string uid) =>
        DicomTransferSyntax.All.FirstOrDefault(syntax => syntax.UID.UID == uid)?.ToString() ?? uid;

    private static string Number(double number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static void SayFact(string name, Tally values) => SayFact(name, $"{values}");

    private static void SayFact(string name, string text)
    {
        if (text.Length > 0)
        {
            Say($"  {name,-16}{text}");
        }
    }

    private static void Say(string line) => Console.WriteLine(PrintableText.Of(line));
}
