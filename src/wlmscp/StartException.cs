namespace Wlmscp;

/// <summary>The daemon cannot start; the message is one line for the user: what, where, what was expected.</summary>
internal sealed class StartException(string message, Exception? innerException = null)
    : Exception(message, innerException);
