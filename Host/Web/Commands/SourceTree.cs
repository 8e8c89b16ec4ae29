namespace Elsa.ITR.Web.Commands;

/// <summary>Finds what people name from the top of the source tree: "dotnet run" works in the project's folder, they in one above.</summary>
internal static class SourceTree
{
    /// <summary>The file or folder of that name in the current folder or the nearest one above that has it.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static string Find(string name)
    {
        for (var folder = new DirectoryInfo(Directory.GetCurrentDirectory()); folder is not null; folder = folder.Parent)
        {
            if (Path.Combine(folder.FullName, name) is var path && Path.Exists(path))
                return path;
        }

        throw new UsageException($"Expected a file or folder, but \"{name}\" is neither in {Directory.GetCurrentDirectory()} nor in a folder above it.");
    }
}
