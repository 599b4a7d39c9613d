namespace WorklistScp.Web.Hosting;

/// <summary>Is told what users do. Any thread may call.</summary>
public interface IWebObserver
{
    /// <summary>An act begins.</summary>
    /// <returns>Whether it may be carried out.</returns>
    ValueTask<bool> BeforeAsync(WebAct act, CancellationToken cancellationToken);

    /// <summary>An act has come to its end, whatever that was.</summary>
    void After(WebAct act);
}
