namespace Wlmscp.Commands.Devices;

/// <summary>How often some texts came. Of more than there is room for, those that came later are not counted.</summary>
/// <param name="most">How many different ones there may be.</param>
internal sealed class Tally(int most = 20)
{
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>The texts, the most frequent first.</summary>
    public IEnumerable<string> Texts => Counts.Select(each => each.Key);

    /// <summary>The texts and how often they came, the most frequent first.</summary>
    public IEnumerable<KeyValuePair<string, int>> Counts =>
        _counts.OrderByDescending(each => each.Value).ThenBy(each => each.Key, StringComparer.Ordinal);

    /// <summary>How many different ones there are.</summary>
    public int Count => _counts.Count;

    /// <summary>How often any of them came.</summary>
    public int Sum => _counts.Values.Sum();

    /// <summary>How often a text came.</summary>
    public int this[string text] => _counts.GetValueOrDefault(text);

    /// <summary>A text came; none does not count.</summary>
    public void Add(string? text)
    {
        if (text is not null && (_counts.Count < most || _counts.ContainsKey(text)))
        {
            _counts[text] = _counts.GetValueOrDefault(text) + 1;
        }
    }

    /// <summary>The texts, for people.</summary>
    public override string ToString() => string.Join(", ", Texts);
}
