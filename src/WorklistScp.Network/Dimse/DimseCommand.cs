namespace WorklistScp.Network.Dimse;

/// <summary>A command set (PS3.7 6.3.1), in the fields that this implementation uses.</summary>
/// <param name="HasDataSet">Whether a data set follows (Command Data Set Type is not 0101).</param>
internal abstract record DimseCommand(bool HasDataSet);
