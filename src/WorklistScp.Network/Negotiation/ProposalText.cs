using WorklistScp.Network.Pdus;

namespace WorklistScp.Network.Negotiation;

/// <summary>What a peer proposed of which nothing can be accepted, as text for the log, however much it was.</summary>
internal static class ProposalText
{
    private const int MaxNamed = 5;

    /// <summary>Makes the text.</summary>
    /// <param name="proposed">The presentation contexts, none of which is accepted.</param>
    /// <param name="isKnown">Whether an abstract syntax is supported, so that its transfer syntaxes are not.</param>
    public static string Of(IEnumerable<ProposedPresentationContext> proposed, Func<DicomUID, bool> isKnown)
    {
        ILookup<bool, ProposedPresentationContext> contexts =
            proposed.ToLookup(context => isKnown(context.AbstractSyntax));
        string[] reasons =
        [
            .. Reason("abstract syntax not supported: ",
                contexts[false].Select(context => context.AbstractSyntax)),
            .. contexts[true].GroupBy(context => context.AbstractSyntax).SelectMany(ofSyntax => Reason(
                $"transfer syntax not supported for {new NamedUID(ofSyntax.Key)}: ",
                ofSyntax.SelectMany(context => context.TransferSyntaxes).DefaultIfEmpty(new DicomUID("")))),
        ];
        return $"no presentation context can be accepted, {string.Join("; ", reasons)}";
    }

    private static IEnumerable<string> Reason(string what, IEnumerable<DicomUID> uids)
    {
        DicomUID[] distinct = [.. uids.Distinct()];
        string named = string.Join(", ", distinct.Take(MaxNamed).Select(uid => new NamedUID(uid)));
        string rest = distinct.Length > MaxNamed ? $" and {distinct.Length - MaxNamed} more" : "";
        return distinct.Length == 0 ? [] : [$"{what}{named}{rest}"];
    }
}

/// <summary>
/// The accepted presentation contexts of an association as text for a log line, made only when it is written.
/// </summary>
/// <param name="Association">The association.</param>
internal readonly record struct ContextList(NegotiatedAssociation Association)
{
    /// <summary>ID, abstract and transfer syntax of each.</summary>
    public override string ToString() => string.Join(
        ", ",
        Association.PresentationContexts.Select(
            context => $"{context.ID} {context.AbstractSyntax} {context.TransferSyntax}"));
}
