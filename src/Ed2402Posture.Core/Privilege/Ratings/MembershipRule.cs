using System.Text.RegularExpressions;
using Ed2402Posture.Core.Data;

namespace Ed2402Posture.Core.Privilege.Ratings;

/// <summary>Rules of dynamic membership: who else than an administrator decides whom they let in (<c>Data/user-attributes.tsv</c>).</summary>
internal static partial class MembershipRule
{
    private static readonly Lazy<Dictionary<string, string>> By = new(() => TsvTable.Rows("user-attributes").ToDictionary(f => f[0], f => f[1], StringComparer.OrdinalIgnoreCase));

    /// <summary>What the rule rests on that others decide, as <c>user.mobile, which users can change themselves</c>; null for a rule on administrators' data alone, and
    /// for a group whose members are assigned.</summary>
    /// <param name="rule">The rule, as Microsoft Graph tells it.</param>
    public static string? OpenTo(string? rule)
    {
        if (rule is null)
        {
            return null;
        }

        // Quoted values may name attributes, too.
        string bare = Quoted().Replace(rule, "''");
        bool membersOnly = MembersOnly().IsMatch(rule) && !Alternative().IsMatch(bare);
        return Attributes().Matches(bare).Select(m => m.Groups[1].Value).Select(name => By.Value.GetValueOrDefault(name) switch
        {
            "self" => $"user.{name}, which users can change themselves",
            "invited" when !membersOnly => $"user.{name}, which an invited guest's home tenant decides",
            "group" => $"user.{name}, which those decide who manage the other group",
            _ => null,
        }).FirstOrDefault(words => words is not null);
    }

    [GeneratedRegex(@"\buser\.([A-Za-z]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Attributes();

    [GeneratedRegex("\"(?:[^\"`]|`.)*\"|'(?:[^'`]|`.)*'")]
    private static partial Regex Quoted();

    // 'or', and 'not' before brackets, with or without a hyphen, may let guests in all the same.
    [GeneratedRegex(@"(^|[\s()])-?(or|not)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Alternative();

    [GeneratedRegex(@"\buser\.userType\s+-?(eq\s+[""']Member[""']|ne\s+[""']Guest[""'])", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex MembersOnly();
}
