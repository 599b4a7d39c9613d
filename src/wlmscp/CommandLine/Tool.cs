using System.CommandLine;

namespace Wlmscp.CommandLine;

/// <summary>A command beside the daemon, with what help and manual page say of it.</summary>
/// <param name="Command">The command, its arguments and options.</param>
/// <param name="Usage">How it is called, in the markup of <see cref="Help.RoffProse"/>.</param>
/// <param name="Prose">What it does in detail, in the same markup.</param>
internal sealed record Tool(Command Command, string Usage, string Prose)
{
    /// <summary>How it may be called, for whoever has forgotten a word; null: the usage says enough.</summary>
    public string? Example { get; init; }
}
