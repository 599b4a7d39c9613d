using Mono.Cecil;

namespace Wlmscp.Tests.Layers;

/// <summary>The house: what depends on what.</summary>
public sealed class LayerTests
{
    // A namespace is a folder.
    [Fact]
    public void Folders_DependOnEachOther_InNoCircle()
    {
        Dictionary<string, HashSet<string>> uses = Folders();
        var left = new Dictionary<string, HashSet<string>>(uses);
        while (left.Where(folder => !folder.Value.Overlaps(left.Keys)).Select(folder => folder.Key).ToArray()
            is { Length: > 0 } free)
        {
            Array.ForEach(free, folder => left.Remove(folder));
        }

        // What is left are circles, and what depends on them.
        Assert.Equal("", string.Join('\n', left.Select(
            folder => $"{folder.Key} -> {string.Join(", ", folder.Value.Where(left.ContainsKey))}")));
    }

    [Theory]
    [InlineData("WorklistScp.Dicom", "WorklistScp.Dicom")]
    [InlineData("WorklistScp.Network", "WorklistScp.Network", "WorklistScp.Dicom")]
    [InlineData("WorklistScp.Worklist", "WorklistScp.Worklist", "WorklistScp.Dicom")]
    [InlineData("WorklistScp.Storage", "WorklistScp.Storage", "WorklistScp.Worklist", "WorklistScp.Dicom")]
    [InlineData("WorklistScp.Hl7", "WorklistScp.Hl7", "WorklistScp.Worklist", "WorklistScp.Dicom")]
    [InlineData(
        "WorklistScp.Web", "WorklistScp.Web", "WorklistScp.Storage", "WorklistScp.Worklist", "WorklistScp.Dicom")]
    public void Library_Knows_OnlyThoseBelow(string library, params string[] known)
    {
        IEnumerable<string> used = ProgramTypes.All.Where(type => IsIn(type.Namespace, library))
            .SelectMany(ProgramTypes.UsedBy).Select(type => type.Namespace)
            .Where(name => name.StartsWith("WorklistScp", StringComparison.Ordinal) && !known.Any(it => IsIn(name, it)));

        Assert.Empty(used.Distinct());
    }

    [Theory]
    [InlineData("WorklistScp.Worklist")]
    [InlineData("WorklistScp.Dicom")]
    [InlineData("WorklistScp.Hl7")]
    public void Library_OfMeaning_KnowsNeitherFilesNorSockets(string library)
    {
        string[] forbidden =
            ["System.IO.File", "System.IO.Directory", "System.IO.Path", "System.IO.FileStream", "System.IO.FileInfo"];
        string[] addresses = ["System.Net.IPAddress", "System.Net.IPNetwork"]; // values, no sockets

        IEnumerable<string> used =
            from type in ProgramTypes.All
            where IsIn(type.Namespace, library)
            from other in ProgramTypes.UsedBy(type)
            where forbidden.Contains(other.FullName)
                || (IsIn(other.Namespace, "System.Net") && !addresses.Contains(other.FullName))
            select $"{type.FullName} uses {other.FullName}";

        Assert.Empty(used.Distinct());
    }

    // The list of UIDs has all that the program needs; who uses one knows its SOP class.
    [Theory]
    [InlineData("WorklistScp.Dicom")]
    [InlineData("WorklistScp.Network")]
    public void Library_BelowTheWorklist_NamesNoSOPClassOfIt(string library)
    {
        TypeDefinition[] types = [.. ProgramTypes.All.Where(type => IsIn(type.Namespace, library))];

        Assert.DoesNotContain(types.SelectMany(ProgramTypes.CallsOf), IsOfWorklist);
        Assert.Equal(
            library == "WorklistScp.Dicom" ? ["get_ModalityWorklistInformationModelFind"] : [],
            types.Where(type => type.Name != "DicomTag").SelectMany(type => type.Methods)
                .Select(method => method.Name).Where(IsOfWorklist));
        Assert.DoesNotContain(types, type => IsOfWorklist(type.Name));
    }

    private static Dictionary<string, HashSet<string>> Folders() => ProgramTypes.All
        .GroupBy(type => type.Namespace, StringComparer.Ordinal)
        .ToDictionary(
            folder => folder.Key,
            folder => folder.SelectMany(ProgramTypes.UsedBy).Select(type => type.Namespace)
                .Where(name => name != folder.Key).ToHashSet(StringComparer.Ordinal));

    private static bool IsOfWorklist(string name) =>
        name.Replace("WorklistScp", "", StringComparison.Ordinal).Contains("Worklist", StringComparison.Ordinal);

    private static bool IsIn(string name, string library) =>
        name == library || name.StartsWith($"{library}.", StringComparison.Ordinal);
}
