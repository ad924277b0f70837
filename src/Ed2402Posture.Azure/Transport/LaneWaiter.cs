namespace Ed2402Posture.Azure.Transport;

/// <summary>A request that waits for its place in a lane. The smallest one goes first: what is most urgent, and among equals who came first.</summary>
/// <param name="cost">What it takes from the quota.</param>
/// <param name="scope">Whose request it is.</param>
/// <param name="arrival">The number of its arrival.</param>
internal sealed class LaneWaiter(double cost, RequestScope scope, long arrival) : IComparable<LaneWaiter>
{
    private readonly (int Urgency, long Arrival) order = (-scope.Urgency, arrival);

    public double Cost { get; } = cost;
    public RequestScope Scope { get; } = scope;

    /// <summary>Completes when it may go.</summary>
    public TaskCompletionSource Place { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether it was held up for the quota's sake, not by others in flight alone.</summary>
    public bool IsPaced { get; set; }

    /// <summary>Since when it is the first and does not fit into what is left of the quota.</summary>
    public TimeSpan? HeldSince { get; set; }

    public int CompareTo(LaneWaiter? other) => other is null ? 1 : order.CompareTo(other.order);
}
