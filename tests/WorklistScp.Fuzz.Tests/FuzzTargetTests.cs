namespace WorklistScp.Fuzz.Tests;

/// <summary>
/// A short run of each target, the same each time, and all inputs that were findings once. Long runs are
/// <c>tests/fuzz.sh</c>.
/// </summary>
public sealed class FuzzTargetTests
{
    private const int Executions = 2000;
    private const int Seed = 20261124;

    public static TheoryData<string> Names => [.. FuzzTarget.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Target_ItsSeeds_AreGood(string name)
    {
        FuzzTarget target = Find(name);

        Assert.All(target.Seeds, seed => Assert.True(new FuzzRunner(target).Run(seed)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Target_MutatedInputs_HasNoFinding(string name)
    {
        FuzzTarget target = Find(name);
        var runner = new FuzzRunner(target);
        var mutator = new Mutator(target.Seeds, Seed, target.Grammar);
        for (var i = 0; i < Executions; i++)
        {
            byte[] input = mutator.Next();
            mutator.Learn(input, isGood: Run(runner, input), isNews: false);
        }

        Assert.InRange(runner.Good, 1, Executions - 1);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Target_KeptInputs_AreNoFindingsAnyMore(string name)
    {
        FuzzTarget target = Find(name);

        Assert.All(CrashFiles.Of(target), file => Run(new FuzzRunner(target), File.ReadAllBytes(file)));
    }

    private static FuzzTarget Find(string name) => FuzzTarget.All.Single(target => target.Name == name);

    private static bool Run(FuzzRunner runner, byte[] input)
    {
        try
        {
            return runner.Run(input);
        }
        catch (FindingException e)
        {
            Assert.Fail($"{Convert.ToHexString(input)}\n{e}");
            return false;
        }
    }
}
