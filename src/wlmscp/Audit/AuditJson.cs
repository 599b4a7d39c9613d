using System.Text.Json.Serialization;

namespace Wlmscp.Audit;

/// <summary>The lines of the audit log as JSON, without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AuditRecord))]
[JsonSerializable(typeof(AuditLoss))]
internal sealed partial class AuditJson : JsonSerializerContext;
