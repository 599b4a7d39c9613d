using WorklistScp.Hl7.Mapping;
using WorklistScp.Hl7.Meanings;
using WorklistScp.Hl7.Messages;
using WorklistScp.Storage.Editing;
using WorklistScp.Worklist.Editing;

namespace Wlmscp.Hl7;

/// <summary>One storage area as messages change it: one message at a time, and none undoes what a newer one did.</summary>
internal sealed class AreaOrders
{
    private const string Merged = "merged into ";
    private const int LongestChain = 100;

    private readonly bool _isDryRun;
    private readonly MessageRecord _record;

    /// <summary>Opens an area.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="editor">Changes its files; it is not disposed of.</param>
    /// <param name="isDryRun">Whether nothing is to be changed.</param>
    public AreaOrders(string name, WorklistEditor editor, bool isDryRun)
    {
        Name = name;
        _isDryRun = isDryRun;
        Editor = editor;
        _record = new MessageRecord(editor.Directory);
    }

    /// <summary>The name of the area.</summary>
    public string Name { get; }

    /// <summary>Changes its files.</summary>
    public WorklistEditor Editor { get; }

    /// <summary>Waits until no other message is at work here: what it finds, it has to find when it changes that, too.</summary>
    public Task EnterAsync(CancellationToken cancellationToken) => Editor.EnterAsync(cancellationToken);

    /// <summary>Lets the next message in.</summary>
    public void Leave() => Editor.Leave();

    /// <summary>The patient that one has become by merges; the same, if by none.</summary>
    public PatientKey FollowMerges(PatientKey patient)
    {
        PatientKey found = patient;
        for (var i = 0; i < LongestChain && FindMerge(found) is { } next; i++)
        {
            found = next;
        }

        return found;
    }

    /// <summary>
    /// The last message about a study or patient, if it is newer than another one; null: there is none. Of two that may be
    /// of the same moment, that which ends an order is the newer one: the other one may be a repetition.
    /// </summary>
    /// <param name="subject">The study or patient.</param>
    /// <param name="sent">When the other one was written.</param>
    /// <param name="isEnd">Whether the other one ends an order, too.</param>
    public LastMessage? FindNewer(string subject, MessageTime sent, bool isEnd = true) =>
        _record.Find(subject) is { } last
        && (last.Sent > sent.At || (last.Sent >= sent.Earliest && !isEnd && last.Outcome.Length > 0)) ? last : null;

    /// <summary>Remembers a message as the last one about a study.</summary>
    public void Remember(string study, LastMessage message) => _record.Write(study, message);

    /// <summary>Carries out what a message says of patients.</summary>
    /// <param name="meaning">An update or a merge.</param>
    /// <param name="sent">When the message was written.</param>
    /// <param name="entries">Receives what becomes of entries.</param>
    /// <param name="cancellationToken">Ends the waiting for the lock.</param>
    /// <returns>What the sender is to be told.</returns>
    public async Task<IReadOnlyList<Hl7Fault>> CarryOutAsync(
        Hl7Meaning meaning, MessageTime sent, List<EntryReport> entries, CancellationToken cancellationToken)
    {
        await EnterAsync(cancellationToken);
        try
        {
            foreach (WorklistEdit.ChangePatient edit in EditsOf(meaning))
            {
                if (await CarryOutAsync(edit, sent, entries, cancellationToken) is { } fault)
                {
                    return [fault];
                }
            }

            return [];
        }
        finally
        {
            Leave();
        }
    }

    private static WorklistEdit.ChangePatient[] EditsOf(Hl7Meaning meaning) => meaning switch
    {
        Hl7Meaning.PatientUpdate update =>
        [
            new(update.Patient, update.Patient, update.PatientValues, update.VisitValues, update.AdmissionID),
        ],
        Hl7Meaning.PatientMerge merge =>
            [.. merge.Patients.Select(each => new WorklistEdit.ChangePatient(each.From, each.To, each.PatientValues, [], null))],
        _ => [],
    };

    private async Task<Hl7Fault?> CarryOutAsync(
        WorklistEdit.ChangePatient edit, MessageTime sent, List<EntryReport> entries, CancellationToken cancellationToken)
    {
        string subject = SubjectOf(edit.From);
        if (FindNewer(subject, sent) is { } newer)
        {
            return Warnings.Of($"A newer message about this patient, of {newer.Sent:u}, has been carried out: nothing is changed");
        }

        IReadOnlyList<EditOutcome> outcomes = _isDryRun
            ? (await Editor.PlanAsync([edit], cancellationToken))[0]
            : (await Editor.ApplyAsync([edit], cancellationToken: cancellationToken))[0];
        entries.AddRange(outcomes.Select(outcome => new EntryReport(Name, null, outcome)));
        if (outcomes.Select(outcome => EditFaults.Find(outcome, step: null)).FirstOrDefault(fault => fault is not null)
            is { } fault)
        {
            return fault;
        }

        if (!_isDryRun && (outcomes.Count > 0 || edit.From != edit.To))
        {
            _record.Write(subject, new LastMessage(sent.At, edit.From == edit.To ? "" : Merged + NameOf(edit.To)));
            EndMergeOf(edit.To, sent);
            RememberByID(edit, sent);
        }

        return null;
    }

    // An issuer that one side does not name is the other's.
    private PatientKey? FindMerge(PatientKey patient) =>
        MergeOf(SubjectOf(patient)) ?? MergeOf(
            string.IsNullOrEmpty(patient.Issuer) ? SubjectOfID(patient) : SubjectOf(patient with { Issuer = null }));

    private PatientKey? MergeOf(string subject)
    {
        if (_record.Find(subject) is not { } last || !last.Outcome.StartsWith(Merged, StringComparison.Ordinal))
        {
            return null;
        }

        string[] parts = last.Outcome[Merged.Length..].Split('^');
        return new PatientKey(
            Uri.UnescapeDataString(parts[0]), parts is [_, { Length: > 0 } issuer, ..] ? Uri.UnescapeDataString(issuer) : null);
    }

    // Who is named without an issuer is the one who was merged, unless several of this ID were.
    private void RememberByID(WorklistEdit.ChangePatient edit, MessageTime sent)
    {
        if (edit.From != edit.To && edit.From.Issuer is { Length: > 0 } issuer)
        {
            string subject = SubjectOfID(edit.From);
            string ending = $"^{Uri.EscapeDataString(issuer)}";
            bool isOnlyOne = _record.Find(subject) is not { } last || last.Outcome.EndsWith(ending, StringComparison.Ordinal);
            _record.Write(subject, new LastMessage(sent.At, isOnlyOne ? Merged + NameOf(edit.To) + ending : "of several"));
        }
    }

    // Who stays has not ended: else two merges of opposite directions would be a circle.
    private void EndMergeOf(PatientKey remaining, MessageTime sent)
    {
        foreach (string subject in (string[])[SubjectOf(remaining), SubjectOfID(remaining)])
        {
            if (MergeOf(subject) is not null)
            {
                _record.Write(subject, new LastMessage(sent.At, ""));
            }
        }
    }

    private static string NameOf(PatientKey patient) =>
        $"{Uri.EscapeDataString(patient.PatientID)}^{Uri.EscapeDataString(patient.Issuer ?? "")}";

    private static string SubjectOf(PatientKey patient) => $"patient {patient.PatientID}^{patient.Issuer}";

    private static string SubjectOfID(PatientKey patient) => $"patient {patient.PatientID}, whoever issued it";
}
