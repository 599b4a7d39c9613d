using WorklistScp.Worklist.Assignments;

namespace WorklistScp.Worklist.Profiles;

/// <summary>An attribute gets what another attribute of the entry has, sequences too; nothing, where that has nothing.</summary>
/// <param name="To">The attribute that gets it.</param>
/// <param name="From">The attribute that has it.</param>
public sealed record CopyAttribute(AttributePath To, AttributePath From) : IAnswerRule
{
    /// <inheritdoc/>
    public string Name => $"copy.{To}";

    /// <inheritdoc/>
    public void Apply(DicomDataset answer, AnswerSource source)
    {
        if (From.VR.IsString)
        {
            AnswerText.Put(answer, To, source.TextOf(From));
        }
        else if (From.Find(source.Dataset) is { IsEmpty: false } item && item.VR == To.VR)
        {
            To.Put(answer, item switch
            {
                DicomSequence sequence => new DicomSequence(To.Tags[^1], sequence.Clone().Items),
                _ => new DicomElement(To.Tags[^1], item.VR, ((DicomElement)item).Value),
            });
        }
    }
}

/// <summary>An attribute gets a value, whatever it has.</summary>
/// <param name="Path">The attribute.</param>
/// <param name="Template">The value; empty: it is sent without one.</param>
public sealed record SetAttribute(AttributePath Path, TextTemplate Template) : IAnswerRule
{
    /// <inheritdoc/>
    public string Name => $"set.{Path}";

    /// <inheritdoc/>
    public void Apply(DicomDataset answer, AnswerSource source) => AnswerText.Put(answer, Path, Template.Fill(source), mayBeEmpty: true);
}

/// <summary>An attribute gets a value where it has none.</summary>
/// <param name="Path">The attribute.</param>
/// <param name="Template">The value.</param>
public sealed record DefaultAttribute(AttributePath Path, TextTemplate Template) : IAnswerRule
{
    /// <inheritdoc/>
    public string Name => $"default.{Path}";

    /// <inheritdoc/>
    public void Apply(DicomDataset answer, AnswerSource source)
    {
        if (Path.Find(answer) is not { IsEmpty: false })
        {
            AnswerText.Put(answer, Path, Template.Fill(source));
        }
    }
}

/// <summary>An attribute is not sent.</summary>
/// <param name="Path">The attribute; a sequence goes with all that is in it.</param>
public sealed record RemoveAttribute(AttributePath Path) : IAnswerRule
{
    /// <inheritdoc/>
    public string Name => $"remove.{Path}";

    /// <inheritdoc/>
    public void Apply(DicomDataset answer, AnswerSource source)
    {
        // Without it, nobody could read the text.
        if (Path.Tags[^1] != DicomTag.SpecificCharacterSet)
        {
            Path.Remove(answer);
        }
    }
}

/// <summary>Each value of an attribute is cut, in the letters that are sent; of a name each component group.</summary>
/// <param name="Path">The attribute.</param>
/// <param name="Length">How many characters are left.</param>
public sealed record CutAttribute(AttributePath Path, int Length) : IAnswerRule
{
    /// <inheritdoc/>
    public string Name => $"cut.{Path}";

    /// <inheritdoc/>
    public void Apply(DicomDataset answer, AnswerSource source)
    {
        string text = source.AsSent(Path.TextOf(answer), Path.VR);
        if (text.Length > Length)
        {
            AnswerText.Put(answer, Path, AnswerText.Cut(text, Path.VR, Length));
        }
    }
}

/// <summary>Private attributes are not sent.</summary>
public sealed record DropPrivate : IAnswerRule
{
    /// <inheritdoc/>
    public string Name => "drop private";

    /// <inheritdoc/>
    public void Apply(DicomDataset answer, AnswerSource source) => AnswerText.Drop(answer, item => item.Tag.IsPrivate);
}

/// <summary>Attributes without a value are not sent, and no items in which nothing is left.</summary>
public sealed record DropEmpty : IAnswerRule
{
    /// <inheritdoc/>
    public string Name => "drop empty";

    /// <inheritdoc/>
    public void Apply(DicomDataset answer, AnswerSource source) => AnswerText.Drop(answer, item => item.IsEmpty);
}

/// <summary>Names are sent as their alphabetic component group (PS3.5 6.2.1.2).</summary>
public sealed record OnlyAlphabeticNames : IAnswerRule
{
    /// <inheritdoc/>
    public string Name => "names alphabetic";

    /// <inheritdoc/>
    public void Apply(DicomDataset answer, AnswerSource source) =>
        AnswerText.Change(answer, DicomVR.PN, name => name.Split('=')[0]);
}

/// <summary>Names are sent in capital letters.</summary>
public sealed record UpperCaseNames : IAnswerRule
{
    /// <inheritdoc/>
    public string Name => "names uppercase";

    /// <inheritdoc/>
    public void Apply(DicomDataset answer, AnswerSource source) =>
        AnswerText.Change(answer, DicomVR.PN, name => name.ToUpperInvariant());
}
