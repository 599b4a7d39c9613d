namespace WorklistScp.Hl7.Tests.Messages;

public sealed class Hl7PathTests
{
    [Theory]
    [InlineData("PID")]
    [InlineData("PID-3")]
    [InlineData("PID-3.4")]
    [InlineData("PID-3.4.2")]
    [InlineData("ORC[2]-5")]
    [InlineData("ZDS[12]-1[3].4.5")]
    public void TryParse_Path_IsWrittenAsItWasRead(string text)
    {
        Assert.True(Hl7Path.TryParse(text, out Hl7Path path));
        Assert.Equal(text, path.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("pid-3")]
    [InlineData("PIDX-3")]
    [InlineData("PID-")]
    [InlineData("PID-0")]
    [InlineData("PID.3")]
    [InlineData("PID-3.")]
    [InlineData("PID-3.4.5.6")]
    [InlineData("PID[2")]
    [InlineData("PID[]-3")]
    [InlineData("PID-1234567")]
    [InlineData("PID-+3")]
    public void TryParse_WhatIsNone_IsRefused(string? text) => Assert.False(Hl7Path.TryParse(text, out _));
}
