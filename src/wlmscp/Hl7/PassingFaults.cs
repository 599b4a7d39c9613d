using WorklistScp.Hl7.Messages;

namespace Wlmscp.Hl7;

/// <summary>What keeps a message from being carried out now, and not later: it is rejected (AR).</summary>
internal static class PassingFaults
{
    /// <summary>The files cannot be written.</summary>
    public static readonly Hl7Fault NotWritten = Of("The worklist cannot be written now, send it again");

    /// <summary>The audit log, which is required, cannot be written.</summary>
    public static readonly Hl7Fault NotAudited = Of("The message cannot be audited now, send it again");

    /// <summary>The storage area was there, and is not now, such as a file system that is not mounted.</summary>
    public static readonly Hl7Fault AreaIsAway = Of("The storage area is not there now, send it again");

    /// <summary>Whether a message is to be tried again.</summary>
    public static bool AreIn(IReadOnlyList<Hl7Fault> faults) =>
        faults.Any(fault => fault == NotWritten || fault == NotAudited || fault == AreaIsAway);

    private static Hl7Fault Of(string text) => new(null, Hl7ErrorCode.ApplicationInternalError, text);
}
