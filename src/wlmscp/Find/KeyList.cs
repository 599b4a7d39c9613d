namespace Wlmscp.Find;

/// <summary>Names of keys for a log line, put together only when it is written.</summary>
internal readonly record struct KeyList(IEnumerable<string> Names)
{
    // Nobody needs more to recognize a query; a peer can send thousands.
    private const int MaxNames = 20;

    /// <inheritdoc/>
    public override string ToString()
    {
        string[] names = [.. Names.Take(MaxNames + 1).Select(ShortName.Of)];
        return names.Length switch
        {
            0 => "no key",
            > MaxNames => string.Join(", ", names.Take(MaxNames)) + ", ...",
            _ => string.Join(", ", names),
        };
    }
}
