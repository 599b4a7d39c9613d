namespace WorklistScp.Hl7.Messages;

/// <summary>How bad a fault is (table 0516, ERR-4).</summary>
public enum Hl7Severity
{
    /// <summary>E: the message was not carried out.</summary>
    Error,

    /// <summary>W: it was, with a value that was cut, made up or left out.</summary>
    Warning,

    /// <summary>I: it was, and here is more about it.</summary>
    Information,
}
