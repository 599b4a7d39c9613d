using WorklistScp.Web.Hosting;

namespace Wlmscp.Web;

/// <summary>Tells several of what one is told.</summary>
internal sealed class WebObservers : IWebObserver
{
    private readonly IWebObserver[] _all;

    private WebObservers(IWebObserver[] all) => _all = all;

    /// <summary>Puts them together; null where there is none.</summary>
    public static IWebObserver? Of(params IWebObserver?[] observers) => observers.OfType<IWebObserver>().ToArray() switch
    {
        [] => null,
        [var only] => only,
        var all => new WebObservers(all),
    };

    /// <inheritdoc/>
    public async ValueTask<bool> BeforeAsync(WebAct act, CancellationToken cancellationToken)
    {
        foreach (IWebObserver each in _all)
        {
            if (!await each.BeforeAsync(act, cancellationToken))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public void After(WebAct act) => Array.ForEach(_all, each => each.After(act));
}
