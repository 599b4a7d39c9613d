using System.Diagnostics.CodeAnalysis;

namespace WorklistScp.Web.Users;

/// <summary>
/// A table that does not grow beyond a number of keys: what was set longest ago leaves. For one thread at a time.
/// </summary>
/// <param name="capacity">How many keys there are at most.</param>
internal sealed class RecentTable<TKey, TValue>(int capacity)
    where TKey : notnull
{
    private readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value)>> _nodes = [];
    private readonly LinkedList<(TKey Key, TValue Value)> _order = new();

    /// <summary>How many keys there are.</summary>
    public int Count => _nodes.Count;

    /// <summary>Finds the value of a key; that does not make it younger.</summary>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        bool isThere = _nodes.TryGetValue(key, out LinkedListNode<(TKey Key, TValue Value)>? node);
        value = isThere ? node!.Value.Value : default;
        return isThere;
    }

    /// <summary>Sets the value of a key, which is the youngest then.</summary>
    /// <returns>The value of the key that left for it; the default: none did.</returns>
    public TValue? Set(TKey key, TValue value)
    {
        Remove(key);
        _nodes[key] = _order.AddLast((key, value));
        if (_nodes.Count <= capacity)
        {
            return default;
        }

        (TKey oldest, TValue left) = _order.First!.Value;
        Remove(oldest);
        return left;
    }

    /// <summary>Removes a key, if it is there.</summary>
    public void Remove(TKey key)
    {
        if (_nodes.Remove(key, out LinkedListNode<(TKey Key, TValue Value)>? node))
        {
            _order.Remove(node);
        }
    }
}
