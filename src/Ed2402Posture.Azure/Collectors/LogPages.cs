using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Reads logs a page at a time, at the pace of the reports: the caller keeps the cursor.</summary>
internal sealed class LogPages(TenantServices services)
{
    private const string SignIns = "auditLogs/signIns";

    /// <summary>Reads a page. Whatever goes wrong is in the answer; only cancellation and mistakes in this program leave as exceptions.</summary>
    public async Task<LogPage<T>> ReadAsync<T>(LogStream<T> stream, DateTimeOffset from, DateTimeOffset to, string? cursor, IScanObserver observer, CancellationToken cancellationToken)
        where T : class
    {
        DatasetDefinition<T> dataset = stream.Dataset;
        if (Availability.Refuse(dataset, services.Identity) is { } refused)
        {
            return new LogPage<T> { Refused = refused };
        }

        var source = new ListSource(new RequestScope(dataset, observer), services.Lanes.Reports, services.Graph);
        try
        {
            Page<T> page = await services.Pages.ReadPageAsync(source, Call.Get(Address(stream.Kind, stream.Subject, from, to)), cursor, dataset.ReadItem, cancellationToken).ConfigureAwait(false);
            return new LogPage<T> { Items = page.Items, Next = page.Next };
        }
        catch (SignInException exception)
        {
            return new LogPage<T> { Refused = new DatasetState { Status = DatasetStatus.Failed, Reason = $"{exception.Message} {exception.RecommendedAction}" } };
        }
        catch (ReadException exception) when (cursor is not null && PageReader.IsExpiredCursor(exception))
        {
            return new LogPage<T> { CursorExpired = true, Refused = Refusals.ToState(dataset, exception, LicenceView.Unknown, services.Identity) };
        }
        catch (ReadException exception)
        {
            LicenceView licences = Refusals.LicencesDecide(exception) ? await LicencesAsync(observer, cancellationToken).ConfigureAwait(false) : LicenceView.Unknown;
            return new LogPage<T> { Refused = Refusals.ToState(dataset, exception, licences, services.Identity) };
        }
    }

    private Uri Address(LogKind kind, string? subject, DateTimeOffset from, DateTimeOffset to)
    {
        (string version, string path, string time, string filter) = kind switch
        {
            LogKind.InteractiveSignIns => ("v1.0", SignIns, "createdDateTime", subject is null ? "" : LogAddress.OfUser(subject)),
            LogKind.NonInteractiveSignIns => ("beta", SignIns, "createdDateTime", LogAddress.NonInteractiveOf(subject!)),
            LogKind.NonInteractiveWrongPasswords => ("beta", SignIns, "createdDateTime", LogAddress.NonInteractiveWrongPassword),
            LogKind.WorkloadSignIns => ("beta", SignIns, "createdDateTime", LogAddress.OfWorkload(subject!)),
            LogKind.DirectoryAudits => ("v1.0", "auditLogs/directoryAudits", "activityDateTime", ""),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

        // Graph offers 'le' for these times and no 'lt'. Its filter takes whole seconds here, so the end is rounded up.
        DateTimeOffset end = to.AddTicks(TimeSpan.TicksPerSecond - 1);
        return LogAddress.Of(services.Graph.Root, version, path, $"{time} ge {LogAddress.Time(from)}", $"{time} le {LogAddress.Time(end)}", filter);
    }

    private async Task<LicenceView> LicencesAsync(IScanObserver observer, CancellationToken cancellationToken)
    {
        var snapshot = new SnapshotBuilder();
        await new CollectionPlan([Datasets.SubscribedSkus], snapshot).RunAsync(services, snapshot, observer, cancellationToken).ConfigureAwait(false);
        return LicenceView.Of(snapshot);
    }
}
