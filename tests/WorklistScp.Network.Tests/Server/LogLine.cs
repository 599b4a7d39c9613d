using Microsoft.Extensions.Logging;

namespace WorklistScp.Network.Tests.Server;

/// <summary>A log event as a person reads it.</summary>
internal sealed record LogLine(int EventId, LogLevel Level, string Text);
