using Ed2402Posture.Commands;
using Ed2402Posture.Sessions;

namespace Ed2402Posture.Completion;

/// <summary>Offers roles and permissions: those that Microsoft defines, and those that this session has read.</summary>
public sealed class RoleCompleter : ValueCompleter
{
    private protected override IEnumerable<(string Value, string Tip)> Values() => RoleNames.Known(Session.Current?.Snapshot).Select(role => (role.Name, role.Tip));
}
