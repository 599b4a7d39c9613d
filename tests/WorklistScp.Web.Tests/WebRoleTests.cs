namespace WorklistScp.Web.Tests;

public sealed class WebRoleTests
{
    [Theory]
    [InlineData(WebRole.Read, WebRole.Desk)]
    [InlineData(WebRole.Desk, WebRole.Admin)]
    public void Role_ThatMayDoMore_ComesLater(WebRole less, WebRole more) => Assert.True(less < more);
}
