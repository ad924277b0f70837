using System.Collections;
using Ed2402Posture.Core.ConditionalAccess.Scenarios;
using Xunit;

namespace Ed2402Posture.Tests.Unit.ConditionalAccess;

public sealed class IpAtomsTests
{
    [Fact]
    public void Disjoint_ranges_are_never_both_matched() => Assert.Equal(["", "0", "1"], Cut(["10.0.0.0/24"], ["10.0.1.0/24"]));

    [Fact]
    public void A_range_inside_another_is_matched_with_it() => Assert.Equal(["", "0", "0,1"], Cut(["10.0.0.0/24"], ["10.0.0.64/26"]));

    [Fact]
    public void Equal_ranges_are_always_both_matched() => Assert.Equal(["", "0,1"], Cut(["10.0.0.0/24"], ["10.0.0.0/25", "10.0.0.128/25"]));

    [Fact]
    public void Address_families_are_apart() => Assert.Equal(["", "0", "1"], Cut(["10.0.0.0/8"], ["2001:db8::/32"]));

    [Fact]
    public void The_whole_of_both_families_leaves_no_elsewhere() => Assert.Equal(["0"], Cut(["0.0.0.0/0", "::/0"]));

    [Fact]
    public void One_family_alone_leaves_the_other() => Assert.Equal(["", "0"], Cut(["0.0.0.0/0"]));

    [Fact]
    public void A_mapped_address_is_the_address_it_maps() => Assert.Equal(["", "0,1"], Cut(["::ffff:10.0.0.0/120"], ["10.0.0.0/24"]));

    private static string[] Cut(params string[][] locations) =>
        [.. IpAtoms.Cut(locations).Select(atom => string.Join(',', Indices(atom))).Order(StringComparer.Ordinal)];

    private static IEnumerable<int> Indices(BitArray bits) => Enumerable.Range(0, bits.Count).Where(i => bits[i]);
}
