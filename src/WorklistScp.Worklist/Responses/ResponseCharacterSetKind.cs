namespace WorklistScp.Worklist.Responses;

/// <summary>The kinds of <see cref="ResponseCharacterSet"/>.</summary>
internal enum ResponseCharacterSetKind
{
    /// <summary>The file's own when a value needs it.</summary>
    WhenNeeded,

    /// <summary>None.</summary>
    None,

    /// <summary>ISO_IR 100, unconverted.</summary>
    IsoIr100,

    /// <summary>The file's own.</summary>
    Keep,

    /// <summary>Converted to a given one.</summary>
    Convert,
}
