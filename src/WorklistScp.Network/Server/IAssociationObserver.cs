using WorklistScp.Network.Associations;

namespace WorklistScp.Network.Server;

/// <summary>
/// Hears of each association that is asked for, once. Any thread may call, several at once; it must not throw.
/// </summary>
public interface IAssociationObserver
{
    /// <summary>An association was accepted.</summary>
    void OnAccepted(DicomAssociation association);

    /// <summary>An association was rejected.</summary>
    /// <param name="association">Who asked for it.</param>
    /// <param name="reason">Result, source and reason (PS3.8 table 9-21), and what they mean.</param>
    void OnRejected(DicomAssociation association, string reason);
}
