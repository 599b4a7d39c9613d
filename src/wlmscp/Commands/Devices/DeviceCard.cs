using System.Globalization;
using System.Net;
using Wlmscp.Audit;
using WorklistScp.Worklist.Queries;

namespace Wlmscp.Commands.Devices;

/// <summary>What audit logs tell of one device. It grows no more than some, whatever they tell.</summary>
/// <param name="title">Its calling AE title.</param>
internal sealed class DeviceCard(string title)
{
    private const int MostKeys = 200;
    private const int MostStations = 50;

    private readonly HashSet<DateOnly> _days = [];
    private readonly Dictionary<string, Tally> _keys = new(StringComparer.Ordinal);

    /// <summary>The calling AE title.</summary>
    public string Title => title;

    /// <summary>The called AE titles.</summary>
    public Tally Called { get; } = new();

    /// <summary>The addresses.</summary>
    public Tally Addresses { get; } = new();

    /// <summary>Implementation class UID and version name.</summary>
    public Tally Software { get; } = new();

    /// <summary>The longest PDUs that it takes; 0: any.</summary>
    public Tally MaxPdus { get; } = new();

    /// <summary>The transfer syntaxes that it proposes for worklist queries.</summary>
    public Tally Proposed { get; } = new();

    /// <summary>Those that were accepted.</summary>
    public Tally Accepted { get; } = new();

    /// <summary>The character sets that its queries name.</summary>
    public Tally CharacterSets { get; } = new();

    /// <summary>The stations that it asks for; of several at once, as one text.</summary>
    public Tally Stations { get; } = new(MostStations);

    /// <summary>Those of them with which a query found something.</summary>
    public Tally StationsFound { get; } = new(MostStations);

    /// <summary>The modalities that it asks for; of several at once, as one text.</summary>
    public Tally Modalities { get; } = new();

    /// <summary>The kinds of value of each attribute of its queries, in the order of the tags.</summary>
    public IEnumerable<KeyValuePair<string, Tally>> Keys => _keys.OrderBy(key => key.Key, StringComparer.Ordinal);

    /// <summary>How many queries there were.</summary>
    public int Queries { get; private set; }

    /// <summary>How many of them the log tells the kinds of value of.</summary>
    public int Described { get; private set; }

    /// <summary>How many were answered with success, and without a match.</summary>
    public int Empty { get; private set; }

    /// <summary>How many of the last queries found nothing, without one between that did.</summary>
    public int LastEmpty { get; private set; }

    /// <summary>How many associations and queries were refused.</summary>
    public int Refused { get; private set; }

    /// <summary>Why something was refused last.</summary>
    public string? LastRefusal { get; private set; }

    /// <summary>How many messages about performed steps came.</summary>
    public int PerformedSteps { get; private set; }

    /// <summary>How many queries had text that is not ASCII, and named no character set.</summary>
    public int Undeclared { get; private set; }

    /// <summary>When it was seen last.</summary>
    public DateTimeOffset LastSeen { get; private set; }

    /// <summary>How many queries came on a day on which there were some.</summary>
    public double QueriesADay => _days.Count == 0 ? 0 : Math.Round((double)Queries / _days.Count, 1);

    /// <summary>The kinds of value of an attribute; none if it was never asked for.</summary>
    public Tally KindsOf(string path) => _keys.GetValueOrDefault(path) ?? new Tally();

    /// <summary>How many queries had a value for an attribute.</summary>
    public int Valued(string path) => KindsOf(path) is var kinds ? kinds.Sum - kinds[Universal] : 0;

    /// <summary>Takes a line that is about the device.</summary>
    public void Add(AuditRecord line)
    {
        LastSeen = line.Time > LastSeen ? line.Time : LastSeen;
        Called.Add(line.CalledAETitle);
        Addresses.Add(IPEndPoint.TryParse(line.Peer ?? "", out IPEndPoint? peer) ? peer.Address.ToString() : null);
        switch (line.Event)
        {
            case AuditEvent.Association:
                AddAssociation(line);
                break;
            case AuditEvent.Query:
                AddQuery(line);
                break;
            case AuditEvent.PerformedStep:
                PerformedSteps++;
                break;
            default:
                break;
        }

        if (line.Outcome is AuditOutcome.Rejected or AuditOutcome.Refused)
        {
            Refused += line.Count ?? 1;
            LastRefusal = line.Comment ?? line.Status;
        }
    }

    private static string Universal { get; } = AuditAsks.NameOf(KeyKind.Universal);

    private void AddAssociation(AuditRecord line)
    {
        if (line.Implementation is not null || line.Version is not null)
        {
            Software.Add($"{line.Implementation} {line.Version}".Trim());
        }

        MaxPdus.Add(line.MaxPdu?.ToString(CultureInfo.InvariantCulture));
        foreach (string syntax in line.Proposed ?? [])
        {
            Proposed.Add(syntax);
        }

        Accepted.Add(line.Accepted);
    }

    private void AddQuery(AuditRecord line)
    {
        Queries += line.Count ?? 1;
        _days.Add(DateOnly.FromDateTime(line.Time.UtcDateTime));
        bool hasFound = line.Matches > 0;
        if (line.Outcome == AuditOutcome.Success && !hasFound)
        {
            Empty++;
            LastEmpty++;
        }
        else if (hasFound)
        {
            LastEmpty = 0;
        }

        if (line.Asks is null)
        {
            return;
        }

        Described++;
        CharacterSets.Add(line.CharacterSet);
        Undeclared += line is { NotAscii: true, CharacterSet: null } ? 1 : 0;
        Modalities.Add(line.Modalities is null ? null : string.Join('\\', line.Modalities));
        string? stations = line.Stations is null ? null : string.Join('\\', line.Stations);
        Stations.Add(stations);
        StationsFound.Add(hasFound ? stations : null);
        foreach ((string kind, List<string> paths) in line.Asks)
        {
            paths.ForEach(path => AddKey(path, kind));
        }
    }

    private void AddKey(string path, string kind)
    {
        if (!_keys.TryGetValue(path, out Tally? kinds))
        {
            if (_keys.Count >= MostKeys)
            {
                return;
            }

            _keys.Add(path, kinds = new Tally());
        }

        kinds.Add(kind);
    }
}
