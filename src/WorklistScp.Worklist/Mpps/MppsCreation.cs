namespace WorklistScp.Worklist.Mpps;

/// <summary>What N-CREATE makes of an attribute list (PS3.4 F.7.2.1).</summary>
public static class MppsCreation
{
    /// <summary>Makes an object, or says why not.</summary>
    /// <param name="sopInstanceUID">The SOP Instance UID.</param>
    /// <param name="attributes">What the peer has sent; null for nothing. It stays as it is.</param>
    /// <param name="known">The object that has this UID; null: none.</param>
    /// <param name="options">How strict to be.</param>
    public static MppsAnswer Answer(
        string sopInstanceUID, DicomDataset? attributes, MppsObject? known, MppsOptions options)
    {
        if (!IsUID(sopInstanceUID, options))
        {
            return new MppsAnswer(MppsStatus.InvalidSOPInstance) { ErrorComment = "The SOP Instance UID is no UID" };
        }

        DicomDataset dataset = SentAttributes.Read(attributes, assumed: null, out IReadOnlyList<MppsFinding> leftOut);
        if (FindStatusProblem(dataset) is { } refusal)
        {
            return known is null ? refusal : Repeat(known, dataset);
        }

        dataset.AddOrUpdate(DicomElement.FromAscii(
            DicomTag.PerformedProcedureStepStatus, DicomVR.CS, PerformedStatusTerm.Of(PerformedStatus.InProgress)));
        if (known is not null)
        {
            return Repeat(known, dataset);
        }

        IReadOnlyList<MppsFinding> lacking = MppsCheck.OfCreation(dataset);
        return options.IsStrict && MppsAnswer.OfStrict(lacking, dataset) is { } strict
            ? strict
            : MppsAnswer.Take(new MppsObject(sopInstanceUID, dataset), [.. leftOut, .. lacking]);
    }

    private static bool IsUID(string uid, MppsOptions options) =>
        options.IsStrict ? DicomUID.IsValid(uid) : MppsObject.IsUID(uid);

    private static MppsAnswer? FindStatusProblem(DicomDataset dataset)
    {
        DicomTag tag = DicomTag.PerformedProcedureStepStatus;
        return dataset.TryGetString(tag, out string? text)
            && PerformedStatusTerm.TryRead(text, out PerformedStatus status) && status == PerformedStatus.InProgress
                ? null
                : MppsAnswer.RefuseValue("Performed Procedure Step Status is not IN PROGRESS", dataset, tag);
    }

    private static MppsAnswer Repeat(MppsObject known, DicomDataset dataset) =>
        new(MppsStatus.DuplicateSOPInstance)
        {
            ErrorComment = "The SOP Instance is there already",
            IsRepeated = DatasetComparison.FindDifference(known.Dataset, dataset) is null,
        };
}
