namespace Wlmscp.CommandLine.Completion;

/// <summary>Whether names of files complete a word; the shell knows best how to find and to quote them.</summary>
internal enum CompletedPaths
{
    /// <summary>None do.</summary>
    None,

    /// <summary>Those of directories.</summary>
    Directories,

    /// <summary>Those of files, and of directories on the way.</summary>
    Files,
}
