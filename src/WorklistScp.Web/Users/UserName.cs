namespace WorklistScp.Web.Users;

/// <summary>
/// Names of users: 1 to 64 letters and digits of any script, and <c>. _ - + @</c>; the first is no <c>- + @</c>. So they
/// need no quotation marks, and have no colon, which HTTP Basic (RFC 7617) sets between name and password.
/// </summary>
public static class UserName
{
    /// <summary>How many characters one has at most.</summary>
    public const int MaxLength = 64;

    /// <summary>What is expected, for people.</summary>
    public const string Expected = "1 to 64 letters, digits, or . _ - + @ behind the first";

    /// <summary>Whether a text may be one.</summary>
    public static bool IsValid(string name) =>
        name.Length is > 0 and <= MaxLength && name[0] is not ('-' or '+' or '@') && name.All(IsAllowed);

    private static bool IsAllowed(char c) => char.IsLetterOrDigit(c) || c is '.' or '_' or '-' or '+' or '@';
}
