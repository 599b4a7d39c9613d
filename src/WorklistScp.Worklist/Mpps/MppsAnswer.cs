namespace WorklistScp.Worklist.Mpps;

/// <summary>What is answered to a message about a performed procedure step, and what becomes of the object.</summary>
/// <param name="Status">The status.</param>
/// <param name="Object">The object as it is from now on; null where the message was refused.</param>
public sealed record MppsAnswer(MppsStatus Status, MppsObject? Object = null)
{
    /// <summary>The data set of the response; null for none.</summary>
    public DicomDataset? Dataset { get; init; }

    /// <summary>Attribute Identifier List (0000,1005): the attributes that the status is about.</summary>
    public IReadOnlyList<DicomTag> AttributeIdentifiers { get; init; } = [];

    /// <summary>Error Comment (0000,0902); null for none.</summary>
    public string? ErrorComment { get; init; }

    /// <summary>Error ID (0000,0903) of PS3.4 table F.7.2-2; null for none.</summary>
    public ushort? ErrorID { get; init; }

    /// <summary>What is wrong with the message, whether it was taken or not.</summary>
    public IReadOnlyList<MppsFinding> Findings { get; init; } = [];

    /// <summary>
    /// Whether an N-CREATE with the same content was taken before: the peer has missed the answer to that.
    /// </summary>
    public bool IsRepeated { get; init; }

    /// <summary>The answer to a message that strict rules refuse; null where there is no reason to.</summary>
    /// <param name="findings">What is wrong with it.</param>
    /// <param name="dataset">What the peer has sent.</param>
    internal static MppsAnswer? OfStrict(IReadOnlyList<MppsFinding> findings, DicomDataset dataset)
    {
        // What may not be there comes before what is not there.
        MppsFault[] order = [MppsFault.NotChangeable, MppsFault.NotCreated, MppsFault.Missing, MppsFault.Empty];
        return order.Where(fault => findings.Any(finding => finding.Fault == fault))
            .Select(fault => Refuse(fault, [.. findings.Where(finding => finding.Fault == fault)], dataset))
            .FirstOrDefault() is { } answer
                ? answer with { Findings = findings }
                : null;
    }

    /// <summary>The answer to a value that may not be: with the attributes that have it (PS3.7 annex C.5.11).</summary>
    /// <param name="comment">What would be right.</param>
    /// <param name="dataset">What the peer has sent.</param>
    /// <param name="tags">The attributes; one that was not sent is named without value.</param>
    internal static MppsAnswer RefuseValue(string comment, DicomDataset dataset, params IReadOnlyList<DicomTag> tags) =>
        new(MppsStatus.InvalidAttributeValue)
        {
            ErrorComment = comment,
            Dataset = Excerpt.Of(dataset, tags),
        };

    /// <summary>The answer to a message that is taken: a warning where something was left out of it.</summary>
    internal static MppsAnswer Take(MppsObject made, IReadOnlyList<MppsFinding> findings)
    {
        DicomTag[] leftOut =
        [
            .. findings.Where(finding => finding.Fault is MppsFault.NotOfDataSet or MppsFault.NotChangeable)
                .Select(finding => finding.Path.Tags[^1]),
        ];
        return new MppsAnswer(leftOut.Length == 0 ? MppsStatus.Success : MppsStatus.AttributeListError, made)
        {
            AttributeIdentifiers = leftOut,
            Findings = findings,
        };
    }

    private static MppsAnswer Refuse(MppsFault fault, MppsFinding[] findings, DicomDataset dataset)
    {
        string comment = findings[0].ToString();
        DicomTag[] outer = [.. findings.Select(finding => finding.Path.Tags[0]).Distinct()];
        return fault switch
        {
            MppsFault.Missing => new MppsAnswer(MppsStatus.MissingAttribute)
            {
                ErrorComment = comment,
                AttributeIdentifiers = [.. findings.Select(finding => finding.Path.Tags[^1]).Distinct()],
            },
            MppsFault.Empty => new MppsAnswer(MppsStatus.MissingAttributeValue)
            {
                ErrorComment = comment,
                Dataset = Excerpt.Of(dataset, outer),
            },
            _ => RefuseValue(comment, dataset, outer),
        };
    }
}
