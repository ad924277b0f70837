namespace Ed2402Posture.TenantSimulator.Hosting;

/// <summary>What came in, in order. Thread-safe.</summary>
internal sealed class RequestLog
{
    private readonly List<RequestRecord> records = [];

    public void Add(ServiceRequest request, int status)
    {
        var record = new RequestRecord(request.Service, request.Method, request.Root.Authority, request.PathAndQuery, request.Header("Authorization") is not null, status, request.IsBatchPart, DateTimeOffset.UtcNow) { Headers = request.Headers, Protocol = request.Protocol, Connection = request.Connection };
        lock (records)
        {
            records.Add(record);
        }
    }

    public IReadOnlyList<RequestRecord> Records
    {
        get
        {
            lock (records)
            {
                return [.. records];
            }
        }
    }
}
