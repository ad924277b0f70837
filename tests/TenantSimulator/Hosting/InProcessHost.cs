namespace Ed2402Posture.TenantSimulator.Hosting;

/// <summary>Answers without a network: for tests of very many scans, where sockets and encryption would take most of the time. Broken, half-open and slow answers
/// look to the client as they do from a socket.</summary>
internal sealed class InProcessHost(Dispatcher dispatcher) : ISimulatorHost
{
    private static readonly Dictionary<SimulatedService, Uri> Endpoints = Enum.GetValues<SimulatedService>().ToDictionary(s => s, s => new Uri($"https://{s.ToString().ToLowerInvariant()}.simulator.invalid"));

    public Uri Endpoint(SimulatedService service) => Endpoints[service];

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public HttpMessageHandler CreateHandler() => new Handler(dispatcher);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class Handler(Dispatcher dispatcher) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Yield();
            try
            {
                return Write(request, await dispatcher.AnswerAsync(await ReadAsync(request, cancellationToken), cancellationToken));
            }
            catch (BrokenConnectionException exception)
            {
                throw new HttpRequestException(HttpRequestError.ResponseEnded, "The response ended prematurely.", exception);
            }
        }

        private static async Task<ServiceRequest> ReadAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Uri address = request.RequestUri!;
            (SimulatedService service, Uri root) = Endpoints.FirstOrDefault(e => e.Value.Authority == address.Authority);
            return new ServiceRequest
            {
                Service = root is null ? throw new HttpRequestException(HttpRequestError.NameResolutionError, $"No such host is known ({address.Host}).") : service,
                Method = request.Method.Method, Root = root, PathAndQuery = address.PathAndQuery, Protocol = "in process",
                Headers = request.Headers.NonValidated.Concat(request.Content?.Headers.NonValidated ?? default).ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
                Body = request.Content is null ? default : await request.Content.ReadAsByteArrayAsync(cancellationToken),
            };
        }

        private static HttpResponseMessage Write(HttpRequestMessage request, ServiceResponse answer)
        {
            var response = new HttpResponseMessage((System.Net.HttpStatusCode)answer.Status) { RequestMessage = request, Version = request.Version, Content = new StreamContent(new AnswerStream(answer)) };
            foreach ((string name, string value) in answer.Headers)
            {
                if (!response.Headers.TryAddWithoutValidation(name, value))
                {
                    response.Content.Headers.TryAddWithoutValidation(name, value);
                }
            }

            return response;
        }
    }

    /// <summary>A body as it comes from a socket, with its faults.</summary>
    private sealed class AnswerStream(ServiceResponse answer) : Stream
    {
        private readonly int end = Math.Min(answer.AbortAfterBytes ?? answer.StallAfterBytes ?? int.MaxValue, answer.Body.Length);
        private int position;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => position; set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (position == end && end < answer.Body.Length && answer.StallAfterBytes is not null)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            if (position == end && (answer.AbortAfterBytes is not null || end < answer.Body.Length))
            {
                throw new HttpIOException(HttpRequestError.ResponseEnded, "The response ended prematurely.");
            }

            if (answer.Trickle)
            {
                await Task.Delay(5, cancellationToken);
            }

            int count = Math.Min(Math.Min(buffer.Length, end - position), answer.Trickle ? (answer.Body.Length / 12) + 1 : int.MaxValue);
            answer.Body.Slice(position, count).CopyTo(buffer);
            position += count;
            return count;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
        public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
