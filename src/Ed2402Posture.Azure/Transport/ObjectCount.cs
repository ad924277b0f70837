using System.Globalization;
using System.Text;

namespace Ed2402Posture.Azure.Transport;

/// <summary>Asks Graph for a number of objects.</summary>
internal static class ObjectCount
{
    /// <summary>The path of the number of the tenant's users.</summary>
    public const string Users = "/v1.0/users/$count";

    /// <summary>The number of objects; null where the service does not tell.</summary>
    public static async Task<long?> AskAsync(PageReader pages, ListSource source, string path, CancellationToken cancellationToken)
    {
        try
        {
            return await pages.ReadOneAsync(source, Call.Get(new Uri(source.Service.Root, path)), Number, cancellationToken).ConfigureAwait(false);
        }
        catch (ReadException exception)
        {
            source.Scope.Ledger.FailedRequest(exception.Error?.RequestId);
            return null;
        }
    }

    // It comes as plain text.
    private static long? Number(ReadOnlySpan<byte> text) =>
        long.TryParse(Encoding.UTF8.GetString(text).Trim('\uFEFF', ' '), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
}
