namespace Wlmscp;

/// <summary>Names of attributes for lines that have a bound; those of honest queries are shorter.</summary>
internal static class ShortName
{
    private const int MaxLength = 200;

    /// <summary>The name; of a long one, in sequences within sequences, the end.</summary>
    public static string Of(string name) => name.Length <= MaxLength ? name : $"...{name[^MaxLength..]}";
}
