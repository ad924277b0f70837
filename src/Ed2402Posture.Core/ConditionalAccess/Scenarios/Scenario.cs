namespace Ed2402Posture.Core.ConditionalAccess.Scenarios;

/// <summary>One sign-in: a cell of each axis.</summary>
internal sealed class Scenario(int[] cells)
{
    public int this[Axis axis] => cells[(int)axis];

    public ClientKind Client => ScenarioSpace.Kind(this[Axis.Client]);
}
