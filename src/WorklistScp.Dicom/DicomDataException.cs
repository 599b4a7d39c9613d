namespace WorklistScp.Dicom;

/// <summary>
/// Data does not follow PS3.5, PS3.10 or the dump text format, or exceeds a limit.
/// The message is one line: what, where, what was expected.
/// </summary>
public sealed class DicomDataException : Exception
{
    /// <summary>Makes an exception with a one-line message.</summary>
    public DicomDataException(string message) : base(message)
    {
    }

    /// <summary>Makes an exception with a one-line message and its cause.</summary>
    public DicomDataException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
