namespace WorklistScp.Worklist.Responses;

/// <summary>What was seen of the text while a response was written.</summary>
/// <param name="HasText">Whether an attribute is of a VR to which the Specific Character Set applies.</param>
/// <param name="NeedsCharacterSet">Whether a text means something else in another character set.</param>
/// <param name="NotEncodable">The first attribute with a character that the target has no code for.</param>
internal readonly record struct ResponseText(bool HasText, bool NeedsCharacterSet, DicomTag? NotEncodable);
