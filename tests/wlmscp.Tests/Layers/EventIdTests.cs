namespace Wlmscp.Tests.Layers;

/// <summary>Whoever filters a log by the id of an event must find that event alone.</summary>
public sealed class EventIdTests
{
    [Fact]
    public void Ids_OfEvents_AreEachOfOneEvent()
    {
        (int Id, string Event)[] events =
        [
            .. from type in ProgramTypes.All
               from method in type.Methods
               from attribute in method.CustomAttributes
               where attribute.AttributeType.Name == "LoggerMessageAttribute"
               from property in attribute.Properties
               where property.Name == "EventId"
               select ((int)property.Argument.Value, $"{type.Name}.{method.Name}"),
        ];

        Assert.True(events.Length > 50);
        Assert.Equal("", string.Join('\n', events.GroupBy(item => item.Id).Where(group => group.Count() > 1)
            .Select(group => $"{group.Key}: {string.Join(", ", group.Select(item => item.Event))}")));
    }
}
