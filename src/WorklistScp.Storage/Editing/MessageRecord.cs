using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using WorklistScp.Storage.Areas;

namespace WorklistScp.Storage.Editing;

/// <summary>
/// What is remembered of the messages that wrote orders and patients of an area, so that an older one does not undo a newer
/// one: files of their own in the directory <c>hl7</c> of the area, each written whole.
/// </summary>
/// <param name="area">The directory of the area.</param>
public sealed class MessageRecord(string area)
{
    private const char Separator = '\t';
    private const int LongestName = 256;
    private const string TimeFormat = "yyyyMMddHHmmss.ffff";

    private readonly string _directory = Path.Join(area, EditedPlace.MessagesName);
    private bool _isTidy;

    /// <summary>Finds the last message about something; null: there was none.</summary>
    /// <param name="subject">What it was about: a study, a patient.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="StorageAreaException">The directory is a link.</exception>
    public LastMessage? Find(string subject)
    {
        EditedPlace.ThrowIfNoDirectory(_directory);
        string path = PathOf(subject);
        return File.Exists(path)
            && File.ReadAllText(path).TrimEnd('\n').Split(Separator) is [var time, var outcome, .. var names]
            && DateTime.TryParseExact(
                time, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out DateTime sent)
            ? new LastMessage(sent, outcome)
            {
                Parties = names is [var application, var facility, var receiver]
                    ? new MessageParties(application, facility, receiver)
                    : null,
            }
            : null;
    }

    /// <summary>Remembers a message as the last one about something.</summary>
    /// <inheritdoc cref="Find"/>
    /// <param name="subject">What it was about.</param>
    /// <param name="message">The message.</param>
    public void Write(string subject, LastMessage message)
    {
        string line = string.Join(Separator, FieldsOf(message)) + '\n';
        if (Find(subject) is { } last && FieldsOf(last).SequenceEqual(FieldsOf(message)))
        {
            return;
        }

        AreaDirectory.MakeIn(area, _directory);
        RemoveLeftovers();
        string path = PathOf(subject);
        WholeFile.Write(path, Encoding.UTF8.GetBytes(line));
        AreaDirectory.Share(path);
    }

    private static IEnumerable<string> FieldsOf(LastMessage message)
    {
        MessageParties? parties = message.Parties;
        return
        [
            message.Sent.ToString(TimeFormat, CultureInfo.InvariantCulture),
            message.Outcome,
            .. parties is null
                ? Array.Empty<string>()
                : new[] { parties.Application, parties.Facility, parties.Receiver }.Select(OneField),
        ];
    }

    // Whoever sends may write anything.
    private static string OneField(string name) => string.Concat(
        name.Take(LongestName).Select(character => char.IsControl(character) ? ' ' : character));

    private void RemoveLeftovers()
    {
        if (!_isTidy)
        {
            _isTidy = true;
            WholeFile.RemoveLeftovers(_directory);
        }
    }

    // No patient's data in a name.
    private string PathOf(string subject) =>
        Path.Join(_directory, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(subject)).AsSpan(0, 16)));
}

/// <summary>The last message about something.</summary>
/// <param name="Sent">When it was written, UTC.</param>
/// <param name="Outcome">What it led to, in a line that means something to who wrote it; empty: nothing special.</param>
public sealed record LastMessage(DateTime Sent, string Outcome)
{
    /// <summary>Who wrote it to whom; null: that is not known.</summary>
    public MessageParties? Parties { get; init; }
}

/// <summary>Who wrote a message, and to whom: names in components, as HL7 has them (<c>RIS^1.2.3^ISO</c>); empty: none.</summary>
/// <param name="Application">The sending application.</param>
/// <param name="Facility">The sending facility.</param>
/// <param name="Receiver">The receiving facility.</param>
public sealed record MessageParties(string Application, string Facility, string Receiver);
