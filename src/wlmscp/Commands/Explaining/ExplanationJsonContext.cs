using System.Text.Json.Serialization;

namespace Wlmscp.Commands.Explaining;

/// <summary>An explanation as JSON, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ExplanationJson.Document))]
internal sealed partial class ExplanationJsonContext : JsonSerializerContext;
