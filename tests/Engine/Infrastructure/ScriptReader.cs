using System.Management.Automation;
using System.Management.Automation.Language;

namespace Ed2402Posture.Tests.Engine.Infrastructure;

/// <summary>Reads a script without running it and names what the module does not have: cmdlets, parameters, their values, and properties of what cmdlets give.</summary>
internal sealed class ScriptReader(IReadOnlyDictionary<string, CmdletInfo> cmdlets)
{
    private static readonly HashSet<string> Filters = new(StringComparer.OrdinalIgnoreCase)
    {
        "Where-Object", "Sort-Object", "Select-Object", "Group-Object", "Format-Table", "Format-List", "ForEach-Object", "Measure-Object",
    };

    private static readonly HashSet<string> OfEverything = new(StringComparer.OrdinalIgnoreCase) { "Count", "Length", "Name", "PSObject" };

    private readonly Dictionary<string, Type[]> variables = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> wrong = [];

    public IReadOnlyList<string> Read(ScriptBlockAst script)
    {
        foreach (CommandAst command in All<CommandAst>(script))
        {
            ReadCommand(command);
        }

        foreach (AssignmentStatementAst assignment in All<AssignmentStatementAst>(script))
        {
            if (assignment.Left is VariableExpressionAst variable && Given(assignment.Right) is { Length: > 0 } types)
            {
                variables[variable.VariablePath.UserPath] = types;
            }
        }

        foreach (PipelineAst pipeline in All<PipelineAst>(script))
        {
            ReadPipeline(pipeline);
        }

        foreach (MemberExpressionAst member in All<MemberExpressionAst>(script).Where(m => m is not InvokeMemberExpressionAst))
        {
            ReadMember(member, Source(member.Expression));
        }

        return wrong;
    }

    private void ReadCommand(CommandAst command)
    {
        string? name = command.GetCommandName();
        if (name?.Contains("-Ed2402", StringComparison.OrdinalIgnoreCase) != true)
        {
            return;
        }

        if (!cmdlets.TryGetValue(name, out CmdletInfo? cmdlet))
        {
            wrong.Add($"there is no {name}");
            return;
        }

        List<string> used = [];
        foreach (CommandParameterAst given in command.CommandElements.OfType<CommandParameterAst>())
        {
            if (!cmdlet.Parameters.TryGetValue(given.ParameterName, out ParameterMetadata? parameter))
            {
                wrong.Add($"{name} has no -{given.ParameterName}");
                continue;
            }

            used.Add(parameter.Name);
            ReadValues(name, parameter, given.Argument ?? command.CommandElements.SkipWhile(e => e != given).Skip(1).FirstOrDefault());
        }

        if (!cmdlet.ParameterSets.Any(set => used.TrueForAll(u => set.Parameters.Any(p => p.Name == u))))
        {
            wrong.Add($"{name} does not take {string.Join(", ", used)} together");
        }
    }

    private void ReadValues(string cmdlet, ParameterMetadata parameter, CommandElementAst? argument)
    {
        Type element = parameter.ParameterType.GetElementType() ?? parameter.ParameterType;
        element = Nullable.GetUnderlyingType(element) ?? element;
        if (element.IsEnum)
        {
            wrong.AddRange(Constants(argument).Where(c => !Enum.TryParse(element, c, ignoreCase: true, out _)).Select(c => $"{cmdlet} -{parameter.Name} knows no {c}"));
        }
    }

    private void ReadPipeline(PipelineAst pipeline)
    {
        Type[] types = Source(pipeline.PipelineElements[0] switch
        {
            CommandExpressionAst expression => expression.Expression,
            Ast other => other,
        });
        foreach (CommandAst command in pipeline.PipelineElements.Skip(1).OfType<CommandAst>())
        {
            if (types.Length == 0 || command.GetCommandName() is not { } name || !Filters.Contains(name))
            {
                return;
            }

            foreach (string property in Properties(command))
            {
                Check(property, types, command);
            }

            foreach (MemberExpressionAst member in All<MemberExpressionAst>(command).Where(m => m.Expression is VariableExpressionAst { VariablePath.UserPath: "_" }))
            {
                ReadMember(member, types);
            }

            types = Expanded(command) is { } expanded ? Elements(expanded, types) : name is "Where-Object" or "Sort-Object" or "Select-Object" ? types : [];
        }
    }

    private void ReadMember(MemberExpressionAst member, Type[] types)
    {
        if (types.Length > 0 && member.Member is StringConstantExpressionAst { Value: var property })
        {
            Check(property, types, member);
        }
    }

    private void Check(string property, Type[] types, Ast where)
    {
        if (!property.Contains('*') && !OfEverything.Contains(property) && !types.Any(t => Has(t, property)))
        {
            wrong.Add($"{string.Join(" or ", types.Select(t => t.Name))} has no {property}: {where.Extent.Text}");
        }
    }

    private Type[] Given(Ast statement) => statement is PipelineAst { PipelineElements: [CommandAst command] } ? Source(command) : [];

    private Type[] Source(Ast source) => source switch
    {
        CommandAst command when command.GetCommandName() is { } name && cmdlets.TryGetValue(name, out CmdletInfo? cmdlet) => [.. cmdlet.OutputType.Select(o => o.Type).OfType<Type>()],
        VariableExpressionAst variable => variables.GetValueOrDefault(variable.VariablePath.UserPath, []),
        ParenExpressionAst { Pipeline: PipelineAst { PipelineElements: [CommandAst command] } } => Source(command),
        _ => [],
    };

    // The names that a filter is given: by position, or with -Property and its like.
    private static IEnumerable<string> Properties(CommandAst command)
    {
        CommandElementAst[] elements = [.. command.CommandElements.Skip(1)];
        bool compares = command.GetCommandName().Equals("Where-Object", StringComparison.OrdinalIgnoreCase);
        for (int i = 0; i < elements.Length; i++)
        {
            bool named = elements[i] is CommandParameterAst { ParameterName: var parameter } && parameter.EndsWith("Property", StringComparison.OrdinalIgnoreCase);
            bool first = i == 0 && elements[i] is not CommandParameterAst;
            CommandElementAst? value = named ? elements.ElementAtOrDefault(i + 1) : first ? elements[i] : null;
            foreach (string constant in Constants(value).Take(compares ? 1 : int.MaxValue))
            {
                yield return constant;
            }
        }
    }

    private static string? Expanded(CommandAst command)
    {
        CommandElementAst? expand = command.CommandElements.FirstOrDefault(e => e is CommandParameterAst { ParameterName: var p } && p.StartsWith("Expand", StringComparison.OrdinalIgnoreCase));
        return expand is null ? null : Constants(command.CommandElements.SkipWhile(e => e != expand).Skip(1).FirstOrDefault()).FirstOrDefault();
    }

    private static Type[] Elements(string property, Type[] types) =>
    [
        .. from type in types
           let found = type.GetProperties().FirstOrDefault(p => p.Name.Equals(property, StringComparison.OrdinalIgnoreCase))?.PropertyType
           where found is not null
           select found.GetElementType() ?? found.GetGenericArguments().FirstOrDefault() ?? found,
    ];

    private static bool Has(Type type, string property) => type.GetMembers().Any(m => m.Name.Equals(property, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> Constants(Ast? value) => value switch
    {
        StringConstantExpressionAst constant => [constant.Value],
        ArrayLiteralAst array => array.Elements.OfType<StringConstantExpressionAst>().Select(e => e.Value),
        _ => [],
    };

    private static IEnumerable<T> All<T>(Ast ast)
        where T : Ast => ast.FindAll(a => a is T, searchNestedScriptBlocks: true).Cast<T>();
}
