using Markdig.Syntax;

namespace Ed2402Posture.Build.Help;

/// <summary>Reads a parameter's yaml block: flat <c>Key: value</c> lines, the nine keys that PlatyPS writes.</summary>
internal static class ParameterBlock
{
    private static readonly string[] Required = ["Type", "Parameter Sets", "Required", "Position", "Default value", "Accept pipeline input", "Accept wildcard characters"];
    private static readonly string[] Optional = ["Aliases", "Accepted values"];

    public static ParameterMetadata Read(string file, FencedCodeBlock block)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int i = 0; i < block.Lines.Count; i++)
        {
            string line = block.Lines.Lines[i].ToString().Trim();
            if (line.Length == 0)
            {
                continue;
            }

            int number = block.Line + 2 + i;
            string[] parts = line.Split(':', 2, StringSplitOptions.TrimEntries);
            if (parts.Length != 2 || !(Required.Contains(parts[0]) || Optional.Contains(parts[0])))
            {
                throw new PageException(file, number, $"'{line}' is not one of: {string.Join(", ", Required.Concat(Optional))}");
            }

            if (!values.TryAdd(parts[0], parts[1]))
            {
                throw new PageException(file, number, $"'{parts[0]}' stands twice");
            }
        }

        if (Required.FirstOrDefault(key => string.IsNullOrEmpty(values.GetValueOrDefault(key))) is { } missing)
        {
            throw new PageException(file, block.Line + 1, $"the yaml block has no '{missing}'");
        }

        bool Flag(string key) => bool.TryParse(values[key], out bool flag) ? flag : throw new PageException(file, block.Line + 1, $"'{key}' is '{values[key]}', not True or False");
        string[] List(string key) => values.GetValueOrDefault(key, "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

        return new ParameterMetadata(
            values["Type"], List("Aliases"), List("Accepted values"),
            Flag("Required"), values["Position"], values["Default value"], values["Accept pipeline input"], Flag("Accept wildcard characters"));
    }
}
