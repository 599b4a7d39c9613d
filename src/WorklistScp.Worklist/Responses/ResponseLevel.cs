using WorklistScp.Dicom.CharacterSets;

namespace WorklistScp.Worklist.Responses;

/// <summary>The data set of a response, or an item in it.</summary>
/// <param name="elements">The elements of the entry that it gets its values from.</param>
/// <param name="characterSet">The character set of their text.</param>
/// <param name="rules">Its rules for codes.</param>
internal readonly ref struct ResponseLevel(
    ReadOnlySpan<byte> elements, SpecificCharacterSet characterSet, CodeRules rules)
{
    /// <summary>The elements of the entry that it gets its values from.</summary>
    public ReadOnlySpan<byte> Elements { get; } = elements;

    /// <summary>The character set of their text.</summary>
    public SpecificCharacterSet CharacterSet { get; } = characterSet;

    /// <summary>Its rules for codes.</summary>
    public CodeRules Rules { get; } = rules;

    /// <summary>Whether it gets a Specific Character Set (0008,0005).</summary>
    public bool NamesCharacterSet { get; init; }

    /// <summary>The value of that.</summary>
    public ReadOnlySpan<byte> NamedCharacterSet { get; init; }
}
