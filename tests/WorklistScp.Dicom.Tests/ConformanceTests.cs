using WorklistScp.Dicom.CharacterSets;

namespace WorklistScp.Dicom.Tests;

/// <summary>docs/conformance.md lists the transfer syntaxes and character sets of this library.</summary>
public sealed class ConformanceTests
{
    private static readonly string[] WithoutCodeExtensions = ["ISO_IR 192", "GB18030", "GBK"];

    [Fact]
    public void Statement_ListsTheTransferSyntaxes()
    {
        const string Heading = "## Transfer syntaxes";

        Assert.Equal(
            DicomTransferSyntax.All.Select(syntax => (syntax.Name, syntax.UID.ToString())),
            ConformanceStatement.ColumnBelow(Heading, 0).Zip(ConformanceStatement.ColumnBelow(Heading, 1)));
    }

    [Fact]
    public void Statement_ListsTheCharacterSets()
    {
        IEnumerable<string> own = DefinedTerm.All.Select(term => term.IsMultiByte
            ? $"ISO 2022 IR {term.Registration}"
            : $"ISO_IR {term.Registration}, ISO 2022 IR {term.Registration}");

        Assert.Equal(own.Concat(WithoutCodeExtensions), ConformanceStatement.ColumnBelow("## Character sets", 0));
        Assert.All(WithoutCodeExtensions, term => Assert.True(SpecificCharacterSet.TryParse(term, out _)));
    }
}
