using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Sessions;

namespace Ed2402Posture.Completion;

/// <summary>Offers the privileged accounts that this session has read: people by user principal name, workloads by name.</summary>
public sealed class AccountCompleter : ValueCompleter
{
    private protected override IEnumerable<(string Value, string Tip)> Values()
    {
        foreach (PrivilegedAccount account in Session.Current?.KnownAccounts ?? [])
        {
            string name = account.Type is PrincipalType.User or PrincipalType.Guest ? account.ToString() : account.DisplayName;
            yield return (name, $"{account.Type}, tier {account.Tier}: {account.Roles}");
        }
    }
}
