using WorklistScp.Worklist.Assignments;

namespace WorklistScp.Worklist.Mpps;

/// <summary>What N-SET makes of an object and a modification list (PS3.4 F.7.2.2).</summary>
public static class MppsModification
{
    /// <summary>The Error ID of an object that is final (PS3.4 table F.7.2-2).</summary>
    public const ushort NoLongerUpdated = 0xa710;

    /// <summary>
    /// Changes an object, or says why not. Sequences are replaced whole; an attribute that is empty empties.
    /// </summary>
    /// <param name="known">The object; null: there is none.</param>
    /// <param name="modifications">What the peer has sent; null for nothing. It stays as it is.</param>
    /// <param name="options">How strict to be.</param>
    public static MppsAnswer Answer(MppsObject? known, DicomDataset? modifications, MppsOptions options)
    {
        if (known is null)
        {
            return new MppsAnswer(MppsStatus.NoSuchSOPInstance) { ErrorComment = "There is no such SOP Instance" };
        }

        if (known.IsFinal)
        {
            return new MppsAnswer(MppsStatus.ProcessingFailure)
            {
                ErrorComment = "Performed Procedure Step Object may no longer be updated",
                ErrorID = NoLongerUpdated,
            };
        }

        DicomDataset dataset = SentAttributes.Read(
            modifications, known.Dataset.CharacterSet, out IReadOnlyList<MppsFinding> leftOut);
        if (FindStatusProblem(dataset) is { } refusal)
        {
            return refusal;
        }

        List<MppsFinding> findings = [.. leftOut, .. TakeUnchangeable(known, dataset, out DicomDataset changes)];
        findings.AddRange(MppsCheck.OfModification(changes));
        return options.IsStrict && MppsAnswer.OfStrict(findings, dataset) is { } strict
            ? strict
            : Apply(known, changes, findings, options);
    }

    private static MppsAnswer Apply(
        MppsObject known, DicomDataset changes, List<MppsFinding> findings, MppsOptions options)
    {
        DicomDataset result = known.Dataset.Clone();
        DicomDataset converted = MppsText.Convert(changes, result.CharacterSet, out IReadOnlyList<DicomTag> failed);
        if (failed.Count > 0)
        {
            // A name in letters that N-CREATE did not need: UTF-8 has all.
            converted = changes.Clone();
            if (options.IsStrict || !UnicodeText.TryApply(converted) || !UnicodeText.TryApply(result))
            {
                return MppsAnswer.RefuseValue(
                    "A text has no form in the character set of the N-CREATE", changes, failed);
            }

            converted.Remove(DicomTag.SpecificCharacterSet);
        }

        foreach (DicomItem item in converted)
        {
            result.AddOrUpdate(item);
        }

        var changed = new MppsObject(known.SOPInstanceUID, result);
        IReadOnlyList<MppsFinding> lacking = changed.IsFinal ? MppsCheck.OfEnd(result) : [];
        findings.AddRange(lacking.Except(findings));
        return options.IsStrict && MppsAnswer.OfStrict(lacking, changes) is { } strict
            ? strict
            : MppsAnswer.Take(changed, findings);
    }

    // A status that is empty says nothing; what is none cannot be guessed.
    private static MppsAnswer? FindStatusProblem(DicomDataset dataset)
    {
        DicomTag tag = DicomTag.PerformedProcedureStepStatus;
        bool isWrong = dataset.TryGetString(tag, out string? text) && text.Trim(' ').Length > 0
            && !PerformedStatusTerm.TryRead(text, out _);
        return isWrong
            ? MppsAnswer.RefuseValue(
                "The status is not IN PROGRESS, COMPLETED or DISCONTINUED", dataset, tag)
            : null;
    }

    // Many modalities send all of their N-CREATE again: that changes nothing.
    private static List<MppsFinding> TakeUnchangeable(MppsObject known, DicomDataset dataset, out DicomDataset changes)
    {
        var findings = new List<MppsFinding>();
        changes = dataset.Clone();
        foreach (DicomItem item in dataset)
        {
            if (item.Tag == DicomTag.PerformedProcedureStepStatus)
            {
                TakeStatus(changes, dataset, findings);
            }
            else if (!MppsTable.IsChangeable(item.Tag))
            {
                changes.Remove(item.Tag);
                if (!IsSame(known.Dataset, item))
                {
                    findings.Add(new MppsFinding(new AttributePath(item.Tag), MppsFault.NotChangeable));
                }
            }
            else if (!known.Dataset.Contains(item.Tag) && item.Tag != DicomTag.SpecificCharacterSet)
            {
                findings.Add(new MppsFinding(new AttributePath(item.Tag), MppsFault.NotCreated));
            }
        }

        return findings;
    }

    private static void TakeStatus(DicomDataset changes, DicomDataset dataset, List<MppsFinding> findings)
    {
        DicomTag tag = DicomTag.PerformedProcedureStepStatus;
        if (dataset.TryGetString(tag, out string? text)
            && PerformedStatusTerm.TryRead(text, out PerformedStatus status))
        {
            changes.AddOrUpdate(DicomElement.FromAscii(tag, DicomVR.CS, PerformedStatusTerm.Of(status)));
        }
        else
        {
            changes.Remove(tag);
            findings.Add(new MppsFinding(new AttributePath(tag), MppsFault.Empty));
        }
    }

    private static bool IsSame(DicomDataset known, DicomItem item) =>
        known.TryGetItem(item.Tag, out DicomItem? there)
        && DatasetComparison.FindDifference(new DicomDataset(Copy(there)), new DicomDataset(Copy(item))) is null;

    private static DicomItem Copy(DicomItem item) => item is DicomSequence sequence ? sequence.Clone() : item;
}
