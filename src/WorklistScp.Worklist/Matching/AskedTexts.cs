using Microsoft.Extensions.Primitives;
using WorklistScp.Worklist.Entries;

namespace WorklistScp.Worklist.Matching;

/// <summary>
/// The texts that a key asks for, one of which an entry must have. Those without wild cards are looked up, so that
/// thousands take what one takes.
/// </summary>
internal sealed class AskedTexts
{
    private const int Few = 8;
    private const int StepsOfLookUp = 3;

    private readonly string[] _few;
    private readonly HashSet<string>? _many;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    /// <summary>Takes texts apart.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="hasWildcards">Whether they may have wild cards.</param>
    public AskedTexts(StringValues texts, bool hasWildcards)
    {
        string[] all = [.. texts.Select(text => text!)];
        _few = hasWildcards ? Array.FindAll(all, text => !Wildcard.IsIn(text)) : all;
        Patterns = hasWildcards ? [.. all.Where(text => Wildcard.IsIn(text)).Distinct()] : [];
        if (_few.Length > Few)
        {
            _many = [.. _few];
            _lookup = _many.GetAlternateLookup<ReadOnlySpan<char>>();
            _few = [];
        }
    }

    /// <summary>Those with wild cards, each once.</summary>
    public string[] Patterns { get; }

    /// <summary>Whether one of those without wild cards is this text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="level">The entry that it is of, which is counted what it takes.</param>
    public bool Contains(ReadOnlySpan<char> text, in EntryLevel level)
    {
        if (!level.Spend(StepsOfLookUp))
        {
            return false;
        }

        foreach (string asked in _few)
        {
            if (text.SequenceEqual(asked))
            {
                return true;
            }
        }

        return _many is not null && _lookup.Contains(text);
    }
}
