using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.TenantSimulator.Hosting;

/// <summary>The tenant as it is, and as it was before each change: what a service needs to tell what changed. Thread-safe.</summary>
internal sealed class TenantHistory(Snapshot first)
{
    private readonly List<Tables> versions = [new Tables(first)];

    public int Version
    {
        get
        {
            lock (versions)
            {
                return versions.Count - 1;
            }
        }
    }

    public Tables Current => At(Version)!;

    /// <summary>The tenant at a version, or null when there was none.</summary>
    public Tables? At(int version)
    {
        lock (versions)
        {
            return version >= 0 && version < versions.Count ? versions[version] : null;
        }
    }

    public void Change(Snapshot now)
    {
        lock (versions)
        {
            versions.Add(new Tables(now));
        }
    }
}
