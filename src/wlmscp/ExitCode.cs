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

    /// <summary>A command found problems, or nothing that matches.</summary>
    public const int Negative = 1;

    /// <summary>A command failed: what it was given cannot be read, or nothing could be written.</summary>
    public const int Failed = 3;

    /// <summary>Another entry is in the way.</summary>
    public const int Conflict = 4;

    /// <summary>Data are incomplete or wrong.</summary>
    public const int Refused = 5;
}
