namespace Wlmscp;

/// <summary>
/// A command cannot do what it was asked to; the message is one line for the user: what, where, what was expected.
/// Control characters in it do no harm, see <see cref="Terminal.ToolRunner"/>.
/// </summary>
/// <param name="exitCode">An <see cref="ExitCode"/>.</param>
/// <param name="message">The message.</param>
/// <param name="innerException">The cause.</param>
internal sealed class ToolException(int exitCode, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    private const int MostMessages = 20;

    /// <summary>Several things are wrong; each is a line, up to some.</summary>
    public ToolException(int exitCode, IReadOnlyList<string> messages)
        : this(exitCode, messages[0]) =>
        Messages = messages.Count <= MostMessages
            ? messages
            : [.. messages.Take(MostMessages), $"{messages.Count - MostMessages} more like these"];

    /// <summary>The lines.</summary>
    public IReadOnlyList<string> Messages { get; } = [message];

    /// <summary>How the program ends.</summary>
    public int ExitCode => exitCode;
}
