namespace WorklistScp.Storage.Catalog;

/// <summary>How the files of a directory differ from what is known of them.</summary>
/// <param name="Changed">
/// The names of those that are new, or are not as they were when they were read. A set: a directory that changes may
/// list a name twice, and names that are not UTF-8 may look alike.
/// </param>
/// <param name="Missing">The names of those that are gone.</param>
internal sealed record ScannedDirectory(HashSet<string> Changed, List<string> Missing);
