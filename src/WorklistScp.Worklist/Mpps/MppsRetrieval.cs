namespace WorklistScp.Worklist.Mpps;

/// <summary>What N-GET tells of an object (PS3.4 F.8.2.1).</summary>
public static class MppsRetrieval
{
    /// <summary>Tells the attributes that are asked for; the Specific Character Set comes with them.</summary>
    /// <param name="known">The object; null: there is none.</param>
    /// <param name="attributes">The attributes; none: all.</param>
    public static MppsAnswer Answer(MppsObject? known, IReadOnlyList<DicomTag> attributes)
    {
        if (known is null)
        {
            return new MppsAnswer(MppsStatus.NoSuchSOPInstance) { ErrorComment = "There is no such SOP Instance" };
        }

        DicomTag[] there = [.. attributes.Where(known.Dataset.Contains)];
        DicomTag[] absent = [.. attributes.Except(there)];
        return new MppsAnswer(absent.Length == 0 ? MppsStatus.Success : MppsStatus.AttributesNotSupported, known)
        {
            Dataset = attributes.Count == 0 ? known.Dataset : Excerpt.Of(known.Dataset, there),
            AttributeIdentifiers = absent,
        };
    }
}
