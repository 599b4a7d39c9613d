using WorklistScp.Worklist.Queries;

namespace Wlmscp.Audit;

/// <summary>
/// What a query has, by the kind of its value in the words of PS3.2 N.5.2.1: attributes as <c>ggggeeee</c>, within sequences
/// with a dot. They are shorter than the keywords, and most of a line.
/// </summary>
internal sealed class AuditAsks : Dictionary<string, List<string>>
{
    // Deeper than any attribute of the worklist stands: a crafted query is not to make long lines.
    private const int MostDepth = 4;

    /// <summary>Groups the keys of a query.</summary>
    public static AuditAsks Of(IEnumerable<AskedKey> keys)
    {
        var asks = new AuditAsks();
        foreach (AskedKey key in keys.Where(key => key.Path.Count <= MostDepth))
        {
            string kind = NameOf(key.Kind);
            if (!asks.TryGetValue(kind, out List<string>? paths))
            {
                asks.Add(kind, paths = []);
            }

            paths.Add(ShortName.Of(string.Join('.', key.Path.Select(tag => $"{tag.Value:X8}"))));
        }

        return asks;
    }

    /// <summary>What PS3.2 calls a kind of value.</summary>
    public static string NameOf(KeyKind kind) => kind switch
    {
        KeyKind.UID => "UID",
        KeyKind.Wildcard => "WILDCARD",
        KeyKind.Range => "RANGE",
        KeyKind.Sequence => "SEQUENCE",
        KeyKind.Universal => "UNIVERSAL",
        _ => "SINGLE_VALUE",
    };
}
