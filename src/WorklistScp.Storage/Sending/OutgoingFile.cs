using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace WorklistScp.Storage.Sending;

/// <summary>What has become of an outgoing message so far.</summary>
public enum OutgoingState
{
    /// <summary>It was never sent.</summary>
    Waiting,

    /// <summary>It was sent, and no answer is known: it is sent again, and may have arrived.</summary>
    Sent,

    /// <summary>It is not sent any more.</summary>
    Failed,
}

/// <summary>
/// The file of an outgoing message. Its name says all by which the next one is chosen, so that no other has to be read:
/// <c>20260801083100.1234567-9f86d081-2c26b46b-fcde2b2edba56bf4-N-CREATE.send</c>, the time at which it came (UTC),
/// then digests of target, sender and subject.
/// </summary>
/// <param name="Path">Its path.</param>
/// <param name="Came">When the message came, UTC.</param>
/// <param name="TargetKey">The digest of the target.</param>
/// <param name="SenderKey">The digest of the sender.</param>
/// <param name="SubjectKey">The digest of the subject.</param>
/// <param name="Operation">What it is.</param>
/// <param name="State">What has become of it.</param>
public sealed record OutgoingFile(
    string Path, DateTime Came, string TargetKey, string SenderKey, string SubjectKey, string Operation,
    OutgoingState State)
{
    private const string TimeFormat = "yyyyMMddHHmmss.fffffff";
    private const DateTimeStyles InUtc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
    private const char Separator = '-';
    private const int Parts = 5;
    private const int KeyBytes = 4;
    private const int SubjectBytes = 8;

    private static readonly (string Extension, OutgoingState State)[] Extensions =
    [
        (".send", OutgoingState.Waiting),
        (".sent", OutgoingState.Sent),
        (".failed", OutgoingState.Failed),
    ];

    private static long _lastTime;

    /// <summary>Whether all others about the same subject mean nothing without it.</summary>
    public bool IsFirst => Operation == OutgoingMessage.FirstOperation;

    /// <summary>The digest of a target.</summary>
    public static string KeyOf(string target) => Digest(target, KeyBytes);

    /// <summary>The digest of a subject.</summary>
    public static string SubjectKeyOf(string subject) => Digest(subject, SubjectBytes);

    /// <summary>Reads the name of a file; null: it is another one.</summary>
    public static OutgoingFile? Parse(string path)
    {
        string name = System.IO.Path.GetFileNameWithoutExtension(path);
        string extension = System.IO.Path.GetExtension(path);
        int state = Array.FindIndex(Extensions, each => each.Extension == extension);
        return state >= 0
            && name.Split(Separator, Parts) is [var time, var target, var sender, var subject, var operation]
            && DateTime.TryParseExact(
                time, TimeFormat, CultureInfo.InvariantCulture, InUtc, out DateTime came)
            ? new OutgoingFile(path, came, target, sender, subject, operation, Extensions[state].State)
            : null;
    }

    /// <summary>The same file under the name that it has in another state.</summary>
    public OutgoingFile As(OutgoingState state) => this with
    {
        Path = System.IO.Path.ChangeExtension(Path, Array.Find(Extensions, each => each.State == state).Extension),
        State = state,
    };

    /// <summary>The name of the file of a message that comes now; each is later than the last one.</summary>
    internal static string NewName(OutgoingMessage message, TimeProvider time)
    {
        string came = new DateTime(NextTime(time), DateTimeKind.Utc).ToString(TimeFormat, CultureInfo.InvariantCulture);
        return string.Join(
            Separator, came, KeyOf(message.Target), Digest(message.Sender, KeyBytes),
            SubjectKeyOf(message.Subject), message.Operation + Extensions[0].Extension);
    }

    // The clock may be set back between two messages.
    private static long NextTime(TimeProvider time)
    {
        while (true)
        {
            long last = Interlocked.Read(ref _lastTime);
            long next = Math.Max(time.GetUtcNow().UtcTicks, last + 1);
            if (Interlocked.CompareExchange(ref _lastTime, next, last) == last)
            {
                return next;
            }
        }
    }

    private static string Digest(string text, int bytes) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, bytes));
}
