using System.Xml.Linq;

namespace Elsa.ITR.Tests.Unit.Architecture;

/// <summary>The arrows of the tree: who may reference whom, and which project alone may reference a package.</summary>
public sealed class DependencyTests
{
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["Engine.Core"] = [],
        ["Engine.Runtime"] = ["Engine.Core"],
        ["Engine.Scripting"] = ["Engine.Core"],
        ["Engine.Scheduling"] = ["Engine.Runtime"],
        ["Engine.Persistence"] = ["Engine.Runtime"],
        ["Activities.Domain"] = [],
        ["Activities.Library"] = ["Activities.Domain", "Engine.Core", "Engine.Runtime"],
        ["Workflows"] = ["Activities.Library", "Engine.Core", "Engine.Runtime"],
        ["Designer.StudioApi"] = ["Engine.Core", "Engine.Runtime", "Engine.Scripting"],
        ["Host.Data"] = ["Activities.Domain", "Engine.Persistence"],
        ["Host.Migrations.Sqlite"] = ["Host.Data"],
        ["Host.Migrations.PostgreSql"] = ["Host.Data"],
        ["Host.Migrations.SqlServer"] = ["Host.Data"],
    };

    private static readonly Dictionary<string, string> OnlyIn = new()
    {
        ["Jint"] = "Engine.Scripting",
        ["Quartz"] = "Engine.Scheduling",
        ["Microsoft.EntityFrameworkCore.Sqlite"] = "Host.Migrations.Sqlite",
        ["Microsoft.EntityFrameworkCore.SqlServer"] = "Host.Migrations.SqlServer",
        ["Npgsql.EntityFrameworkCore.PostgreSQL"] = "Host.Migrations.PostgreSql",
    };

    [Fact]
    public void Projects_reference_only_what_the_tree_allows()
    {
        var wrong =
            from project in Projects()
            where Arrows.ContainsKey(project.Name)
            from reference in project.References
            where !Arrows[project.Name].Contains(reference)
            select $"{project.Name} → {reference}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void A_package_with_a_role_is_referenced_by_one_project()
    {
        var wrong =
            from project in Projects()
            where !project.Name.StartsWith("Tests.", StringComparison.Ordinal)
            from package in project.Packages
            where OnlyIn.TryGetValue(package, out var owner) && owner != project.Name
            select $"{project.Name} → {package}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void Nothing_in_the_engine_knows_the_domain()
    {
        var wrong =
            from file in Directory.EnumerateFiles(Path.Combine(Root(), "Engine"), "*.cs", SearchOption.AllDirectories)
            where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            where File.ReadAllText(file).Contains("Elsa.ITR.", StringComparison.Ordinal)
            select Path.GetRelativePath(Root(), file);

        Assert.Empty(wrong);
    }

    private sealed record Project(string Name, string[] References, string[] Packages);

    private static IEnumerable<Project> Projects() =>
        from file in Directory.EnumerateFiles(Root(), "*.csproj", SearchOption.AllDirectories)
        where !file.Contains("node_modules", StringComparison.Ordinal) && !file.Contains("samples", StringComparison.Ordinal)
        let xml = XDocument.Load(file)
        select new Project(
            Path.GetFileNameWithoutExtension(file),
            [.. Includes(xml, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))],
            [.. Includes(xml, "PackageReference")]);

    private static IEnumerable<string> Includes(XDocument xml, string element) =>
        xml.Descendants(element).Select(x => (string?)x.Attribute("Include")).OfType<string>();

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Elsa.ITR.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("Expected the tests to run below the folder of Elsa.ITR.sln.");
        return folder;
    }
}
