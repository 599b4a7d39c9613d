using System.CommandLine;
using Wlmscp.Daemon;

namespace Wlmscp.CommandLine;

/// <summary>Options that belong together: help and manual show them under one title, in this order.</summary>
internal abstract class OptionGroup
{
    /// <summary>What the options are about, as wlmscpfs calls it where it has them.</summary>
    public abstract string Title { get; }

    /// <summary>The options, in sections.</summary>
    public abstract IReadOnlyList<OptionSection> Sections { get; }

    /// <summary>Puts into the settings what a command line, parsed without errors, says of these options.</summary>
    public abstract DaemonSettings Apply(DaemonSettings settings, ParseResult result);

    /// <summary>Adds an error for options that are right each on its own but not together.</summary>
    public virtual void Validate(System.CommandLine.Parsing.CommandResult result)
    {
    }
}
