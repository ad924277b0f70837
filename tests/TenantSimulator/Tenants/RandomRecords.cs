using System.Collections;
using System.Reflection;
using System.Text.Json;

namespace Ed2402Posture.TenantSimulator.Tenants;

/// <summary>Fills records of the snapshot with random values: every member, at every depth, sometimes nothing. A member that is added to a
/// record later is filled too, without a change here.</summary>
internal sealed class RandomRecords(Random random)
{
    private readonly NullabilityInfoContext nullability = new();

    /// <summary>Texts that are hard on encodings, escapes and separators.</summary>
    private static readonly string[] Texts = ["", "x", "Ærøskøbing", "管理者", "👩‍💻", "a \"quoted\" \\ word", "<b>&amp;</b>", "line\nbreak\ttab", "semi; colon, comma | pipe", "O'Brien", "null", "100%25", "$filter", "linux"];

    /// <summary>A record of that type; <paramref name="with"/> sets what must fit the rest of the tenant.</summary>
    public T Make<T>(Func<T, T>? with = null)
        where T : class
    {
        var made = (T)Record(typeof(T));
        return with is null ? made : with(made);
    }

    private object Record(Type type)
    {
        object record = Activator.CreateInstance(type)!;
        foreach (PropertyInfo property in type.GetProperties().Where(p => p.SetMethod is not null))
        {
            bool required = nullability.Create(property).ReadState == NullabilityState.NotNull;
            property.SetValue(record, required || random.Next(3) > 0 ? Value(property) : null);
        }

        return record;
    }

    private object? Value(PropertyInfo property)
    {
        Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return type == typeof(IDictionary<string, JsonElement>) ? Unknown() : Value(type);
    }

    private object Value(Type type) =>
        type == typeof(string) ? Text()
        : type == typeof(bool) ? random.Next(2) == 0
        : type == typeof(int) ? random.Next(-5, 100_000)
        : type == typeof(DateTimeOffset) ? Time()
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? List(type.GetGenericArguments()[0])
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) ? Keyed(type.GetGenericArguments()[1])
        : type.IsClass && type.Namespace == "Ed2402Posture.Core.Snapshots.Items" ? Record(type)
        : throw new NotSupportedException($"No random value is known for {type}.");

    private IList List(Type element)
    {
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(element))!;
        for (int count = random.Next(4); count > 0; count--)
        {
            list.Add(Value(element));
        }

        return list;
    }

    private IDictionary Keyed(Type value)
    {
        var keyed = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), value))!;
        for (int count = random.Next(4); count > 0; count--)
        {
            keyed[$"/identities/{count}/{Text()}"] = Value(value);
        }

        return keyed;
    }

    /// <summary>Members that this version does not know, as a later service may send.</summary>
    private Dictionary<string, JsonElement> Unknown() => new() { ["newMember" + random.Next(3)] = JsonSerializer.SerializeToElement(new Dictionary<string, object> { ["mode"] = Text(), ["values"] = (int[])[1, random.Next()] }) };

    public string Text() => random.Next(4) == 0 ? Texts[random.Next(Texts.Length)] : $"text {random.Next(10_000)}";

    /// <summary>A time of the last years, to the tenth of a microsecond.</summary>
    public DateTimeOffset Time() => TenantBuilder.Now.AddTicks(-random.NextInt64(TimeSpan.FromDays(2000).Ticks));
}
