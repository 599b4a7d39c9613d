using WorklistScp.Dicom.CharacterSets;

namespace WorklistScp.Worklist.Interpretation;

/// <summary>What is wrong with the Specific Character Set (0008,0005) of a data set (PS3.3 C.12.1.1.2).</summary>
public enum CharacterSetProblem
{
    /// <summary>It is no defined term, and can mean one thing only.</summary>
    Misspelt,

    /// <summary>There is none, or one of the default repertoire alone, and text beyond that.</summary>
    Missing,

    /// <summary>It has a term that is unknown.</summary>
    Unknown,
}

/// <summary>What is wrong with the Specific Character Set of a data set, and what is taken for it.</summary>
/// <param name="Problem">What is wrong.</param>
/// <param name="Given">Its value, printable; empty where there is none.</param>
/// <param name="Taken">What the text is read as; null: as ISO 8859-1, for want of better.</param>
public sealed record CharacterSetFinding(CharacterSetProblem Problem, string Given, SpecificCharacterSet? Taken)
{
    /// <summary>What people call the character set that the text is read as.</summary>
    public string ReadAs => Taken is null ? "ISO 8859-1" : Taken == SpecificCharacterSet.Utf8 ? "UTF-8" : Taken.Value;

    /// <summary>One line without values of other attributes.</summary>
    public override string ToString() => Problem switch
    {
        CharacterSetProblem.Misspelt => $"Specific Character Set (0008,0005) is '{Given}', read as {Taken}",
        CharacterSetProblem.Missing => $"text without Specific Character Set (0008,0005), read as {ReadAs}",
        _ => $"unknown Specific Character Set (0008,0005) '{Given}', text read as {ReadAs}",
    };
}
