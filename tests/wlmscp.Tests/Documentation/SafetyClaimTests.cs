using System.Reflection;
using System.Text.RegularExpressions;

namespace Wlmscp.Tests.Documentation;

/// <summary>docs/safety.md names a test for each claim about safety: there is one of that name.</summary>
public sealed partial class SafetyClaimTests
{
    private const int ClaimsAtLeast = 40;

    public static TheoryData<string> Claims { get; } = [.. ClaimsOf(Section()).Distinct()];

    [Fact]
    public void Section_HasClaims() => Assert.InRange(Claims.Count, ClaimsAtLeast, int.MaxValue);

    [Theory]
    [MemberData(nameof(Claims))]
    public void Claim_NamesATestThatIsThere(string claim)
    {
        string[] names = claim.Split('.');

        TypeInfo type = Assert.Single(
            typeof(SafetyClaimTests).Assembly.DefinedTypes, type => type.Name == names[0]);
        Assert.Contains(type.DeclaredMethods, method =>
            method.GetCustomAttribute<FactAttribute>() is not null && (names.Length == 1 || method.Name == names[1]));
    }

    private static string Section()
    {
        string text = File.ReadAllText(Path.Join(WlmscpProgram.RepositoryRoot, "docs", "safety.md"));
        return text[text.IndexOf("## Run it safely", StringComparison.Ordinal)..];
    }

    private static IEnumerable<string> ClaimsOf(string text) => TestName().Matches(text).Select(m => m.Groups[1].Value);

    [GeneratedRegex("`([A-Za-z]+Tests(\\.[A-Za-z0-9_]+)?)`")]
    private static partial Regex TestName();
}
