namespace WorklistScp.Network;

/// <summary>Says why a connection failed. What the libraries say first is closest to the cause.</summary>
internal static class InnermostMessage
{
    /// <summary>The message of the innermost exception.</summary>
    public static string Of(Exception problem)
    {
        Exception cause = problem;
        while (cause.InnerException is { } inner)
        {
            cause = inner;
        }

        return cause.Message;
    }
}
