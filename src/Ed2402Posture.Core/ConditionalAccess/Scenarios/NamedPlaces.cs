using System.Collections;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.ConditionalAccess.Scenarios;

/// <summary>The tenant's named locations, and what a sign-in can be inside of at once: it has one address and one country (and one by
/// GPS); an address says nothing about the country. A place of a kind that cannot be looked into (compliant network, MFA trusted IPs)
/// may be matched or not, whatever else is.</summary>
internal sealed class NamedPlaces
{
    /// <summary>Id under which policies name the trusted IPs of the per-user MFA settings, whose ranges Graph does not show.</summary>
    public const string MfaTrustedIps = "00000000-0000-0000-0000-000000000000";
    /// <summary>Id under which policies name all compliant networks of Global Secure Access.</summary>
    public const string CompliantNetworks = "3d46dbda-8382-466a-856d-eb00cbc6b910";

    private readonly List<Place> places = [];
    private readonly Dictionary<string, int> byId = new(StringComparer.OrdinalIgnoreCase);

    public NamedPlaces(IEnumerable<NamedLocation> locations)
    {
        foreach (NamedLocation location in locations)
        {
            bool country = location.CountriesAndRegions is not null || EndsWith(location.ODataType, "countryNamedLocation");
            bool ip = location.IpRanges is not null || EndsWith(location.ODataType, "ipNamedLocation");
            PlaceKind kind = country ? (location.CountryLookupMethod == "authenticatorAppGps" ? PlaceKind.GpsCountry : PlaceKind.Country) : ip && (location.IpRanges ?? []).All(r => r.CidrAddress is not null) ? PlaceKind.Ip : PlaceKind.Opaque;
            Add(new Place(location.Id, location.DisplayName ?? location.Id, kind, !country && location.IsTrusted == true,
                [.. (location.IpRanges ?? []).Select(r => r.CidrAddress).OfType<string>()],
                [.. location.CountriesAndRegions ?? [], .. location.IncludeUnknownCountriesAndRegions == true ? [Countries.Unknown] : Array.Empty<string>()]));
        }

        Add(new Place(MfaTrustedIps, "MFA trusted IPs", PlaceKind.Opaque, true, [], []));
        Add(new Place(CompliantNetworks, "All compliant networks", PlaceKind.Opaque, false, [], []));
    }

    private enum PlaceKind
    {
        Ip,
        Country,
        GpsCountry,
        Opaque,
    }

    /// <summary>The index of the place with that id, or minus one.</summary>
    public int IndexOf(string id) => byId.GetValueOrDefault(id, -1);

    public string Name(int index) => places[index].Name;

    /// <summary>Cells that the conditions tell apart, each with the places that its simplest sign-in is inside of, 'elsewhere' first.</summary>
    /// <param name="conditions">The conditions of all policies.</param>
    public LocationCells Cut(IReadOnlyList<LocationCondition> conditions)
    {
        int[] used = [.. conditions.SelectMany(c => c.Include.Concat(c.Exclude)).Concat(conditions.Any(c => c.IncludeTrusted || c.ExcludeTrusted) ? Enumerable.Range(0, places.Count).Where(i => places[i].Trusted && places[i].Id != MfaTrustedIps) : []).Distinct()];
        IReadOnlyList<IReadOnlyList<int>>[] parts =
        [
            Ip([.. used.Where(i => places[i].Kind == PlaceKind.Ip)]),
            Country([.. used.Where(i => places[i].Kind == PlaceKind.Country)]),
            Country([.. used.Where(i => places[i].Kind == PlaceKind.GpsCountry)]),
            .. used.Where(i => places[i].Kind == PlaceKind.Opaque).Select(i => (IReadOnlyList<IReadOnlyList<int>>)[[], [i]]),
        ];
        var cells = new LocationCells(conditions, used);
        foreach (IReadOnlyList<int> inside in Combine(parts, 0).OrderBy(i => i.Count))
        {
            cells.Add(inside, inside.Any(i => places[i].Trusted));
        }

        return cells;
    }

    /// <summary>An address and a country that are inside of just those of the places used; null when no words for them exist: a place of a kind that cannot be
    /// looked into, a country told by GPS or not known.</summary>
    public (string Ip, string Country)? Example(IReadOnlyList<int> inside, IReadOnlyList<int> used)
    {
        if (inside.Any(i => places[i].Kind is PlaceKind.Opaque or PlaceKind.GpsCountry))
        {
            return null;
        }

        bool Fits(Func<Place, bool> contains, PlaceKind kind) => used.Where(i => places[i].Kind == kind).All(i => contains(places[i]) == inside.Contains(i));
        string? country = Countries.All.Where(c => c != Countries.Unknown).OrderBy(c => c != "US").FirstOrDefault(c => Fits(p => p.Codes.Contains(c, StringComparer.OrdinalIgnoreCase), PlaceKind.Country));
        string? ip = IpAtoms.Candidates(used.SelectMany(i => places[i].Ranges)).FirstOrDefault(a => Fits(p => p.Ranges.Any(r => IpAtoms.Contains(r, a)), PlaceKind.Ip))?.ToString();
        return country is null || ip is null ? null : (ip, country);
    }

    private static IEnumerable<IReadOnlyList<int>> Combine(IReadOnlyList<IReadOnlyList<int>>[] parts, int from) =>
        from == parts.Length ? [[]] : parts[from].SelectMany(head => Combine(parts, from + 1).Select(tail => (IReadOnlyList<int>)[.. head, .. tail]));

    private List<IReadOnlyList<int>> Ip(int[] used) =>
        [.. IpAtoms.Cut([.. used.Select(i => places[i].Ranges)]).Select(atom => (IReadOnlyList<int>)[.. used.Where((_, i) => atom[i])])];

    private List<IReadOnlyList<int>> Country(int[] used)
    {
        var sets = used.Select(i => new HashSet<string>(places[i].Codes, StringComparer.OrdinalIgnoreCase)).ToArray();
        IEnumerable<string> codes = Countries.All.Concat(sets.SelectMany(s => s)).Distinct(StringComparer.OrdinalIgnoreCase);
        return [.. codes.Select(code => (IReadOnlyList<int>)[.. used.Where((_, i) => sets[i].Contains(code))]).DistinctBy(set => string.Join(',', set)).OrderBy(set => set.Count)];
    }

    private void Add(Place place)
    {
        if (byId.TryAdd(place.Id, places.Count))
        {
            places.Add(place);
        }
    }

    private static bool EndsWith(string? type, string name) => type is not null && type.EndsWith(name, StringComparison.OrdinalIgnoreCase);

    private sealed record Place(string Id, string Name, PlaceKind Kind, bool Trusted, IReadOnlyList<string> Ranges, IReadOnlyList<string> Codes);
}

/// <summary>The cells of the location axis: combinations of places that at least one condition tells from the others.</summary>
/// <param name="conditions">The conditions.</param>
/// <param name="used">The places that they look at.</param>
internal sealed class LocationCells(IReadOnlyList<LocationCondition> conditions, IReadOnlyList<int> used)
{
    private readonly Dictionary<string, int> cells = [];
    private readonly List<IReadOnlyList<int>> inside = [];
    private readonly List<BitArray> truth = [];

    /// <summary>The places that the conditions look at.</summary>
    public IReadOnlyList<int> Used => used;

    /// <summary>The number of cells.</summary>
    public int Count => inside.Count;

    /// <summary>The places that a cell's simplest sign-in is inside of.</summary>
    public IReadOnlyList<int> Inside(int cell) => inside[cell];

    /// <summary>Whether a sign-in of that cell meets the condition of that index.</summary>
    public bool Matches(int condition, int cell) => truth[cell][condition];

    internal void Add(IReadOnlyList<int> places, bool trusted)
    {
        var set = places.ToHashSet();
        var vector = new BitArray([.. conditions.Select(c => c.Matches(set.Contains, trusted))]);
        if (cells.TryAdd(string.Concat(vector.Cast<bool>().Select(b => b ? '1' : '0')), inside.Count))
        {
            inside.Add(places);
            truth.Add(vector);
        }
    }
}
