namespace WorklistScp.Web;

/// <summary>The words of roles, as the users file and people have them.</summary>
public static class RoleName
{
    /// <summary>Each with its role, the least first.</summary>
    public static readonly IReadOnlyList<(string Word, WebRole Role)> All =
        [("read", WebRole.Read), ("desk", WebRole.Desk), ("admin", WebRole.Admin)];

    /// <summary>What is expected, for people.</summary>
    public const string Expected = "read, desk or admin";

    /// <summary>The word of a role.</summary>
    public static string Of(WebRole role) => All.First(each => each.Role == role).Word;

    /// <summary>The role of a word; null: it is none.</summary>
    public static WebRole? TryParse(string word) =>
        All.Where(each => each.Word == word).Select(each => (WebRole?)each.Role).FirstOrDefault();
}
