using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace Wlmscp.Tests.Web;

/// <summary>The DICOM JSON model of PS3.18 annex F.2 as a schema: what an answer must be.</summary>
internal static class DicomJsonSchema
{
    private static readonly JsonSchema Schema = JsonSchema.FromFile(
        Path.Join(WlmscpProgram.RepositoryRoot, "tests", "wlmscp.Tests", "Web", "DicomJson.schema.json"));

    private const int LongestHeld = 50_000;

    private static readonly EvaluationOptions Options = new() { OutputFormat = OutputFormat.List };

    /// <summary>Whether it is a data set, or an array of them.</summary>
    public static bool IsValid(string json) => Schema.Evaluate(JsonNode.Parse(json)).IsValid;

    /// <summary>Asserts that it is. Of answers with very many data sets that would take minutes: they are not asked.</summary>
    public static void AssertValid(string json)
    {
        if (json.Length > LongestHeld || IsValid(json))
        {
            return;
        }

        EvaluationResults results = Schema.Evaluate(JsonNode.Parse(json), Options);
        Assert.True(results.IsValid, $"{json}\n{JsonSerializer.Serialize(results)}");
    }
}
