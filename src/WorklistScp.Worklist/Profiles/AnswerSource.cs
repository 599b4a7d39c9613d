using WorklistScp.Worklist.Assignments;
using WorklistScp.Worklist.Entries;

namespace WorklistScp.Worklist.Profiles;

/// <summary>What the rules of an answer take values from: the whole entry, in Unicode, and who asked what.</summary>
/// <param name="entry">The entry.</param>
/// <param name="query">The query.</param>
public sealed class AnswerSource(WorklistEntry entry, DeviceQuery query)
{
    /// <summary>The name of the calling AE title in templates.</summary>
    public const string CallingAETitle = nameof(CallingAETitle);

    /// <summary>The name of the called AE title in templates.</summary>
    public const string CalledAETitle = nameof(CalledAETitle);

    private DicomDataset? _dataset;

    /// <summary>The entry.</summary>
    public WorklistEntry Entry => entry;

    /// <summary>The identifier of the query, as it was asked.</summary>
    public DicomDataset Asked => query.Asked;

    /// <summary>When it was asked, by the clock on the wall.</summary>
    public DateTime Now => query.Now;

    /// <summary>The data set of the entry, with its text in Unicode.</summary>
    public DicomDataset Dataset => _dataset ??= UnicodeText.Convert(entry.Dataset);

    /// <summary>The text of an attribute of the entry, without padding; empty where it has none.</summary>
    public string TextOf(AttributePath path)
    {
        // Out of the bytes: most answers need one or two values of an entry.
        EntryLevel level = entry.Level;
        foreach (DicomTag sequence in path.Tags.SkipLast(1))
        {
            EntryLevel.ItemEnumerator items = level.ItemsOf(sequence);
            if (!items.MoveNext())
            {
                return "";
            }

            level = items.Current;
        }

        return level.PrintedTextOf(path.Tags[^1]) ?? "";
    }

    /// <summary>The text of an attribute of the answer, in letters of the character set that the device reads.</summary>
    public string AsSent(string text, DicomVR vr) =>
        vr.UsesCharacterSet && query.Profile?.CharacterSet is { } characterSet ? characterSet.Write(text, vr) : text;

    /// <summary>The AE title of this name.</summary>
    public string AETitleOf(string name) =>
        name == CallingAETitle ? query.Device.CallingAETitle : query.Device.CalledAETitle;
}
