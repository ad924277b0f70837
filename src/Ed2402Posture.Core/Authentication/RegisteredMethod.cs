using Ed2402Posture.Core.Data;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Authentication;

/// <summary>A method as the table <c>Data/authentication-methods.tsv</c> knows it, under the words of each of Microsoft's lists.</summary>
/// <param name="Id">Our word for it.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Policy">Id of its configuration in the authentication methods policy; empty when no configuration governs it.</param>
/// <param name="Modes">The combination by which it signs in, in an authentication strength's words; empty when none stands for it.</param>
/// <param name="Kind">What it is worth.</param>
/// <param name="IsWeak">Whether it can be phished or redirected.</param>
internal sealed record RegisteredMethod(string Id, string Name, string Policy, string Modes, SignInMethodKind Kind, bool IsWeak)
{
    public const string TemporaryAccessPass = "temporaryAccessPass";
    public const string Certificate = "x509Certificate";

    private static readonly Lazy<(IReadOnlyList<RegisteredMethod> All, Dictionary<string, RegisteredMethod> Report, Dictionary<string, RegisteredMethod> Types, IReadOnlyList<(string Words, RegisteredMethod Method)> SignIns)> Table = new(Read);

    public static IReadOnlyList<RegisteredMethod> All => Table.Value.All;

    /// <summary>The method behind a value of <c>methodsRegistered</c>; one that is not known is worth nothing, under its own name.</summary>
    public static RegisteredMethod OfReport(string value) => Table.Value.Report.GetValueOrDefault(value) ?? Unknown(value);

    /// <summary>The method behind an item of <c>authentication/methods</c>.</summary>
    public static RegisteredMethod Of(UserAuthenticationMethod item)
    {
        string type = item.ODataType?.Split('.')[^1] ?? "unknown";
        string? phone = type == "phoneAuthenticationMethod" ? (item.PhoneType is "mobile" or null ? "sms" : "voice") : null;
        return phone is not null ? All.First(m => m.Id == phone) : Table.Value.Types.GetValueOrDefault(type) ?? Unknown(type);
    }

    /// <summary>The method behind a step of a sign-in, or null when its words are not known.</summary>
    public static RegisteredMethod? OfSignIn(string? words) => words is null ? null
        : Table.Value.SignIns.FirstOrDefault(s => s.Words.EndsWith('*') ? words.StartsWith(s.Words[..^1], StringComparison.OrdinalIgnoreCase) : s.Words.Equals(words, StringComparison.OrdinalIgnoreCase)).Method;

    /// <summary>Whether the table has it: of one that it does not have nothing can be said.</summary>
    public bool IsKnown { get; init; } = true;

    public override string ToString() => Name;

    private static RegisteredMethod Unknown(string value) => new(value, value, string.Empty, string.Empty, SignInMethodKind.Other, false) { IsKnown = false };

    private static (IReadOnlyList<RegisteredMethod>, Dictionary<string, RegisteredMethod>, Dictionary<string, RegisteredMethod>, IReadOnlyList<(string, RegisteredMethod)>) Read()
    {
        var all = new List<RegisteredMethod>();
        var report = new Dictionary<string, RegisteredMethod>(StringComparer.OrdinalIgnoreCase);
        var types = new Dictionary<string, RegisteredMethod>(StringComparer.OrdinalIgnoreCase);
        var signIns = new List<(string, RegisteredMethod)>();
        foreach (string[] f in TsvTable.Rows("authentication-methods"))
        {
            var method = new RegisteredMethod(f[0], f[1], f[4], f[5], Enum.Parse<SignInMethodKind>(f[6], ignoreCase: true), f[7] == "yes");
            all.Add(method);
            Array.ForEach(f[2].Split(';', StringSplitOptions.RemoveEmptyEntries), value => report.Add(value, method));
            Array.ForEach(f[3].Split(';', StringSplitOptions.RemoveEmptyEntries), value => types.Add(value, method));
            signIns.AddRange(f[8].Split(';', StringSplitOptions.RemoveEmptyEntries).Select(words => (words, method)));
        }

        return (all, report, types, signIns);
    }
}
