using System.Diagnostics.CodeAnalysis;

namespace WorklistScp.Dicom;

/// <summary>AE titles as people write them (PS3.5 table 6.2-1, AE).</summary>
public static class AETitle
{
    /// <summary>What an AE title has to be.</summary>
    public const string Expected = "1 to 16 printable ASCII characters, none of them a backslash";

    /// <summary>The longest, in characters.</summary>
    public static int MaxLength => DicomVR.AE.MaxLength;

    /// <summary>Without the spaces around it, which do not count.</summary>
    public static string Trim(string text) => text.Trim(' ');

    /// <inheritdoc cref="Trim(string)"/>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) => text.Trim((byte)' ');

    /// <summary>Reads one: spaces around it do not count.</summary>
    /// <param name="text">The text.</param>
    /// <param name="title">The AE title.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out string? title)
    {
        string trimmed = Trim(text);
        bool isTitle = trimmed.Length > 0 && trimmed.Length <= MaxLength
            && trimmed.All(c => c is >= ' ' and <= '~' and not '\\');
        title = isTitle ? trimmed : null;
        return isTitle;
    }
}
