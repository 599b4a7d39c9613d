namespace WorklistScp.Web;

/// <summary>What a user may do over HTTP; each role may do what those before it may.</summary>
public enum WebRole
{
    /// <summary>Sees entries.</summary>
    Read,

    /// <summary>Also makes, changes and removes them.</summary>
    Desk,

    /// <summary>Also sees users, metrics and configuration.</summary>
    Admin,
}
