using System.Globalization;

namespace WorklistScp.Web.Users;

/// <summary>What is wrong with the text of a users file. It says nothing that may be a secret.</summary>
/// <param name="Line">The line, from 1; 0: the whole.</param>
/// <param name="Problem">What is there.</param>
/// <param name="Expected">What should be.</param>
public sealed record UserFault(int Line, string Problem, string Expected)
{
    /// <summary>The fault in a line, with the file.</summary>
    public string In(string path) => Line == 0
        ? $"{path}: {Problem}, expected {Expected}"
        : string.Create(CultureInfo.InvariantCulture, $"{path}:{Line}: {Problem}, expected {Expected}");
}
