namespace WorklistScp.Network.Negotiation;

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
