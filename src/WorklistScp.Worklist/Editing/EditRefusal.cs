using WorklistScp.Worklist.Assignments;
using WorklistScp.Worklist.Checking;

namespace WorklistScp.Worklist.Editing;

/// <summary>Why an entry is not written.</summary>
public abstract record EditRefusal
{
    private EditRefusal()
    {
    }

    /// <summary>It would lack something.</summary>
    /// <param name="Missing">What.</param>
    public sealed record Incomplete(IReadOnlyList<MissingAttribute> Missing) : EditRefusal;

    /// <summary>Its order has several studies in the area, of which one would have to be guessed.</summary>
    /// <param name="StudyInstanceUIDs">Their Study Instance UIDs.</param>
    public sealed record SeveralStudies(IReadOnlyList<string> StudyInstanceUIDs) : EditRefusal;

    /// <summary>Values would not be what their VR allows.</summary>
    /// <param name="Problems">Where, and what is wrong; at least one.</param>
    public sealed record WrongValues(IReadOnlyList<ValueProblem> Problems) : EditRefusal;

    /// <summary>A new value cannot be written.</summary>
    /// <param name="Assignment">The attribute, and the value.</param>
    /// <param name="Expected">What would be right.</param>
    public sealed record CannotAssign(AttributeAssignment Assignment, string Expected) : EditRefusal;

    /// <summary>The file has values that were not read, and would be lost: pixel data.</summary>
    public sealed record LosesValues : EditRefusal;

    /// <summary>The entry is of another patient.</summary>
    /// <param name="FileName">Its file.</param>
    public sealed record OtherPatient(string FileName) : EditRefusal;

    /// <summary>A text of the entry cannot be read, so that no text in another character set can join it.</summary>
    public sealed record UnreadableText : EditRefusal;

    /// <summary>The file is a symbolic link: what it leads to may be another area's.</summary>
    public sealed record IsLink : EditRefusal;
}
