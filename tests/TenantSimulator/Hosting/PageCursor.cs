using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ed2402Posture.TenantSimulator.Hosting;

/// <summary>Opaque paging cursors: good only for the list, the query options and the page size that they were made for.</summary>
internal sealed class PageCursor
{
    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);

    /// <summary>The cursor of the items from <paramref name="offset"/> on.</summary>
    public string Make(string list, int pageSize, int offset)
    {
        string place = string.Create(CultureInfo.InvariantCulture, $"{offset}|{pageSize}");
        return Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{place}|{Seal(list, place)}"));
    }

    /// <summary>Where the cursor points to, or null when it is not one of this list.</summary>
    public int? Read(string cursor, string list, int pageSize)
    {
        string[] parts;
        try
        {
            parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split('|');
        }
        catch (FormatException)
        {
            return null;
        }

        return parts.Length == 3 && parts[2] == Seal(list, $"{parts[0]}|{parts[1]}") && int.Parse(parts[1], CultureInfo.InvariantCulture) == pageSize ? int.Parse(parts[0], CultureInfo.InvariantCulture) : null;
    }

    /// <summary>What a cursor is bound to: path and query options but the cursor itself.</summary>
    public static string List(ServiceRequest request, string token = "$skiptoken") =>
        request.RawPath + "?" + string.Join('&', request.Query.Where(o => o.Key != token).OrderBy(o => o.Key, StringComparer.Ordinal).Select(o => $"{o.Key}={o.Value}"));

    private string Seal(string list, string place) => Convert.ToHexString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{list}|{place}")).AsSpan(0, 16));
}
