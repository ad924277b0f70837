using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Transport;

/// <summary>For whom a request is sent: the dataset whose ledger it goes to, and the observer who hears of it. Handed along with each
/// request, so that datasets read side by side never share a count.</summary>
internal sealed partial record RequestScope(DatasetDefinition Dataset, IScanObserver Observer)
{
    private const string Select = "$select=";
    private readonly ConcurrentDictionary<string, bool> notOffered = new(StringComparer.OrdinalIgnoreCase);

    public LedgerCounter Ledger { get; } = new();

    /// <summary>Who goes first where a quota is short: the more waits for it, the higher. 0 where nothing does.</summary>
    public int Urgency { get; init; }

    /// <summary>Properties that this cloud does not know, and that are not asked for any longer.</summary>
    public IReadOnlyList<string> NotOffered => [.. notOffered.Keys.Order(StringComparer.OrdinalIgnoreCase)];

    /// <summary>The address without the properties that this cloud does not know.</summary>
    public Uri Offered(Uri address)
    {
        if (notOffered.IsEmpty || Selected(address) is not { } selected)
        {
            return address;
        }

        string[] left = [.. selected.Split(',').Where(p => !notOffered.ContainsKey(p))];
        return new Uri(Decoded(address).Replace(Select + selected, Select + string.Join(',', left), StringComparison.Ordinal));
    }

    /// <summary>Whether a refusal is about a property that the request selected: it is left out from now on, and the request may be sent again.</summary>
    /// <param name="error">The refusal.</param>
    /// <param name="sent">The address as it was sent.</param>
    public bool Learn(ServiceError? error, Uri sent)
    {
        if (error is not { Status: 400, Message: { } message } || UnknownProperty().Match(message) is not { Success: true } match)
        {
            return false;
        }

        string property = match.Groups[1].Value;
        bool isSelected = !property.Equals("id", StringComparison.OrdinalIgnoreCase) && Selected(sent)?.Split(',').Contains(property, StringComparer.OrdinalIgnoreCase) == true;
        if (isSelected)
        {
            notOffered.TryAdd(property, true);
        }

        return isSelected;
    }

    private static string? Selected(Uri address)
    {
        string query = Decoded(address);
        int start = query.IndexOf(Select, StringComparison.OrdinalIgnoreCase);
        if (start < 0)
        {
            return null;
        }

        start += Select.Length;
        int end = query.IndexOf('&', start);
        return query[start..(end < 0 ? query.Length : end)];
    }

    // The SDK escapes the $ and the commas; only these are taken back, so that values in filters stay as they are.
    private static string Decoded(Uri address) => address.AbsoluteUri.Replace("%24select", "$select", StringComparison.OrdinalIgnoreCase).Replace("%2C", ",", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("Could not find a property named '([A-Za-z0-9_]+)' on type")]
    private static partial Regex UnknownProperty();
}
