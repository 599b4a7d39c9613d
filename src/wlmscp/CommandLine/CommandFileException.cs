namespace Wlmscp.CommandLine;

/// <summary>A command file cannot be read; the message is one line for the user.</summary>
internal sealed class CommandFileException(string message, Exception? innerException)
    : Exception(message, innerException);
