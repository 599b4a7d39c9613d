using System.Text.Json.Serialization;

namespace WorklistScp.Web.Desk;

/// <summary>What the page is told of an area: what its form chooses from.</summary>
internal sealed record DeskLists(
    IReadOnlyList<DeskDevice> Devices, IReadOnlyList<DeskExam> Exams, DeskPhysicians Physicians,
    IReadOnlyList<string> Required, IReadOnlyList<string> NameGroups, bool MakesAccession);

/// <summary>The names of physicians.</summary>
internal sealed record DeskPhysicians(IReadOnlyList<string> Referring, IReadOnlyList<string> Performing);

/// <summary>Which entries the page wants: by date, by text, or by both.</summary>
internal sealed record AskedEntries(string? From = null, string? To = null, string? Text = null);

/// <summary>An entry that the page asks about, and the device that would ask for it.</summary>
internal sealed record AskedEntry(string Study, string Step, string Calling);

/// <summary>Whether a device finds an entry, and if not, why.</summary>
internal sealed record SeenEntry(bool IsFound, IReadOnlyList<SeenReason> Reasons)
{
    /// <summary>The profile of the device; null: it has none.</summary>
    public string? Profile { get; init; }

    /// <summary>What it would get, as dump text; null: nothing, or it was not asked for.</summary>
    public string? Text { get; init; }
}

/// <summary>Why an entry is not found.</summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="Asked">What the device asks for; null: nothing in particular.</param>
/// <param name="Has">What the entry has; null: nothing.</param>
/// <param name="Text">One line.</param>
internal sealed record SeenReason(string Attribute, string? Asked, string? Has, string Text);

/// <summary>The JSON of the page, without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(DeskLists))]
[JsonSerializable(typeof(AskedEntries))]
[JsonSerializable(typeof(AskedEntry))]
[JsonSerializable(typeof(SeenEntry))]
internal sealed partial class DeskJson : JsonSerializerContext;
