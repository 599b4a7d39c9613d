using WorklistScp.Worklist.Assignments;

namespace WorklistScp.Worklist.Mpps;

/// <summary>What is wrong with an attribute of an N-CREATE or N-SET.</summary>
public enum MppsFault
{
    /// <summary>It is not there, and must be.</summary>
    Missing,

    /// <summary>It is there without a value, and must have one.</summary>
    Empty,

    /// <summary>N-SET may not change it, and it was left as it is.</summary>
    NotChangeable,

    /// <summary>It is in N-SET, and was not in N-CREATE.</summary>
    NotCreated,

    /// <summary>No data set may have it, and it was left out.</summary>
    NotOfDataSet,
}

/// <summary>Something that PS3.4 table F.7.2-1 asks otherwise.</summary>
/// <param name="Path">The attribute.</param>
/// <param name="Fault">What is wrong with it.</param>
public sealed record MppsFinding(AttributePath Path, MppsFault Fault)
{
    /// <summary>One line, without values.</summary>
    public override string ToString() => Fault switch
    {
        MppsFault.Missing => $"{Path.Place} is missing",
        MppsFault.Empty => $"{Path.Place} has no value",
        MppsFault.NotChangeable => $"{Path.Place} may not be changed, and stays as it is",
        MppsFault.NotCreated => $"{Path.Place} was not in the N-CREATE",
        _ => $"{Path.Place} is no attribute of a data set, and was left out",
    };
}
