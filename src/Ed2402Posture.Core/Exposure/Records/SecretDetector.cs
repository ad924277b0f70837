using System.Text.RegularExpressions;

namespace Ed2402Posture.Core.Exposure.Records;

/// <summary>Says whether a text seems to hold a credential's value, so that none enters a case file. Three kinds of rule: shapes that
/// services give their secrets, words that announce one (<c>password=…</c>), and long words that look random. It errs
/// towards refusing; a short ordinary word that happens to be a password cannot be told from text.</summary>
public static partial class SecretDetector
{
    private const int RandomLength = 20;
    private const double RandomBitsPerCharacter = 3.5;
    private const int KeyLength = 32;
    private const double ChangesOfKind = 0.35;

    private static readonly (string Name, Func<Regex> Shape)[] Shapes =
    [
        ("a private key", PrivateKey),
        ("a JSON web token", WebToken),
        ("an Entra ID client secret", ClientSecret),
        ("an Entra ID refresh token", RefreshToken),
        ("a connection string with its key or password", ConnectionString),
        ("a shared access signature", SharedAccessSignature),
        ("an access key of 64 bytes", AccountKey),
        ("an AWS access key", AwsKey),
        ("a GitHub token", GitHubToken),
        ("a Slack token", SlackToken),
        ("a Google API key", GoogleKey),
        ("a URL with a password", UrlPassword),
    ];

    /// <summary>What the text seems to hold, as 'a JSON web token'; null when nothing. The answer never repeats the text.</summary>
    public static string? Find(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        foreach ((string name, Func<Regex> shape) in Shapes)
        {
            if (shape().IsMatch(text))
            {
                return name;
            }
        }

        foreach (Match match in Announced().Matches(text))
        {
            if (LooksLikePassword(match.Groups["value"].Value, match.Groups["verb"].Success ? 3 : 2))
            {
                return "a password or key after its name";
            }
        }

        return Words().Matches(text).Any(word => LooksRandom(word.Value)) ? "a long random text"
            : Words().Matches(text).Any(word => PasswordShape().IsMatch(word.Value)) ? "a text of the shape of a password" : null;
    }

    private static bool LooksLikePassword(string value, int classes) => value.Length >= 6 && Classes(value) >= classes && value.Any(c => !char.IsAsciiLetter(c)) && !IsHarmless(value);

    private static bool LooksRandom(string word)
    {
        // Of an address or a path each part is judged by itself: some services put their secret there.
        if (Path().IsMatch(word))
        {
            return LooksLikeBase64(word) || word.Split('/', '?', '&', '=').Any(part => !part.EndsWith(':') && LooksRandom(part));
        }

        if (word.Length < RandomLength || IsHarmless(word))
        {
            return false;
        }

        // Three classes of characters mixed, or one unbroken run as long as a key.
        bool mixed = Classes(word) >= 3 || (word.Length >= KeyLength && word.Any(char.IsAsciiDigit) && word.Any(char.IsAsciiLetter));
        return mixed && Entropy(word) >= RandomBitsPerCharacter;
    }

    // A key may begin with a slash, as a path does. In names and paths a small letter follows a small one; in a key every other character is of another kind.
    private static bool LooksLikeBase64(string word)
    {
        if (word.Length < RandomLength || !word.All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/' or '='))
        {
            return false;
        }

        (char First, char Second)[] pairs = [.. word.Zip(word.Skip(1)).Where(p => char.IsAsciiLetterOrDigit(p.First) && char.IsAsciiLetterOrDigit(p.Second))];
        return pairs.Count(p => Kind(p.First) != Kind(p.Second)) > pairs.Length * ChangesOfKind;

        static int Kind(char c) => char.IsAsciiDigit(c) ? 0 : char.IsAsciiLetterLower(c) ? 1 : 2;
    }

    // What a record may well name: object ids, thumbprints, mail addresses and message ids, dates, host names.
    private static bool IsHarmless(string word) => Harmless().IsMatch(word);

    private static int Classes(string text) =>
        (text.Any(char.IsAsciiLetterLower) ? 1 : 0) + (text.Any(char.IsAsciiLetterUpper) ? 1 : 0) + (text.Any(char.IsAsciiDigit) ? 1 : 0) + (text.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '.' or '_' or '/' or ':')) ? 1 : 0);

    private static double Entropy(string text) => text.GroupBy(c => c).Sum(g =>
    {
        double share = (double)g.Count() / text.Length;
        return -share * Math.Log2(share);
    });

    [GeneratedRegex(@"-----BEGIN [A-Z ]*PRIVATE KEY")]
    private static partial Regex PrivateKey();
    [GeneratedRegex(@"\beyJ[\w-]{10,}\.[\w-]{10,}")]
    private static partial Regex WebToken();
    // Three characters, the generation (a digit and 'Q~'), 31 to 34 more.
    [GeneratedRegex(@"(?<![\w~.-])[\w~.-]{3}\dQ~[\w~.-]{31,34}(?![\w~.-])")]
    private static partial Regex ClientSecret();
    [GeneratedRegex(@"(?<![\w.-])[01]\.A[\w-]{30,}(\.[\w-]+)*")]
    private static partial Regex RefreshToken();
    [GeneratedRegex(@"\b(AccountKey|SharedAccessKey|SharedAccessSignature|Password|Pwd|AccessKey|Secret)\s*=\s*[^;\s]{4,}[^;]*;|;\s*(AccountKey|SharedAccessKey|SharedAccessSignature|Password|Pwd|AccessKey)\s*=\s*[^;\s]{4,}", RegexOptions.IgnoreCase)]
    private static partial Regex ConnectionString();
    [GeneratedRegex(@"[?&]sig=[\w%+/-]{20,}", RegexOptions.IgnoreCase)]
    private static partial Regex SharedAccessSignature();
    [GeneratedRegex(@"(?<![\w+/])[\w+/]{86}==")]
    private static partial Regex AccountKey();
    [GeneratedRegex(@"\b(AKIA|ASIA)[A-Z0-9]{16}\b")]
    private static partial Regex AwsKey();
    [GeneratedRegex(@"\b(gh[pousr]_\w{30,}|github_pat_\w{20,})")]
    private static partial Regex GitHubToken();
    [GeneratedRegex(@"\bxox[abeprs]-[\w-]{10,}")]
    private static partial Regex SlackToken();
    [GeneratedRegex(@"\bAIza[\w-]{35}\b")]
    private static partial Regex GoogleKey();
    [GeneratedRegex(@"\b[a-z][a-z0-9+.-]*://[^/\s:@]+:[^/\s@]+@", RegexOptions.IgnoreCase)]
    private static partial Regex UrlPassword();
    [GeneratedRegex(@"\b(password|passwort|passwd|passphrase|pwd|pass|secret|token|api[ _-]?key|access[ _-]?key|key)\b\s*((?<verb>is|was)\s+|[:=]\s*)[""']?(?<value>[^\s""',;]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Announced();
    [GeneratedRegex(@"[^\s""',;<>()\[\]|]+")]
    private static partial Regex Words();
    // Small and capital letters, digits and a mark that hardly stands inside names and numbers of anything else.
    [GeneratedRegex(@"^(?=\S*[a-z])(?=\S*[A-Z])(?=\S*\d)(?=\S*[!$^*~])[^\s/:=@\\]{8,64}$")]
    private static partial Regex PasswordShape();
    [GeneratedRegex(@"^(https?:/)?/[^/]+/")]
    private static partial Regex Path();
    [GeneratedRegex(@"^(\{?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?|[0-9a-f]{40}|[0-9a-f]{64}|[^@]+@[\w-]+(\.[\w-]+)+|(?-i:[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,})|\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d)?)?|A[AQ]MkA[\w=/+-]+)[.:]?$", RegexOptions.IgnoreCase)]
    private static partial Regex Harmless();
}
