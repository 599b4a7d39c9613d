namespace Wlmscp.Configuration;

/// <summary>The configuration file cannot be used. The message is a line that names the first fault.</summary>
/// <param name="message">What is wrong, and where.</param>
/// <param name="cause">What the system says.</param>
internal sealed class ConfigurationException(string message, Exception? cause = null) : Exception(message, cause);
