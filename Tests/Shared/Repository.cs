namespace Elsa.ITR.Tests.Shared;

/// <summary>Where the tests find the tree they belong to.</summary>
public static class Repository
{
    /// <summary>The folder of <c>Elsa.ITR.sln</c>.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Elsa.ITR.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("Expected the tests to run below the folder of Elsa.ITR.sln.");
        return folder;
    }
}
