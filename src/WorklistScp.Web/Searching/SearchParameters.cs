using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using WorklistScp.Web.Problems;
using WorklistScp.Worklist.Assignments;
using WorklistScp.Worklist.Queries;

namespace WorklistScp.Web.Searching;

/// <summary>What is searched for, as the parameters of a query say it (PS3.18 8.3.4).</summary>
internal sealed class SearchParameters
{
    private const string IncludeField = "includefield";
    private const string FuzzyMatching = "fuzzymatching";
    private const string LimitName = "limit";
    private const string OffsetName = "offset";
    private const int TagLength = 8;

    // Not of the search, but of the form of the answer (PS3.18 8.3.3), and of what is done with what is found.
    private static readonly string[] OfOthers = ["accept", "accept-charset", "dryRun"];

    private SearchParameters(IReadOnlyCollection<AttributePath> keys, DicomDataset asked, DicomDataset identifier)
    {
        Keys = keys;
        Asked = asked;
        Identifier = identifier;
    }

    /// <summary>The attributes that it is searched by, whether they have a value or not.</summary>
    public IReadOnlyCollection<AttributePath> Keys { get; }

    /// <summary>What was asked for: keys with a value, and those without that the answer is to have.</summary>
    public DicomDataset Asked { get; }

    /// <summary>The same with what an answer always has: the identifier of a query.</summary>
    public DicomDataset Identifier { get; }

    /// <summary>Whether names are matched by beginnings of words (PS3.18 8.3.4.2).</summary>
    public bool WantsFuzzyMatching { get; private init; }

    /// <summary>How many results to pass over.</summary>
    public int Offset { get; private init; }

    /// <summary>How many results are wanted at most; null: nothing is said of it.</summary>
    public int? Limit { get; private init; }

    /// <summary>Reads them.</summary>
    /// <param name="query">The parameters.</param>
    /// <param name="now">The time on the wall: what <c>today</c> and <c>now</c> mean.</param>
    /// <exception cref="WebProblemException">One is wrong.</exception>
    public static SearchParameters Read(IQueryCollection query, DateTime now)
    {
        var asked = new DicomDataset();
        var seen = new HashSet<AttributePath>();
        var includesAll = false;
        foreach ((string name, StringValues values) in query)
        {
            if (name == IncludeField)
            {
                includesAll |= Include(values, asked);
            }
            else if (name is not (FuzzyMatching or LimitName or OffsetName) && !OfOthers.Contains(name))
            {
                AddKey(name, values, now, asked, seen);
            }
        }

        DicomDataset identifier = asked.Clone();
        if (includesAll)
        {
            ReturnKeys.AddAll(identifier);
        }
        else
        {
            ReturnKeys.AddUsual(identifier);
        }

        return new SearchParameters(seen, includesAll ? identifier : asked, identifier)
        {
            WantsFuzzyMatching = ReadOnly(query, FuzzyMatching) is { } fuzzy && ReadFlag(fuzzy),
            Offset = ReadNumber(query, OffsetName) ?? 0,
            Limit = ReadNumber(query, LimitName),
        };
    }

    /// <summary>Reads a word of <c>includefield</c>.</summary>
    /// <exception cref="WebProblemException">It is no attribute.</exception>
    public static AttributePath ReadPath(string word) =>
        AttributePath.TryParse(CommaTags(word), out AttributePath? path, out string? expected)
            ? path
            : throw Wrong($"{IncludeField} {PrintableText.Start(word, 64)}: expected {expected}");

    private static void AddKey(
        string name, StringValues values, DateTime now, DicomDataset asked, HashSet<AttributePath> seen)
    {
        string value = values.Count <= 1
            ? values.ToString()
            : throw Wrong($"{PrintableText.Of(name)}: given {values.Count} times, expected once");
        if (!AttributeAssignment.TryParse(
            $"{CommaTags(name)}={value}", now, out AttributeAssignment? key, out string? expected))
        {
            throw Wrong($"{PrintableText.Start(name, 64)}: expected {expected}");
        }

        if (!seen.Add(key.Path))
        {
            throw Wrong($"{key.Path}: given twice, expected once");
        }

        // A list of UIDs has commas here (PS3.18 8.3.4.1), and backslashes in a data set.
        key = key.Path.VR == DicomVR.UI ? key with { Value = key.Value.Replace(',', '\\') } : key;
        if (!key.TryApply(asked, out expected))
        {
            throw new WebProblemException(new WebProblem(
                StatusCodes.Status400BadRequest, $"{key.Path}: wrong value, expected {expected}")
            {
                Invalid = [new AttributeProblem(key.Path, $"expected {expected}")],
            });
        }
    }

    private static bool Include(StringValues values, DicomDataset asked)
    {
        var includesAll = false;
        foreach (string word in values.SelectMany(value => (value ?? "").Split(',')).Where(word => word.Length > 0))
        {
            if (word == "all")
            {
                includesAll = true;
                continue;
            }

            AttributePath path = ReadPath(word);
            if (!path.IsIn(asked) && !new AttributeAssignment(path, "").TryApply(asked, out string? expected))
            {
                throw Wrong($"{IncludeField} {path}: expected {expected}");
            }
        }

        return includesAll;
    }

    // 00400100.00400002 as (0040,0100) and (0040,0002) are written elsewhere.
    private static string CommaTags(string name) => string.Join('.', name.Split('.').Select(word =>
        word.Length == TagLength && word.All(char.IsAsciiHexDigit) ? $"{word[..4]},{word[4..]}" : word));

    private static string? ReadOnly(IQueryCollection query, string name) => query[name] switch
    {
        { Count: 0 } => null,
        [var value] => value ?? "",
        _ => throw Wrong($"{name}: given several times, expected once"),
    };

    private static bool ReadFlag(string text) => text switch
    {
        "true" => true,
        "false" => false,
        _ => throw Wrong($"{FuzzyMatching}: expected true or false"),
    };

    private static int? ReadNumber(IQueryCollection query, string name) =>
        ReadOnly(query, name) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number
        : throw Wrong($"{name}: expected a number from 0 to {int.MaxValue}");

    private static WebProblemException Wrong(string detail) => new(StatusCodes.Status400BadRequest, detail);
}
