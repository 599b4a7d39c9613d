namespace WorklistScp.Storage.Tests.Areas;

public sealed class AreaNameTests
{
    [Theory]
    [InlineData("A")]
    [InlineData("ABCDEFGHIJKLMNOP")]
    [InlineData("lower Upper 09")]
    [InlineData("-:@_")]
    public void IsSafe_AETitleOfAllowedCharacters_IsTrue(string name) => Assert.True(AreaName.IsSafe(name));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("ABCDEFGHIJKLMNOPQ")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../X")]
    [InlineData("A.B")]
    [InlineData("A/B")]
    [InlineData("A\\B")]
    [InlineData("A\0")]
    [InlineData("A\n")]
    [InlineData("A\t")]
    [InlineData("RÖNTGEN")]
    [InlineData("\u00a0")]
    [InlineData("A*")]
    [InlineData("~")]
    [InlineData(" A")]
    [InlineData("A ")]
    public void IsSafe_AnythingElse_IsFalse(string name) => Assert.False(AreaName.IsSafe(name));
}
