using Spectre.Console;
using Wlmscp.Commands.Editing;
using Wlmscp.Hl7;
using Wlmscp.Terminal;
using WorklistScp.Hl7.Meanings;
using WorklistScp.Hl7.Messages;
using WorklistScp.Worklist.Editing;

namespace Wlmscp.Commands.Receiving;

/// <summary>Prints what became of a message, or would, in lines for people.</summary>
internal static class ReportText
{
    /// <summary>Prints the entries, each with what changes in it, and what was made up for it.</summary>
    public static void WriteEntries(MessageReport report)
    {
        foreach (EntryReport entry in report.Entries)
        {
            var reported = ReportedEntry.Of(entry);
            string name = reported.File is null ? reported.Area : $"{reported.Area}/{reported.File}";
            string line = reported.Dataset is { } dataset ? $": {EntryText.LineOf(dataset)}" : "";
            ToolConsole.WriteLine(
                $"{PrintableText.Of(name)}: {reported.Change}", ColorOf(entry.Outcome), PrintableText.Of(line));
            foreach (EntryDifference difference in reported.Differences)
            {
                Console.WriteLine($"  {difference.Name}: {Quote(difference.Before)} -> {Quote(difference.After)}");
            }

            foreach (MadeUpValue made in reported.MadeUp)
            {
                Console.WriteLine(PrintableText.Of($"  {made.Path} {made.Attribute} {QuotedText.Of(made.Value)}: {made.Text}"));
            }
        }
    }

    /// <summary>Prints what was cut, adapted or dropped.</summary>
    public static void WriteNotes(MessageReport report)
    {
        foreach (Hl7Note note in report.Meaning?.Notes ?? [])
        {
            Console.WriteLine(PrintableText.Of($"{note.Path}{(note.Tag is { } tag ? $" {AttributeText.NameOf(tag)}" : "")}: {note.Text}"));
        }
    }

    /// <summary>Prints the fields that were not used, and why.</summary>
    public static void WriteUnused(Hl7Explanation? explanation)
    {
        foreach (ExplainedField field in explanation?.Fields.Where(field => field.IsUnused) ?? [])
        {
            Console.WriteLine($"{field.Path}: {field.Reason}");
        }
    }

    /// <summary>Prints what the sender is told besides: why it is refused, that a newer message counts, and the like.</summary>
    public static void WriteFaults(MessageReport report)
    {
        foreach (Hl7Fault fault in FindOwn(report))
        {
            ToolConsole.WriteLine(
                fault.IsError ? "refused:" : "warning:", fault.IsError ? Color.Red : Color.Yellow, $" {fault.WithDetail}");
        }
    }

    /// <summary>What the sender is told, but for what is said with the values.</summary>
    public static IEnumerable<Hl7Fault> FindOwn(MessageReport report)
    {
        IEnumerable<Hl7Note> notes = report.Meaning is Hl7Meaning.Order order
            ? order.Notes.Concat(order.Steps.SelectMany(step => step.MadeUp))
            : report.Meaning?.Notes ?? [];
        return report.Faults.Except(notes.Select(note => note.ToFault()));
    }

    private static string Quote(string? value) => value is null ? "none" : QuotedText.Of(value);

    private static Color ColorOf(EditOutcome outcome) => outcome switch
    {
        EditOutcome.Added => Color.Green,
        EditOutcome.Changed or EditOutcome.Removed => Color.Yellow,
        _ => Color.Default,
    };
}
