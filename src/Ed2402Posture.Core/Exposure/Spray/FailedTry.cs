using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Exposure.Spray;

/// <summary>One failed password, as little as detection needs; texts are numbers into <see cref="TextTable"/>.</summary>
internal readonly record struct FailedTry(int Account, int Address, int UserAgent, int Client, int Country, long Ticks, int Code)
{
    public DateTimeOffset Time => new(Ticks, TimeSpan.Zero);
    public int Day => (int)(Ticks / TimeSpan.TicksPerDay);
}

/// <summary>Texts, each kept once.</summary>
internal sealed class TextTable
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> texts = [];

    public string this[int number] => texts[number];

    public int Add(string? text)
    {
        string key = text ?? "";
        if (!numbers.TryGetValue(key, out int number))
        {
            number = texts.Count;
            numbers.Add(key, number);
            texts.Add(key);
        }

        return number;
    }

    public int? Find(string? text) => numbers.TryGetValue(text ?? "", out int number) ? number : null;
}

/// <summary>How sign-ins are told apart.</summary>
internal static class SignInKeys
{
    /// <summary>The account: its object id, or the name that was tried where there is no such account.</summary>
    public static string Account(SignIn signIn) => string.IsNullOrEmpty(signIn.UserId) || signIn.UserId == "00000000-0000-0000-0000-000000000000" ? signIn.UserPrincipalName ?? "" : signIn.UserId;

    /// <summary>The client and the application: how the password was sent.</summary>
    public static string Client(SignIn signIn) => $"{signIn.ClientAppUsed}\n{signIn.AuthenticationProtocol}\n{signIn.AppId}\n{signIn.AppDisplayName}";

    /// <summary>The neighbourhood in which an account is at home: an internet provider's range.</summary>
    public static ulong Home(string? address) => Fingerprint.Network(address, v4Bytes: 2, v6Bytes: 4);
}
