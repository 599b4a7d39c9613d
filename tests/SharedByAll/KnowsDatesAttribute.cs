using Xunit.v3;

namespace WorklistScp.Tests.Shared;

/// <summary>
/// Marks tests in which the day, the time of day or the time zone plays a part. <c>tests/any-day.sh</c> runs them on
/// other days.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class KnowsDatesAttribute : Attribute, ITraitAttribute
{
    /// <inheritdoc/>
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("Knows", "dates")];
}
