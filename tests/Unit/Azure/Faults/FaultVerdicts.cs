using Ed2402Posture.Core;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Tests.Unit.Azure.Faults;

/// <summary>The verdicts on a tenant, and when two are the same.</summary>
internal static class FaultVerdicts
{
    public static ILookup<string, Finding> Judge(Snapshot snapshot) => CheckRunner.Run(new TenantAnalysis(snapshot, PostureSettings.Default), CheckCatalogue.All).ToLookup(f => f.CheckId);

    public static bool Same(Finding left, Finding right) => left.SubjectId == right.SubjectId && left.Outcome == right.Outcome && (left.Outcome != Outcome.NotAssessed || left.Resource == right.Resource);
}
