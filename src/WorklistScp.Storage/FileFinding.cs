using WorklistScp.Dicom.IO;
using WorklistScp.Worklist.Checking;
using WorklistScp.Worklist.Interpretation;

namespace WorklistScp.Storage;

/// <summary>What was found of a file of a storage area when it was read, where not all is well with it.</summary>
/// <param name="Name">Its name in the directory.</param>
public abstract record FileFinding(string Name);

/// <summary>Why a file is skipped.</summary>
public enum SkipReason
{
    /// <summary>Its name is not UTF-8: nothing can be looked for under it.</summary>
    NameNotUtf8,

    /// <summary>The system does not let it be read.</summary>
    Unreadable,

    /// <summary>It is a directory, a device and the like.</summary>
    NotRegular,

    /// <summary>It is longer than <see cref="DicomReadLimits.MaxLength"/>.</summary>
    TooLong,

    /// <summary>It is no DICOM file.</summary>
    Malformed,

    /// <summary>It lacks what PS3.4 table K.6-1 asks for.</summary>
    Incomplete,
}

/// <summary>A file that is not served.</summary>
/// <param name="Name">Its name in the directory.</param>
/// <param name="Reason">Why.</param>
public sealed record SkippedFile(string Name, SkipReason Reason) : FileFinding(Name)
{
    /// <summary>What the system, or the reader of DICOM files, says of one that is unreadable or malformed.</summary>
    public string Cause { get; init; } = "";

    /// <summary>How many bytes one has that is too long.</summary>
    public ulong Length { get; init; }

    /// <summary>What an incomplete one lacks.</summary>
    public IReadOnlyList<MissingAttribute> Missing { get; init; } = [];

    /// <inheritdoc/>
    public bool Equals(SkippedFile? other) =>
        base.Equals(other) && (Reason, Cause, Length) == (other.Reason, other.Cause, other.Length)
        && Missing.SequenceEqual(other.Missing);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Reason);

    /// <summary>Why it is skipped, in words.</summary>
    public override string ToString() => Reason switch
    {
        SkipReason.NameNotUtf8 => "its name is not UTF-8",
        SkipReason.NotRegular => "not a regular file",
        SkipReason.TooLong => $"{Length} bytes, more than {DicomReadLimits.Default.MaxLength}",
        SkipReason.Incomplete => "incomplete, without " + string.Join(", ", Missing),
        _ => Cause,
    };
}

/// <summary>A file that is served although it breaks the standard.</summary>
/// <param name="Name">Its name in the directory.</param>
/// <param name="Oddities">What breaks its encoding.</param>
/// <param name="CharacterSet">What is wrong with its character set; null: nothing that does harm.</param>
public sealed record DoubtfulFile(
    string Name, IReadOnlyList<DicomOddity> Oddities, CharacterSetFinding? CharacterSet) : FileFinding(Name)
{
    /// <inheritdoc/>
    public bool Equals(DoubtfulFile? other) =>
        base.Equals(other) && Oddities.SequenceEqual(other.Oddities) && CharacterSet == other.CharacterSet;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, CharacterSet);

    /// <summary>All of it, in words.</summary>
    public override string ToString()
    {
        IEnumerable<string> oddities = Oddities.Select(oddity => oddity.ToString());
        return string.Join("; ", CharacterSet is null ? oddities : oddities.Append(CharacterSet.ToString()));
    }
}
