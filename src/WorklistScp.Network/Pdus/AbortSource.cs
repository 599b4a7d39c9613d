namespace WorklistScp.Network.Pdus;

/// <summary>The source of an A-ABORT (PS3.8 table 9-26).</summary>
public enum AbortSource
{
    /// <summary>The service user: the application.</summary>
    ServiceUser = 0,

    /// <summary>The service provider: the upper layer.</summary>
    ServiceProvider = 2,
}
