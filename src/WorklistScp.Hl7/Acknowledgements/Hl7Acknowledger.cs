using System.Globalization;
using WorklistScp.Hl7.Messages;

namespace WorklistScp.Hl7.Acknowledgements;

/// <summary>
/// Answers messages: in the original mode or, where the sender asks for it, the enhanced one; with the separators, the
/// version and the character set of the request. Safe to share between threads.
/// </summary>
/// <param name="time">Dates answers, and numbers them.</param>
public sealed class Hl7Acknowledger(TimeProvider time)
{
    private const int MaxText = 80;
    private const int MaxDetail = 250;
    private const int MaxErrors = 100;
    private const string ErrorTable = "HL70357";

    private int _count;

    /// <summary>Answers a message.</summary>
    /// <param name="request">The message, or its MSH; null where that could not be read.</param>
    /// <param name="faults">What is wrong with it, or was done about it; no error among them: carried out.</param>
    /// <returns>What to send, in this order: mostly one; none where the sender wants none.</returns>
    public IReadOnlyList<Hl7Acknowledgement> Answer(Hl7Message? request, IReadOnlyList<Hl7Fault> faults) =>
    [
        .. AcknowledgementModes.Of(request, CodeFor(request, faults))
            .Select(code => new Hl7Acknowledgement(code, Write(request, code, faults))),
    ];

    /// <summary>
    /// What becomes of a message, whether its sender wants to know or not: AA, AE or AR. Where one fault lies in the
    /// content, sending it again does not help, whatever the others are.
    /// </summary>
    /// <inheritdoc cref="Answer"/>
    public static Hl7AcknowledgementCode CodeFor(Hl7Message? request, IReadOnlyList<Hl7Fault> faults) =>
        faults.All(fault => !fault.IsError) ? Hl7AcknowledgementCode.AA
        : request is null || Errors(faults).All(error => error.Code.IsRejection()) ? Hl7AcknowledgementCode.AR
        : Hl7AcknowledgementCode.AE;

    private static IEnumerable<Hl7Fault> Errors(IReadOnlyList<Hl7Fault> faults) =>
        faults.Where(fault => fault.IsError);

    private byte[] Write(Hl7Message? request, Hl7AcknowledgementCode code, IReadOnlyList<Hl7Fault> faults)
    {
        var writer = new Hl7Writer(request?.Separators ?? Hl7Separators.Usual);
        DateTimeOffset now = time.GetLocalNow();
        if (request is null)
        {
            WriteHeader(writer, now);
        }
        else
        {
            WriteHeader(writer, request, now);
        }

        // MSA: 1 code | 2 their control ID | 3 text
        bool isGood = code is Hl7AcknowledgementCode.AA or Hl7AcknowledgementCode.CA;
        writer.Segment("MSA").Field(code.ToString()).Copy(request?.Header[10] ?? default)
            .Field(Start(TextOf(request, isGood ? faults : Errors(faults)), MaxText));
        if (request?.IsAtLeast("2.5") == true)
        {
            WriteErrors(writer, faults.Where(fault => !isGood || !fault.IsError));
        }
        else if (!isGood)
        {
            WriteErrorsInOneField(writer, Errors(faults));
        }

        return writer.ToArray(request?.CharacterSet ?? Hl7CharacterSet.Default);
    }

    // From 2.5, ERR has the details. Before, there is no other place for what a sender should know of a message that was taken.
    private static string TextOf(Hl7Message? request, IEnumerable<Hl7Fault> faults)
    {
        bool hasDetails = request?.IsAtLeast("2.5") == true;
        Hl7Fault? first = faults.FirstOrDefault(fault => fault.IsError)
            ?? (hasDetails ? null : faults.FirstOrDefault(fault => fault.Severity == Hl7Severity.Warning));
        return first is null ? ""
            : hasDetails || first.Detail is null ? first.Text
            : $"{first.Text}: {first.Detail}";
    }

    // MSH: 3, 4 sender | 5, 6 receiver | 7 time | 9 type | 10 control ID | 11 processing ID | 12 version | 18 set
    private void WriteHeader(Hl7Writer writer, Hl7Message request, DateTimeOffset now)
    {
        Hl7Segment theirs = request.Header;
        writer.Segment("MSH").Copy(theirs[5]).Copy(theirs[6]).Copy(theirs[3]).Copy(theirs[4])
            .Field(TimeOf(now)).Skip(1);
        WriteType(writer, request);
        writer.Field(NextControlID(now)).Copy(theirs[11]).Copy(theirs[12]).Skip(5).Copy(theirs[18]);
    }

    private void WriteHeader(Hl7Writer writer, DateTimeOffset now) =>
        writer.Segment("MSH").Skip(4).Field(TimeOf(now)).Skip(1).Field("ACK").Field(NextControlID(now))
            .Field("P").Field("2.3.1");

    // MSH-9.3 is there since 2.3.1.
    private static void WriteType(Hl7Writer writer, Hl7Message request)
    {
        string[] type = request.Event is not { Length: > 0 } code ? ["ACK"]
            : request.IsAtLeast("2.3.1") ? ["ACK", code, "ACK"]
            : ["ACK", code];
        writer.Components(type);
    }

    // From 2.5, a segment for each: 2 location | 3 code | 4 severity | 8 text for people
    private static void WriteErrors(Hl7Writer writer, IEnumerable<Hl7Fault> faults)
    {
        foreach (Hl7Fault fault in faults.Take(MaxErrors))
        {
            writer.Segment("ERR").Skip(1).Components(LocationOf(fault.Path))
                .Components(NumberOf(fault.Code), fault.Code.Text(), ErrorTable)
                .Field(fault.Severity.ToString()[..1]).Skip(3)
                .Field(Start(fault.Detail ?? fault.Text, MaxDetail));
        }
    }

    // Before 2.5, a repetition of ERR-1 for each: segment ^ its number ^ field ^ code
    private static void WriteErrorsInOneField(Hl7Writer writer, IEnumerable<Hl7Fault> errors)
    {
        writer.Segment("ERR");
        var isFirst = true;
        foreach (Hl7Fault error in errors.Take(MaxErrors))
        {
            string[] location = [.. LocationOf(error.Path).Concat(["", "", ""]).Take(3)];
            (isFirst ? writer.Components(location) : writer.Repeat(location))
                .Subcomponents(NumberOf(error.Code), error.Code.Text(), ErrorTable);
            isFirst = false;
        }
    }

    // Segment ^ its number ^ field ^ repetition ^ component ^ subcomponent
    private static string[] LocationOf(Hl7Path? path)
    {
        if (path is not { } place)
        {
            return [];
        }

        int repetition = place.Repetition == 0 && place.Component > 0 ? 1 : place.Repetition;
        int[] numbers = [place.Occurrence, place.Field, repetition, place.Component, place.Subcomponent];
        return
        [
            place.Segment,
            .. numbers.TakeWhile(number => number > 0).Select(number => number.ToString(CultureInfo.InvariantCulture)),
        ];
    }

    private static string NumberOf(Hl7ErrorCode code) => ((int)code).ToString(CultureInfo.InvariantCulture);

    private static string Start(string text, int length) => text.Length <= length ? text : text[..length];

    private static string TimeOf(DateTimeOffset now) => now.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);

    // MSH-10 has at most 20 characters.
    private string NextControlID(DateTimeOffset now) =>
        now.ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture)
        + ((uint)Interlocked.Increment(ref _count) % 1000).ToString("000", CultureInfo.InvariantCulture);
}
