using System.Diagnostics.CodeAnalysis;
using System.Text;
using WorklistScp.Dicom.CharacterSets;

namespace WorklistScp.Worklist.Assignments;

/// <summary>A value for an attribute, as people write it: <c>KEY=VALUE</c>.</summary>
/// <param name="Path">The attribute.</param>
/// <param name="Value">The value as text; empty for none.</param>
public sealed record AttributeAssignment(AttributePath Path, string Value)
{
    private static readonly SpecificCharacterSet Unicode = SpecificCharacterSet.Parse("ISO_IR 192");

    /// <summary>Reads <c>KEY=VALUE</c>; dates and times may be relative, see <see cref="RelativeDate"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="now">The time on the wall: what <c>today</c> and <c>now</c> mean.</param>
    /// <param name="assignment">What it says.</param>
    /// <param name="expected">What would be right.</param>
    public static bool TryParse(
        string text, DateTime now,
        [NotNullWhen(true)] out AttributeAssignment? assignment, [NotNullWhen(false)] out string? expected)
    {
        assignment = null;
        int equals = text.IndexOf('=');
        if (equals < 0)
        {
            expected = "KEY=VALUE";
            return false;
        }

        if (!AttributePath.TryParse(text[..equals], out AttributePath? path, out expected))
        {
            return false;
        }

        string value = text[(equals + 1)..];
        assignment = new AttributeAssignment(
            path,
            path.VR == DicomVR.DA ? RelativeDate.ResolveDate(value, now)
            : path.VR == DicomVR.TM ? RelativeDate.ResolveTime(value, now)
            : value);
        return true;
    }

    /// <summary>
    /// Gives the attribute its value, and makes the sequences that lead to it. A data set without Specific Character
    /// Set gets ISO_IR 192 when the value is not ASCII, and one whose character set lacks a character of the value becomes
    /// ISO_IR 192 as a whole.
    /// </summary>
    /// <param name="dataset">The data set.</param>
    /// <param name="expected">What would be right, where the value cannot be; the data set is unchanged then.</param>
    public bool TryApply(DicomDataset dataset, [NotNullWhen(false)] out string? expected)
    {
        if (Path.VR == DicomVR.SQ)
        {
            expected = Value.Length == 0 ? null : "no value: it is a sequence";
            if (expected is null)
            {
                Path.Put(dataset, new DicomSequence(Path.Tags[^1]));
            }

            return expected is null;
        }

        bool needsUnicode = !dataset.Contains(DicomTag.SpecificCharacterSet) && Path.VR.UsesCharacterSet
            && !Ascii.IsValid(Value);
        SpecificCharacterSet characterSet = needsUnicode
            ? Unicode
            : Path.FindInnermost(dataset, out _).CharacterSet;
        if (!DicomValueText.TryEncode(Value, Path.VR, characterSet, out byte[] bytes, out expected)
            && !(Path.VR.UsesCharacterSet
                && DicomValueText.TryEncode(Value, Path.VR, Unicode, out bytes, out _) && UnicodeText.TryApply(dataset)))
        {
            return false;
        }

        expected = null;

        if (needsUnicode)
        {
            dataset.AddOrUpdate(DicomElement.FromAscii(DicomTag.SpecificCharacterSet, DicomVR.CS, Unicode.Value));
        }

        Path.Put(dataset, new DicomElement(Path.Tags[^1], Path.VR, bytes));
        return true;
    }
}
