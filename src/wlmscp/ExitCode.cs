namespace Wlmscp;

/// <summary>The exit codes of the program.</summary>
internal static class ExitCode
{
    /// <summary>Ended by SIGTERM or SIGINT, or nothing more to do.</summary>
    public const int Success = 0;

    /// <summary>Could not start or go on.</summary>
    public const int Failure = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;
}
