namespace WorklistScp.Fuzz.Tests;

public sealed class MutatorTests
{
    private static readonly byte[][] Seeds = [[.. Enumerable.Range(0, 200).Select(i => (byte)i)], []];

    [Fact]
    public void Next_SameSeed_GivesTheSameInputs()
    {
        var one = new Mutator(Seeds, 1);
        var same = new Mutator(Seeds, 1);
        var other = new Mutator(Seeds, 2);

        byte[][] inputs = Take(one);

        Assert.Equal(inputs, Take(same));
        Assert.NotEqual(inputs, Take(other));
    }

    [Fact]
    public void Next_ManyTimes_StaysShorterThan64KiB() => Assert.All(
        Take(new Mutator([new byte[65_000]], 1)), input => Assert.InRange(input.Length, 0, 65_535));

    private static byte[][] Take(Mutator mutator) => [.. Enumerable.Range(0, 100).Select(_ => mutator.Next())];
}
