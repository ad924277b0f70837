using System.Globalization;
using Ed2402Posture.Core.Privilege;

namespace Ed2402Posture.Core.Checks;

/// <summary>Active assignments that end, but so late that they are as good as permanent.</summary>
internal static class LongAssignments
{
    /// <summary>How long an active assignment may be; Microsoft's portal offers a year at most.</summary>
    public static readonly Threshold MaximumDays = new("maximumActiveDays", 365, "days", "Longest time for which a role may be assigned actively; an assignment that ends later is as good as permanent.");

    /// <summary>The longest time by the settings.</summary>
    public static TimeSpan Longest(CheckContext context, CheckMetadata metadata) => TimeSpan.FromDays(context.Threshold(metadata, MaximumDays.Name));

    /// <summary>What is to be said of an active assignment that lasts longer than the settings allow; null for every other one.</summary>
    public static string? Describe(CheckContext context, CheckMetadata metadata, RoleHolding holding)
    {
        if (holding.State != PathState.Active || holding.EndDateTime is not { } end)
        {
            return null;
        }

        TimeSpan length = end - (holding.StartDateTime ?? context.Now), longest = Longest(context, metadata);
        return length <= longest ? null
            : string.Create(CultureInfo.InvariantCulture, $"Holds {holding.Role} until {end:yyyy-MM-dd}, for {Math.Floor(length.TotalDays)} days (limit {longest.TotalDays}): as good as permanent.");
    }
}
