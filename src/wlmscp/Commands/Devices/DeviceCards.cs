using System.CommandLine;
using Wlmscp.Audit;

namespace Wlmscp.Commands.Devices;

/// <summary>The cards of all devices that audit logs tell of, by calling AE title.</summary>
internal sealed class DeviceCards
{
    // Titles are the peer's to choose.
    private const int Most = 10_000;
    private const int MostFiles = 100_000;

    private readonly Dictionary<string, DeviceCard> _cards = new(StringComparer.Ordinal);
    private long _strange;
    private bool _areTooMany;

    /// <summary>The cards, by title.</summary>
    public IEnumerable<DeviceCard> All => _cards.Values.OrderBy(card => card.Title, StringComparer.Ordinal);

    /// <summary>The option that names the files.</summary>
    public static Option<string[]> FilesOption() => new("--audit-log")
    {
        HelpName = "FILE...",
        Description = "the daemon's audit log, and those before it, also as .gz",
        Arity = new ArgumentArity(1, MostFiles),
        AllowMultipleArgumentsPerToken = true,
        Required = true,
    };

    /// <summary>Finds the card of a device; null if there is none.</summary>
    public DeviceCard? Find(string title) => _cards.GetValueOrDefault(title);

    /// <summary>Reads audit logs; what is strange in them is a warning on standard error.</summary>
    /// <param name="command">Who says so.</param>
    /// <param name="files">The files, in any order.</param>
    /// <exception cref="ToolException">One cannot be read.</exception>
    public static DeviceCards Read(string command, IReadOnlyList<string> files)
    {
        var cards = new DeviceCards();
        IEnumerable<string> inOrder = files.Count == 1 ? files : files.OrderBy(StartOf); // one may be a pipe
        foreach (string file in inOrder)
        {
            foreach (AuditRecord? line in AuditLines.Read(file))
            {
                cards.Add(line);
            }
        }

        cards.Warn(command);
        return cards;
    }

    // What a device asked last is in the youngest.
    private static DateTimeOffset StartOf(string file) =>
        AuditLines.Read(file).FirstOrDefault(line => line is not null)?.Time ?? DateTimeOffset.MinValue;

    private void Add(AuditRecord? line)
    {
        if (line is null)
        {
            _strange++;
        }
        else if (line.CallingAETitle is { Length: > 0 } title)
        {
            if (_cards.TryGetValue(title, out DeviceCard? card))
            {
                card.Add(line);
            }
            else if (_cards.Count < Most)
            {
                card = new DeviceCard(title);
                card.Add(line);
                _cards.Add(title, card);
            }
            else
            {
                _areTooMany = true;
            }
        }
    }

    private void Warn(string command)
    {
        if (_strange > 0)
        {
            StandardStreams.WriteError(
                $"wlmscp {command}: {_strange} lines are none of an audit log, expected those of the daemon's --audit-log");
        }

        if (_areTooMany)
        {
            StandardStreams.WriteError($"wlmscp {command}: more than {Most} calling AE titles; those that came later are left out");
        }
    }
}
