namespace Ed2402Posture.Core.ConditionalAccess.Scenarios;

/// <summary>One sign-in: a cell of each axis.</summary>
internal sealed class Scenario(int[] cells)
{
    /// <summary>The plainest sign-in: a browser on an unmanaged Windows device from anywhere, without risk.</summary>
    public static Scenario Plain
    {
        get
        {
            int[] cells = new int[AxisCells.AxisCount];
            cells[(int)Axis.Platform] = AxisCells.Windows;
            return new Scenario(cells);
        }
    }

    public int this[Axis axis] => cells[(int)axis];

    public ClientKind Client => ScenarioSpace.Kind(this[Axis.Client]);
}
