namespace WorklistScp.Storage;

/// <summary>A storage area cannot be read now. The query is answered with Refused: Out of Resources (A700).</summary>
public sealed class StorageAreaException : Exception
{
    /// <summary>Makes an exception.</summary>
    /// <param name="message">One line for the log: what, where, what was expected.</param>
    /// <param name="errorComment">
    /// What the peer is told, at most 64 characters: Error Comment (PS3.7 annex E.1).
    /// </param>
    /// <param name="innerException">The cause, if any.</param>
    public StorageAreaException(string message, string errorComment, Exception? innerException = null)
        : base(message, innerException)
    {
        ErrorComment = errorComment;
    }

    /// <summary>What the peer is told: no path of this machine.</summary>
    public string ErrorComment { get; }
}
