using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Authentication;

/// <summary>Recent sign-ins of the privileged people.</summary>
internal sealed class SignInLog
{
    private readonly Dataset<SignIn> dataset;
    private readonly ILookup<string, SignIn> byUser;

    public SignInLog(Snapshot snapshot)
    {
        dataset = snapshot.Get(Datasets.PrivilegedSignIns);
        Window = new LogWindow(dataset, snapshot.Info.CollectedAt);
        byUser = dataset.Items.Where(s => s.UserId is not null && s.CreatedDateTime is not null).OrderByDescending(s => s.CreatedDateTime).ToLookup(s => s.UserId!, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The time that it covers.</summary>
    public LogWindow Window { get; }

    /// <summary>A person's successful sign-ins, newest first.</summary>
    public IEnumerable<SignIn> Successful(string userId) => byUser[userId].Where(s => s.Status?.ErrorCode == 0);

    /// <summary>The newest successful sign-in that tells a method, with its methods; null when none does, or the log was not read whole.</summary>
    public (string Method, DateTimeOffset At)? Last(string userId) => !dataset.IsComplete ? null
        : Successful(userId).Select(s => (UsedMethods.Of(s).Text, s.CreatedDateTime)).Where(s => s.Text is not null).Select(s => ((string, DateTimeOffset)?)(s.Text!, s.CreatedDateTime!.Value)).FirstOrDefault();
}
