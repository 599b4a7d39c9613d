namespace WorklistScp.Storage.Incoming;

/// <summary>A file of a drop folder cannot be taken, and never will be as it is; the message says why, without its name.</summary>
/// <param name="message">The reason.</param>
public sealed class IncomingFileException(string message) : Exception(message);
