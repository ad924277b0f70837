using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.TenantSimulator.Tenants;

public sealed partial class TenantBuilder
{
    /// <summary>When the user last signed in; null for never.</summary>
    public TenantBuilder SignedIn(string userId, int? daysAgo)
    {
        int at = SignInActivity.FindIndex(a => a.Id == userId);
        DateTimeOffset? time = daysAgo is { } days ? Now.AddDays(-days).AddHours(-1) : null;
        SignInActivity[at] = new UserSignInActivity { Id = userId, SignInActivity = time is null ? null : new SignInActivity { LastSignInDateTime = time, LastSuccessfulSignInDateTime = time } };
        return this;
    }

    /// <summary>A user with a last sign-in and registered methods (none: registered for nothing).</summary>
    public string Administrator(string name, int? signedInDaysAgo, params IReadOnlyList<string> methods) => Administrator(name, signedInDaysAgo, methods, with: null);

    /// <inheritdoc cref="Administrator(string, int?, IReadOnlyList{string})"/>
    public string Administrator(string name, int? signedInDaysAgo, string method, Func<User, User> with) => Administrator(name, signedInDaysAgo, [method], with);

    private string Administrator(string name, int? signedInDaysAgo, IReadOnlyList<string> methods, Func<User, User>? with)
    {
        string id = User(name, with);
        SignedIn(id, signedInDaysAgo).Register(id, methods);
        return id;
    }
}
