using WorklistScp.Worklist.Assignments;

namespace WorklistScp.Worklist.Profiles;

/// <summary>The key has these values, whatever was asked for: an entry that has one of them matches.</summary>
/// <param name="Name">The setting.</param>
/// <param name="Path">The key.</param>
/// <param name="Values">The values.</param>
public sealed record ForceKey(string Name, AttributePath Path, IReadOnlyList<string> Values) : IQueryRule
{
    /// <inheritdoc/>
    public void Apply(DicomDataset query, DateTime now) => QueryKeys.Put(query, Path, string.Join('\\', Values));
}

/// <summary>The key has these values where none was asked for.</summary>
/// <param name="Name">The setting.</param>
/// <param name="Path">The key.</param>
/// <param name="Values">The values.</param>
public sealed record DefaultKey(string Name, AttributePath Path, IReadOnlyList<string> Values) : IQueryRule
{
    /// <inheritdoc/>
    public void Apply(DicomDataset query, DateTime now)
    {
        if (QueryKeys.IsUniversal(query, Path))
        {
            QueryKeys.Put(query, Path, string.Join('\\', Values));
        }
    }
}

/// <summary>Besides what was asked for, these values match, too; where nothing was asked for, everything does anyway.</summary>
/// <param name="Name">The setting.</param>
/// <param name="Path">The key.</param>
/// <param name="Values">The values.</param>
public sealed record AliasKey(string Name, AttributePath Path, IReadOnlyList<string> Values) : IQueryRule
{
    /// <inheritdoc/>
    public void Apply(DicomDataset query, DateTime now)
    {
        if (!QueryKeys.IsUniversal(query, Path))
        {
            QueryKeys.Put(query, Path, string.Join('\\', [Path.TextOf(query).Trim(' '), .. Values]));
        }
    }
}

/// <summary>Entries of these days match where no date was asked for.</summary>
/// <param name="Window">The days.</param>
public sealed record DefaultDates(DateWindow Window) : IQueryRule
{
    private static readonly AttributePath Path = new(
        DicomTag.ScheduledProcedureStepSequence, DicomTag.ScheduledProcedureStepStartDate);

    /// <inheritdoc/>
    public string Name => "dates.default";

    /// <inheritdoc/>
    public void Apply(DicomDataset query, DateTime now)
    {
        if (QueryKeys.IsUniversal(query, Path))
        {
            QueryKeys.Put(query, Path, Window.ToRange(now));
        }
    }
}

/// <summary>The value of a key does not count: everything matches.</summary>
/// <param name="Name">The setting.</param>
/// <param name="Path">The key.</param>
public sealed record IgnoreKey(string Name, AttributePath Path) : IQueryRule
{
    /// <inheritdoc/>
    public void Apply(DicomDataset query, DateTime now)
    {
        if (Path.IsIn(query))
        {
            QueryKeys.Put(query, Path, "");
        }
    }
}

/// <summary>The keys of an identifier, as rules see them.</summary>
internal static class QueryKeys
{
    /// <summary>Whether the key matches everything (PS3.4 C.2.2.2.3).</summary>
    public static bool IsUniversal(DicomDataset query, AttributePath path)
    {
        ReadOnlySpan<char> text = path.TextOf(query).AsSpan().Trim(" \0\\");
        return text.IsEmpty || Wildcard.IsUniversal(text);
    }

    /// <summary>Gives the key a value. One that cannot be is one that was asked for: it stays what it is.</summary>
    public static void Put(DicomDataset query, AttributePath path, string value) =>
        new AttributeAssignment(path, value).TryApply(query, out _);
}
