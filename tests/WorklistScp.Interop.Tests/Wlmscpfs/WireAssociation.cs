using System.Text;

namespace WorklistScp.Interop.Tests.Wlmscpfs;

/// <summary>An association to ask for, and the context to query in: the first.</summary>
/// <param name="Request">The A-ASSOCIATE-RQ, with the IDs of its contexts.</param>
/// <param name="Syntax">The transfer syntax of its contexts.</param>
internal sealed record WireAssociation(AssociateRequest Request, DicomTransferSyntax Syntax)
{
    /// <summary>The presentation context of the worklist.</summary>
    public byte ContextID => Request.ContextIDs![0];

    public override string ToString() =>
        $"called AE title {Hex(Request.CalledAETitle)}, calling {Hex(Request.CallingAETitle)}, "
        + $"contexts {string.Join(' ', Request.ContextIDs!)}, {Syntax}";

    private static string Hex(string title) => Convert.ToHexString(Encoding.Latin1.GetBytes(title));
}
