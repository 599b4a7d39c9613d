namespace WorklistScp.Network.Access;

/// <summary>
/// Reads files of hosts_access(5): <c>DAEMONS : CLIENTS [: ALLOW or DENY]</c>. Rules for other daemons may hold what is
/// not supported here: the files are shared.
/// </summary>
/// <param name="path">The name of the file, for messages.</param>
/// <param name="isGranting">Whether rules grant access unless they say otherwise.</param>
/// <param name="daemonNames">The names that mean this daemon.</param>
internal sealed class HostsAccessReader(string path, bool isGranting, IReadOnlyList<string> daemonNames)
{
    private const string Form = "DAEMONS : CLIENTS";
    private const int LongestQuote = 60;

    private static readonly char[] Separators = [' ', '\t', '\r', ','];

    private int _line;

    private string Place => $"{path}:{_line}";

    /// <summary>Reads the rules that are for this daemon.</summary>
    /// <exception cref="HostsAccessException">One of them is wrong, or not supported.</exception>
    public IReadOnlyList<HostsRule> Read(string text)
    {
        var rules = new List<HostsRule>();
        foreach ((int number, string line) in LogicalLines(text))
        {
            _line = number;
            if (line.AsSpan().Trim(" \t\r") is not ([] or ['#', ..]) && ReadRule(line) is { } rule)
            {
                rules.Add(rule);
            }
        }

        return rules;
    }

    // A backslash at the end of a line joins it with the next, in comments too.
    private static IEnumerable<(int Number, string Line)> LogicalLines(string text)
    {
        string[] lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            int first = i;
            var joined = new List<string>();
            while (i < lines.Length - 1 && lines[i].TrimEnd('\r') is [.., '\\'] line)
            {
                joined.Add(line[..^1]);
                i++;
            }

            joined.Add(lines[i]);
            yield return (first + 1, string.Concat(joined));
        }
    }

    private HostsRule? ReadRule(string line)
    {
        List<string> fields = SplitFields(line);
        if (fields.Count < 2)
        {
            throw Failed(line.Trim(), Form);
        }

        if (ReadList(fields[0], "daemons").Matches(IsThisDaemon) == false)
        {
            return null;
        }

        ExceptList<ClientPattern> clients = ReadList(fields[1], "clients").Select(ReadClient);
        return new HostsRule(Place, clients, ReadVerdict(fields[2..]));
    }

    // At colons, but not at those of an IPv6 address in brackets.
    private static List<string> SplitFields(string line)
    {
        var fields = new List<string>();
        var start = 0;
        var isBracketed = false;
        for (var i = 0; i < line.Length; i++)
        {
            isBracketed = line[i] == '[' || (isBracketed && line[i] != ']');
            if (line[i] == ':' && !isBracketed)
            {
                fields.Add(line[start..i]);
                start = i + 1;
            }
        }

        fields.Add(line[start..]);
        return fields;
    }

    private ExceptList<string> ReadList(string field, string what)
    {
        var parts = new List<List<string>> { new() };
        foreach (string word in field.Split(Separators, StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.Equals("EXCEPT", StringComparison.OrdinalIgnoreCase))
            {
                parts.Add([]);
            }
            else
            {
                parts[^1].Add(word);
            }
        }

        return parts.TrueForAll(part => part.Count > 0)
            ? new ExceptList<string>(parts)
            : throw Failed(field.Trim(), $"{what}, on both sides of EXCEPT where it stands");
    }

    private bool? IsThisDaemon(string word)
    {
        int at = word.IndexOf('@');
        string name = at > 0 ? word[..at] : word;
        bool isThis = name.Equals("ALL", StringComparison.OrdinalIgnoreCase) || daemonNames.Any(
            own => Wildcard.IsMatch(name.ToLowerInvariant(), own.ToLowerInvariant()));
        return isThis && at > 0
            ? throw Failed(word, "a daemon without a host, which wlmscp does not support")
            : isThis;
    }

    private ClientPattern ReadClient(string word) =>
        ClientPatternReader.TryRead(word, out ClientPattern? pattern, out string? expected)
            ? pattern
            : throw Failed(word, expected);

    private bool ReadVerdict(List<string> options) =>
        options is [] ? isGranting
        : options is not [var only] ? throw UnsupportedOption(string.Join(':', options))
        : only.Trim().ToUpperInvariant() switch
        {
            "ALLOW" => true,
            "DENY" => false,
            _ => throw UnsupportedOption(only),
        };

    private HostsAccessException UnsupportedOption(string text) => Failed(
        text.Trim(), "ALLOW, DENY or nothing behind the clients: wlmscp supports no commands; IPv6 stands in []");

    private HostsAccessException Failed(string text, string expected)
    {
        string start = text.Length > LongestQuote ? text[..LongestQuote] + "..." : text;
        string shown = string.Concat(start.Select(c => c is >= ' ' and <= '~' ? c : '?'));
        return new HostsAccessException($"{Place}: '{shown}', expected {expected}");
    }
}

/// <summary>
/// A file of hosts_access(5) cannot be read or understood; the message is one line that names file, line, and what was
/// expected.
/// </summary>
public sealed class HostsAccessException(string message, Exception? innerException = null)
    : Exception(message, innerException);
