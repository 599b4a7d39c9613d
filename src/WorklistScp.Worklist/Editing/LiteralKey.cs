using WorklistScp.Worklist.Assignments;
using WorklistScp.Worklist.Entries;

namespace WorklistScp.Worklist.Editing;

/// <summary>
/// A key that an entry has just so: character by character, without wild cards, ranges or folding. Blanks around the
/// values do not count (PS3.5 6.2); of several values, one or all of them may be meant.
/// </summary>
/// <param name="Path">The attribute, which is text.</param>
/// <param name="Value">The value.</param>
public sealed record LiteralKey(AttributePath Path, string Value)
{
    /// <summary>Whether an entry has the value.</summary>
    public bool Matches(WorklistEntry entry) => Matches(entry.Level, depth: 0);

    private bool Matches(EntryLevel level, int depth)
    {
        DicomTag tag = Path.Tags[depth];
        if (depth == Path.Tags.Count - 1)
        {
            return level.TextOf(tag).Contains(Value) || level.PrintedTextOf(tag) == Value;
        }

        foreach (EntryLevel item in level.ItemsOf(tag))
        {
            if (Matches(item, depth + 1))
            {
                return true;
            }
        }

        return false;
    }
}
