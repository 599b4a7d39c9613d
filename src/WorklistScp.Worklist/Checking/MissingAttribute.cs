using WorklistScp.Worklist.Assignments;

namespace WorklistScp.Worklist.Checking;

/// <summary>What an entry must have to be complete (PS3.4 table K.6-1).</summary>
public enum CompletenessRule
{
    /// <summary>The attribute has a value, or items, which are neither empty nor blank.</summary>
    Value,

    /// <summary>The sequence has exactly one item.</summary>
    OneItem,

    /// <summary>The description is there, or the sequence of codes that may stand for it.</summary>
    DescriptionOrCodes,
}

/// <summary>Something that an entry lacks to be complete.</summary>
/// <param name="Path">The attribute.</param>
/// <param name="Rule">What it is to have.</param>
public sealed record MissingAttribute(AttributePath Path, CompletenessRule Rule = CompletenessRule.Value)
{
    /// <summary>The sequence of codes that would do as well; null: none.</summary>
    public AttributePath? Codes { get; init; }

    /// <summary>What was expected, in words.</summary>
    public override string ToString() => Rule switch
    {
        CompletenessRule.OneItem => $"{Path.Place} with exactly one item",
        CompletenessRule.DescriptionOrCodes => $"{Path.Place} or {new AttributePath(Codes!.Tags[^1]).Place}",
        _ => Path.Place,
    };
}
