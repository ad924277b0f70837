using System.Management.Automation;
using System.Text.RegularExpressions;
using Ed2402Posture.Tests.Engine.Infrastructure;

namespace Ed2402Posture.Tests.Engine.Output;

/// <summary>What <c>ConvertTo-Csv</c> and <c>ConvertTo-Json</c> make of each property: a value, never the name of a type.</summary>
public sealed partial class FlatOutputTests
{
    [Theory]
    [MemberData(nameof(OutputCatalogue.TypeNames), MemberType = typeof(OutputCatalogue))]
    public void No_cell_shows_the_name_of_a_type(string typeName)
    {
        using EngineSession session = EngineSession.Demo();
        IReadOnlyList<PSObject> objects = session.Run(OutputCatalogue.Scripts[typeName]).AssertNoErrors().Output;
        Assert.NotEmpty(objects);
        foreach (PSObject item in objects)
        {
            Assert.Equal(typeName, item.BaseObject.GetType().FullName);
            foreach (PSPropertyInfo property in item.Properties)
            {
                // As ConvertTo-Csv writes a cell.
                string cell = property.Value is null ? "" : PSObject.AsPSObject(property.Value).ToString();
                Assert.False(TypeName().IsMatch(cell), $"{typeName}.{property.Name} reads '{cell}'.");
            }

            Assert.False(TypeName().IsMatch(item.ToString()), $"{typeName} reads '{item}'.");
        }
    }

    [Theory]
    [MemberData(nameof(OutputCatalogue.TypeNames), MemberType = typeof(OutputCatalogue))]
    public void Dates_are_UTC(string typeName)
    {
        using EngineSession session = EngineSession.Demo();
        foreach (PSObject item in session.Run(OutputCatalogue.Scripts[typeName]).Output)
        {
            Assert.All(item.Properties.Select(p => p.Value).OfType<DateTimeOffset>(), time => Assert.Equal(TimeSpan.Zero, time.Offset));
            Assert.DoesNotContain(item.Properties, p => p.Value is DateTime);
        }
    }

    [Fact]
    public void Every_type_that_a_cmdlet_declares_is_tested_here()
    {
        using EngineSession session = EngineSession.Demo();
        Assert.Empty(OutputCatalogue.Declared(session).Except(OutputCatalogue.Scripts.Keys));
    }

    [GeneratedRegex(@"\b(System|Ed2402Posture)\.[A-Z]|`\d|\[\]|@\{")]
    private static partial Regex TypeName();
}
