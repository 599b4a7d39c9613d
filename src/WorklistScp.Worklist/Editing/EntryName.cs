using System.Security.Cryptography;
using System.Text;

namespace WorklistScp.Worklist.Editing;

/// <summary>Names of files for entries, made of their keys.</summary>
internal static class EntryName
{
    private const int DigitsOfStudy = 8;
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /// <summary>Names, the best first, and without end: with digits of the study, and a number, where others have it.</summary>
    public static IEnumerable<string> CandidatesFor(EntryKey key)
    {
        string name = string.Concat(key.StepID.Select(c => Letters.Contains(c, StringComparison.Ordinal) ? c : '_'));
        yield return $"{name}.wl";
        byte[] study = SHA256.HashData(Encoding.ASCII.GetBytes(key.StudyInstanceUID));
        name = $"{name}-{Convert.ToHexStringLower(study.AsSpan(0, DigitsOfStudy / 2))}";
        yield return $"{name}.wl";
        for (var number = 2; ; number++)
        {
            yield return $"{name}-{number}.wl";
        }
    }
}
