namespace WorklistScp.Web.Users;

/// <summary>A users file cannot be read, or used; the message is one line: which file and line, what, what was expected.</summary>
/// <param name="message">The message.</param>
/// <param name="innerException">The cause.</param>
public sealed class UsersFileException(string message, Exception? innerException = null)
    : Exception(message, innerException);
