namespace WorklistScp.Benchmarks.Peers;

/// <summary>What associations ask for at the same time, each on its own thread.</summary>
/// <param name="Request">The bytes of <see cref="FindRequest"/>.</param>
/// <param name="Associations">How many there are.</param>
/// <param name="Least">How many queries each has at least.</param>
/// <param name="Budget">How long each goes on to ask when it has had those.</param>
internal sealed record LoadPlan(byte[] Request, int Associations, int Least, TimeSpan Budget)
{
    /// <summary>What is done before each query, at no account of its time.</summary>
    public Action BeforeQuery { get; init; } = () => { };
}
