using Ed2402Posture.Sessions;

namespace Ed2402Posture.Commands;

/// <summary>Who does something to a case: the account of the operating system, and the one signed in to the tenant.</summary>
internal static class Actor
{
    public static string Name(Session? session)
    {
        string here = $"{Environment.UserName}@{Environment.MachineName}";
        return session?.Identity.Account is { } account ? $"{here} ({account})" : here;
    }
}
