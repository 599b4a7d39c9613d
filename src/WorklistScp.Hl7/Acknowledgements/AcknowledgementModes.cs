using WorklistScp.Hl7.Messages;

namespace WorklistScp.Hl7.Acknowledgements;

/// <summary>Which acknowledgements a sender wants, by its MSH-15 and MSH-16 (table 0155; 2.5 chapter 2.9).</summary>
internal static class AcknowledgementModes
{
    /// <summary>The codes to answer, in their order.</summary>
    /// <param name="request">The message; null: it could not be read.</param>
    /// <param name="outcome">AA, AE or AR.</param>
    public static IReadOnlyList<Hl7AcknowledgementCode> Of(Hl7Message? request, Hl7AcknowledgementCode outcome)
    {
        string accept = request?.Header[15].First.Text ?? "";
        string application = request?.Header[16].First.Text ?? "";
        return accept is "AL" or "ER" or "SU" ? Enhanced(accept, application, outcome)
            : accept == "NE" && application == "NE" ? []
            : [outcome];
    }

    // Messages are taken once they are carried out, so that one CA says both where no other answer is wanted.
    private static List<Hl7AcknowledgementCode> Enhanced(
        string accept, string application, Hl7AcknowledgementCode outcome)
    {
        bool isDone = outcome == Hl7AcknowledgementCode.AA;
        bool isTold = IsWanted(application, isDone);
        Hl7AcknowledgementCode taken = isDone ? Hl7AcknowledgementCode.CA
            : outcome == Hl7AcknowledgementCode.AR ? Hl7AcknowledgementCode.CR
            : isTold ? Hl7AcknowledgementCode.CA
            : Hl7AcknowledgementCode.CE;
        bool isTaken = taken == Hl7AcknowledgementCode.CA;

        var codes = new List<Hl7AcknowledgementCode>();
        if (IsWanted(accept, isTaken))
        {
            codes.Add(taken);
        }

        if (isTold && isTaken)
        {
            codes.Add(outcome);
        }

        return codes;
    }

    private static bool IsWanted(string condition, bool isGood) => condition switch
    {
        "AL" => true,
        "ER" => !isGood,
        "SU" => isGood,
        _ => false,
    };
}
