namespace Ed2402Posture.Azure.Transport;

/// <summary>Something could not be read: the service refused, the network broke for good, or the answer makes no sense. The message is
/// for the user and holds no token.</summary>
internal sealed class ReadException(string message, ServiceError? error = null, Exception? innerException = null) : Exception(message, innerException)
{
    public ReadException(ServiceError error)
        : this(error.ToString(), error)
    {
    }

    /// <summary>The service's refusal, when it was one.</summary>
    public ServiceError? Error { get; } = error;
}
