namespace Wlmscp.Configuration;

/// <summary>Finds rules of a list that never count, since an earlier one fits all that they fit.</summary>
internal static class UnreachableRules
{
    /// <summary>Warns of them.</summary>
    /// <param name="section">Where the list stands.</param>
    /// <param name="name">Its name.</param>
    /// <param name="rules">What was read of it.</param>
    /// <param name="covers">Whether the first of two rules fits all that the second fits.</param>
    public static void Warn<T>(ObjectReader section, string name, IReadOnlyList<T> rules, Func<T, T, bool> covers)
    {
        ConfigurationNode? list = section.Node.Members.Find(member => member.Name == name).Value;
        if (list is null || list.Items.Count != rules.Count)
        {
            return; // one of them is at fault
        }

        for (var i = 1; i < rules.Count; i++)
        {
            var earlier = 0;
            while (earlier < i && !covers(rules[earlier], rules[i]))
            {
                earlier++;
            }

            if (earlier < i && !section.HasFault(list.Items[earlier]) && !section.HasFault(list.Items[i]))
            {
                section.Warn(list.Items[i], $"never counts: {list.Items[earlier].Path} fits all that it fits");
            }
        }
    }
}
