using System.Globalization;
using System.Xml;

namespace Ed2402Posture.Build.Help;

/// <summary>Writes pages as the MAML that Get-Help reads.</summary>
internal sealed class MamlWriter : IDisposable
{
    private const string Maml = "http://schemas.microsoft.com/maml/2004/10";
    private const string Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private const string Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    private readonly XmlWriter xml;

    private MamlWriter(string path) => xml = XmlWriter.Create(path, new XmlWriterSettings { Indent = true, NewLineChars = "\n" });

    public static void Write(string path, IReadOnlyList<CommandPage> pages)
    {
        using var writer = new MamlWriter(path);
        writer.Write(pages);
    }

    public void Dispose() => xml.Dispose();

    private void Write(IReadOnlyList<CommandPage> pages)
    {
        xml.WriteStartElement("helpItems", "http://msh");
        xml.WriteAttributeString("schema", "maml");
        foreach (CommandPage page in pages)
        {
            Write(page);
        }

        xml.WriteEndElement();
    }

    private void Write(CommandPage page)
    {
        xml.WriteStartElement("command", "command", Command);
        xml.WriteAttributeString("xmlns", "maml", null, Maml);
        xml.WriteAttributeString("xmlns", "dev", null, Dev);

        string[] name = page.Name.Split('-');
        xml.WriteStartElement("details", Command);
        xml.WriteElementString("name", Command, page.Name);
        xml.WriteElementString("verb", Command, name[0]);
        xml.WriteElementString("noun", Command, name[1]);
        Description(page.Synopsis);
        xml.WriteEndElement();

        Description(page.Description);
        Element("syntax", Command, page.Syntax, line => Syntax(page, line));
        Element("parameters", Command, page.Parameters.OrderBy(p => p.Name, StringComparer.Ordinal), p => Parameter(p, p.Metadata.Required, p.Metadata.Position, inSyntax: false));
        Element("inputTypes", Command, page.Inputs, type => Type("inputType", type));
        Element("returnValues", Command, page.Outputs, type => Type("returnValue", type));
        xml.WriteStartElement("alertSet", Maml);
        Element("alert", Maml, page.Notes, Paragraph);
        xml.WriteEndElement();
        Element("examples", Command, page.Examples, Example);
        Element("relatedLinks", Command, page.Links, Link);
        xml.WriteEndElement();
    }

    private void Syntax(CommandPage page, IReadOnlyList<SyntaxParameter> line)
    {
        xml.WriteStartElement("syntaxItem", Command);
        xml.WriteElementString("name", Maml, page.Name);
        foreach (SyntaxParameter shown in line)
        {
            string position = shown.Position?.ToString(CultureInfo.InvariantCulture) ?? "named";
            Parameter(page.Parameters.First(p => p.Name == shown.Name), shown.Required, position, inSyntax: true);
        }

        xml.WriteEndElement();
    }

    private void Parameter(PageParameter parameter, bool required, string position, bool inSyntax)
    {
        ParameterMetadata metadata = parameter.Metadata;
        xml.WriteStartElement("parameter", Command);
        xml.WriteAttributeString("required", Flag(required));
        xml.WriteAttributeString("variableLength", Flag(metadata.Type.EndsWith("[]", StringComparison.Ordinal)));
        xml.WriteAttributeString("globbing", Flag(metadata.Wildcards));
        xml.WriteAttributeString("pipelineInput", metadata.Pipeline);
        xml.WriteAttributeString("position", position.ToLowerInvariant());
        xml.WriteAttributeString("aliases", metadata.Aliases.Count == 0 ? "none" : string.Join(", ", metadata.Aliases));
        xml.WriteElementString("name", Maml, parameter.Name);
        Description(parameter.Description);
        if (inSyntax && metadata.AcceptedValues.Count > 0)
        {
            Element("parameterValueGroup", Command, metadata.AcceptedValues, Value);
        }

        if (!(inSyntax && metadata.IsSwitch))
        {
            Value(metadata.Type);
        }

        xml.WriteStartElement("type", Dev);
        xml.WriteElementString("name", Maml, metadata.Type);
        xml.WriteElementString("uri", Maml, null);
        xml.WriteEndElement();
        xml.WriteElementString("defaultValue", Dev, metadata.Default);
        xml.WriteEndElement();
    }

    private void Value(string value)
    {
        xml.WriteStartElement("parameterValue", Command);
        xml.WriteAttributeString("required", "true");
        xml.WriteAttributeString("variableLength", Flag(value.EndsWith("[]", StringComparison.Ordinal)));
        xml.WriteString(value);
        xml.WriteEndElement();
    }

    private void Type(string element, PageType type)
    {
        xml.WriteStartElement(element, Command);
        xml.WriteStartElement("type", Dev);
        xml.WriteElementString("name", Maml, type.Name);
        xml.WriteEndElement();
        Description(type.Description);
        xml.WriteEndElement();
    }

    private void Example(PageExample example)
    {
        xml.WriteStartElement("example", Command);
        xml.WriteElementString("title", Maml, $"--- {example.Title} ---");
        xml.WriteElementString("code", Dev, example.Code);
        Element("remarks", Dev, example.Remarks, Paragraph);
        xml.WriteEndElement();
    }

    private void Link(PageLink link)
    {
        xml.WriteStartElement("navigationLink", Maml);
        xml.WriteElementString("linkText", Maml, link.Text);
        // Get-Help -Online opens the first address; pages of the project are known by their names.
        xml.WriteElementString("uri", Maml, link.Address.Contains("://", StringComparison.Ordinal) ? link.Address : null);
        xml.WriteEndElement();
    }

    private void Description(IEnumerable<string> paragraphs) => Element("description", Maml, paragraphs, Paragraph);

    private void Paragraph(string text) => xml.WriteElementString("para", Maml, text);

    private void Element<T>(string name, string space, IEnumerable<T> items, Action<T> write)
    {
        xml.WriteStartElement(name, space);
        foreach (T item in items)
        {
            write(item);
        }

        xml.WriteEndElement();
    }

    private static string Flag(bool value) => value ? "true" : "false";
}
