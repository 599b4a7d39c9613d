namespace WorklistScp.Network.Pdus;

/// <summary>A-ABORT (PS3.8 9.3.8).</summary>
/// <param name="Source">Who aborts.</param>
/// <param name="Reason">Why; <see cref="AbortReason.NotSpecified"/> when the service user aborts.</param>
internal sealed record AAbort(AbortSource Source, AbortReason Reason) : Pdu;
