using System.CommandLine;

namespace Wlmscp.CommandLine;

/// <summary>Some options of a group.</summary>
/// <param name="Title">What they are about; null where the title of the group says enough.</param>
/// <param name="Options">The options.</param>
internal sealed record OptionSection(string? Title, params IReadOnlyList<Option> Options);
