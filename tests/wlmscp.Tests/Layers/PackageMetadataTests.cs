using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Wlmscp.Tests.Layers;

/// <summary>What the assemblies, and packages made of them, say of themselves.</summary>
public sealed partial class PackageMetadataTests
{
    [Theory]
    [InlineData("wlmscp")]
    [InlineData("WorklistScp.Network")]
    [InlineData("WorklistScp.Web")]
    [InlineData("WorklistScp.Storage")]
    [InlineData("WorklistScp.Worklist")]
    [InlineData("WorklistScp.Dicom")]
    public void Assembly_HasTheOneVersion_AndSaysWhatItIs(string name)
    {
        string version = Version().Match(
            File.ReadAllText(Path.Join(WlmscpProgram.RepositoryRoot, "Directory.Build.props"))).Groups[1].Value;

        var info = FileVersionInfo.GetVersionInfo(Path.Join(WlmscpProgram.BuildDirectory, $"{name}.dll"));

        Assert.Equal(version, info.ProductVersion);
        Assert.Equal("the wlmscp authors", info.CompanyName);
        Assert.StartsWith("Copyright (c) ", info.LegalCopyright, StringComparison.Ordinal);
        Assert.Contains("DICOM", info.Comments, StringComparison.Ordinal); // the description
    }

    [GeneratedRegex("<Version>(.*)</Version>")]
    private static partial Regex Version();
}
