namespace Wlmscp.Commands.Questioning;

/// <summary>Something that often goes wrong.</summary>
/// <param name="Kind">What it is, for programs.</param>
/// <param name="Text">One line for people.</param>
internal sealed record Warning(string Kind, string Text);
