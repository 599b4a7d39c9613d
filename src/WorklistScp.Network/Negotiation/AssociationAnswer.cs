using WorklistScp.Network.Pdus;

namespace WorklistScp.Network.Negotiation;

/// <summary>What an A-ASSOCIATE-RQ is answered.</summary>
/// <param name="Pdu">A-ASSOCIATE-AC or A-ASSOCIATE-RJ.</param>
/// <param name="Cause">For the log: what the reason of an A-ASSOCIATE-RJ cannot say; null for nothing.</param>
internal sealed record AssociationAnswer(Pdu Pdu, string? Cause = null);
