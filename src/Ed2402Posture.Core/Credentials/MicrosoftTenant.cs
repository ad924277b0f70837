namespace Ed2402Posture.Core.Credentials;

/// <summary>The tenant that owns Microsoft's own applications, in every cloud.</summary>
internal static class MicrosoftTenant
{
    public const string Id = "f8cdef31-a31e-4b4a-93e4-5f571e91255a";
}
